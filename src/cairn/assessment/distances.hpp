#pragma once
// How far each point lies from the records, asked once for all tolerances, packages and areas.

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "cairn/assessment/input.hpp"

namespace cairn::assessment {

constexpr double unreachable = std::numeric_limits<double>::infinity();

struct NearFootprint {
    std::size_t footprint = 0;  ///< index in Input::footprints
    double distance_m = 0;
};

struct PointDistances {
    double nearest_m = unreachable;          ///< to the nearest located record, however far
    std::optional<std::size_t> nearest;      ///< its index in Input::footprints
    std::vector<NearFootprint> near;         ///< every record within the reach, ascending by footprint
};

/// Located footprints with their index. A footprint without a position has no distance to anything.
class RecordIndex {
   public:
    explicit RecordIndex(const Input& input);
    /// Those of one package alone.
    RecordIndex(const Input& input, const std::string& package);

    /// `reach_m`: the largest tolerance that will be asked for.
    PointDistances measure(EastNorth position, double reach_m) const;
    double nearest_m(EastNorth position) const;

    const std::vector<std::size_t>& located() const { return located_; }

   private:
    RecordIndex(const Input& input, std::vector<std::size_t> located);

    const Input* input_;
    std::vector<std::size_t> located_;
    geometry::NearestIndex index_;
};

/// Distance to the nearest record of a package (or of all); `unreachable` beyond the reach for a package.
double distance_within(const PointDistances& distances, const Input& input, const std::optional<std::string>& package);

geometry::Metric metric_at(const Input& input, EastNorth position);

}  // namespace cairn::assessment
