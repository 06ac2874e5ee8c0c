#pragma once
// GeoPackage geometry blobs (OGC 12-128r17, 2.1.3; ISO well-known binary), WGS 84, little-endian, with envelope.
// A single point, line or polygon is written as a collection of one, so that a layer holds one type.

#include <optional>
#include <string>
#include <string_view>

#include "cairn/core/geometry.hpp"
#include "cairn/registers/schema.hpp"

namespace cairn::store {

/// Longitudes and latitudes in degrees; closed.
struct Box {
    double west = 0, east = 0, south = 0, north = 0;
    friend bool operator==(const Box&, const Box&) = default;
};

/// Precondition: at least one position, all finite.
Box box_of(const GeoGeometry& geometry);
/// Makes `box` large enough to hold `other` as well.
void widen(std::optional<Box>& box, const Box& other);

/// Precondition as of box_of.
std::string to_gpkg(const GeoGeometry& geometry);
/// Absent when the bytes are not those that to_gpkg writes for some geometry.
std::optional<GeoGeometry> parse_gpkg(std::string_view blob);
/// The envelope in the blob's header, unchecked; absent when there is none in the form that to_gpkg writes.
std::optional<Box> gpkg_box(std::string_view blob);

/// "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRY"; empty for none.
std::string_view gpkg_type(registers::GeometryKind kind);

}  // namespace cairn::store
