#include "cairn/geodesy/traverse.hpp"

#include <GeographicLib/Geodesic.hpp>

namespace cairn::geodesy {

LonLat travel(LonLat from, double azimuth, double distance_m) {
    LonLat to;
    GeographicLib::Geodesic::WGS84().Direct(from.lat_deg, from.lon_deg, azimuth, distance_m, to.lat_deg, to.lon_deg);
    return to;
}

double azimuth_deg(LonLat from, LonLat to) {
    double begin = 0, end = 0;
    GeographicLib::Geodesic::WGS84().Inverse(from.lat_deg, from.lon_deg, to.lat_deg, to.lon_deg, begin, end);
    return begin;
}

Result<double> convergence_deg(const ToWgs84& system, double x, double y) {
    constexpr double step_m = 100;  // grid north bends by less than 1e-6 degrees over it
    const auto here = system.convert(x, y);
    if (!here) return failure(here.error());
    const auto north = system.convert(x, y + step_m);
    if (!north) return failure(north.error());
    return azimuth_deg(*here, *north);
}

}  // namespace cairn::geodesy
