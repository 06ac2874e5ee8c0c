#pragma once
// `cairn assess`: how far the recorded areas in a store agree with what was found.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cairn/core/date.hpp"
#include "cairn/core/progress.hpp"
#include "cairn/workflow/console_table.hpp"

namespace cairn::workflow {

/// Which evidence may be used. All dates mean "by the end of".
struct EvidenceScope {
    std::optional<Date> as_of;           ///< what the store knew on that day
    std::optional<Date> records_as_of;   ///< recorded areas and hazards that were on record by then
    std::optional<Date> evidence_after;  ///< finds and accidents that happened later
    std::optional<std::string> package;  ///< id or name; absent: all
};

struct AssessRequest {
    std::string store;
    EvidenceScope scope;
    double tolerance_m = 50;
    std::vector<double> tolerances_m;  ///< of the curves; empty: the default
    std::uint64_t seed = 1;
};

/// The documented JSON object (docs/json.md), and the answer in sentences.
struct AssessAnswer {
    std::string json;
    std::vector<std::string> sentences;
    ConsoleTable table;  ///< the measures at the tolerance
};

AssessAnswer assess_store(const AssessRequest& request, Progress& progress);

}  // namespace cairn::workflow
