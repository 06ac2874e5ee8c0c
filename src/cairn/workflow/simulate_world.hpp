#pragma once
// `cairn simulate`: an invented world with known truth, as the files that an office would hold.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cairn/core/progress.hpp"

namespace cairn::workflow {

struct SimulateAnswer {
    std::string title;
    std::vector<std::filesystem::path> written;
    std::string next_command;  ///< the `cairn run` that reads these files
};

/// `scenario`: a bundled name or a scenario file. Throws CallError with every finding when it cannot be read.
SimulateAnswer simulate_world(const std::string& scenario, const std::optional<std::uint64_t>& seed,
                              const std::filesystem::path& out, Progress& progress);
std::vector<std::string> bundled_scenarios();

}  // namespace cairn::workflow
