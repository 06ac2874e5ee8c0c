#pragma once
// The share of accidents outside when positions are known only to within σ. Blurring carries more accidents out of
// the small ground near records than into it, so the plain share of the points is too high, and averaging
// P(outside) over σ is worse. Here the share θ of true positions beyond T is estimated by maximum likelihood:
//
//   Π_a [(1 − θ) f_in(x_a) + θ f_out(x_a)],   f_in, f_out: density of exposed ground within / beyond T, blurred by σ_a
//
// with a profile-likelihood interval scaled for clusters (Chandler & Bate 2007, Biometrika 94:167, vertical scaling
// in one dimension: the ratio of model and robust information) and the F quantile on one and ν degrees of freedom,
// ν as in interval.hpp. When all positions are exact, θ is the plain share.

#include <cstddef>
#include <vector>

namespace cairn::assessment {

/// The two densities at one accident, up to a common factor; >= 0, not both 0.
struct BlurredAccident {
    double inside = 0, outside = 0;
    std::size_t cluster = 0;
};

struct MixtureEstimate {
    double value = 0;  ///< θ, [0, 1]
    double low = 0, high = 1;
    double clusters = 0;
    double n_effective = 0;
    double degrees = 0;
};

/// At least one accident; one cluster gives [0, 1].
MixtureEstimate estimate_mixture(const std::vector<BlurredAccident>& accidents, double level);

}  // namespace cairn::assessment
