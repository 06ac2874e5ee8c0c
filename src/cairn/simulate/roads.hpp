#pragma once
// Roads between neighbouring settlements, and out of the valley, along the easiest ground.

#include <vector>

#include "cairn/core/random.hpp"
#include "cairn/simulate/path.hpp"

namespace cairn::simulate {

struct Terrain;

/// Needs river, relief and settlements. Which settlements are joined: the relative neighbourhood graph (Toussaint
/// 1980), which is connected and has no needless crossing. Where a road runs: the cheapest way over the lattice of
/// the relief, slopes and a bridge costing more and a road that is there already less.
std::vector<Path> make_roads(const Terrain& terrain, Random random);

}  // namespace cairn::simulate
