#include "cairn/assessment/shift_likelihood.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

namespace cairn::assessment {
namespace {

constexpr int coarse_half = 25;
constexpr double telling = 0.5;      ///< log-ratio above which a record's points prefer an offset
constexpr double field_devices = 20; ///< of a field, for whether a part of it shows any
constexpr double least_seen = 1e-3;  ///< of what lies wholly off the ground: points can still be off by their σ
// Not below 3 m: drawing and surveying alone part paper and ground by that.
constexpr std::array taus{3.0, 6.0, 10.0, 15.0, 22.0, 32.0, 47.0, 68.0, 100.0, 150.0, 220.0};
constexpr std::array unrelated_shares{0.02, 0.1, 0.25, 0.5, 0.75, 0.9};

using Surface = std::vector<float>;
using Sums = std::map<std::pair<int, int>, std::vector<double>>;  ///< by τ and ε, by offset

/// log((1 − ε) r + ε r̄) is `log` of what remains when `shift`, the logarithm of ε r̄ where that is above 1, is taken
/// out: r̄ may be anything beside r on a grid that leaves a record's own best offset out.
struct Constant {
    Constant(double log_anywhere, double unrelated)
        : shift(std::max(std::log(unrelated) + log_anywhere, 0.0)),
          share((1 - unrelated) * std::exp(-shift)),
          rest(std::max(std::exp(std::log(unrelated) + log_anywhere - shift), least)) {}
    /// In (0, 2] but for rounding. The ratio is a running mean, which can come out a little below 0.
    double at(float ratio) const { return share * std::max(ratio, 0.0F) + rest; }

    static constexpr double least = 1e-150;
    double shift, share, rest;
};

/// Σ log of the contributions that were multiplied in, by offset: one logarithm for as many of them as a double can
/// hold the product of, instead of one for each.
class LogProduct {
   public:
    LogProduct(std::size_t offsets, double start) : product_(offsets, 1.0), log_(offsets, 0.0), shift_(start) {}

    void multiply(const Surface& ratios, const Constant& constant) {
        if (lowest_ * constant.rest < Constant::least || highest_ > 1 / Constant::least) settle();
        lowest_ *= constant.rest;
        highest_ *= 2;
        shift_ += constant.shift;
        for (std::size_t cell = 0; cell < product_.size(); ++cell) product_[cell] *= constant.at(ratios[cell]);
    }
    std::vector<double> logs() && {
        settle();
        return std::move(log_);
    }

   private:
    void settle() {
        for (std::size_t cell = 0; cell < product_.size(); ++cell) log_[cell] += std::log(product_[cell]) + shift_;
        std::fill(product_.begin(), product_.end(), 1.0);
        lowest_ = highest_ = 1;
        shift_ = 0;
    }

    std::vector<double> product_, log_;
    double lowest_ = 1, highest_ = 1;  ///< that an element of the product can be
    double shift_ = 0;
};

static_assert(taus.size() == last_of_all_taus + 1 && unrelated_shares.size() == last_of_all_unrelated + 1);

/// A running mean over 2 radius + 1 rows with fractional ends, for each column of a square of `side`² values; beyond
/// the square its edge value goes on. `sums` has room for a row.
void average_columns(const Surface& from, Surface& to, int side, double radius, std::vector<double>& sums) {
    const int whole = static_cast<int>(radius);
    const auto part = static_cast<float>(radius - whole);
    const float scale = static_cast<float>(1 / (2 * radius + 1));
    const auto row = [&](int i) { return from.data() + std::clamp(i, 0, side - 1) * side; };
    sums.assign(static_cast<std::size_t>(side), 0.0);
    double* const sum = sums.data();
    for (int i = -whole; i <= whole; ++i)
        for (int c = 0; c < side; ++c) sum[c] += row(i)[c];
    for (int i = 0; i < side; ++i) {
        const float *const before = row(i - whole - 1), *const first = row(i - whole),
                           *const after = row(i + whole + 1);
        float* const mean = to.data() + i * side;
        for (int c = 0; c < side; ++c) {
            mean[c] = (static_cast<float>(sum[c]) + part * (before[c] + after[c])) * scale;
            sum[c] += static_cast<double>(after[c]) - static_cast<double>(first[c]);  // as floats the sum would drift
        }
    }
}

void transpose(const Surface& from, Surface& to, int side) {
    for (int i = 0; i < side; ++i)
        for (int c = 0; c < side; ++c)
            to[static_cast<std::size_t>(c * side + i)] = from[static_cast<std::size_t>(i * side + c)];
}

/// One running mean in each direction that adds `variance` (in cells²). Along columns twice, since neighbours in a row
/// are then worked on together.
class Widening {
   public:
    explicit Widening(int side) : side_(side), a_(size()), b_(size()) {}
    void operator()(Surface& values, double variance) {
        const double radius = (std::sqrt(1 + 12 * variance) - 1) / 2;
        transpose(values, a_, side_);
        average_columns(a_, b_, side_, radius, sums_);
        transpose(b_, a_, side_);
        average_columns(a_, values, side_, radius, sums_);
    }

