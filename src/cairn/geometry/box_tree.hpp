#pragma once
// Private to this module: boxes packed into a tree of flat arrays, eight to a node, for one purpose: to visit what
// may lie near a position, nearest first, with few cache misses.
//
// Boxes are kept as floats, rounded outwards, relative to the middle of all: half the memory of doubles, four to a
// register. A bound that they give is never above the true distance.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "cairn/core/geometry.hpp"
#include "cairn/geometry/box_block.hpp"
#include "cairn/geometry/plane.hpp"

namespace cairn::geometry {

/// Some boxes of a tree, with their places in it.
struct Gathered {
    std::vector<BoxBlock> blocks;
    std::vector<std::uint32_t> places;
};

class BoxTree {
   public:
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

    /// All boxes that may lie within `distance_m` of `box`, in place of what `gathered` held. False, and nothing of
    /// use in `gathered`, when there are more than `most`.
    bool gather(const Box& box, double distance_m, std::size_t most, Gathered& gathered) const;

    BoxQuery to_query(const Box& box) const;
    BoxQuery to_query(EastNorth p) const { return to_query(Box{p.east_m, p.north_m, p.east_m, p.north_m}); }

   private:
    static constexpr std::size_t fan = BoxBlock::size;
    struct Step {
        float bound_m2;
        std::uint32_t level;  // 0: children are boxes
        std::uint32_t node;  // within its level
    };

    double middle_east_m_ = 0, middle_north_m_ = 0;
    double rounding_m_ = 0;  // of subtracting the middle
    std::size_t size_ = 0;
    std::vector<std::size_t> level_begin_;  // of level 0, 1, … in nodes_
    std::vector<BoxBlock> nodes_;
};

template <class Visit>
void BoxTree::for_each_near(EastNorth position, const double& bound_m2, Visit&& visit) const {
    if (size_ == 0) return;
    const BoxQuery query = to_query(position);
    std::array<Step, 128> stack;  // at most 7 wait at each of 11 levels
    std::size_t waiting = 0;
    stack[waiting++] = {0, static_cast<std::uint32_t>(level_begin_.size() - 1), 0};
    while (waiting > 0) {
        const Step step = stack[--waiting];
        if (static_cast<double>(step.bound_m2) > bound_m2) continue;
        const BlockBounds bounds = bounds_m2(nodes_[level_begin_[step.level] + step.node], query);

        // Children within the bound, nearest first: few, so insertion.
        std::array<std::uint8_t, fan> order;
        std::size_t count = 0;
        for (unsigned bits = within(bounds, at_least(bound_m2)); bits != 0; bits &= bits - 1) {
            const auto child = static_cast<std::uint8_t>(std::countr_zero(bits));
            std::size_t at = count++;
            for (; at > 0 && bounds[order[at - 1]] > bounds[child]; --at) order[at] = order[at - 1];
            order[at] = child;
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
