#include "cairn/geometry/box_tree.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "cairn/core/error.hpp"

namespace cairn::geometry {
namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

// A little further than to the next float, which needs no branch: rounding to nearest is off by at most 2^-24 of the
// value, and this goes 2^-23 of it.

float round_down(double value) {
    const auto rounded = static_cast<float>(value);
    return rounded - std::abs(rounded) * 0x1p-23F - std::numeric_limits<float>::min();
}

float round_up(double value) {
    const auto rounded = static_cast<float>(value);
    return rounded + std::abs(rounded) * 0x1p-23F + std::numeric_limits<float>::min();
}

void copy_box(BoxBlock& to, std::size_t place, const BoxBlock& from, std::size_t of) {
    to.west[place] = from.west[of];
    to.south[place] = from.south[of];
    to.east[place] = from.east[of];
    to.north[place] = from.north[of];
}

/// One box around all of a block.
void set_child(BoxBlock& node, std::size_t child, const BoxBlock& of) {
    node.west[child] = *std::ranges::min_element(of.west);
    node.south[child] = *std::ranges::min_element(of.south);
    node.east[child] = *std::ranges::max_element(of.east);
    node.north[child] = *std::ranges::max_element(of.north);
}

/// Splits so that each node's children are full but for the last, always across the longer side: nodes come out
/// nearly square whatever the data's shape.
class Packer {
   public:
    explicit Packer(const std::vector<Box>& boxes) : boxes_(boxes), order_(boxes.size()) {
        std::iota(order_.begin(), order_.end(), 0U);
        std::size_t capacity = BoxBlock::size;
        while (capacity < order_.size()) capacity *= BoxBlock::size;
        pack(0, order_.size(), capacity / BoxBlock::size);
    }
    std::vector<std::uint32_t> take() { return std::move(order_); }

   private:
    double middle(std::uint32_t box, bool is_east) const {
        const Box& b = boxes_[box];
        return is_east ? b.min_east_m + b.max_east_m : b.min_north_m + b.max_north_m;
    }

    bool is_wider_than_high(std::size_t begin, std::size_t end) const {
        double low[2] = {HUGE_VAL, HUGE_VAL};
        double high[2] = {-HUGE_VAL, -HUGE_VAL};
        for (std::size_t i = begin; i < end; ++i)
            for (const int axis : {0, 1}) {
                const double at = middle(order_[i], axis == 0);
                low[axis] = std::min(low[axis], at);
                high[axis] = std::max(high[axis], at);
            }
        return high[0] - low[0] >= high[1] - low[1];
    }

    /// [begin, end) becomes runs of `child` boxes, each packed in turn.
    void pack(std::size_t begin, std::size_t end, std::size_t child) {
        if (child == 0 || end - begin < 2) return;
        if (end - begin <= child) return pack(begin, end, child / BoxBlock::size);
        const std::size_t children = (end - begin + child - 1) / child;
        const std::size_t split = begin + children / 2 * child;
        const bool is_east = is_wider_than_high(begin, end);
        const auto at = [this](std::size_t i) { return order_.begin() + static_cast<std::ptrdiff_t>(i); };
        std::nth_element(at(begin), at(split), at(end), [this, is_east](std::uint32_t a, std::uint32_t b) {
            return std::pair(middle(a, is_east), a) < std::pair(middle(b, is_east), b);
        });
        pack(begin, split, child);
        pack(split, end, child);
    }

    const std::vector<Box>& boxes_;
    std::vector<std::uint32_t> order_;
};

}  // namespace

std::vector<std::uint32_t> BoxTree::packing_order(const std::vector<Box>& boxes) { return Packer(boxes).take(); }

BoxBlock BoxBlock::nowhere() {
    BoxBlock block;
    block.west.fill(infinity);
    block.south.fill(infinity);
    block.east.fill(-infinity);
    block.north.fill(-infinity);
    return block;
}

