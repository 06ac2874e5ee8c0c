#pragma once
// Private to this module: the boundary of all ground within a distance of footprints, worked out once.

#include <vector>

#include "cairn/core/geometry.hpp"
#include "cairn/geometry/nearest.hpp"

namespace cairn::geometry {

/// A straight piece from `a` to `b`, or an arc about `a`. The ground lies to its left.
struct BoundaryPiece {
    EastNorth a, b;
    double from = 0, turn = 0;  ///< of an arc: the angle at which it begins, and by how much it turns to the left

    bool is_arc() const { return turn > 0; }
};

/// What stands for no distance where footprints touch: shared edges then need no care.
constexpr double least_width_m = 1e-6;

/// Pieces of the boundary of the union of the footprints widened by `width_m`; of an arc, `b` is not used. Each side
/// and corner of a footprint is cut where it comes nearer than that to another edge, and left out where it lies inside
/// another footprint. With a width of 0, lines and points count for nothing, and footprints that touch are widened by
/// least_width_m. `index` is that of the footprints that count. Takes time in proportion to edges times the edges
/// within two widths of one, of which only the nearest are looked at where they hide the piece.
std::vector<BoundaryPiece> boundary_of(const std::vector<PlaneGeometry>& footprints, const NearestIndex& index,
                                       double width_m);

}  // namespace cairn::geometry
