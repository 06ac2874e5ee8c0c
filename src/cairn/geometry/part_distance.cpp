#include "cairn/geometry/part_distance.hpp"

namespace cairn::geometry {

namespace {

bool is_in_ring_exactly(std::span<const EastNorth> ring, EastNorth p) {
    bool is_odd = false;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const Crossing crossing = cross(ring[i], ring[i + 1], p);
        if (crossing == Crossing::on_edge) return true;
        is_odd ^= crossing == Crossing::crosses;
    }
    return is_odd;
}

}  // namespace

// Which edges the ray meets is as good as random, so that a branch for each would be foreseen wrongly: all edges are
// worked out alike, and the exact way is taken only when one of them was too near to call.
bool is_in_ring(std::span<const EastNorth> ring, EastNorth p) {
    bool is_odd = false;
    bool is_close = false;
    double ax = ring[0].east_m - p.east_m;
    double ay = ring[0].north_m - p.north_m;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const double bx = ring[i].east_m - p.east_m;
        const double by = ring[i].north_m - p.north_m;
        const double left = ax * by;
        const double right = ay * bx;
        const double side = left - right;
        // A difference of numbers is 0 only when they are equal, and has the right sign.
        const bool straddles = (ay > 0) != (by > 0);
        is_odd ^= straddles & ((side > 0) == (by > 0));
        is_close |=
            (straddles & (std::abs(side) <= orientation_error * (std::abs(left) + std::abs(right)))) | (by == 0);
        ax = bx;
        ay = by;
    }
    return is_close ? is_in_ring_exactly(ring, p) : is_odd;
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
