#pragma once
// GeoPackage (OGC 12-128r17), through GDAL. See docs/formats/geopackage.md.

#include <filesystem>

#include "cairn/formats/reader.hpp"

namespace cairn::formats {

/// As read_file, for a file that begins as an SQLite database.
Result<RawTable> read_geopackage(const std::filesystem::path& file, const std::function<bool(RawRow&&)>& on_row,
                                 const Limits& limits);

}  // namespace cairn::formats
