#pragma once
// KML 2.2 and 2.3 (OGC 12-007r2): placemarks with all their data, under the names that they have. See
// docs/formats/kml.md.

#include <filesystem>

#include "cairn/formats/reader.hpp"

namespace cairn::formats {

/// As read_file. All placemarks are one table; the folders that hold them are told in the column _layer.
Result<RawTable> read_kml(const std::filesystem::path& file, const std::function<bool(RawRow&&)>& on_row,
                          const Limits& limits);

}  // namespace cairn::formats
