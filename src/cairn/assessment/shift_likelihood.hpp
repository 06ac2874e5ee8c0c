#pragma once
// log-likelihood of a displacement μ that records have in common, on a grid of offsets.
//
// A record contributes (1 − ε) r(μ) + ε r̄. r is its likelihood ratio (offset_surface.hpp) spread by N(0, τ² I),
// weighted by whether a field there would have been seen at all; r̄ the mean of that ratio over all offsets: points of
// another field lie as close together as its own would, only anywhere. Taking them to be spread over all searched
// ground, as was tried, lets a few of them bend μ and widen τ. τ and ε are integrated out, with the priors that the
// source states.

#include <vector>

#include "cairn/assessment/offset_surface.hpp"

namespace cairn::assessment {

/// A record with its surface on a coarse grid about no shift, worked out once for every package and area.
struct ShiftRecord {
    RecordEvidence evidence;
    OffsetSurface coarse;
    double log_anywhere = 0;  ///< log r̄
    double width_m = 0;
    bool is_telling = false;  ///< its points prefer some offsets to others
};
std::vector<ShiftRecord> prepare_shift(std::vector<RecordEvidence> records);

constexpr double farthest_offset_m = 500;  ///< that is looked at, along each axis

/// Offsets to the farthest about no shift, 20 m apart.
OffsetGrid coarse_grid();

constexpr int last_of_all_taus = 10, last_of_all_unrelated = 5;

/// Which τ and ε to look at: all at first, then those that may matter.
struct SpreadRange {
    int first_tau = 0, last_tau = last_of_all_taus;
    int first_unrelated = 0, last_unrelated = last_of_all_unrelated;
};

/// Log-likelihood of μ on the grid, integrated over τ and ε.
struct ShiftLikelihood {
    OffsetGrid grid;
    std::vector<double> values;  ///< by offset
    std::vector<double> visible;  ///< mean over records
    double top = 0;
    std::size_t top_cell = 0;
    int tau = 0, unrelated = 0;  ///< indices of those that weigh most at the top
    double tau_m() const;
    double unrelated_share() const;  ///< ε
    SpreadRange relevant;  ///< those that weigh anything anywhere
    std::vector<std::vector<float>> ratios;  ///< by record: P(seen) times its ratio, over the highest ratio
    std::vector<std::vector<float>> seen;  ///< by record: P(seen)
    std::vector<double> log_anywhere;  ///< by record: log of r̄ over that highest
};

/// `records`: at least one. `is_coarse`: the grid is coarse_grid(), whose surfaces are there.
ShiftLikelihood evaluate_shift(const std::vector<const ShiftRecord*>& records, const OffsetGrid& grid,
                               const SpreadRange& range, bool is_coarse);

/// By how much records differ more among each other than the likelihood expects: tr(H⁻¹ J) / 2 at the maximum, J the
/// sum over records of squared scores (Chandler & Bate 2007, Biometrika 94:167); at least 1.
double overdispersion(const ShiftLikelihood& fine);

}  // namespace cairn::assessment
