#pragma once
// Private to this module: footprints cut into parts that a tree of boxes can hold, each small enough to be looked at
// whole, with all positions in one list in the tree's order.

#include <cstdint>
#include <span>
#include <vector>

#include "cairn/core/geometry.hpp"
#include "cairn/geometry/box_tree.hpp"
#include "cairn/geometry/ring_arcs.hpp"

namespace cairn::geometry {

enum class PartKind : std::uint8_t {
    ring,   ///< a whole polygon without holes: closed, of few edges
    chain,  ///< some consecutive edges of a line or of a larger polygon's ring, or a single point
    area,   ///< the inside of a larger polygon; its edges are chains. `run.first` is its number in `areas`
};

struct Part {
    std::uint32_t footprint = 0;  ///< as the caller numbers them
    Run run;
    PartKind kind = PartKind::chain;
};

/// A polygon's rings: inside is inside an odd number of them.
using AreaRings = std::vector<RingArcs>;

struct FootprintParts {
    std::vector<EastNorth> positions;
    std::vector<Part> parts;  ///< in the tree's order
    std::vector<AreaRings> areas;
    BoxTree tree;
};

/// Throws CallError for positions that are not finite, rings that are not closed and more than 2^32 positions.
/// Rings are turned the same way round, so that equal footprints have equal distances to the last bit.
FootprintParts cut_footprints(const std::vector<PlaneGeometry>& geometries);

}  // namespace cairn::geometry
