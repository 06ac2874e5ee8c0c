#include "cairn/assessment/shift.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>
#include <utility>

#include "cairn/assessment/quantiles.hpp"

namespace cairn::assessment {
namespace {

constexpr double farthest_m = 500;        ///< offsets looked at
constexpr int coarse_half = 25;
constexpr int most_fine_half = 60;
constexpr double least_step_m = 2.5;
constexpr double least_visible = 0.1;     ///< of a moved footprint, for the searched ground to tell of it
constexpr double telling = 0.5;           ///< log-ratio above which a record's points prefer an offset
// Not below 3 m: drawing and surveying alone part paper and ground by that.
constexpr std::array taus{3.0, 6.0, 10.0, 15.0, 22.0, 32.0, 47.0, 68.0, 100.0, 150.0, 220.0};

constexpr double most_log_ratio = 600;    ///< of a record; as far as exp goes
constexpr std::array unrelated_shares{0.02, 0.1, 0.25, 0.5, 0.75, 0.9};

using Surface = std::vector<float>;

/// Averages one line of `side` cells, `stride` apart, over 2 radius + 1 cells with fractional ends; beyond the grid its
/// edge value goes on. `line` has room for the line and its margins.
void average_line(float* cells, int side, std::size_t stride, double radius, std::vector<float>& line) {
    const int whole = static_cast<int>(radius);
    const auto part = static_cast<float>(radius - whole);
    const float scale = static_cast<float>(1 / (2 * radius + 1));
    const int margin = whole + 1;
    line.resize(static_cast<std::size_t>(side + 2 * margin));
    for (int i = 0; i < side + 2 * margin; ++i)
        line[static_cast<std::size_t>(i)] =
            cells[static_cast<std::size_t>(std::clamp(i - margin, 0, side - 1)) * stride];
    const float* at = line.data() + margin;
    double sum = 0;
    for (int i = -whole; i <= whole; ++i) sum += at[i];
    for (int i = 0; i < side; ++i, ++at) {
        cells[static_cast<std::size_t>(i) * stride] =
            (static_cast<float>(sum) + part * (at[-margin] + at[margin])) * scale;
        sum += at[margin] - at[-whole];
    }
}

/// One running mean in each direction that adds `variance` (in cells²).
void widen(Surface& values, int side, double variance, std::vector<float>& line) {
    const double radius = (std::sqrt(1 + 12 * variance) - 1) / 2;
    const auto stride = static_cast<std::size_t>(side);
    for (std::size_t row = 0; row < stride; ++row) average_line(values.data() + row * stride, side, 1, radius, line);
    for (std::size_t column = 0; column < stride; ++column)
        average_line(values.data() + column, side, stride, radius, line);
}

/// The surface spread by N(0, τ² I) for each τ in turn: each from the one before by one more running mean, which
/// together come close to Gaussian, at a cost that does not grow with τ. Calls `use(index, surface)`.
template <class Use>
void spread_by_each_tau(Surface surface, const OffsetGrid& grid, int last_tau, const Use& use) {
    std::vector<float> line;
    double reached = 0;
    for (int t = 0; t <= last_tau; ++t) {
        const double tau = taus[static_cast<std::size_t>(t)];
        const double variance = tau * tau / (grid.step_m * grid.step_m);
        widen(surface, grid.side(), variance - reached, line);
        reached = variance;
        use(t, surface);
    }
}

OffsetSurface surface_on(const RecordEvidence& record, const OffsetGrid& grid) {
    return offset_surface(record, FootprintRaster(*record.geometry, record.points, grid.step_m), grid);
}

OffsetGrid coarse_grid() { return {{0, 0}, farthest_m / coarse_half, coarse_half}; }

/// log((1 − ε) r + ε), r = ratio · exp(top): a record's contribution at an offset.
double contribution(float ratio, double top, double unrelated) {
    return std::log((1 - unrelated) * std::exp(top) * ratio + unrelated);
}

/// Log-likelihood of μ on the grid, profiled over τ and ε.
struct Profile {
    OffsetGrid grid;
    std::vector<double> best;  ///< by offset
    std::vector<std::pair<int, int>> reached_at;  ///< indices of τ and ε there
    std::vector<double> visible;  ///< mean over records
    double top = 0;
    std::size_t top_cell = 0;
    std::vector<Surface> ratios;  ///< by record, over its own highest
    std::vector<double> tops;  ///< log of that

