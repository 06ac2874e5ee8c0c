#pragma once
// Tables that look like lists of the points of polygons, which nobody has said that they are.

#include <optional>

#include "cairn/core/finding.hpp"
#include "cairn/intake/mapping.hpp"
#include "cairn/intake/profile.hpp"
#include "cairn/registers/schema.hpp"

namespace cairn::intake {

/// The question whether rows are points of polygons (`points_not_stated`, an error, with the lines for the mapping):
/// several rows have one name or id, and a column is called like a point's number or type, or two are bearing and
/// distance. Absent where rows do not look so, or the kind has places that are points.
std::optional<Finding> ask_for_points(const FileProfile& profile, const PlaceSource& place,
                                      const registers::Schema& schema);

}  // namespace cairn::intake
