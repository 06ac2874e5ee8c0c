#pragma once
// Invented ground: a valley with a river, settlements, the roads between them, and the line that once crossed
// it.

#include <cstddef>
#include <string>
#include <vector>

#include "cairn/core/geometry.hpp"
#include "cairn/core/random.hpp"
#include "cairn/simulate/path.hpp"
#include "cairn/simulate/relief.hpp"
#include "cairn/simulate/scenario.hpp"

namespace cairn::simulate {

struct Settlement {
    std::string name;
    EastNorth position;
    int population = 0;
};

struct Municipality {
    std::string name;
    PlaneRing border;  ///< neighbours share their borders exactly
};

struct Terrain {
    double width_m = 0, height_m = 0;  ///< the rectangle around (0, 0)
    Path river;
    Relief relief;
    Path front;  ///< from the western to the eastern edge
    std::vector<Settlement> settlements;
    std::vector<Path> roads;
    std::vector<Municipality> municipalities;
};

Terrain make_terrain(const GroundPlan& plan, const Random& random);

/// How much people are about: near settlements, by their size, and near roads; relative, > 0.
double exposure_at(const Terrain& terrain, EastNorth position);
/// Index of the nearest settlement. Precondition: there is one.
std::size_t nearest_settlement(const Terrain& terrain, EastNorth position);
/// Index of the municipality that holds the position; the first when the position lies on no one's ground.
std::size_t municipality_at(const Terrain& terrain, EastNorth position);
/// Even-odd rule; positions on an edge may go either way.
bool is_inside(const PlaneRing& ring, EastNorth position);

}  // namespace cairn::simulate
