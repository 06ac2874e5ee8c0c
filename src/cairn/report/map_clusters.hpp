#pragma once
// Many symbols at one place become one disc with their number, and no disc lies on another.

#include <cstddef>
#include <utility>
#include <vector>

namespace cairn::report {

struct Cluster {
    double x = 0, y = 0;    ///< mean of its members, pixels
    double radius = 0;      ///< pixels
    std::size_t count = 0;
};

/// Every point is in exactly one cluster. Cost: at most quadratic in the cells that the points occupy.
std::vector<Cluster> cluster_points(const std::vector<std::pair<double, double>>& points);

}  // namespace cairn::report
