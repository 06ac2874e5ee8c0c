#pragma once
// How likely a place that is known with an error lies inside footprints, or within a distance of them.

#include <memory>
#include <span>
#include <vector>

#include "cairn/core/geometry.hpp"

namespace cairn::geometry {

struct Probability {
    double value = 0;  ///< 0 … 1
    double error = 0;  ///< the value is right to this; below 1e-3 where σ is 10 cm or more
};

/// Answers P(position + N(0, σ² I) lies within a distance of any of the footprints), overlaps counted once.
///
/// With A the union of the footprints widened by the distance, the probability is ∮ (1 − exp(−r²/2σ²)) dφ / 2π along
/// the boundary of A, r and φ polar about the position (Green's theorem on the density in polar form). The boundary is
/// cut once, when the footprints are given: what of their sides and of the arcs about their corners lies in A, near
/// another edge or inside another polygon, is left out. What remains is straight pieces, for which the integral is a
/// difference of Owen's T (Owen 1956, doi:10.1214/aoms/1177728074; 6 Gauss nodes, 1e-7), and arcs (Gauss). Left out is
/// the boundary beyond 4 σ: it changes the probability by at most exp(−4²/2) = 3.4e-4, which is counted into `error`.
/// So is that parts of footprints are widened by up to 5 µm less, so that no two have the same boundary, footprints
/// that touch by 20 µm where the distance is less, and a position on the boundary is moved by 1e-5 σ, at least 0.1 mm.
///
/// Lines and points have no inside: with distance 0 they count for nothing. The plane's metres are taken for true
/// ones. Held against quadrature and closed forms in tests/geometry/test_probability_within.cpp.
class ProbabilityWithin {
   public:
    /// Throws CallError as NearestIndex does, and unless within_m is finite and >= 0. Takes as long as some hundreds of
    /// thousands of answers for 10⁵ crowded footprints (docs/bench.md).
    ProbabilityWithin(const std::vector<PlaneGeometry>& footprints, double within_m);
    ProbabilityWithin(ProbabilityWithin&&) noexcept;
    ProbabilityWithin& operator=(ProbabilityWithin&&) noexcept;
    ~ProbabilityWithin();

    /// Preconditions, else CallError: a finite position, sigma_m > 0 and finite. May be called from any number of
    /// threads. Time grows with the pieces of boundary within 4 σ of the position.
    Probability at(EastNorth position, double sigma_m) const;
    /// The same answers for many positions at once, each with its own σ, about twice as fast.
    std::vector<Probability> at(std::span<const EastNorth> positions, std::span<const double> sigmas_m) const;

   private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace cairn::geometry
