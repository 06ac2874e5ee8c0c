#pragma once
// Is a polygon one, and what would make it one (OGC 06-103r4, 6.1.11; GEOS).

#include <optional>
#include <string>

#include "cairn/core/geometry.hpp"

namespace cairn::geometry {

/// Absent when valid; else the reason and where, in words: "Self-intersection at 18.1 43.9".
std::optional<std::string> find_invalidity(const GeoGeometry& geometry);

struct Repair {
    GeoGeometry geometry;
    double area_before_deg2 = 0;  ///< of the rings as they came, by the shoelace formula
    double area_after_deg2 = 0;
};

/// The valid geometry with the same points inside (GEOSMakeValid, "structure" method); absent when nothing with
/// an area is left, or when the input has fewer than 4 positions in every ring.
std::optional<Repair> make_valid(const GeoMultiPolygon& polygons);

}  // namespace cairn::geometry
