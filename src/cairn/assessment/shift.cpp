#include "cairn/assessment/shift.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <utility>

#include "cairn/assessment/quantiles.hpp"
#include "cairn/geometry/plane.hpp"

namespace cairn::assessment {
namespace {

constexpr int most_fine_half = 60;
constexpr double least_step_m = 2.5;
constexpr double least_visible = 0.1;  ///< of a moved footprint, for the searched ground to tell of it

EastNorth offset_of(const OffsetGrid& grid, std::size_t cell) {
    const auto side = static_cast<std::size_t>(grid.side());
    return grid.at(static_cast<int>(cell % side), static_cast<int>(cell / side));
}

/// Weights of four neighbours for a value between the middle two (Catmull & Rom 1974): a log-likelihood is curved, and
/// straight lines between its values would make every region too small.
std::array<double, 4> cubic_weights(double f) {
    return {((2 - f) * f - 1) * f / 2, ((3 * f - 5) * f * f + 2) / 2, ((4 - 3 * f) * f + 1) * f / 2,
            (f - 1) * f * f / 2};
}

/// Value between cells; the edge value beyond the grid.
double at(const OffsetGrid& grid, const std::vector<double>& values, EastNorth offset) {
    const int last = grid.side() - 1;
    const double x = std::clamp((offset.east_m - grid.centre.east_m) / grid.step_m + grid.half, 0.0, 1.0 * last);
    const double y = std::clamp((offset.north_m - grid.centre.north_m) / grid.step_m + grid.half, 0.0, 1.0 * last);
    const int i = std::min(static_cast<int>(x), last - 1), j = std::min(static_cast<int>(y), last - 1);
    const auto wx = cubic_weights(x - i), wy = cubic_weights(y - j);
    double sum = 0;
    for (int dj = 0; dj < 4; ++dj)
        for (int di = 0; di < 4; ++di) {
            const int column = std::clamp(i + di - 1, 0, last), row = std::clamp(j + dj - 1, 0, last);
            sum += wx[static_cast<std::size_t>(di)] * wy[static_cast<std::size_t>(dj)] *
                   values[static_cast<std::size_t>(row * grid.side() + column)];
        }
    return sum;
}

/// The highest point near the best cell, found by halving steps; raises `top` to it.
EastNorth climb(ShiftLikelihood& fine) {
    EastNorth best = offset_of(fine.grid, fine.top_cell);
    for (double step = fine.grid.step_m / 2; step > fine.grid.step_m / 40; step /= 2)
        for (int round = 0; round < 4; ++round)
            for (const EastNorth d :
                 {EastNorth{step, 0}, EastNorth{-step, 0}, EastNorth{0, step}, EastNorth{0, -step}}) {
                const EastNorth there{best.east_m + d.east_m, best.north_m + d.north_m};
                const double value = at(fine.grid, fine.values, there);
                if (value <= fine.top) continue;
                fine.top = value;
                best = there;
            }
    return best;
}

/// How much 2 (top − log-likelihood) may be at a displacement that is not rejected: 2 F on 2 and n − 1 degrees of
/// freedom.
double deviance_limit(std::size_t records, double level) {
    return 2 * f_quantile(level, 2, static_cast<double>(records) - 1);
}

/// The grid for a second look: all offsets within twice the limit, and room for the records' own offsets.
OffsetGrid refine(const ShiftLikelihood& coarse, const std::vector<const ShiftRecord*>& records, double limit) {
    double west = farthest_offset_m, east = -farthest_offset_m, south = farthest_offset_m, north = -farthest_offset_m;
    for (std::size_t cell = 0; cell < coarse.grid.size(); ++cell) {
        if (2 * (coarse.top - coarse.values[cell]) > 2 * limit + 4) continue;
        const EastNorth offset = offset_of(coarse.grid, cell);
        west = std::min(west, offset.east_m);
        east = std::max(east, offset.east_m);
        south = std::min(south, offset.north_m);
        north = std::max(north, offset.north_m);
    }
    std::vector<double> widths;
    for (const ShiftRecord* record : records) widths.push_back(record->width_m);
    std::nth_element(widths.begin(), widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 4), widths.end());
    const double narrow = widths[widths.size() / 4];
    const double reach =
        std::min(std::max(east - west, north - south) / 2 + coarse.grid.step_m + 3 * std::max(coarse.tau_m(), 10.0),
                 1.5 * farthest_offset_m);
    const double step = std::max({narrow / 6, least_step_m, reach / most_fine_half});
    return {{(west + east) / 2, (south + north) / 2}, step, static_cast<int>(std::ceil(reach / step))};
}

/// The deviance within which the likelihood, taken for a density of μ, has the share `level`: where it has several
/// peaks, more than deviance_limit says.
double highest_density_limit(const ShiftLikelihood& fine, double level) {
    std::vector<double> values = fine.values;
    std::sort(values.rbegin(), values.rend());
    double all = 0, sum = 0;
    for (const double value : values) all += std::exp(value - fine.top);
    for (const double value : values) {
        sum += std::exp(value - fine.top);
        if (sum >= level * all) return 2 * (fine.top - value);
    }
    return 2 * (fine.top - values.back());
}

/// sd of μ were the likelihood its density.
struct Spread {
    double east_m = 0, north_m = 0;
};
Spread spread_of(const ShiftLikelihood& fine) {
    double weight = 0, east = 0, north = 0, east2 = 0, north2 = 0;
    for (std::size_t cell = 0; cell < fine.grid.size(); ++cell) {
        const double w = std::exp(fine.values[cell] - fine.top);
        const EastNorth d = offset_of(fine.grid, cell);
        weight += w;
        east += w * d.east_m;
        north += w * d.north_m;
        east2 += w * d.east_m * d.east_m;
        north2 += w * d.north_m * d.north_m;
    }
    east /= weight;
    north /= weight;
    return {std::sqrt(std::max(east2 / weight - east * east, 0.0)),
            std::sqrt(std::max(north2 / weight - north * north, 0.0))};
}

/// A third look where the steps are wider than half the spread of μ.
OffsetGrid refine_again(const ShiftLikelihood& fine, const Spread& spread) {
    constexpr double least_sd_m = 1;
    const double widest = std::max({spread.east_m, spread.north_m, least_sd_m});
    const double reach = 5 * widest + 3 * fine.tau_m();
    const double step =
        std::max(std::max(std::min(spread.east_m, spread.north_m), least_sd_m) / 2, reach / most_fine_half);
    return {offset_of(fine.grid, fine.top_cell), step, static_cast<int>(std::ceil(reach / step))};
}

/// The ring of displacements about the best one at which the deviance last falls to the limit, in `rays` directions:
/// where the region has separate parts, the ring goes round all of them.
PlaneRing ring_about(const ShiftLikelihood& fine, EastNorth mu, double limit, bool& touches_edge) {
    constexpr int rays = 72;
    const OffsetGrid& grid = fine.grid;
    const double most = grid.step_m * grid.half;
    PlaneRing ring;
    for (int ray = 0; ray < rays; ++ray) {
        const double c = std::cos(2 * M_PI * ray / rays), s = std::sin(2 * M_PI * ray / rays);
        double last = 0;
        for (double r = 0;; r += grid.step_m / 2) {
            const EastNorth offset{mu.east_m + r * c, mu.north_m + r * s};
            const bool is_on_grid = std::abs(offset.east_m - grid.centre.east_m) <= most &&
                                    std::abs(offset.north_m - grid.centre.north_m) <= most;
            if (!is_on_grid) {
                touches_edge = touches_edge || last >= r - grid.step_m;  // still inside where the grid ends
                break;
            }
            if (2 * (fine.top - at(grid, fine.values, offset)) <= limit) last = r;
        }
        ring.push_back({mu.east_m + last * c, mu.north_m + last * s});
    }
    ring.push_back(ring.front());
    return ring;
}

}  // namespace

