#include "cairn/assessment/adjusted.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "cairn/assessment/interval.hpp"
#include "cairn/assessment/quantiles.hpp"

namespace cairn::assessment {
namespace {

double mix(const BlurredAccident& a, double theta) { return (1 - theta) * a.inside + theta * a.outside; }

double log_likelihood(const std::vector<BlurredAccident>& accidents, double theta) {
    double sum = 0;
    for (const BlurredAccident& a : accidents) {
        const double density = mix(a, theta);
        if (!(density > 0)) return -std::numeric_limits<double>::infinity();
        sum += std::log(density / (a.inside + a.outside));
    }
    return sum;
}

/// d/dθ of the log-likelihood: decreasing, so its root is found by halving.
double slope(const std::vector<BlurredAccident>& accidents, double theta) {
    double sum = 0;
    for (const BlurredAccident& a : accidents) {
        const double density = mix(a, theta);
        const double difference = a.outside - a.inside;
        sum += density > 0 ? difference / density : std::copysign(std::numeric_limits<double>::infinity(), difference);
    }
    return sum;
}

double maximise(const std::vector<BlurredAccident>& accidents) {
    if (!(slope(accidents, 0) > 0)) return 0;
    if (!(slope(accidents, 1) < 0)) return 1;
    double low = 0, high = 1;
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        (slope(accidents, middle) > 0 ? low : high) = middle;
    }
    return (low + high) / 2;
}

struct ClusterScore {
    double score = 0, information = 0, root_information = 0;
};

/// The end of {θ: 2 scale (top − log-likelihood(θ)) <= limit} between the maximum and `edge`.
double profile_end(const std::vector<BlurredAccident>& accidents, double maximum, double edge, double scale,
                   double limit) {
    const double top = log_likelihood(accidents, maximum);
    const auto is_in = [&](double theta) { return 2 * scale * (top - log_likelihood(accidents, theta)) <= limit; };
    if (is_in(edge)) return edge;
    double in = maximum, out = edge;
    for (int i = 0; i < 60; ++i) {
        const double middle = (in + out) / 2;
        (is_in(middle) ? in : out) = middle;
    }
    return out;
}

}  // namespace

MixtureEstimate estimate_mixture(const std::vector<BlurredAccident>& accidents, double level) {
    MixtureEstimate out;
    out.value = maximise(accidents);
    std::map<std::size_t, ClusterScore> clusters;
    for (const BlurredAccident& a : accidents) {
        ClusterScore& c = clusters[a.cluster];
        const double density = mix(a, out.value);
        if (!(density > 0)) continue;
        const double score = (a.outside - a.inside) / density;
        c.score += score;
        c.information += score * score;
        c.root_information += std::abs(score);
    }
    out.clusters = static_cast<double>(clusters.size());
    if (clusters.size() < 2) return out;

    std::vector<double> score, information, working;
    double total = 0, above = 0, room = 0;
    for (const auto& [number, c] : clusters) {
        total += c.information;
        above += c.score * c.score - c.information;
        room += c.root_information * c.root_information - c.information;
    }
    if (!(total > 0)) return out;  // the positions tell nothing of θ
    const bool at_edge = out.value <= 0 || out.value >= 1;
    const double correlation = at_edge || !(room > 0) ? 1 : std::clamp(above / room, 0.0, 1.0);
    for (const auto& [number, c] : clusters) {
        score.push_back(c.score);
        information.push_back(std::max(c.information, 1e-12 * total));
        working.push_back(c.information + correlation * (c.root_information * c.root_information - c.information) +
                          1e-12 * total);
    }
    const Linearised linear = linearise(score, information, working);
    out.degrees = linear.degrees;
    // Where θ is at its edge the scores need not sum to zero; they then count each cluster as one item.
    const double scale = std::min(1.0, 1 / (linear.variance * total));
    const double t = student_t_quantile((1 + level) / 2, out.degrees);
    out.low = profile_end(accidents, out.value, 0, scale, t * t);
    out.high = profile_end(accidents, out.value, 1, scale, t * t);
    out.n_effective = total * scale * (at_edge ? 1 : out.value * (1 - out.value));
    if (out.n_effective * std::min(out.value, 1 - out.value) < 1) {
        // Near an edge the likelihood interval is too short; Jeffreys' on as many effective accidents is not.
        const double z = normal_quantile((1 + level) / 2);
        const Range wide = jeffreys_interval(out.value, std::max(out.n_effective, 1e-6) * z * z / (t * t), level);
        out.low = std::min(out.low, wide.low);
        out.high = std::max(out.high, wide.high);
    }
    return out;
}

}  // namespace cairn::assessment
