#pragma once
// Private to this module: is a position inside a ring of any length, without touching most of its edges.
//
// A run of edges whose box lies wholly east of a position meets the ray to the east an odd number of times exactly
// when its two ends lie on different sides of the ray. So boxes over runs, runs of runs and so on answer for nearly
// all edges; only runs whose box holds the position are opened.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "cairn/core/geometry.hpp"
#include "cairn/geometry/plane.hpp"

namespace cairn::geometry {

/// Consecutive positions of one ring; the last is the next run's first.
struct Run {
    std::uint32_t first = 0;  ///< in the list of all positions
    std::uint32_t count = 0;
};

class RingArcs {
   public:
    /// `runs` in the ring's order, together closed.
    RingArcs(std::span<const Run> runs, std::span<const EastNorth> positions);

    enum class Side { outside, inside, on_edge };
    Side side_of(EastNorth position, std::span<const EastNorth> positions) const;

   private:
    static constexpr std::size_t fan = 8;
    struct Arc {
        Box box;
        double first_north_m = 0, last_north_m = 0;
        Run run;  // of the lowest level
    };
    enum class Parity { even, odd, on_edge };

    Parity parity(std::size_t level, std::size_t arc, EastNorth position, std::span<const EastNorth> positions) const;

    std::vector<std::vector<Arc>> levels_;  // runs first
};

}  // namespace cairn::geometry
