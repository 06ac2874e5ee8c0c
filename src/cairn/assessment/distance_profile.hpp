#pragma once
// How accidents lie about the records when their positions are known only to within σ.
//
// Blurring carries more accidents out of the small ground near records than into it, so the plain share of the
// reported points beyond T is too high, and averaging P(outside) over σ is worse. Here the density of true positions
// per exposed ground is taken to depend on the distance to the nearest record alone, as steps over distance bands, and
// is estimated from the blurred positions:
//
//   maximise Σ_a log Σ_b w_b f_ab − ½ Σ_b (g_b+1 − g_b)² / (s² (u_b+1 − u_b)),   w_b = E_b exp(g_b) / Σ E exp(g)
//
// E_b: exposure of band b; f_ab: share of the exposure of band b that lies where accident a may be, per unit ground;
// u = log₂(1 + d / 5 m) the scale of distance on which neighbouring bands resemble each other (s = 2: by a factor of
// e² for a doubling of the distance). That is deconvolution in an exponential family with a smoothness penalty (Efron
// 2016, Biometrika 103:1, doi:10.1093/biomet/asv068). The share beyond T is the sum of w over bands beyond T. Where
// positions are exact and many it is the plain share.
//
// A mixture of two densities only, within T and beyond T, was tried: beyond T it takes accidents to be as dense close
// to a record as far from all. Records drawn in the wrong place have their accidents just beyond T, and its 90 %
// intervals then held the truth in 40–59 % of simulated worlds (docs/methods/assessment.md).

#include <cstddef>
#include <optional>
#include <vector>

#include "cairn/assessment/cholesky.hpp"
#include "cairn/assessment/interval.hpp"

namespace cairn::assessment {

struct DistanceBand {
    double farthest_m = 0;  ///< its far edge; the near edge is that of the band before it (the first: 0, included)
    double exposure = 0;    ///< of its ground, any unit; 0 for a band without ground
};

struct BlurredAccident {
    /// By band: exposure within reach of the accident's σ over the exposure of the band, up to a factor of the
    /// accident's own; >= 0, not all 0.
    std::vector<double> density;
    std::size_t cluster = 0;
};

class DistanceProfile {
   public:
    /// Bands outwards, the last without end; at least two with exposure. At least one accident, whose densities are 0
    /// where a band has no exposure. Absent when the fit does not converge.
    static std::optional<DistanceProfile> fit(const std::vector<DistanceBand>& bands,
                                              const std::vector<BlurredAccident>& accidents);

    /// Share of accidents in bands from `first` on. Its interval holds two: that of estimate_share on the effective
    /// number of accidents (variance linearised over clusters, and what the penalty leaves open), and the profile of
    /// the likelihood without the penalty, scaled for clusters (Chandler & Bate 2007, Biometrika 94:167). The second is
    /// the wider one where the positions are too rough to tell the bands apart, up to [0, 1]. One cluster gives [0, 1].
    ShareEstimate share_from(std::size_t first, double level) const;

    const std::vector<double>& shares() const { return shares_; }

   private:
    DistanceProfile(std::vector<double> shares, Matrix scores, Matrix penalty, Cholesky information)
        : shares_(std::move(shares)),
          scores_(std::move(scores)),
          penalty_(std::move(penalty)),
          information_(std::move(information)),
          exact_(shares_.size(), 0.0) {}

    void add(const BlurredAccident& accident);
    /// Without the penalty; the share of the bands from `first` on held at `share`, where one is given.
    double highest_log_likelihood(std::size_t first, std::optional<double> share) const;
    /// `scale`: variance of the share by the model over that by clusters.
    void widen_to_profile(ShareEstimate& share, std::size_t first, double level, double scale) const;

    std::vector<double> shares_;  ///< by band; sum 1
    std::vector<std::size_t> clusters_;  ///< by accident
    Matrix scores_;  ///< by accident: d log-likelihood / d g
    Matrix penalty_;  ///< second derivative of the penalty
    Cholesky information_;  ///< of the penalised log-likelihood in g
    std::vector<double> exact_;  ///< by band: accidents that lie in no other
    Matrix rough_;  ///< densities of the others
};

}  // namespace cairn::assessment
