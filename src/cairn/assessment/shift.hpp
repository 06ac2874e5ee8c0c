#pragma once
// The displacement that records have in common: offsets of records δ_i ~ N(μ, τ² I) but for the share ε that has
// nothing to do with the points near it (invented, lifted, or the points are of a field that nobody recorded); region
// for μ by the likelihood of shift_likelihood.hpp. docs/methods/assessment.md, "Positional shift".

#include <optional>
#include <vector>

#include "cairn/assessment/shift_likelihood.hpp"
#include "cairn/core/geometry.hpp"
#include "cairn/core/measure.hpp"

namespace cairn::assessment {

struct CommonShift {
    EastNorth mu;  ///< move the footprints by this to meet the points
    double tau_m = 0;
    double unrelated = 0;  ///< ε
    double sd_east_m = 0, sd_north_m = 0;
    PlaneMultiPolygon region;
    bool contains_zero = true;
    bool touches_edge = false;
    std::size_t records = 0;  ///< whose points prefer some offsets to others
    std::size_t points = 0;
};

/// Absent when fewer than two of `records` tell anything of an offset. Coarse to fine: the fine grid is about the
/// coarse region, with steps of at most a sixth of the narrower footprints' width (at least 2.5 m).
std::optional<CommonShift> estimate_shift(const std::vector<const ShiftRecord*>& records, double level);

/// Radius that holds a share `p` of N(shift, sd² I), metres.
double circular_error_m(EastNorth shift, double sd_m, double p);

}  // namespace cairn::assessment
