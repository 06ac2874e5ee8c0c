#pragma once
// Private to this module: the search for one position, and for many together.

#include <optional>
#include <span>
#include <vector>

#include "cairn/geometry/part_distance.hpp"

namespace cairn::geometry {

/// `hint_m`: metres that the answer is known not to exceed; infinite when nothing is known.
std::optional<Nearest> find_one(const FootprintParts& all, EastNorth position, const Metric& metric,
                                const Stretch& stretch, double limit_m, double hint_m);

/// Positions are finite; `metrics` is empty or as long as they are.
std::vector<std::optional<Nearest>> find_many(const FootprintParts& all, std::span<const EastNorth> positions,
                                              std::span<const Metric> metrics, double limit_m);

}  // namespace cairn::geometry
