#pragma once
// Which devices lie inside a polygon, without asking all of them.

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "cairn/simulate/world.hpp"

namespace cairn::simulate {

class DeviceGrid {
   public:
    explicit DeviceGrid(const std::vector<TrueDevice>& devices);
    /// Indices in ascending order. The polygon has no holes.
    std::vector<std::size_t> find_inside(const PlanePolygon& polygon) const;

   private:
    using Key = std::pair<long, long>;
    static Key key_of(EastNorth position);

    const std::vector<TrueDevice>& devices_;
    std::map<Key, std::vector<std::size_t>> cells_;
};

}  // namespace cairn::simulate
