#pragma once
// Reading the documented JSON (docs/json.md) in tests.

#include <optional>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace cairn::tests {

/// The measure of that name, tolerance (absent: one without) and package (null: the whole), raw, of the whole area;
/// fails the test when absent.
inline nlohmann::json find_measure(const nlohmann::json& answer, const std::string& name,
                                   std::optional<double> tolerance_m, const nlohmann::json& package = nullptr,
                                   const std::string& weighting = "raw", const std::string& unit = "") {
    for (const auto& m : answer.at("measures")) {
        if (m.at("measure") != name || m.at("package") != package || !m.at("area").is_null() ||
            m.at("weighting") != weighting)
            continue;
        if (!unit.empty() && m.at("unit") != unit) continue;
        if (m.at("tolerance_m").is_null() == tolerance_m.has_value()) continue;
        if (tolerance_m && m.at("tolerance_m").get<double>() != *tolerance_m) continue;
        return m;
    }
    ADD_FAILURE() << "no measure " << name << " at " << tolerance_m.value_or(-1) << " m of package " << package;
    return {};
}

}  // namespace cairn::tests
