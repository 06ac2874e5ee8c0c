#pragma once
// How much of the study area was looked at.

#include <optional>

#include "cairn/report/report.hpp"

namespace cairn::report {

struct Ground {
    double study_m2 = 0;
    double searched_m2 = 0;  ///< inside the study area; overlapping searches count once
};

/// Absent when no study area is given. A search without extent (a point) looks at no ground.
std::optional<Ground> measure_ground(const MapData& map);

}  // namespace cairn::report
