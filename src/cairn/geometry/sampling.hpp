#pragma once
// Positions drawn uniformly from ground: to relocate footprints at random, and to choose where to look.

#include <cstdint>
#include <vector>

#include "cairn/core/geometry.hpp"
#include "cairn/core/random.hpp"
#include "cairn/geometry/cells.hpp"
#include "cairn/geometry/nearest.hpp"

namespace cairn::geometry {

/// Draws positions that are uniform over the inside of polygons (over their union where they overlap).
///
/// Draws a position in one of the cells that the polygons reach, until one lies inside: exact, whatever the shape, but
/// for cells of which less than 1e-9 is inside. Cells are chosen so fine that most draws succeed at once; for slivers
/// it takes tens. The same seed gives the same positions from every compiler.
class PositionSampler {
   public:
    /// Polygons must be valid. Throws CallError when they have no area.
    explicit PositionSampler(const PlaneMultiPolygon& polygons);

    EastNorth draw(Random& random) const;

   private:
    NearestIndex inside_;
    CellGrid grid_;
    std::vector<std::uint32_t> cells_;  // those that the polygons reach
};

}  // namespace cairn::geometry
