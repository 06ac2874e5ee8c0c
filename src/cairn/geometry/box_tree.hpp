#pragma once
// Private to this module: boxes packed into a tree of flat arrays, eight to a node, for one purpose: to visit what
// may lie near a position, nearest first, with few cache misses.
//
// Boxes are kept as floats, rounded outwards, relative to the middle of all: half the memory of doubles, four to a
// register. A bound that they give is never above the true distance.

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "cairn/core/geometry.hpp"
#include "cairn/geometry/plane.hpp"

namespace cairn::geometry {

class BoxTree {
   public:
    static constexpr std::size_t fan = 8;

    /// Orders the boxes for packing: element i of the result is the number of the box that stands at place i.
    static std::vector<std::uint32_t> packing_order(const std::vector<Box>& boxes);

    BoxTree() = default;
    /// `boxes` in packing order; fewer than 2^32.
    explicit BoxTree(const std::vector<Box>& boxes);

    /// Calls visit(place, is_near) for boxes that may lie within the bound, nearest first, until all others are
    /// beyond it. `bound_m2` is read before each step, so that visits may lower it: the square of a plane distance.
    /// `is_near` is true when the position may lie in the box, and never false when it does.
    template <class Visit>
    void for_each_near(EastNorth position, const double& bound_m2, Visit&& visit) const;

   private:
    struct Node {  // two cache lines
        std::array<float, fan> west, south, east, north;
    };
    struct Query {  // the position rounded down and up to floats
        float east_low, east_high, north_low, north_high;
    };
    struct Step {
        float bound_m2;
        std::uint32_t level;  // 0: children are boxes
        std::uint32_t node;  // within its level
    };

    Query to_query(EastNorth position) const;
    static void set_child(Node& node, std::size_t child, const Node& of);
    static std::array<float, fan> bounds_m2(const Node& node, const Query& query);

    double middle_east_m_ = 0, middle_north_m_ = 0;
    double rounding_m_ = 0;  // of subtracting the middle
    std::size_t size_ = 0;
    std::vector<std::size_t> level_begin_;  // of level 0, 1, … in nodes_
    std::vector<Node> nodes_;
};

inline std::array<float, BoxTree::fan> BoxTree::bounds_m2(const Node& node, const Query& query) {
    // Differences of floats are off by half a unit in the last place, and so are products: 1e-6 covers them all.
    constexpr float slack = 1 - 1e-6F;
    std::array<float, fan> result;
    for (std::size_t i = 0; i < fan; ++i) {
        const float west = node.west[i] - query.east_high;
        const float east = query.east_low - node.east[i];
        const float south = node.south[i] - query.north_high;
        const float north = query.north_low - node.north[i];
        float dx = west > east ? west : east;
        float dy = south > north ? south : north;
        dx = dx > 0 ? dx : 0;
        dy = dy > 0 ? dy : 0;
        result[i] = (dx * dx + dy * dy) * slack;
    }
    return result;
}

template <class Visit>
void BoxTree::for_each_near(EastNorth position, const double& bound_m2, Visit&& visit) const {
    if (size_ == 0) return;
    const Query query = to_query(position);
    std::array<Step, 128> stack;  // at most 7 wait at each of 11 levels
    std::size_t waiting = 0;
    stack[waiting++] = {0, static_cast<std::uint32_t>(level_begin_.size() - 1), 0};
    while (waiting > 0) {
        const Step step = stack[--waiting];
        if (static_cast<double>(step.bound_m2) > bound_m2) continue;
        const auto bounds = bounds_m2(nodes_[level_begin_[step.level] + step.node], query);

        // Children within the bound, nearest first: few, so insertion.
        std::array<std::uint8_t, fan> order;
        std::size_t count = 0;
        for (std::size_t i = 0; i < fan; ++i) {
            const bool is_empty = bounds[i] == std::numeric_limits<float>::infinity();
            if (is_empty || static_cast<double>(bounds[i]) > bound_m2) continue;
            std::size_t at = count++;
            for (; at > 0 && bounds[order[at - 1]] > bounds[i]; --at) order[at] = order[at - 1];
            order[at] = static_cast<std::uint8_t>(i);
        }
        if (step.level == 0) {
            for (std::size_t k = 0; k < count; ++k) {
                const float bound = bounds[order[k]];
                if (static_cast<double>(bound) > bound_m2) break;
                visit(step.node * fan + order[k], bound <= 0);
            }
        } else {
            for (std::size_t k = count; k-- > 0;)
                stack[waiting++] = {bounds[order[k]], step.level - 1,
                                    static_cast<std::uint32_t>(step.node * fan + order[k])};
        }
    }
}

}  // namespace cairn::geometry
