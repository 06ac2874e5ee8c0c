#include "cairn/geodesy/measure.hpp"

#include <algorithm>
#include <cmath>

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/PolygonArea.hpp>

namespace cairn::geodesy {
namespace {

double ring_area_m2(const GeoRing& ring) {
    GeographicLib::PolygonArea polygon(GeographicLib::Geodesic::WGS84());
    // The polygon closes itself; the repeated last position would add an edge of no length.
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) polygon.AddPoint(ring[i].lat_deg, ring[i].lon_deg);
    double perimeter = 0;
    double area = 0;
    polygon.Compute(false, true, perimeter, area);
    return std::abs(area);
}

}  // namespace

double distance_m(LonLat from, LonLat to) {
    double distance = 0;
    GeographicLib::Geodesic::WGS84().Inverse(from.lat_deg, from.lon_deg, to.lat_deg, to.lon_deg, distance);
    return distance;
}

double area_m2(const GeoMultiPolygon& polygons) {
    double sum = 0;
    for (const GeoPolygon& polygon : polygons) {
        double inside = ring_area_m2(polygon.shell);
        for (const GeoRing& hole : polygon.holes) inside -= ring_area_m2(hole);
        sum += std::max(inside, 0.0);
    }
    return sum;
}

}  // namespace cairn::geodesy
