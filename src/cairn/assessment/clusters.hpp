#pragma once
// Which items are one piece of news. Accidents and finds of one field come together, so that they count as one
// place in every interval.

#include <cstddef>
#include <vector>

#include "cairn/assessment/distances.hpp"
#include "cairn/assessment/input.hpp"

namespace cairn::assessment {

/// Union–find over 0 … n − 1.
class Groups {
   public:
    explicit Groups(std::size_t n);
    std::size_t root(std::size_t item);
    void join(std::size_t a, std::size_t b);

   private:
    std::vector<std::size_t> parent_;
};

/// Joins positions that are at most `link_m` apart (single linkage), by a grid: O(n) for spread-out points.
void join_near(Groups& groups, const std::vector<EastNorth>& positions, double link_m);

/// The distance at which single linkage joins: 1 km, or less where points are so many that chance alone would
/// join them: half the spacing 1/sqrt(n/area) of as many evenly spread points, well below the percolation
/// threshold 1.2/sqrt(n/area) of the plane. Not below 100 m. `area_m2` <= 0 is taken as unknown: 1 km.
double link_distance(std::size_t points, double area_m2);

struct ClusterPoint {
    EastNorth position;
    double sigma_m = 0;
};

/// A cluster number for each point. A point within max(2 T0, 250 m) + 2σ (at most the link distance) of a record
/// belongs to that record's place; else within the link distance of a settlement, to the nearest settlement;
/// the rest by single linkage. `place_of_footprint`: see group_records.
std::vector<std::size_t> cluster_points(const std::vector<ClusterPoint>& points,
                                        const std::vector<PointDistances>& distances,
                                        const std::vector<std::size_t>& place_of_footprint,
                                        const std::vector<Settlement>& settlements, double tolerance_m, double link_m);

/// Records that show the same ground are one place: the centre of one lies on the other. A number for each footprint.
std::vector<std::size_t> group_records(const Input& input, const RecordIndex& index);

}  // namespace cairn::assessment
