#include "cairn/geometry/nearest_many.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "cairn/geometry/visiting_order.hpp"

// Positions are taken in groups that lie close together. The tree is searched once for the group's middle position and
// once for all parts that could be nearest to any of the group; each position then looks at those few only.
//
// Why none is missed: with the middle's answer at plane distance d, and a position at plane distance w from the middle,
// the same footprint is at most d + w away in the plane, hence at most (d + w) × (the position's greatest stretch)
// in metres, and whatever is nearer than that lies within that ÷ (its least stretch) in the plane.

namespace cairn::geometry {
namespace {

constexpr std::size_t group_size = 16;
constexpr std::size_t most_candidates = 128;
constexpr double hint_slack = 1 + 1e-9;

double plane_distance_m(EastNorth a, EastNorth b) {
    const double dx = a.east_m - b.east_m;
    const double dy = a.north_m - b.north_m;
    return std::sqrt(dx * dx + dy * dy);
}

class ManySearch {
   public:
    /// Positions, and metrics if there are any, in visiting order.
    ManySearch(const FootprintParts& all, std::span<const EastNorth> positions, std::span<const Metric> metrics,
               double limit_m)
        : all_(all), positions_(positions), metrics_(metrics), limit_m_(limit_m), found_(positions.size()) {}

    std::vector<std::optional<Nearest>> run() {
        for (std::size_t i = 0; i < positions_.size(); i += group_size)
            solve({i, std::min(i + group_size, positions_.size())});
        return std::move(found_);
    }

   private:
    struct Group {
        std::size_t begin, end;
        std::size_t middle() const { return begin + (end - begin) / 2; }
    };

    Metric metric_of(std::size_t number) const { return metrics_.empty() ? Metric{} : metrics_[number]; }

    void solve(Group group) {
        solve_middle(group);
        if (gather(group)) {
            for (std::size_t number = group.begin; number < group.end; ++number) solve_among_gathered(number);
            return;
        }
        if (group.end - group.begin == 1) return;  // its middle is all of it
        solve({group.begin, group.middle()});
        solve({group.middle(), group.end});
    }

    /// From the last middle's answer, if there is one.
    void solve_middle(Group group) {
        const std::size_t number = group.middle();
        const EastNorth position = positions_[number];
        const Metric metric = metric_of(number);
        const Stretch stretch = stretch_of(metric);
        const double hint_m = to_middle_m(position) * std::sqrt(stretch.most2) * hint_slack;
        const auto found = find_one(all_, position, metric, stretch, limit_m_, hint_m);
        found_[number] = found;
        middle_ = position;
        from_middle_m_ = found ? found->distance_m / std::sqrt(stretch.least2) : HUGE_VAL;
    }

    /// A plane distance within which a position certainly has the footprint that the middle has.
    double to_middle_m(EastNorth position) const { return from_middle_m_ + plane_distance_m(position, middle_) + 1e-6; }

