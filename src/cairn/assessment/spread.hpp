#pragma once
// Positions spread evenly over ground: how areas and densities are summed where exact overlays would be slow.
// Deterministic: rows of a lattice, each shifted by a golden-ratio step so that no straight edge follows it.

#include <cstddef>
#include <vector>

#include "cairn/core/geometry.hpp"

namespace cairn::assessment {

struct GroundSample {
    std::vector<EastNorth> positions;
    double each_m2 = 0;    ///< ground that one position stands for
    double spacing_m = 0;  ///< of the lattice
};

/// About `count` positions (within a factor of two, at least one) inside valid `polygons`; empty for no area.
/// A share of the ground is right to about count^(-3/4) for compact shapes.
GroundSample spread_over(const PlaneMultiPolygon& polygons, std::size_t count);

}  // namespace cairn::assessment
