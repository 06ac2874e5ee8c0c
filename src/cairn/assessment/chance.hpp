#pragma once
// What the same measures would be if the records knew nothing: footprints moved and turned at random over the
// ground where evidence can arise. Every map reaches a coverage of 1 for a large T; only what exceeds chance counts.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cairn/assessment/evidence.hpp"
#include "cairn/core/random.hpp"

namespace cairn::assessment {

/// Positions with weights, to draw places from.
struct WeightedGround {
    std::vector<EastNorth> positions;
    std::vector<double> weights;  ///< >= 0, not all 0
    double spacing_m = 0;         ///< a drawn place is spread over a square of this side
};

/// For each point the chance that a relocated record lies within each tolerance; and for each record the chance
/// that it meets a compatible point.
struct Chance {
    using ByTolerance = std::vector<float>;
    std::vector<ByTolerance> within;                         ///< by point, any record
    std::map<std::string, std::vector<ByTolerance>> within_package;  ///< by package, by point
    std::vector<ByTolerance> met;                            ///< by footprint
    bool is_known() const { return !within.empty(); }
};

/// Of finds (on searched ground) and of accidents (on exposed ground).
struct Chances {
    Chance finds, accidents;
};

/// Chance that a point lies within the tolerance of a relocated record (of the package); absent when unknown.
std::optional<double> chance_within(const Chance& chance, std::size_t point, const std::optional<std::string>& package,
                                    std::size_t tolerance);

struct ChancePoint {
    EastNorth position;
    std::optional<DeviceCategory> category;
    bool confirms = true;  ///< false: accidents, of which no record is confirmed
};

/// `Settings::relocations` draws. Each record is moved on its own: its centre to a place drawn from `ground`, its
/// direction at random. Unknown (empty) without ground, points or located records.
Chance relocate(const Evidence& evidence, const std::vector<ChancePoint>& points, const WeightedGround& ground,
                Random random, Progress& progress);

}  // namespace cairn::assessment
