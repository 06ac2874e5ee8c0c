#include "cairn/assessment/distance_profile.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

#include "cairn/assessment/quantiles.hpp"

namespace cairn::assessment {
namespace {

constexpr double smoothness = 2;        ///< s: sd of a step of the log-density for a doubling of the distance
constexpr double resemblance_m = 5;     ///< distances below it are alike
constexpr double ridge = 1e-3;          ///< on the mean of g, which the likelihood does not know
constexpr int most_rounds = 500;

double dot(const std::vector<double>& a, const std::vector<double>& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

std::vector<double> times(const Matrix& matrix, const std::vector<double>& vector) {
    std::vector<double> out;
    for (const auto& row : matrix) out.push_back(dot(row, vector));
    return out;
}

Matrix make_penalty(const std::vector<DistanceBand>& bands) {
    const std::size_t n = bands.size();
    const auto scale = [&](std::size_t b) {
        // The last band has no end: one doubling beyond the one before it.
        return b + 1 < n ? std::log2(1 + bands[b].farthest_m / resemblance_m)
                         : 1 + std::log2(1 + bands[b - 1].farthest_m / resemblance_m);
    };
    Matrix out(n, std::vector<double>(n, ridge / static_cast<double>(n)));
    for (std::size_t b = 0; b + 1 < n; ++b) {
        const double weight = 1 / (smoothness * smoothness * std::max(scale(b + 1) - scale(b), 1e-3));
        out[b][b] += weight;
        out[b + 1][b + 1] += weight;
        out[b][b + 1] -= weight;
        out[b + 1][b] -= weight;
    }
    return out;
}

/// w_b = E_b exp(g_b) / Σ E exp(g).
std::vector<double> shares_at(const std::vector<DistanceBand>& bands, const std::vector<double>& g) {
    const double top = *std::max_element(g.begin(), g.end());
    std::vector<double> out;
    double sum = 0;
    for (std::size_t b = 0; b < bands.size(); ++b) sum += out.emplace_back(bands[b].exposure * std::exp(g[b] - top));
    for (double& share : out) share /= sum;
    return out;
}

struct Problem {
    const std::vector<DistanceBand>& bands;
    const std::vector<BlurredAccident>& accidents;
    Matrix penalty;

    double objective(const std::vector<double>& g) const {
        const std::vector<double> w = shares_at(bands, g);
        double sum = -dot(g, times(penalty, g)) / 2;
        for (const BlurredAccident& a : accidents) {
            const double density = dot(w, a.density);
            if (!(density > 0)) return -std::numeric_limits<double>::infinity();
            sum += std::log(density);
        }
        return sum;
    }
};

/// Slope and curvature at g. With r_ab = w_b f_ab / Σ w f, P(accident a is in band b), the score of one accident is
/// r_a − w.
struct Derivatives {
    std::vector<double> shares, gradient;
    Matrix scores;
    Matrix complete;  ///< information were the bands of all accidents known; always positive definite
    Matrix observed;  ///< what is left of it

    Derivatives(const Problem& problem, const std::vector<double>& g) : shares(shares_at(problem.bands, g)) {
        const std::size_t n = g.size();
        const auto count = static_cast<double>(problem.accidents.size());
        gradient = times(problem.penalty, g);
        for (double& slope : gradient) slope = -slope;
        complete = problem.penalty;
        for (std::size_t b = 0; b < n; ++b) {
            complete[b][b] += count * shares[b];
            for (std::size_t c = 0; c < n; ++c) complete[b][c] -= count * shares[b] * shares[c];
        }
        observed = complete;
        std::vector<double> in(n);
        for (const BlurredAccident& a : problem.accidents) {
            const double density = dot(shares, a.density);
            for (std::size_t b = 0; b < n; ++b) in[b] = shares[b] * a.density[b] / density;
            for (std::size_t b = 0; b < n; ++b) {
                if (in[b] == 0) continue;
                observed[b][b] -= in[b];
                for (std::size_t c = 0; c < n; ++c) observed[b][c] += in[b] * in[c];
            }
            std::vector<double>& score = scores.emplace_back(n);
            for (std::size_t b = 0; b < n; ++b) {
                score[b] = in[b] - shares[b];
                gradient[b] += score[b];
            }
        }
    }
};

/// Where the search starts: accidents counted where they seem to be, an equal part of one more spread over all bands.
std::vector<double> first_guess(const Problem& problem) {
    const std::size_t n = problem.bands.size();
    std::vector<double> counts(n, 1.0 / static_cast<double>(n)), g(n, 0.0);
    for (const BlurredAccident& a : problem.accidents) {
        std::vector<double> here(n);
        for (std::size_t b = 0; b < n; ++b) here[b] = a.density[b] * std::sqrt(problem.bands[b].exposure);
        const double sum = std::accumulate(here.begin(), here.end(), 0.0);
        for (std::size_t b = 0; b < n; ++b) counts[b] += here[b] / sum;
    }
    double mean = 0;
    for (std::size_t b = 0; b < n; ++b) {
        if (problem.bands[b].exposure > 0) g[b] = std::log(counts[b] / problem.bands[b].exposure);
        mean += g[b] / static_cast<double>(n);
    }
    for (double& value : g) value -= mean;
    return g;
}

/// Moves g along the step, halved until the objective does not fall; returns what was gained.
double climb(const Problem& problem, std::vector<double>& g, const std::vector<double>& step, double& objective) {
    std::vector<double> next(g.size());
    for (double scale = 1; scale > 1e-6; scale /= 2) {
        for (std::size_t b = 0; b < g.size(); ++b) next[b] = g[b] + scale * step[b];
        const double there = problem.objective(next);
        if (!(there >= objective)) continue;
        const double gain = there - objective;
        objective = there;
        g = next;
        return gain;
    }
    return 0;
}

}  // namespace

std::optional<DistanceProfile> DistanceProfile::fit(const std::vector<DistanceBand>& bands,
                                                    const std::vector<BlurredAccident>& accidents) {
    Problem problem{bands, accidents, make_penalty(bands)};
    std::vector<double> g = first_guess(problem);
    double objective = problem.objective(g);
    for (int round = 0; round < most_rounds; ++round) {
        Derivatives at(problem, g);
        auto factor = Cholesky::factorise(at.observed);
        const bool is_newton = factor.has_value();
        if (!is_newton) factor = Cholesky::factorise(at.complete);
        if (!factor) return std::nullopt;
        const std::vector<double> step = factor->solve(at.gradient);
        // Half of slope times step is what a Newton step gains.
        if (is_newton && dot(at.gradient, step) < 1e-10) {
            DistanceProfile out(std::move(at.shares), std::move(at.scores), std::move(problem.penalty),
                                std::move(*factor));
            for (const BlurredAccident& a : accidents) out.add(a);
            return out;
        }
        if (climb(problem, g, step, objective) > 0 || !is_newton) continue;
        const auto safe = Cholesky::factorise(at.complete);
        if (!safe || !(climb(problem, g, safe->solve(at.gradient), objective) > 0)) return std::nullopt;
    }
    return std::nullopt;
}

void DistanceProfile::add(const BlurredAccident& accident) {
    clusters_.push_back(accident.cluster);
    const auto is_set = [](double density) { return density > 0; };
    const auto only = std::find_if(accident.density.begin(), accident.density.end(), is_set);
    if (std::count_if(only, accident.density.end(), is_set) > 1)
        rough_.push_back(accident.density);
    else
        exact_[static_cast<std::size_t>(only - accident.density.begin())] += 1;
}

/// By expectation and maximisation, which needs no step sizes and never falls.
double DistanceProfile::highest_log_likelihood(std::size_t first, std::optional<double> share) const {
    constexpr double everywhere = 1e-3, enough = 1e-4;
    constexpr int most_steps = 2000;
    const std::size_t n = shares_.size();
    std::vector<double> w(n);
    const auto split = [&](const std::vector<double>& weights) {
        double near = 0, far = 0;
        for (std::size_t b = 0; b < n; ++b) (b < first ? near : far) += weights[b];
        const double beyond = share.value_or(far / (near + far));
        for (std::size_t b = 0; b < n; ++b)
            w[b] = b < first ? (near > 0 ? (1 - beyond) * weights[b] / near : 0)
                             : (far > 0 ? beyond * weights[b] / far : 0);
    };
    std::vector<double> start = shares_;
    for (double& weight : start) weight += everywhere;
    split(start);
    double reached = -std::numeric_limits<double>::infinity();
    for (int step = 0; step < most_steps; ++step) {
        double sum = 0;
        std::vector<double> counts = exact_;
        for (std::size_t b = 0; b < n; ++b)
            if (exact_[b] > 0) sum += exact_[b] * std::log(w[b]);
        for (const std::vector<double>& density : rough_) {
            const double here = dot(w, density);
            sum += std::log(here);
            for (std::size_t b = 0; b < n; ++b) counts[b] += w[b] * density[b] / here;
        }
        if (!(sum - reached > enough)) return std::max(sum, reached);
        reached = sum;
        split(counts);
    }
    return reached;
}

void DistanceProfile::widen_to_profile(ShareEstimate& share, std::size_t first, double level, double scale) const {
    const double t = student_t_quantile((1 + level) / 2, share.degrees);
    const double limit = t * t / (2 * std::min(scale, 1.0));
    const double top = highest_log_likelihood(first, std::nullopt);
    const auto is_plausible = [&](double beyond) { return top - highest_log_likelihood(first, beyond) <= limit; };
    const auto end_of = [&](double inner, double edge) {
        if (!is_plausible(inner)) return inner;
        if (is_plausible(edge)) return edge;
        double in = inner, out = edge;
        while (std::abs(out - in) > 0.005) {
            const double middle = (in + out) / 2;
            (is_plausible(middle) ? in : out) = middle;
        }
        return out;
    };
    const double low = end_of(share.low, 0), high = end_of(share.high, 1);
    if (low < share.low || high > share.high) share.interval = "profile_cluster";
    share.low = low;
    share.high = high;
}

ShareEstimate DistanceProfile::share_from(std::size_t first, double level) const {
    ShareEstimate out;
    for (std::size_t b = first; b < shares_.size(); ++b) out.value += shares_[b];
    out.value = std::clamp(out.value, 1e-9, 1 - 1e-9);
    std::vector<double> slope(shares_.size());  // of the share in g
    for (std::size_t b = 0; b < shares_.size(); ++b) slope[b] = shares_[b] * ((b >= first ? 1 : 0) - out.value);
    const std::vector<double> direction = information_.solve(slope);

    struct Cluster {
        double influence = 0, squares = 0, roots = 0, size = 0;
    };
    std::map<std::size_t, Cluster> clusters;
    for (std::size_t a = 0; a < scores_.size(); ++a) {
        const double influence = dot(direction, scores_[a]);
        Cluster& cluster = clusters[clusters_[a]];
        cluster.influence += influence;
        cluster.squares += influence * influence;
        cluster.roots += std::abs(influence);
        ++cluster.size;
    }
    out.clusters = static_cast<double>(clusters.size());
    out.n_effective = 1;
    out.interval = "none";
    if (clusters.size() < 2) return out;

    const auto count = static_cast<double>(scores_.size());
    double above = 0, room = 0, squares = 0, cluster_squares = 0;
    for (const auto& [number, c] : clusters) {
        above += c.influence * c.influence - c.squares;
        room += c.roots * c.roots - c.squares;
        squares += c.squares;
        cluster_squares += c.size * c.size;
    }
    const double correlation = room > 0 ? std::clamp(above / room, 0.0, 1.0) : 1.0;
    std::vector<double> residual, size, working;
    for (const auto& [number, c] : clusters) {
        residual.push_back(count * c.influence);
        size.push_back(c.size);
        working.push_back(c.squares + correlation * (c.roots * c.roots - c.squares) + 1e-12 * squares);
    }
    const Linearised linear = linearise(residual, size, working);
    const double open = dot(direction, times(penalty_, direction));
    const double p = out.value;
    out.degrees = linear.degrees;
    out.n_effective = std::min(count, p * (1 - p) / std::max(linear.variance + open, 1e-300));
    // Where nearly all agree the scores say little of how they vary: each cluster is one item.
    if (out.n_effective * std::min(p, 1 - p) < 1)
        out.n_effective = std::min(out.n_effective, count * count / cluster_squares);
    set_interval(out, level);
    widen_to_profile(out, first, level, dot(slope, direction) / (linear.variance + open));
    return out;
}

}  // namespace cairn::assessment
