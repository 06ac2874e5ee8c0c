#pragma once
// The distance from a position to the nearest of many footprints: the inner loop of every assessment.

#include <cstddef>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "cairn/core/geometry.hpp"

namespace cairn::geometry {

/// Maps a small displacement in the plane to true metres (geodesy::LocalMetric, repeated here because geometry
/// knows no ellipsoid): (xx·dx + xy·dy, yx·dx + yy·dy).
struct Metric {
    double xx = 1, xy = 0, yx = 0, yy = 1;
    friend bool operator==(const Metric&, const Metric&) = default;
};

struct Nearest {
    std::size_t index = 0;  ///< of the footprint in the list given to the constructor
    double distance_m = 0;  ///< 0 inside a polygon or on its edge
};

/// An immutable index over the edges of many geometries. Build O(n log n) in edges; query O(log n) typical.
class NearestIndex {
   public:
    explicit NearestIndex(const std::vector<PlaneGeometry>& geometries);
    NearestIndex(NearestIndex&&) noexcept;
    NearestIndex& operator=(NearestIndex&&) noexcept;
    ~NearestIndex();

    /// The nearest geometry within `limit_m`; absent when there is none. Ties go to the lower index.
    std::optional<Nearest> find_nearest(EastNorth position, const Metric& metric = {},
                                        double limit_m = std::numeric_limits<double>::infinity()) const;
    /// The same for many positions at once, several times as fast as one by one: they are visited along a curve through
    /// the plane, each starting from its neighbour's answer. `metrics` is empty, or has one for each position.
    std::vector<std::optional<Nearest>> find_nearest(std::span<const EastNorth> positions,
                                                     std::span<const Metric> metrics = {},
                                                     double limit_m = std::numeric_limits<double>::infinity()) const;
    /// All geometries within `distance_m` (closed), ascending by index, with their distances.
    std::vector<Nearest> find_within(EastNorth position, double distance_m, const Metric& metric = {}) const;

   private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace cairn::geometry
