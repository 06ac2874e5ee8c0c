#pragma once
// The displacement that records have in common: offsets of records δ_i ~ N(μ, τ² I); region for μ by profile
// likelihood, τ profiled out, and with it the share ε of records that have nothing to do with the points near them
// (invented, lifted, or the points are of a field that nobody recorded). docs/methods/assessment.md, "Positional
// shift".

#include <optional>
#include <vector>

#include "cairn/assessment/offset_surface.hpp"
#include "cairn/core/geometry.hpp"
#include "cairn/core/measure.hpp"

namespace cairn::assessment {

struct CommonShift {
    EastNorth mu;                     ///< move the footprints by this to meet the points
    double tau_m = 0;
    double unrelated = 0;             ///< ε
    double sd_east_m = 0, sd_north_m = 0;
    PlaneMultiPolygon region;
    bool contains_zero = true;
    bool touches_edge = false;
    std::size_t records = 0;          ///< whose points prefer some offsets to others
    std::size_t points = 0;
};

/// A record with its surface on a coarse grid about no shift, worked out once for every package and area.
struct ShiftRecord {
    RecordEvidence evidence;
    OffsetSurface coarse;
    double width_m = 0;
    bool is_telling = false;  ///< its points prefer some offsets to others
};
std::vector<ShiftRecord> prepare_shift(std::vector<RecordEvidence> records);

/// Absent when fewer than two of `records` tell anything of an offset. Coarse to fine: the fine grid is about the
/// coarse region, with steps of at most a sixth of the narrower footprints' width (at least 2.5 m).
std::optional<CommonShift> estimate_shift(const std::vector<const ShiftRecord*>& records, double level);

/// Radius that holds a share `p` of N(shift, sd² I), metres.
double circular_error_m(EastNorth shift, double sd_m, double p);

}  // namespace cairn::assessment
