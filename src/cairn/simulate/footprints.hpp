#pragma once
// Which footprints lie within a tolerance of a position. Its own code, not geometry's nearest-neighbour index, so
// that what is true here and what an assessment measures come from different hands.

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "cairn/core/geometry.hpp"

namespace cairn::simulate {

/// 0 inside. The polygon has no holes and at least four positions.
double distance_m(const PlanePolygon& polygon, EastNorth position);

class Footprints {
   public:
    /// Empty polygons are near nothing.
    Footprints(const std::vector<PlanePolygon>& polygons, double tolerance_m);
    /// Indices, ascending, of those at most the tolerance away.
    std::vector<std::size_t> find_within(EastNorth position) const;

   private:
    using Key = std::pair<long, long>;
    std::vector<PlanePolygon> polygons_;
    double tolerance_m_;
    double side_m_;
    std::map<Key, std::vector<std::size_t>> cells_;
};

}  // namespace cairn::simulate
