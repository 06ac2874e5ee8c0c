#include "cairn/simulate/chart.hpp"

#include <cmath>

namespace cairn::simulate {
namespace {

double round_to_7_decimals(double degrees) { return std::floor(degrees * 1e7 + 0.5) / 1e7; }

}  // namespace

LonLat Chart::position(EastNorth at) const {
    const LonLat exact = frame_.to_lon_lat(at);
    return {round_to_7_decimals(exact.lon_deg), round_to_7_decimals(exact.lat_deg)};
}

GeoGeometry Chart::point(EastNorth at) const { return MultiPointOf<LonLat>{position(at)}; }

GeoGeometry Chart::line(const Path& path) const {
    LineOf<LonLat> line;
    for (const EastNorth at : path.positions) line.positions.push_back(position(at));
    return MultiLineOf<LonLat>{std::move(line)};
}

GeoGeometry Chart::polygon(const PlanePolygon& polygon) const {
    GeoPolygon out;
    for (const EastNorth at : polygon.shell) out.shell.push_back(position(at));
    return GeoMultiPolygon{std::move(out)};
}

}  // namespace cairn::simulate
