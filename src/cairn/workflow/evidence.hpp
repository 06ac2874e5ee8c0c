#pragma once
// From a store to what an assessment reads: entities of the scope, in the plane of one frame.

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "cairn/assessment/input.hpp"
#include "cairn/core/package.hpp"
#include "cairn/geodesy/frame.hpp"
#include "cairn/store/store.hpp"
#include "cairn/workflow/assess_store.hpp"

namespace cairn::workflow {

struct Evidence {
    std::shared_ptr<const geodesy::Frame> frame;
    assessment::Input input;
    std::vector<Package> packages;                  ///< those that hold what is scored
    std::map<std::string, std::string> area_names;  ///< id → name, of the reporting areas
    std::vector<std::string> settlement_names;      ///< in the order of input.settlements
    std::vector<PlaneGeometry> area_outlines;       ///< in the order of input.areas
    std::int64_t searches_not_done = 0;  ///< left out: planned, or under way with no share stated
    std::int64_t out_of_reach = 0;  ///< entries left out: on another continent than the rest
    bool study_area_is_areas = false;  ///< no boundary was given: the reporting areas together stand for it
    std::int64_t undated_records = 0;               ///< left out by records_as_of because they carry no date
    std::int64_t undated_events = 0;                ///< left out by evidence_after because they carry no date
};

/// Scores recorded areas or, if there are none, hazards. Throws CallError when `scope.package` is unknown.
Evidence gather_evidence(const store::Store& store, const EvidenceScope& scope);

}  // namespace cairn::workflow
