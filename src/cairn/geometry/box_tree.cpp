#include "cairn/geometry/box_tree.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "cairn/core/error.hpp"

namespace cairn::geometry {
namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

float round_down(double value) {
    const auto rounded = static_cast<float>(value);
    return static_cast<double>(rounded) > value ? std::nextafter(rounded, -infinity) : rounded;
}

float round_up(double value) {
    const auto rounded = static_cast<float>(value);
    return static_cast<double>(rounded) < value ? std::nextafter(rounded, infinity) : rounded;
}

/// Splits so that each node's children are full but for the last, always across the longer side: nodes come out
/// nearly square whatever the data's shape.
class Packer {
   public:
    explicit Packer(const std::vector<Box>& boxes) : boxes_(boxes), order_(boxes.size()) {
        std::iota(order_.begin(), order_.end(), 0U);
        std::size_t capacity = BoxTree::fan;
        while (capacity < order_.size()) capacity *= BoxTree::fan;
        pack(0, order_.size(), capacity / BoxTree::fan);
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
        if (end - begin <= child) return pack(begin, end, child / BoxTree::fan);
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

    Node nowhere;
    nowhere.west.fill(infinity);
    nowhere.south.fill(infinity);
    nowhere.east.fill(-infinity);
    nowhere.north.fill(-infinity);

    std::size_t total = 0;
    for (std::size_t below = boxes.size();;) {
        below = (below + fan - 1) / fan;
        level_begin_.push_back(total);
        total += below;
        if (below == 1) break;
    }
    nodes_.assign(total, nowhere);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        Node& node = nodes_[i / fan];
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

void BoxTree::set_child(Node& node, std::size_t child, const Node& of) {
    node.west[child] = *std::ranges::min_element(of.west);
    node.south[child] = *std::ranges::min_element(of.south);
    node.east[child] = *std::ranges::max_element(of.east);
    node.north[child] = *std::ranges::max_element(of.north);
}

BoxTree::Query BoxTree::to_query(EastNorth position) const {
    const double east = position.east_m - middle_east_m_;
    const double north = position.north_m - middle_north_m_;
    return {round_down(east - rounding_m_), round_up(east + rounding_m_), round_down(north - rounding_m_),
            round_up(north + rounding_m_)};
}

}  // namespace cairn::geometry
