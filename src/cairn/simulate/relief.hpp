#pragma once
// A smooth random height field: a valley along its river, with spurs and hills.

#include <cstddef>
#include <vector>

#include "cairn/core/random.hpp"
#include "cairn/simulate/path.hpp"

namespace cairn::simulate {

/// Heights at the nodes of a square lattice, row-major from the south-west.
struct Relief {
    double west_m = 0, south_m = 0, side_m = 100;
    std::size_t columns = 0, rows = 0;
    std::vector<float> height_m;

    EastNorth node(std::size_t index) const {
        const std::size_t column = index % columns;
        const std::size_t row = index / columns;
        return {west_m + static_cast<double>(column) * side_m, south_m + static_cast<double>(row) * side_m};
    }
};

/// Covers width × height around (0, 0), with at most about 20 000 nodes.
Relief make_relief(double width_m, double height_m, const Path& river, Random random);
/// Bilinear; positions outside are taken at the edge.
double height_at(const Relief& relief, EastNorth position);

}  // namespace cairn::simulate
