#pragma once
// Measures of ground: recorded but empty, mined but not recorded, and how much of all ground lies near a record.

#include <optional>
#include <string>
#include <vector>

#include "cairn/assessment/evidence.hpp"
#include "cairn/assessment/spread.hpp"
#include "cairn/assessment/subsets.hpp"
#include "cairn/core/measure.hpp"

namespace cairn::assessment {

/// A position that stands for some ground, with its distances to records; asked once for all subsets.
struct GroundPoint {
    EastNorth position;
    double weight_m2 = 0;
    PointDistances records;
};

/// Evenly over the study area, and over searched ground (overlapping searches count once).
struct GroundPoints {
    std::vector<GroundPoint> study, searched;
    double study_spacing_m = 0, searched_spacing_m = 0;
};
GroundPoints spread_ground(const Evidence& evidence);

/// All ground within T of a record; of lines and points at least half a metre about them.
class GroundNearRecord {
   public:
    GroundNearRecord(const PlaneGeometry& footprint, double tolerance_m);

    /// Adds positions evenly over it, with their distances to `records`, of which it is one; ground near several of
    /// them is shared among them. All records together get about `positions`, but each 30 to 600.
    void spread(const RecordIndex& records, std::size_t positions, std::vector<GroundPoint>& out) const;

   private:
    PlaneMultiPolygon ground_;
    double reach_m_ = 0;
};

/// Evenly over all ground within T of a record, about 100 000 positions in all.
std::vector<GroundPoint> spread_near_records(const Evidence& evidence, double tolerance_m);

/// Share of the study area, and of searched ground, that lies within T of a record. No rows for single areas, whose
/// borders are not part of the input.
std::vector<Measure> area_within(const Evidence& evidence, const GroundPoints& ground, const Subset& subset);

/// A position on a record's effectively searched ground.
struct RecordedPoint {
    std::size_t footprint = 0;
    double weight_m2 = 0;  ///< shared among all records that show this ground
    double weight_in_package_m2 = 0;  ///< shared among those of its own package
    double nearest_find_m = 0;
};
std::vector<RecordedPoint> spread_recorded(const Evidence& evidence);

/// Effectively searched recorded ground farther than T from any find, over effectively searched recorded ground.
std::vector<Measure> area_commission(const Evidence& evidence, const std::vector<RecordedPoint>& recorded,
                                     const Subset& subset);

/// Groups of finds at most 100 m apart, each with its convex hull widened by 10 m, spread with positions.
struct FindHull {
    std::size_t first_find = 0;
    std::vector<GroundPoint> ground;
};
std::vector<FindHull> spread_hulls(const Evidence& evidence);

/// Ground of the hulls farther than T from every record, over ground of the hulls.
std::vector<Measure> area_omission(const Evidence& evidence, const std::vector<FindHull>& hulls, const Subset& subset);

}  // namespace cairn::assessment
