#pragma once
// Keeps the R-tree of a layer (SQLite's rtree module, two dimensions, 32-bit coordinates rounded outwards).

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "cairn/store/gpkg_geometry.hpp"
#include "cairn/store/sqlite.hpp"

namespace cairn::store {

using BoxedRow = std::pair<std::int64_t, Box>;  ///< number of the row and its envelope

/// Adds rows one by one.
void add_to_rtree(Database& database, const std::string& rtree, const std::vector<BoxedRow>& rows);
void remove_from_rtree(Database& database, const std::string& rtree, const std::vector<std::int64_t>& rows);

/// Writes the whole tree anew, packed (Leutenegger, Lopez & Edgington 1997, "STR: A Simple and Efficient
/// Algorithm for R-Tree Packing", DOI 10.1109/ICDE.1997.582015): a tenth of the time of adding row by row.
void build_rtree(Database& database, const std::string& rtree, std::vector<BoxedRow> rows);

/// The box as the tree keeps it.
struct FloatBox {
    float west = 0, east = 0, south = 0, north = 0;
};
FloatBox round_outwards(const Box& box);

}  // namespace cairn::store
