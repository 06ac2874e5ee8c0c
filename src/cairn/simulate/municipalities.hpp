#pragma once
// The ground cut into municipalities along irregular borders.

#include <vector>

#include "cairn/core/random.hpp"

namespace cairn::simulate {

struct Municipality;
struct Terrain;

/// At least `count`: as many as fill a grid of the ground's shape. Needs the settlements, which give the names.
std::vector<Municipality> make_municipalities(const Terrain& terrain, int count, Random random);

}  // namespace cairn::simulate
