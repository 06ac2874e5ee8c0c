#pragma once
// Private to this module: the boundary of all ground within a distance of footprints, worked out once.

#include <vector>

#include "cairn/core/geometry.hpp"
#include "cairn/geometry/nearest.hpp"

namespace cairn::geometry {

/// A straight piece from `a` to `b`, or an arc about `a`. The ground lies to its left.
struct BoundaryPiece {
    EastNorth a, b;             ///< of an arc, `b` is not used
    double radius_m = 0;        ///< of an arc
    double from = 0, turn = 0;  ///< of an arc: the angle at which it begins, and by how much it turns to the left

    bool is_arc() const { return turn > 0; }
};

struct Boundary {
    std::vector<BoundaryPiece> pieces;
    std::vector<bool> is_widened;  ///< by footprint
};

/// What stands for no distance where footprints touch: shared edges then need no care.
constexpr double least_width_m = 2e-5;

/// The boundary of the union of the footprints widened by `width_m`, each part of them by up to 5 µm less. Each side
/// and corner of a footprint is cut where it comes nearer than that to another edge, and left out where it lies inside
/// another footprint. With a width of 0, lines and points count for nothing, and footprints that touch are widened by
/// least_width_m, below which no other width is. `index` is that of the footprints that count. Looks, for each edge, at
/// the edges within two widths and half its length of its middle, nearest first, until its side and corner are hidden.
Boundary boundary_of(const std::vector<PlaneGeometry>& footprints, const NearestIndex& index, double width_m);

}  // namespace cairn::geometry
