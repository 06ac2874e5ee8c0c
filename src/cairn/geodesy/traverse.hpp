#pragma once
// From a known place by bearings and distances to others, on the WGS 84 ellipsoid (Karney 2013, J. Geodesy 87:43).

#include "cairn/core/geometry.hpp"
#include "cairn/core/result.hpp"
#include "cairn/geodesy/crs.hpp"

namespace cairn::geodesy {

/// The place that lies `distance_m` from `from` along the geodesic that leaves it at `azimuth_deg`, clockwise from true
/// north. Right to 15 nm.
LonLat travel(LonLat from, double azimuth_deg, double distance_m);

/// Clockwise from true north, degrees in (−180, 180], of the geodesic at its beginning.
double azimuth_deg(LonLat from, LonLat to);

/// Meridian convergence: how far grid north lies east of true north at x, y of a projected system, degrees. A bearing
/// from grid north plus this is one from true north. Fails with `outside_crs`.
Result<double> convergence_deg(const ToWgs84& system, double x, double y);

}  // namespace cairn::geodesy
