#pragma once
// Bytes to raw rows, without judgement. What cannot be read of a row is said in the row; what cannot be read of
// a file is a Finding. Values are kept as text, coordinates as they stand in the file.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cairn/core/finding.hpp"
#include "cairn/core/geometry.hpp"
#include "cairn/core/result.hpp"

namespace cairn::formats {

/// In the file's own reference system: x (easting or longitude) first, whatever the axis order.
struct SourceXY {
    double x = 0;
    double y = 0;
    friend bool operator==(const SourceXY&, const SourceXY&) = default;
};
using SourceGeometry = GeometryOf<SourceXY>;

struct RawRow {
    std::int64_t number = 0;               ///< 1-based, in file order, over all layers of the file
    std::optional<std::string> source_id;  ///< the file's own feature id where the format has one and it is stated
    std::map<std::string, std::string, std::less<>> values;  ///< by column; a null or blank is absent
    std::optional<SourceGeometry> geometry;
    std::optional<Finding> geometry_finding;  ///< why a geometry that was there could not be read
};

struct RawTable {
    std::string format;               ///< "GeoJSON", "GeoPackage", "CSV"
    std::vector<std::string> columns;
    std::optional<std::string> crs;   ///< as the file, or its format's standard, states it; absent = nobody said
    std::string crs_statement;        ///< where it was stated: "RFC 7946, section 4", "gpkg_geometry_columns"
    bool has_geometry = false;        ///< the format carries geometry (a CSV's coordinates are columns)
    std::optional<std::int64_t> rows; ///< when the file tells
};

struct Limits {
    std::uintmax_t max_bytes = std::uintmax_t{8} << 30;
    std::int64_t max_rows = 50'000'000;
    std::size_t max_positions_per_row = 5'000'000;
    std::size_t max_columns = 2'000;
};

/// Opens a file, tells its table, and hands out its rows in order. `on_row` returns false to stop early.
/// A file that cannot be opened or is broken in the middle fails with a Finding; rows before it were handed out.
/// Throws WorldError only when the file cannot be read from disk.
Result<RawTable> describe_file(const std::filesystem::path& file, const Limits& limits = {});
Result<RawTable> read_file(const std::filesystem::path& file, const std::function<bool(RawRow&&)>& on_row,
                           const Limits& limits = {});

}  // namespace cairn::formats
