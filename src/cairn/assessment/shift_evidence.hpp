#pragma once
// Which points tell about which record's place, and which ground was looked at for it.

#include <vector>

#include "cairn/assessment/evidence.hpp"
#include "cairn/assessment/offset_surface.hpp"

namespace cairn::assessment {

/// Finds on searched ground. Each find belongs to its nearest record, so that neighbours do not explain it twice;
/// a record's ground is what the searches that touch it (within T0) cover and to which it is the nearest record.
/// Records without a find tell nothing of a shift and are left out.
std::vector<RecordEvidence> finds_on_searched_ground(const Evidence& evidence);

/// Points against records where no search says which ground was looked at: all ground within 500 m of a record
/// to which it is the nearest.
std::vector<RecordEvidence> points_near_records(const Evidence& evidence, const std::vector<RecordPoint>& points,
                                                const std::vector<PointDistances>& distances);

}  // namespace cairn::assessment
