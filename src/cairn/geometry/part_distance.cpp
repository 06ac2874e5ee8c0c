#include "cairn/geometry/part_distance.hpp"

namespace cairn::geometry {

bool is_in_ring(std::span<const EastNorth> ring, EastNorth p) {
    bool is_odd = false;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const Crossing crossing = cross(ring[i], ring[i + 1], p);
        if (crossing == Crossing::on_edge) return true;
        is_odd ^= crossing == Crossing::crosses;
    }
    return is_odd;
}

bool is_in_area(const AreaRings& rings, EastNorth p, std::span<const EastNorth> positions) {
    bool is_odd = false;
    for (const RingArcs& ring : rings) {
        const RingArcs::Side side = ring.side_of(p, positions);
        if (side == RingArcs::Side::on_edge) return true;
        is_odd ^= side == RingArcs::Side::inside;
    }
    return is_odd;
}

}  // namespace cairn::geometry
