#include "cairn/geometry/ring_arcs.hpp"

#include <algorithm>

#include "cairn/geometry/crossing.hpp"

namespace cairn::geometry {
namespace {

void widen(Box& box, const Box& other) {
    box.min_east_m = std::min(box.min_east_m, other.min_east_m);
    box.min_north_m = std::min(box.min_north_m, other.min_north_m);
    box.max_east_m = std::max(box.max_east_m, other.max_east_m);
    box.max_north_m = std::max(box.max_north_m, other.max_north_m);
}

Box box_of(std::span<const EastNorth> positions) {
    Box box{positions[0].east_m, positions[0].north_m, positions[0].east_m, positions[0].north_m};
    for (const EastNorth p : positions) widen(box, {p.east_m, p.north_m, p.east_m, p.north_m});
    return box;
}

}  // namespace

RingArcs::RingArcs(std::span<const Run> runs, std::span<const EastNorth> positions) {
    levels_.emplace_back();
    for (const Run& run : runs) {
        const auto part = positions.subspan(run.first, run.count);
        levels_[0].push_back({box_of(part), part.front().north_m, part.back().north_m, run});
    }
    while (levels_.back().size() > fan) {
        const std::vector<Arc>& below = levels_.back();
        std::vector<Arc> level;
        for (std::size_t i = 0; i < below.size(); i += fan) {
            const std::size_t end = std::min(i + fan, below.size());
            Arc arc{below[i].box, below[i].first_north_m, below[end - 1].last_north_m, {}};
            for (std::size_t k = i; k < end; ++k) widen(arc.box, below[k].box);
            level.push_back(arc);
        }
        levels_.push_back(std::move(level));
    }
}

RingArcs::Parity RingArcs::parity(std::size_t level, std::size_t arc_index, EastNorth p,
                                  std::span<const EastNorth> positions) const {
    const Arc& arc = levels_[level][arc_index];
    if (p.north_m < arc.box.min_north_m || p.north_m > arc.box.max_north_m || p.east_m > arc.box.max_east_m)
        return Parity::even;
    if (p.east_m < arc.box.min_east_m)
        return (arc.first_north_m > p.north_m) != (arc.last_north_m > p.north_m) ? Parity::odd : Parity::even;

    bool is_odd = false;
    if (level == 0) {
        const auto part = positions.subspan(arc.run.first, arc.run.count);
        for (std::size_t i = 0; i + 1 < part.size(); ++i) {
            const Crossing crossing = cross(part[i], part[i + 1], p);
            if (crossing == Crossing::on_edge) return Parity::on_edge;
            is_odd ^= crossing == Crossing::crosses;
        }
        return is_odd ? Parity::odd : Parity::even;
    }
    const std::size_t end = std::min((arc_index + 1) * fan, levels_[level - 1].size());
    for (std::size_t child = arc_index * fan; child < end; ++child) {
        const Parity part = parity(level - 1, child, p, positions);
        if (part == Parity::on_edge) return part;
        is_odd ^= part == Parity::odd;
    }
    return is_odd ? Parity::odd : Parity::even;
}

RingArcs::Side RingArcs::side_of(EastNorth position, std::span<const EastNorth> positions) const {
    bool is_odd = false;
    for (std::size_t arc = 0; arc < levels_.back().size(); ++arc) {
        const Parity part = parity(levels_.size() - 1, arc, position, positions);
        if (part == Parity::on_edge) return Side::on_edge;
        is_odd ^= part == Parity::odd;
    }
    return is_odd ? Side::inside : Side::outside;
}

}  // namespace cairn::geometry
