#pragma once
// How likely a place that is known with an error lies inside footprints, or within a distance of them.

#include <memory>
#include <vector>

#include "cairn/core/geometry.hpp"

namespace cairn::geometry {

struct Probability {
    double value = 0;  ///< 0 … 1
    double error = 0;  ///< the value is right to this; below 1e-3 for all that footprints are drawn like
};

/// Answers P(position + N(0, σ² I) lies within a distance of any of the footprints), overlaps counted once.
///
/// With A the union of the footprints widened by the distance, the probability is ∮ (1 − exp(−r²/2σ²)) dφ / 2π along
/// the boundary of A, r and φ polar about the position (Green's theorem on the density in polar form). The boundary is
/// made of straight pieces, for which the integral is a difference of Owen's T (Owen 1956, doi:10.1214/aoms/1177728074;
/// 6 Gauss nodes, 1e-7), and of arcs about corners (Gauss). Pieces that lie in A, near another edge or inside another
/// polygon, are cut out first. Left out, and counted into `error`: what is beyond 4.5 σ, at most 4e-5 of the density.
/// Without a distance, polygons that overlap are widened by 2e-6 σ, so that shared edges need no care.
///
/// Lines and points have no inside: with distance 0 they count for nothing. The plane's metres are taken for true
/// ones. Held against quadrature and closed forms in tests/geometry/test_probability_within.cpp.
class ProbabilityWithin {
   public:
    /// Throws CallError as NearestIndex does.
    explicit ProbabilityWithin(const std::vector<PlaneGeometry>& footprints);
    ProbabilityWithin(ProbabilityWithin&&) noexcept;
    ProbabilityWithin& operator=(ProbabilityWithin&&) noexcept;
    ~ProbabilityWithin();

    /// Preconditions, else CallError: a finite position, sigma_m > 0 and finite, within_m >= 0 and finite. May be
    /// called from any number of threads. Time grows with the square of the edges within 4.5 σ of the position.
    Probability at(EastNorth position, double sigma_m, double within_m) const;

   private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace cairn::geometry
