#pragma once
// Distances and areas on the WGS 84 ellipsoid (Karney 2013, J. Geodesy 87:43; GeographicLib).

#include "cairn/core/geometry.hpp"

namespace cairn::geodesy {

/// Length of the geodesic, metres; accuracy 15 nm.
double distance_m(LonLat from, LonLat to);

/// Area inside shells and outside holes, m², >= 0. Edges are geodesics. Precondition: rings are closed and
/// simple.
double area_m2(const GeoMultiPolygon& polygons);

}  // namespace cairn::geodesy
