#pragma once
// GeoPackage (OGC 12-128r17), through GDAL. See docs/formats/geopackage.md.

#include <filesystem>

#include "cairn/formats/reader.hpp"
#include "cairn/formats/table_list.hpp"

namespace cairn::formats {

/// As read_file, for a file that begins as an SQLite database. Without `layer`: all layers, as one table. Rows are
/// numbered over all layers either way, so that a row has one number however it was asked for.
Result<RawTable> read_geopackage(const std::filesystem::path& file, const std::function<bool(RawRow&&)>& on_row,
                                 const Limits& limits, const std::optional<std::string>& layer = std::nullopt);

/// The layers that the contents list names, in its order. Fails as read_geopackage does.
Result<TableList> list_geopackage(const std::filesystem::path& file, const Limits& limits);

}  // namespace cairn::formats
