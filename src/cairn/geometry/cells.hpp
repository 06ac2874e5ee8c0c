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

/// Covers `box` with cells of `side_m` > 0, aligned to multiples of it; every position of the box, its edges too, has
/// a cell. Throws CallError above `max_cells` (the message says how many there would be), and for numbers that are not
/// finite or out of order.
CellGrid cover(const Box& box, double side_m, std::size_t max_cells = 200'000'000);

/// Share of each cell's area inside `polygons`, [0, 1]; edges are clipped to cells, so that it is exact up to rounding
/// (7e-8, a float's; measured against GEOS's overlay in tests/geometry/test_cells.cpp). A share below 1e-9 is 0: a cell
/// that no polygon reaches is exactly 0. Ground outside the grid is left out.
/// Polygons must be valid; overlapping ones count once per polygon, then are capped at 1.
/// Cost: edges × rows that each crosses + cells. Memory beside the result: edges, and one row.
std::vector<float> coverage_share(const CellGrid& grid, const PlaneMultiPolygon& polygons);

}  // namespace cairn::geometry