BoxTree::BoxTree(const std::vector<Box>& boxes) : size_(boxes.size()) {
    if (boxes.empty()) return;
    if (boxes.size() > std::numeric_limits<std::uint32_t>::max()) throw CallError("BoxTree: more than 2^32 boxes.");
    Box all = boxes.front();
    for (const Box& box : boxes) {
        all.min_east_m = std::min(all.min_east_m, box.min_east_m);
        all.min_north_m = std::min(all.min_north_m, box.min_north_m);
        all.max_east_m = std::max(all.max_east_m, box.max_east_m);
        all.max_north_m = std::max(all.max_north_m, box.max_north_m);
    }
    middle_east_m_ = all.min_east_m / 2 + all.max_east_m / 2;
    middle_north_m_ = all.min_north_m / 2 + all.max_north_m / 2;
    const double largest = std::max(
        {std::abs(all.min_east_m), std::abs(all.max_east_m), std::abs(all.min_north_m), std::abs(all.max_north_m)});
    rounding_m_ = 4 * std::numeric_limits<double>::epsilon() * largest;

    std::size_t total = 0;
    for (std::size_t below = boxes.size();;) {
        below = (below + fan - 1) / fan;
        level_begin_.push_back(total);
        total += below;
        if (below == 1) break;
    }
    nodes_.assign(total, BoxBlock::nowhere());
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        BoxBlock& node = nodes_[i / fan];
        node.west[i % fan] = round_down(boxes[i].min_east_m - middle_east_m_);
        node.south[i % fan] = round_down(boxes[i].min_north_m - middle_north_m_);
        node.east[i % fan] = round_up(boxes[i].max_east_m - middle_east_m_);
        node.north[i % fan] = round_up(boxes[i].max_north_m - middle_north_m_);
    }
    for (std::size_t level = 0; level + 1 < level_begin_.size(); ++level)
        for (std::size_t i = level_begin_[level]; i < level_begin_[level + 1]; ++i) {
            const std::size_t place = i - level_begin_[level];
            set_child(nodes_[level_begin_[level + 1] + place / fan], place % fan, nodes_[i]);
        }
}

bool BoxTree::gather(const Box& box, double distance_m, std::size_t most, Gathered& gathered) const {
    gathered.blocks.clear();
    gathered.places.clear();
    if (size_ == 0) return true;
    const BoxQuery query = to_query(box);
    const float bound = at_least(distance_m * distance_m);
    std::array<std::pair<std::uint32_t, std::uint32_t>, 128> stack;  // level and node
    std::size_t waiting = 0;
    stack[waiting++] = {static_cast<std::uint32_t>(level_begin_.size() - 1), 0};
    while (waiting > 0) {
        const auto [level, number] = stack[--waiting];
        const BoxBlock& node = nodes_[level_begin_[level] + number];
        for (unsigned bits = within(bounds_m2(node, query), bound); bits != 0; bits &= bits - 1) {
            const auto i = static_cast<std::size_t>(std::countr_zero(bits));
            const auto child = static_cast<std::uint32_t>(number * fan + i);
            if (level > 0) {
                stack[waiting++] = {level - 1, child};
                continue;
            }
            const std::size_t place = gathered.places.size();
            if (place == most) return false;
            if (place % fan == 0) gathered.blocks.push_back(BoxBlock::nowhere());
            gathered.places.push_back(child);
            copy_box(gathered.blocks.back(), place % fan, node, i);
        }
    }
    return true;
}

BoxQuery BoxTree::to_query(const Box& box) const {
    return {round_down(box.min_east_m - middle_east_m_ - rounding_m_),
            round_down(box.min_north_m - middle_north_m_ - rounding_m_),
            round_up(box.max_east_m - middle_east_m_ + rounding_m_),
            round_up(box.max_north_m - middle_north_m_ + rounding_m_)};
}

}  // namespace cairn::geometry
