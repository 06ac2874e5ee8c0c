#pragma once
// What all measures share, worked out once: distances, tested records, which finds confirm which records, places.

#include <cstddef>
#include <optional>
#include <vector>

#include "cairn/assessment/clusters.hpp"
#include "cairn/assessment/distances.hpp"
#include "cairn/assessment/input.hpp"
#include "cairn/assessment/searched.hpp"
#include "cairn/core/progress.hpp"

namespace cairn::assessment {

struct NearFind {
    std::size_t find = 0;
    double distance_m = 0;
    bool is_compatible = false;  ///< its category can confirm this record
};

struct Evidence {
    const Input& input;
    const Settings& settings;
    std::vector<double> tolerances;  ///< ascending, distinct, T0 among them
    double reach_m = 0;              ///< the largest tolerance
    PlaneMultiPolygon study_area;
    double study_area_m2 = 0;

    RecordIndex records;
    SearchIndex searches;
    std::vector<PointDistances> finds, accidents;
    std::vector<double> searched_share;          ///< by footprint; 0 when not located
    std::vector<bool> is_tested;                 ///< by footprint
    std::vector<std::vector<NearFind>> near_finds;  ///< by footprint, within the reach, by distance
    std::vector<bool> is_on_record_point;  ///< by accident: its coordinate is exactly that of a record that is a point
    std::vector<std::size_t> record_place, find_place, accident_place;  ///< cluster numbers
};

/// `input` and `settings` must outlive the result.
Evidence gather(const Input& input, const Settings& settings, Progress& progress);

/// Distance of the nearest compatible find within the reach.
std::optional<double> nearest_compatible_m(const Evidence& evidence, std::size_t footprint);

}  // namespace cairn::assessment
