#pragma once
// Geometry as well-known text (ISO 19125-1:2004, 7.2; OGC 06-103r4, 7.2), whatever its reference system.
//
// Where we differ: heights and measures are read and dropped; they may stand without the Z or M that announces them,
// as older programs write them; a geometry collection is refused, for it is not one kind of thing.

#include <cstddef>
#include <string>
#include <string_view>

#include "cairn/core/geometry.hpp"
#include "cairn/core/result.hpp"

namespace cairn {

/// Two numbers in some reference system, x (easting or longitude) first as they stand in the text.
struct XY {
    double x = 0;
    double y = 0;
    friend bool operator==(const XY&, const XY&) = default;
};

/// Reads POINT, LINESTRING, POLYGON and their MULTI forms, with Z, M or ZM, and EMPTY. The whole text must be used.
/// Numbers are finite; rings need be neither closed nor long enough (that is for checks of validity). EMPTY members
/// are left out. Fails with code `malformed_wkt`, saying at which character, and `too_many_positions`.
/// Time and memory grow with the text's length only; nothing nests deeper than the kinds above.
Result<GeometryOf<XY>> parse_wkt(std::string_view text, std::size_t max_positions = 5'000'000);

/// The shortest text that parse_wkt reads back to the same bits. A collection of one is written in its single form.
/// Throws CallError for a number that is not finite: it has no text.
std::string to_wkt(const GeometryOf<XY>& geometry);

}  // namespace cairn
