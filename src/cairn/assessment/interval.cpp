#include "cairn/assessment/interval.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "cairn/assessment/quantiles.hpp"

namespace cairn::assessment {
namespace {

/// Moment estimate of the intra-cluster correlation from E e² = p (1 − p) (q + ρ (m² − q)).
double estimate_correlation(const std::vector<ClusterTotal>& clusters, double p) {
    double above = 0;
    double room = 0;
    for (const ClusterTotal& c : clusters) {
        const double e = c.hits - p * c.weight;
        above += e * e / (p * (1 - p)) - c.squares;
        room += c.weight * c.weight - c.squares;
    }
    return room > 0 ? std::clamp(above / room, 0.0, 1.0) : 1.0;
}

}  // namespace

// S = B diag(working) Bᵀ with B = D (I − m 1ᵀ / M), D = diag(1 / sqrt(1 − m/M)); degrees = tr(S)² / Σ S².
// The double sum is expanded, so that it costs O(G).
Linearised linearise(const std::vector<double>& residual, const std::vector<double>& size,
                     const std::vector<double>& working) {
    double total = 0;
    double spread = 0;
    for (const double m : size) total += m;
    for (const double a : working) spread += a;
    double v = 0, trace = 0, diagonal = 0, uu = 0, ww = 0, uw = 0;
    for (std::size_t g = 0; g < size.size(); ++g) {
        const double w = size[g] / total;
        const double u = working[g];
        const double d2 = 1 / std::max(1 - w, 1e-12);
        const double cross = -2 * u * w + w * w * spread;
        v += d2 * residual[g] * residual[g];
        trace += d2 * (u + cross);
        diagonal += d2 * d2 * (u * u + 2 * u * cross);
        uu += d2 * u * u;
        ww += d2 * w * w;
        uw += d2 * u * w;
    }
    const double squares = diagonal + 2 * uu * ww + 2 * uw * uw + spread * spread * ww * ww - 4 * spread * uw * ww;
    const double most = static_cast<double>(size.size()) - 1;
    const double degrees = squares > 0 ? trace * trace / squares : most;
    return {v / (total * total), std::clamp(degrees, 1.0, std::max(most, 1.0))};
}

std::vector<ClusterTotal> total_by_cluster(const std::vector<ShareItem>& items) {
    std::map<std::size_t, ClusterTotal> totals;
    for (const ShareItem& item : items) {
        ClusterTotal& total = totals[item.cluster];
        total.weight += item.weight;
        total.squares += item.weight * item.weight;
        if (item.hit) total.hits += item.weight;
    }
    std::vector<ClusterTotal> out;
    out.reserve(totals.size());
    for (const auto& [cluster, total] : totals) out.push_back(total);
    return out;
}

Range wilson_interval(double p, double n, double quantile) {
    const double t2 = quantile * quantile;
    const double centre = (p + t2 / (2 * n)) / (1 + t2 / n);
    const double half = quantile / (1 + t2 / n) * std::sqrt(p * (1 - p) / n + t2 / (4 * n * n));
    return {std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

Range jeffreys_interval(double p, double n, double level) {
    const double tail = (1 - level) / 2;
    const double a = n * p + 0.5;
    const double b = n * (1 - p) + 0.5;
    return {p <= 0 ? 0 : beta_quantile(tail, a, b), p >= 1 ? 1 : beta_quantile(1 - tail, a, b)};
}

void set_interval(ShareEstimate& share, double level) {
    const double p = share.value;
    const double z = normal_quantile((1 + level) / 2);
    const double t = student_t_quantile((1 + level) / 2, share.degrees);
    const bool near_edge = share.n_effective * std::min(p, 1 - p) < 1;
    const Range range = near_edge ? jeffreys_interval(p, share.n_effective * z * z / (t * t), level)
                                  : wilson_interval(p, share.n_effective, t);
    share.interval = near_edge ? "jeffreys_cluster" : "wilson_cluster";
    share.low = std::min(range.low, p);
    share.high = std::max(range.high, p);
}

ShareEstimate estimate_share(const std::vector<ClusterTotal>& clusters, double level) {
    double hits = 0, weight = 0, squares = 0, cluster_squares = 0;
    for (const ClusterTotal& c : clusters) {
        hits += c.hits;
        weight += c.weight;
        squares += c.squares;
        cluster_squares += c.weight * c.weight;
    }
    ShareEstimate out;
    out.clusters = static_cast<double>(clusters.size());
    out.value = std::clamp(hits / weight, 0.0, 1.0);
    const double p = out.value;
    const bool agree = p <= 0 || p >= 1;
    if (clusters.size() == 1) {
        out.n_effective = 1;
        out.interval = "none";
        return out;
    }
    const double correlation = agree ? 1.0 : estimate_correlation(clusters, p);
    std::vector<double> residual, size, working;
    for (const ClusterTotal& c : clusters) {
        residual.push_back(c.hits - p * c.weight);
        size.push_back(c.weight);
        working.push_back(c.squares + correlation * (c.weight * c.weight - c.squares));
    }
    const Linearised linear = linearise(residual, size, working);
    const double most = weight * weight / squares;
    out.degrees = linear.degrees;
    out.n_effective =
        agree ? weight * weight / cluster_squares : std::min(most, p * (1 - p) / std::max(linear.variance, 1e-300));
    set_interval(out, level);
    return out;
}

RatioEstimate estimate_ratio(const std::vector<RatioTotal>& clusters, double level) {
    RatioEstimate out;
    double numerator = 0, denominator = 0;
    for (const RatioTotal& c : clusters) {
        numerator += c.numerator;
        denominator += c.denominator;
    }
    out.clusters = static_cast<double>(clusters.size());
    out.value = numerator / denominator;
    out.low = out.high = out.value;
    if (clusters.size() < 2 || !(out.value > 0)) return out;
    std::vector<double> residual, size, working;
    for (const RatioTotal& c : clusters) {
        residual.push_back(c.numerator - out.value * c.denominator);
        size.push_back(std::max(c.denominator, 1e-9 * denominator));
        working.push_back(size.back() * size.back());
    }
    const Linearised linear = linearise(residual, size, working);
    const double half = student_t_quantile((1 + level) / 2, linear.degrees) * std::sqrt(linear.variance) / out.value;
    out.degrees = linear.degrees;
    out.low = out.value * std::exp(-half);
    out.high = out.value * std::exp(half);
    out.has_interval = true;
    return out;
}

}  // namespace cairn::assessment