std::optional<CommonShift> estimate_shift(const std::vector<const ShiftRecord*>& all, double level) {
    std::vector<const ShiftRecord*> records;
    std::copy_if(all.begin(), all.end(), std::back_inserter(records),
                 [](const ShiftRecord* r) { return r->is_telling; });
    if (records.size() < 2) return std::nullopt;
    double limit = deviance_limit(records.size(), level);
    const ShiftLikelihood coarse = evaluate_shift(records, coarse_grid(), {}, true);
    ShiftLikelihood fine = evaluate_shift(records, refine(coarse, records, limit), coarse.relevant, false);
    Spread spread = spread_of(fine);
    if (fine.grid.step_m > std::min(spread.east_m, spread.north_m) / 2) {
        fine = evaluate_shift(records, refine_again(fine, spread), fine.relevant, false);
        spread = spread_of(fine);
    }
    limit = std::max(limit * overdispersion(fine), highest_density_limit(fine, level));

    CommonShift out;
    out.records = records.size();
    for (const ShiftRecord* record : records) out.points += record->evidence.points.size();
    out.mu = climb(fine);
    out.tau_m = fine.tau_m();
    out.unrelated = fine.unrelated_share();
    out.sd_east_m = spread.east_m;
    out.sd_north_m = spread.north_m;
    double seen = 1;
    for (std::size_t cell = 0; cell < fine.grid.size(); ++cell)
        if (2 * (fine.top - fine.values[cell]) <= limit) seen = std::min(seen, fine.visible[cell]);
    bool runs_out = false;
    out.region = {{ring_about(fine, out.mu, limit, runs_out), {}}};
    out.touches_edge = runs_out || seen < least_visible;
    const double most = fine.grid.step_m * fine.grid.half;
    const bool zero_on_grid = std::abs(fine.grid.centre.east_m) <= most && std::abs(fine.grid.centre.north_m) <= most;
    // The ring goes round separate parts of the region: what lies between them is not excluded.
    out.contains_zero = geometry::contains(out.region, {0, 0}) ||
                        (zero_on_grid && 2 * (fine.top - at(fine.grid, fine.values, {0, 0})) <= limit);
    return out;
}

double circular_error_m(EastNorth shift, double sd_m, double p) {
    // |shift + sd z| over an even spread of standard normal z: rings of equal probability, golden-angle turns.
    constexpr int count = 8000;
    std::vector<double> radii;
    radii.reserve(count);
    for (int k = 0; k < count; ++k) {
        const double r = sd_m * std::sqrt(-2 * std::log1p(-(k + 0.5) / count));
        const double angle = 2.399963229728653 * k;
        radii.push_back(std::hypot(shift.east_m + r * std::cos(angle), shift.north_m + r * std::sin(angle)));
    }
    const auto at_p = radii.begin() + static_cast<std::ptrdiff_t>(std::clamp(p, 0.0, 1.0) * (count - 1));
    std::nth_element(radii.begin(), at_p, radii.end());
    return *at_p;
}

}  // namespace cairn::assessment
