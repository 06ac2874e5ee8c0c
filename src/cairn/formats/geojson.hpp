#pragma once
// GeoJSON (RFC 7946), and the "crs" member of its predecessor of 2008. See docs/formats/geojson.md.

#include "cairn/formats/input.hpp"
#include "cairn/formats/reader.hpp"

namespace cairn::formats {

/// As read_file, for a file that begins with a brace.
Result<RawTable> read_geojson(Input& input, const std::function<bool(RawRow&&)>& on_row, const Limits& limits);

}  // namespace cairn::formats
