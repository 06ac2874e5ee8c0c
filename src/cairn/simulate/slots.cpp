#include "cairn/simulate/slots.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace cairn::simulate {
namespace {

constexpr double farthest_m = 1'500;  // a belt on each side of the line, however many are wanted
constexpr double longest = 1.5;   // a strip against the plan's median length
constexpr double widest = 1.4;
constexpr double gap_m = 60;  // kept between neighbours, along and across: more than T0, so that each is its own news

double spread(Random& random, double sd_log, double limit) {
    return std::clamp(std::exp(sd_log * random.normal()), 1 / limit, limit);
}

}  // namespace

std::vector<Slot> make_slots(const Path& path, const LayingPlan& plan, std::size_t wanted, double margin_m,
                             const Random& random) {
    const double pitch = longest * plan.field_length_m + gap_m;
    const double lane = widest * plan.field_width_m + gap_m;
    const double usable = std::max(pitch, length_m(path) - 2 * margin_m);
    const auto per_lane = static_cast<std::size_t>(usable / pitch);
    const auto most_lanes = static_cast<std::size_t>(2 * farthest_m / lane);
    const std::size_t lanes = std::min((wanted + per_lane - 1) / per_lane, most_lanes);
    std::vector<Slot> slots;
    for (std::size_t l = 0; l < lanes; ++l) {
        // Lanes +½, −½, +1½, −1½ …: both sides of the line alike.
        const std::size_t rank = l / 2;
        const double away = lane * (static_cast<double>(rank) + 0.5);
        // Bricks: neighbouring lanes are half a pitch apart, so that gaps do not line up.
        const double brick = rank % 2 == 0 ? 0 : pitch / 2;
        for (std::size_t i = 0; i < per_lane; ++i) {
            Random own = random.stream(l * 1'000'003 + i);
            const double length = plan.field_length_m * spread(own, 0.3, longest);
            const double width = plan.field_width_m * spread(own, 0.2, widest);
            const double play = pitch - gap_m - length;
            const double from = margin_m + brick + static_cast<double>(i) * pitch + own.uniform() * play;
            const double drift = own.uniform(-0.2, 0.2) * gap_m;
            if (from + length > length_m(path) - margin_m / 2) continue;
            slots.push_back({&path, from, from + length, (l % 2 == 0 ? away : -away) + drift, width / 2});
        }
    }
    return slots;
}

std::vector<Slot> draw_in_order(std::vector<Slot> slots, std::span<const double> weights, const Random& random) {
    std::vector<double> waits(slots.size());
    for (std::size_t i = 0; i < slots.size(); ++i) waits[i] = random.stream(i).exponential() / weights[i];
    std::vector<std::size_t> order(slots.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return std::pair(waits[a], a) < std::pair(waits[b], b); });
    std::vector<Slot> drawn;
    drawn.reserve(slots.size());
    for (const std::size_t i : order) drawn.push_back(slots[i]);
    return drawn;
}

}  // namespace cairn::simulate
