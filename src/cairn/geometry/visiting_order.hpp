#pragma once
// Private to this module: an order of positions in which neighbours follow each other, so that what one visit
// brought into the cache, and what it found, serves the next.

#include <cstdint>
#include <span>
#include <vector>

#include "cairn/core/geometry.hpp"

namespace cairn::geometry {

/// The numbers 0 … n − 1 along a Hilbert curve over the positions' box, 2^16 steps to a side. Positions are finite,
/// fewer than 2^32. Linear time.
std::vector<std::uint32_t> visiting_order(std::span<const EastNorth> positions);

}  // namespace cairn::geometry
