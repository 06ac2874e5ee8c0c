#pragma once
// A box in longitude and latitude: where a reference system is meant for, or how far data reach.

#include <optional>

#include "cairn/core/geometry.hpp"
#include "cairn/core/result.hpp"

namespace cairn::geodesy {

/// WGS 84, degrees, closed. `west_deg` > `east_deg` when the box crosses the 180° meridian.
struct GeoExtent {
    double west_deg = 0, south_deg = 0, east_deg = 0, north_deg = 0;
    friend bool operator==(const GeoExtent&, const GeoExtent&) = default;
};

bool contains(const GeoExtent& extent, LonLat position);

/// True when all of `inner` lies in `outer`.
bool contains_all(const GeoExtent& outer, const GeoExtent& inner);

/// Widens `extent` to hold every position of `geometry`. Longitudes are taken as numbers: data on both sides
/// of the 180° meridian give a box nearly 360° wide, which find_centre refuses.
void include(std::optional<GeoExtent>& extent, const GeoGeometry& geometry);

/// The middle of a study area, for a Frame. Fails with code `study_area_too_wide` when a corner of the box
/// lies more than 1 500 km from it, or the box crosses the 180° meridian, and with `study_area_near_pole`
/// beyond 80° of latitude.
Result<LonLat> find_centre(const GeoExtent& extent);

}  // namespace cairn::geodesy