   private:
    std::size_t size() const { return static_cast<std::size_t>(side_) * static_cast<std::size_t>(side_); }
    int side_;
    Surface a_, b_;
    std::vector<double> sums_;
};

/// The mean of `ratio` / `seen` over N(0, τ² I) about each offset, weighted by `seen`, for each τ in turn: offsets at
/// which nothing would have been found brought no record. Each spread comes from the one before by one more running
/// mean, which together come close to Gaussian, at a cost that does not grow with τ. Calls `use(index, surface)`.
template <class Use>
void spread_by_each_tau(Surface ratio, Surface seen, const OffsetGrid& grid, int last_tau, const Use& use) {
    Widening widen(grid.side());
    Surface mean(grid.size());
    double reached = 0;
    for (int t = 0; t <= last_tau; ++t) {
        const double tau = taus[static_cast<std::size_t>(t)];
        const double variance = tau * tau / (grid.step_m * grid.step_m);
        widen(ratio, variance - reached);
        widen(seen, variance - reached);
        reached = variance;
        for (std::size_t cell = 0; cell < mean.size(); ++cell) mean[cell] = ratio[cell] / seen[cell];
        use(t, mean);
    }
}

OffsetSurface surface_on(const RecordEvidence& record, const OffsetGrid& grid) {
    return offset_surface(record, FootprintRaster(*record.geometry, record.points, grid.step_m), grid);
}

/// P(a field moved by an offset shows at least one device), by the share of it that D could show.
Surface seen_of(const std::vector<float>& visible) {
    Surface out;
    for (const float share : visible)
        out.push_back(static_cast<float>(least_seen - std::expm1(-field_devices * share)));
    return out;
}

/// log r̄: the mean of the ratio over all offsets at which a field would be seen.
double log_ratio_anywhere(const OffsetSurface& surface) {
    const float top = *std::max_element(surface.log_ratio.begin(), surface.log_ratio.end());
    const Surface seen = seen_of(surface.visible);
    double sum = 0, all = 0;
    for (std::size_t cell = 0; cell < seen.size(); ++cell) {
        sum += seen[cell] * std::exp(surface.log_ratio[cell] - top);
        all += seen[cell];
    }
    return top + std::log(sum / all);
}

/// Prior of the index-th ε: density 2 (1 − ε) over its share of [0, 1], so that few records agreeing by chance do not
/// outweigh all others; τ has equal weight at each value.
double log_prior(int unrelated) {
    static constexpr std::array shares{0.1164, 0.2030, 0.2900, 0.2500, 0.1100, 0.0306};
    static_assert(shares.size() == unrelated_shares.size());
    return std::log(shares[static_cast<std::size_t>(unrelated)]);
}

/// Adds up over τ and ε, and notes which of them weigh what.
void integrate(ShiftLikelihood& out, const Sums& sums) {
    constexpr double negligible = 12;  // e⁻¹²
    std::vector<double> most(out.grid.size(), -std::numeric_limits<double>::infinity());
    for (const auto& [at, sum] : sums)
        for (std::size_t cell = 0; cell < sum.size(); ++cell) most[cell] = std::max(most[cell], sum[cell]);
    out.values.assign(out.grid.size(), 0.0);
    for (const auto& [at, sum] : sums)
        for (std::size_t cell = 0; cell < sum.size(); ++cell) out.values[cell] += std::exp(sum[cell] - most[cell]);
    for (std::size_t cell = 0; cell < most.size(); ++cell) out.values[cell] = most[cell] + std::log(out.values[cell]);
    out.top_cell =
        static_cast<std::size_t>(std::max_element(out.values.begin(), out.values.end()) - out.values.begin());
    out.top = out.values[out.top_cell];
    SpreadRange& relevant = out.relevant;
    std::swap(relevant.first_tau, relevant.last_tau);
    std::swap(relevant.first_unrelated, relevant.last_unrelated);
    double heaviest = -std::numeric_limits<double>::infinity();
    for (const auto& [at, sum] : sums) {
        if (sum[out.top_cell] > heaviest) {
            heaviest = sum[out.top_cell];
            std::tie(out.tau, out.unrelated) = at;
        }
        if (*std::max_element(sum.begin(), sum.end()) < out.top - negligible) continue;
        relevant.first_tau = std::min(relevant.first_tau, at.first);
        relevant.last_tau = std::max(relevant.last_tau, at.first);
        relevant.first_unrelated = std::min(relevant.first_unrelated, at.second);
        relevant.last_unrelated = std::max(relevant.last_unrelated, at.second);
    }
}

}  // namespace

double ShiftLikelihood::tau_m() const { return taus[static_cast<std::size_t>(tau)]; }
double ShiftLikelihood::unrelated_share() const { return unrelated_shares[static_cast<std::size_t>(unrelated)]; }

OffsetGrid coarse_grid() { return {{0, 0}, farthest_offset_m / coarse_half, coarse_half}; }

std::vector<ShiftRecord> prepare_shift(std::vector<RecordEvidence> records) {
    std::vector<ShiftRecord> out;
    for (RecordEvidence& evidence : records) {
        ShiftRecord record{.evidence = std::move(evidence)};
        record.coarse = surface_on(record.evidence, coarse_grid());
        record.log_anywhere = log_ratio_anywhere(record.coarse);
        record.width_m = narrowest_width_m(*record.evidence.geometry);
        const auto [low, high] = std::minmax_element(record.coarse.log_ratio.begin(), record.coarse.log_ratio.end());
        record.is_telling = *high - *low > telling;
        out.push_back(std::move(record));
    }
    return out;
}

ShiftLikelihood evaluate_shift(const std::vector<const ShiftRecord*>& records, const OffsetGrid& grid,
                               const SpreadRange& range, bool is_coarse) {
    ShiftLikelihood out{.grid = grid};
    std::map<std::pair<int, int>, LogProduct> products;
    for (int t = range.first_tau; t <= range.last_tau; ++t)
        for (int e = range.first_unrelated; e <= range.last_unrelated; ++e)
            products.try_emplace({t, e}, grid.size(), log_prior(e));
    out.visible.assign(grid.size(), 0.0);
    for (const ShiftRecord* record : records) {
        OffsetSurface surface = is_coarse ? record->coarse : surface_on(record->evidence, grid);
        const float top = *std::max_element(surface.log_ratio.begin(), surface.log_ratio.end());
        Surface seen = seen_of(surface.visible), ratio(grid.size());
        for (std::size_t cell = 0; cell < grid.size(); ++cell) {
            ratio[cell] = seen[cell] * std::exp(surface.log_ratio[cell] - top);
            out.visible[cell] += surface.visible[cell] / static_cast<double>(records.size());
        }
        const double log_anywhere = record->log_anywhere - top;
        spread_by_each_tau(ratio, seen, grid, range.last_tau, [&](int t, const Surface& spread) {
            if (t < range.first_tau) return;
            for (int e = range.first_unrelated; e <= range.last_unrelated; ++e)
                products.at({t, e}).multiply(spread, {log_anywhere, unrelated_shares[static_cast<std::size_t>(e)]});
        });
        out.ratios.push_back(std::move(ratio));
        out.seen.push_back(std::move(seen));
        out.log_anywhere.push_back(log_anywhere);
    }
    Sums sums;
    for (auto& [at, product] : products) sums.emplace(at, std::move(product).logs());
    integrate(out, sums);
    return out;
}

double overdispersion(const ShiftLikelihood& fine) {
    const OffsetGrid& grid = fine.grid;
    const int side = grid.side();
    constexpr int apart = 2;  // cells between the points of the differences
    const int column = std::clamp(static_cast<int>(fine.top_cell) % side, apart, side - 1 - apart);
    const int row = std::clamp(static_cast<int>(fine.top_cell) / side, apart, side - 1 - apart);
    const double h = apart * grid.step_m;
    double jxx = 0, jxy = 0, jyy = 0, hxx = 0, hxy = 0, hyy = 0;
    for (std::size_t i = 0; i < fine.ratios.size(); ++i) {
        Surface spread;
        spread_by_each_tau(fine.ratios[i], fine.seen[i], grid, fine.tau, [&](int t, const Surface& at_tau) {
            if (t == fine.tau) spread = at_tau;
        });
        const Constant constant(fine.log_anywhere[i], fine.unrelated_share());
        const auto log_at = [&](int dx, int dy) {
            const int cell = (row + dy * apart) * side + column + dx * apart;
            return std::log(constant.at(spread[static_cast<std::size_t>(cell)]));  // but for what all have
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

}  // namespace cairn::assessment