    /// False when too many parts could be nearest to one of the group: it is spread too wide.
    bool gather(Group group) {
        Box box{HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
        double reach_m = 0;
        for (std::size_t number = group.begin; number < group.end; ++number) {
            const EastNorth p = positions_[number];
            box = {std::min(box.min_east_m, p.east_m), std::min(box.min_north_m, p.north_m),
                   std::max(box.max_east_m, p.east_m), std::max(box.max_north_m, p.north_m)};
            reach_m = std::max(reach_m, reach_of(number, p));
        }
        return reach_m < HUGE_VAL && all_.tree.gather(box, reach_m * hint_slack, most_candidates, gathered_);
    }

    /// The plane distance beyond which nothing can be nearest to a position.
    double reach_of(std::size_t number, EastNorth position) const {
        if (metrics_.empty()) return std::min(limit_m_, to_middle_m(position));
        const Stretch stretch = stretch_of(metrics_[number]);
        return std::min(limit_m_, to_middle_m(position) * std::sqrt(stretch.most2)) / std::sqrt(stretch.least2);
    }

    void solve_among_gathered(std::size_t number) {
        if (metrics_.empty())
            found_[number] = nearest_gathered(number, Stretch{}, PlainMetric{});
        else
            found_[number] = nearest_gathered(number, stretch_of(metrics_[number]), LinearMetric{metrics_[number]});
    }

    template <class ToMetres>
    std::optional<Nearest> nearest_gathered(std::size_t number, const Stretch& stretch, const ToMetres& to_metres) {
        const EastNorth position = positions_[number];
        const double hint_m = to_middle_m(position) * std::sqrt(stretch.most2) * hint_slack;
        BestPart best(all_, position, std::min(limit_m_, hint_m), stretch.least2, to_metres);
        const BoxQuery query = all_.tree.to_query(position);
        const std::size_t blocks = gathered_.blocks.size();

        // The part that promises most goes first: what it gives rules out nearly all others.
        const float start = at_least(best.bound_m2());
        float least = std::numeric_limits<float>::infinity();
        std::size_t first = 0;
        for (std::size_t block = 0; block < blocks; ++block) {
            bounds_[block] = bounds_m2(gathered_.blocks[block], query);
            for (unsigned bits = within(bounds_[block], start); bits != 0; bits &= bits - 1) {
                const auto i = static_cast<std::size_t>(std::countr_zero(bits));
                if (bounds_[block][i] >= least) continue;
                least = bounds_[block][i];
                first = block * BoxBlock::size + i;
            }
        }
        if (least < std::numeric_limits<float>::infinity()) best.consider(gathered_.places[first], least <= 0);
        for (std::size_t block = 0; block < blocks; ++block)
            for (unsigned bits = within(bounds_[block], at_least(best.bound_m2())); bits != 0; bits &= bits - 1) {
                const auto i = static_cast<std::size_t>(std::countr_zero(bits));
                const std::size_t gathered = block * BoxBlock::size + i;
                const float bound = bounds_[block][i];
                if (gathered != first && static_cast<double>(bound) <= best.bound_m2())
                    best.consider(gathered_.places[gathered], bound <= 0);
            }
        return best.nearest(limit_m_);
    }

    const FootprintParts& all_;
    std::span<const EastNorth> positions_;
    std::span<const Metric> metrics_;
    double limit_m_;
    std::vector<std::optional<Nearest>> found_;
    Gathered gathered_;
    std::array<BlockBounds, most_candidates / BoxBlock::size> bounds_;
    EastNorth middle_;
    double from_middle_m_ = HUGE_VAL;  // of its nearest footprint, in the plane
};

}  // namespace

std::optional<Nearest> find_one(const FootprintParts& all, EastNorth position, const Metric& metric,
                                const Stretch& stretch, double limit_m, double hint_m) {
    const auto search = [&](const auto& to_metres) {
        BestPart best(all, position, std::min(limit_m, hint_m), stretch.least2, to_metres);
        all.tree.for_each_near(position, best.bound_m2(),
                               [&](std::size_t place, bool is_near) { best.consider(place, is_near); });
        return best.nearest(limit_m);
    };
    return metric == Metric{} ? search(PlainMetric{}) : search(LinearMetric{metric});
}

std::vector<std::optional<Nearest>> find_many(const FootprintParts& all, std::span<const EastNorth> positions,
                                              std::span<const Metric> metrics, double limit_m) {
    // Copied into their order, and the answers back out of it: a jump through memory costs little in a loop that does
    // nothing else, and much between other work.
    const std::vector<std::uint32_t> order = visiting_order(positions);
    std::vector<EastNorth> visited;
    visited.reserve(order.size());
    for (const std::uint32_t number : order) visited.push_back(positions[number]);
    std::vector<Metric> visited_metrics;
    visited_metrics.reserve(metrics.size());
    if (!metrics.empty())
        for (const std::uint32_t number : order) visited_metrics.push_back(metrics[number]);

    const auto found = ManySearch(all, visited, visited_metrics, limit_m).run();
    std::vector<std::optional<Nearest>> result(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) result[order[i]] = found[i];
    return result;
}

}  // namespace cairn::geometry
