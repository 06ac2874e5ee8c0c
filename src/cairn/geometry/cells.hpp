#pragma once
// Ground as square cells: which share of each cell a set of polygons covers.

#include <cstddef>
#include <vector>

#include "cairn/core/geometry.hpp"
#include "cairn/geometry/plane.hpp"

namespace cairn::geometry {

/// Row-major from the south-west: cell (column, row) covers [west + column·side, +side) × [south + row·side, +side).
struct CellGrid {
    double west_m = 0, south_m = 0;
    double side_m = 1;
    std::size_t columns = 0, rows = 0;

    std::size_t size() const { return columns * rows; }
    EastNorth centre(std::size_t cell) const {
        return {west_m + (static_cast<double>(cell % columns) + 0.5) * side_m,
                south_m + (static_cast<double>(cell / columns) + 0.5) * side_m};
    }
    /// size() when the position lies outside.
    std::size_t cell_at(EastNorth position) const;
};

/// Covers `box` with cells of `side_m`, aligned to multiples of it. Throws CallError above `max_cells`.
CellGrid cover(const Box& box, double side_m, std::size_t max_cells = 200'000'000);

/// Share of each cell's area inside `polygons`, [0, 1]; exact up to rounding (edges are clipped to cells).
/// Polygons must be valid; overlapping ones count once per polygon, then are capped at 1.
std::vector<float> coverage_share(const CellGrid& grid, const PlaneMultiPolygon& polygons);

}  // namespace cairn::geometry
