#include "cairn/intake/statement.hpp"

#include <algorithm>
#include <array>

#include "cairn/core/wkt.hpp"
#include "cairn/formats/writer.hpp"
#include "cairn/intake/rounding.hpp"
#include "cairn/registers/hash.hpp"

namespace cairn::intake {
namespace {

bool is_said_by_the_source(const std::string& field) {
    constexpr std::array<std::string_view, 13> others{"position_notation",
                                                      "position_rounding_m",
                                                      "source_file",
                                                      "source_table",
                                                      "source_row",
                                                      "package",
                                                      "position_as_written",
                                                      "position_crs",
                                                      "position_operation",
                                                      "position_accuracy_m",
                                                      "sigma_m",
                                                      "possible_duplicate_group",
                                                      "shared_coordinate_group"};
    return std::find(others.begin(), others.end(), field) == others.end();
}

}  // namespace

Statement statement_of(const Entity& entity) {
    std::string bytes;
    for (const auto& [field, value] : entity.fields) {
        if (!is_said_by_the_source(field)) continue;
        const std::string text = formats::to_text(value);
        if (text.empty()) continue;
        bytes += field + "=" + std::to_string(text.size()) + ":" + text;
    }
    if (entity.geometry) {
        bytes += to_wkt(map_positions<XY>(*entity.geometry, [](const LonLat& p) { return XY{p.lon_deg, p.lat_deg}; }));
    }
    return {.hash = registers::to_hex(registers::sha256(bytes)),
            .sigma_m = number_of(entity, "sigma_m"),
            .added_m = added_sigma_m(entity),
            .sigma_may_be_raised = find_value(entity, "shared_coordinate_group") != nullptr};
}

bool repeats(const Statement& row, const Statement& known) {
    if (row.hash != known.hash) return false;
    if (!row.sigma_m || row.sigma_m == known.sigma_m) return true;
    if (known.sigma_m == combine_sigma_m(*row.sigma_m, known.added_m)) return true;
    return known.sigma_may_be_raised && known.sigma_m && *row.sigma_m < *known.sigma_m;
}

}  // namespace cairn::intake