    double tau() const { return taus[static_cast<std::size_t>(reached_at[top_cell].first)]; }
    double unrelated() const { return unrelated_shares[static_cast<std::size_t>(reached_at[top_cell].second)]; }
};

/// Which τ and ε to look at: all at first, then those about the best so far.
struct Search {
    int first_tau = 0, last_tau = static_cast<int>(taus.size()) - 1;
    int first_unrelated = 0, last_unrelated = static_cast<int>(unrelated_shares.size()) - 1;
};

Search search_about(const Profile& profile) {
    constexpr int tau_reach = 3, unrelated_reach = 1;  // factors of about 3 and 3
    const auto [tau, unrelated] = profile.reached_at[profile.top_cell];
    const Search all;
    return {std::max(tau - tau_reach, 0), std::min(tau + tau_reach, all.last_tau),
            std::max(unrelated - unrelated_reach, 0), std::min(unrelated + unrelated_reach, all.last_unrelated)};
}

Profile profile(const std::vector<const ShiftRecord*>& records, const OffsetGrid& grid, const Search& search,
                bool is_coarse) {
    Profile out{.grid = grid};
    std::map<std::pair<int, int>, std::vector<double>> sums;
    for (int t = search.first_tau; t <= search.last_tau; ++t)
        for (int e = search.first_unrelated; e <= search.last_unrelated; ++e) sums[{t, e}].assign(grid.size(), 0.0);
    out.visible.assign(grid.size(), 0.0);
    for (const ShiftRecord* record : records) {
        OffsetSurface surface = is_coarse ? record->coarse : surface_on(record->evidence, grid);
        const float top = *std::max_element(surface.log_ratio.begin(), surface.log_ratio.end());
        for (float& value : surface.log_ratio) value = std::exp(value - top);
        for (std::size_t cell = 0; cell < grid.size(); ++cell)
            out.visible[cell] += surface.visible[cell] / static_cast<double>(records.size());
        const double scale = std::exp(std::min<double>(top, most_log_ratio));
        spread_by_each_tau(surface.log_ratio, grid, search.last_tau, [&](int t, const Surface& spread) {
            if (t < search.first_tau) return;
            for (int e = search.first_unrelated; e <= search.last_unrelated; ++e) {
                const double unrelated = unrelated_shares[static_cast<std::size_t>(e)];
                std::vector<double>& sum = sums[{t, e}];
                for (std::size_t cell = 0; cell < grid.size(); ++cell)
                    sum[cell] += std::log((1 - unrelated) * scale * spread[cell] + unrelated);
            }
        });
        out.ratios.push_back(std::move(surface.log_ratio));
        out.tops.push_back(std::min<double>(top, most_log_ratio));
    }
    out.best.assign(grid.size(), -std::numeric_limits<double>::infinity());
    out.reached_at.assign(grid.size(), {0, 0});
    for (const auto& [at, sum] : sums)
        for (std::size_t cell = 0; cell < grid.size(); ++cell)
            if (sum[cell] > out.best[cell]) {
                out.best[cell] = sum[cell];
                out.reached_at[cell] = at;
            }
    out.top_cell = static_cast<std::size_t>(std::max_element(out.best.begin(), out.best.end()) - out.best.begin());
    out.top = out.best[out.top_cell];
    return out;
}

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
EastNorth climb(Profile& fine) {
    EastNorth best = offset_of(fine.grid, fine.top_cell);
    for (double step = fine.grid.step_m / 2; step > fine.grid.step_m / 40; step /= 2)
        for (int round = 0; round < 4; ++round)
            for (const EastNorth d :
                 {EastNorth{step, 0}, EastNorth{-step, 0}, EastNorth{0, step}, EastNorth{0, -step}}) {
                const EastNorth there{best.east_m + d.east_m, best.north_m + d.north_m};
                const double value = at(fine.grid, fine.best, there);
                if (value <= fine.top) continue;
                fine.top = value;
                best = there;
            }
    return best;
}

/// How much 2 (top − profile) may be at a displacement that is not rejected: 2 F on 2 and n − 1 degrees of freedom.
double deviance_limit(std::size_t records, double level) {
    return 2 * f_quantile(level, 2, static_cast<double>(records) - 1);
}

/// By how much records differ more among each other than the likelihood expects: tr(H⁻¹ J) / 2 at the maximum, J the
/// sum over records of squared scores (Chandler & Bate 2007); at least 1.
double overdispersion(const Profile& fine) {
    const OffsetGrid& grid = fine.grid;
    const int side = grid.side();
    constexpr int apart = 2;  // cells between the points of the differences
    const int column = std::clamp(static_cast<int>(fine.top_cell) % side, apart, side - 1 - apart);
    const int row = std::clamp(static_cast<int>(fine.top_cell) / side, apart, side - 1 - apart);
    const double h = apart * grid.step_m;
    double jxx = 0, jxy = 0, jyy = 0, hxx = 0, hxy = 0, hyy = 0;
    for (std::size_t i = 0; i < fine.ratios.size(); ++i) {
        Surface spread;
        const int tau = fine.reached_at[fine.top_cell].first;
        spread_by_each_tau(fine.ratios[i], grid, tau, [&](int t, const Surface& at_tau) {
            if (t == tau) spread = at_tau;
        });
        const auto log_at = [&](int dx, int dy) {
            const int cell = (row + dy * apart) * side + column + dx * apart;
            return contribution(spread[static_cast<std::size_t>(cell)], fine.tops[i], fine.unrelated());
        };
        const double x = (log_at(1, 0) - log_at(-1, 0)) / (2 * h), y = (log_at(0, 1) - log_at(0, -1)) / (2 * h);
        jxx += x * x;
        jxy += x * y;
        jyy += y * y;
        hxx -= (log_at(1, 0) - 2 * log_at(0, 0) + log_at(-1, 0)) / (h * h);
        hyy -= (log_at(0, 1) - 2 * log_at(0, 0) + log_at(0, -1)) / (h * h);
        hxy -= (log_at(1, 1) - log_at(1, -1) - log_at(-1, 1) + log_at(-1, -1)) / (4 * h * h);
    }
    const double det = hxx * hyy - hxy * hxy;
    if (!(det > 0 && hxx > 0)) return 1;  // flat or at the grid's edge: nothing to scale by
    const double n = static_cast<double>(fine.ratios.size());
    return std::max(1.0, n / (n - 1) * (jxx * hyy - 2 * jxy * hxy + jyy * hxx) / det / 2);
}

/// The grid for a second look: all offsets within twice the limit, and room for the records' own offsets.
OffsetGrid refine(const Profile& coarse, const std::vector<const ShiftRecord*>& records, double limit) {
    double west = farthest_m, east = -farthest_m, south = farthest_m, north = -farthest_m;
    for (std::size_t cell = 0; cell < coarse.grid.size(); ++cell) {
        if (2 * (coarse.top - coarse.best[cell]) > 2 * limit + 4) continue;
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
        std::min(std::max(east - west, north - south) / 2 + coarse.grid.step_m + 3 * std::max(coarse.tau(), 10.0),
                 1.5 * farthest_m);
    const double step = std::max({narrow / 6, least_step_m, reach / most_fine_half});
    return {{(west + east) / 2, (south + north) / 2}, step, static_cast<int>(std::ceil(reach / step))};
}

/// sd of μ were the profile likelihood its density.
struct Spread {
    double east_m = 0, north_m = 0;
};
Spread spread_of(const Profile& fine) {
    double weight = 0, east = 0, north = 0, east2 = 0, north2 = 0;
    for (std::size_t cell = 0; cell < fine.grid.size(); ++cell) {
        const double w = std::exp(fine.best[cell] - fine.top);
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
OffsetGrid refine_again(const Profile& fine, const Spread& spread) {
    constexpr double least_sd_m = 1;
    const double widest = std::max({spread.east_m, spread.north_m, least_sd_m});
    const double reach = 5 * widest + 3 * fine.tau();
    const double step =
        std::max(std::max(std::min(spread.east_m, spread.north_m), least_sd_m) / 2, reach / most_fine_half);
    return {offset_of(fine.grid, fine.top_cell), step, static_cast<int>(std::ceil(reach / step))};
}

/// The ring of displacements about the best one at which the deviance last falls to the limit, in `rays` directions:
/// where the region has separate parts, the ring goes round all of them.
PlaneRing ring_about(const Profile& fine, EastNorth mu, double limit, bool& touches_edge) {
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
            if (2 * (fine.top - at(grid, fine.best, offset)) <= limit) last = r;
        }
        ring.push_back({mu.east_m + last * c, mu.north_m + last * s});
    }
    ring.push_back(ring.front());
    return ring;
}

}  // namespace

std::vector<ShiftRecord> prepare_shift(std::vector<RecordEvidence> records) {
    std::vector<ShiftRecord> out;
    for (RecordEvidence& evidence : records) {
        ShiftRecord record{.evidence = std::move(evidence)};
        record.coarse = surface_on(record.evidence, coarse_grid());
        record.width_m = narrowest_width_m(*record.evidence.geometry);
        const auto [low, high] = std::minmax_element(record.coarse.log_ratio.begin(), record.coarse.log_ratio.end());
        record.is_telling = *high - *low > telling;
        out.push_back(std::move(record));
    }
    return out;
}

std::optional<CommonShift> estimate_shift(const std::vector<const ShiftRecord*>& all, double level) {
    std::vector<const ShiftRecord*> records;
    std::copy_if(all.begin(), all.end(), std::back_inserter(records),
                 [](const ShiftRecord* r) { return r->is_telling; });
    if (records.size() < 2) return std::nullopt;
    double limit = deviance_limit(records.size(), level);
    const Profile coarse = profile(records, coarse_grid(), {}, true);
    Profile fine = profile(records, refine(coarse, records, limit), search_about(coarse), false);
    Spread spread = spread_of(fine);
    if (fine.grid.step_m > std::min(spread.east_m, spread.north_m) / 2) {
        fine = profile(records, refine_again(fine, spread), search_about(fine), false);
        spread = spread_of(fine);
    }
    limit *= overdispersion(fine);

    CommonShift out;
    out.records = records.size();
    for (const ShiftRecord* record : records) out.points += record->evidence.points.size();
    out.mu = climb(fine);
    out.tau_m = fine.tau();
    out.unrelated = fine.unrelated();
    out.sd_east_m = spread.east_m;
    out.sd_north_m = spread.north_m;
    double seen = 1;
    for (std::size_t cell = 0; cell < fine.grid.size(); ++cell)
        if (2 * (fine.top - fine.best[cell]) <= limit) seen = std::min(seen, fine.visible[cell]);
    bool runs_out = false;
    out.region = {{ring_about(fine, out.mu, limit, runs_out), {}}};
    out.touches_edge = runs_out || seen < least_visible;
    const double most = fine.grid.step_m * fine.grid.half;
    const bool zero_on_grid = std::abs(fine.grid.centre.east_m) <= most && std::abs(fine.grid.centre.north_m) <= most;
    out.contains_zero = zero_on_grid && 2 * (fine.top - at(fine.grid, fine.best, {0, 0})) <= limit;
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
