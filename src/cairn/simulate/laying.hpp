#pragma once
// What was laid: strips beside the front line, later ones around posts away from it, and single devices.

#include <vector>

#include "cairn/core/random.hpp"
#include "cairn/simulate/world.hpp"

namespace cairn::simulate {

/// A place beside a path where a strip may lie. Strips of different slots never overlap.
struct Slot {
    const Path* path = nullptr;
    double from_m = 0, to_m = 0;   ///< stations
    double aside_m = 0;            ///< of the strip's middle, to the left
    double half_width_m = 0;
};

struct Laid {
    std::vector<TrueField> fields;
    std::vector<TrueDevice> devices;   ///< those of a field together, the scattered last
    std::vector<Slot> unused;          ///< along the front, in random order: where fictitious records are drawn
};

Laid lay_devices(const Terrain& terrain, const Scenario& scenario, const Random& random);

/// The strip of a slot as a closed ring.
PlanePolygon outline(const Slot& slot);

}  // namespace cairn::simulate
