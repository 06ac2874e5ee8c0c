#pragma once
// Intervals of a share whose items come in clusters: accidents of one field are one piece of news.
//
// The share is the ratio p = Σ hits / Σ weight over clusters. Its variance is linearised over clusters (Taylor
// linearisation of a ratio: Cochran 1977, 6.4; Wolter 2007, 6.5) with the CR2 correction of Bell & McCaffrey
// 2002 for few and unequal clusters, v = Σ e² / (1 − m/M) / M² with e = y − p m; the t quantile has the
// Satterthwaite degrees of freedom of that estimate under a working intra-cluster correlation, which are at
// most G − 1. Then n_eff = p (1 − p) / v, capped, and Wilson's interval on it (Wilson 1927; Korn & Graubard
// 1998 for n_eff), Jeffreys' where fewer than one effective item stands on either side (Brown, Cai & DasGupta
// 2001, 4.1.2). Where all clusters agree v says nothing: n_eff = M² / Σ m², each cluster one item.

#include <cstddef>
#include <string>
#include <vector>

namespace cairn::assessment {

/// What one cluster brings to a share.
struct ClusterTotal {
    double hits = 0;     ///< sum of the weights of items that count, in [0, weight]
    double weight = 0;   ///< sum of the weights of all items, > 0
    double squares = 0;  ///< sum of the squared weights; equals `weight` when all are 1
};

struct ShareEstimate {
    double value = 0;
    double low = 0, high = 1;
    double clusters = 0;
    double n_effective = 0;
    double degrees = 0;      ///< of the t quantile
    std::string interval;    ///< "wilson_cluster", "jeffreys_cluster", or "none" for a single cluster
};

/// Items of one share with the cluster of each; `hit` says which count.
struct ShareItem {
    std::size_t cluster = 0;
    bool hit = false;
    double weight = 1;  ///< > 0
};

/// By cluster, in order of the cluster's number; clusters without items are left out.
std::vector<ClusterTotal> total_by_cluster(const std::vector<ShareItem>& items);

/// At least one cluster. With one cluster the interval is [0, 1]: one place says nothing of others.
ShareEstimate estimate_share(const std::vector<ClusterTotal>& clusters, double level);
/// Sets low, high and interval from value, n_effective > 0 and degrees.
void set_interval(ShareEstimate& share, double level);

/// Wilson's interval for a share p of n > 0 items, n not necessarily whole; `quantile` from the normal or t.
struct Range {
    double low = 0, high = 0;
};
Range wilson_interval(double p, double n, double quantile);
/// Jeffreys' interval: quantiles of Beta(n p + ½, n (1 − p) + ½), with low = 0 at p = 0 and high = 1 at p = 1.
Range jeffreys_interval(double p, double n, double level);

/// Small-sample variance of a sum of `residual` over clusters, as a share of Σ size, squared; and its degrees of
/// freedom when cluster sums vary as `working`. The parts of every interval here. All three of one length >= 2.
struct Linearised {
    double variance = 0;
    double degrees = 0;  ///< in [1, G − 1]
};
Linearised linearise(const std::vector<double>& residual, const std::vector<double>& size,
                     const std::vector<double>& working);

/// Estimate and interval of a ratio of totals Σ numerator / Σ denominator over clusters, for ratios that are not
/// shares: log scale, same variance and degrees of freedom. Numerator totals >= 0, denominators >= 0.
struct RatioEstimate {
    double value = 0, low = 0, high = 0;
    double clusters = 0;
    double degrees = 0;
    bool has_interval = false;  ///< false for one cluster or a ratio of 0
};
struct RatioTotal {
    double numerator = 0, denominator = 0;
};
RatioEstimate estimate_ratio(const std::vector<RatioTotal>& clusters, double level);

}  // namespace cairn::assessment
