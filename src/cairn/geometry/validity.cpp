#include "cairn/geometry/validity.hpp"

#include <cmath>
#include <cstdio>

#include "cairn/core/error.hpp"
#include "cairn/geometry/geos_handle.hpp"
#include "cairn/geometry/plainly_valid.hpp"

namespace cairn::geometry {
namespace {

bool is_finite(LonLat p) { return std::isfinite(p.lon_deg) && std::isfinite(p.lat_deg); }

std::string at(double x, double y) {
    char text[64];
    std::snprintf(text, sizeof text, " at %.9g %.9g", x, y);
    return text;
}

std::optional<std::string> find_ring_fault(const GeoRing& ring) {
    if (ring.empty()) return "A ring has no positions";
    if (ring.size() < 4)
        return "A ring of " + std::to_string(ring.size()) + " positions where at least 4 are needed" +
               at(ring[0].lon_deg, ring[0].lat_deg);
    if (ring.front() != ring.back())
        return "A ring is not closed: its last position differs from its first" + at(ring[0].lon_deg, ring[0].lat_deg);
    return std::nullopt;
}

/// What GEOS would refuse to build.
std::optional<std::string> find_structural_fault(const GeoGeometry& geometry) {
    std::size_t count = 0;
    std::optional<std::string> fault;
    for_each_position(geometry, [&](LonLat p) {
        ++count;
        if (!fault && !is_finite(p)) fault = "Position " + std::to_string(count) + " is not a number";
    });
    if (fault) return fault;
    if (count == 0) return "The geometry has no positions";
    if (const auto* lines = std::get_if<MultiLineOf<LonLat>>(&geometry))
        for (const auto& line : *lines)
            if (line.positions.size() < 2) return "A line has fewer than 2 positions";
    if (const auto* polygons = std::get_if<GeoMultiPolygon>(&geometry))
        for (const GeoPolygon& polygon : *polygons) {
            if (auto in_shell = find_ring_fault(polygon.shell)) return in_shell;
            for (const GeoRing& hole : polygon.holes)
                if (auto in_hole = find_ring_fault(hole)) return in_hole;
        }
    return std::nullopt;
}

double ring_area_deg2(const GeoRing& ring) {
    double twice = 0;
    for (std::size_t i = 1; i + 1 < ring.size(); ++i)
        twice += (ring[i].lon_deg - ring[0].lon_deg) * (ring[i + 1].lat_deg - ring[0].lat_deg) -
                 (ring[i + 1].lon_deg - ring[0].lon_deg) * (ring[i].lat_deg - ring[0].lat_deg);
    return std::abs(twice) / 2;
}

double area_deg2(const GeoMultiPolygon& polygons) {
    double sum = 0;
    for (const GeoPolygon& polygon : polygons) {
        sum += ring_area_deg2(polygon.shell);
        for (const GeoRing& hole : polygon.holes) sum -= ring_area_deg2(hole);
    }
    return sum;
}

bool is_usable(const GeoRing& ring) { return ring.size() >= 4; }

/// Rings that are long enough, closed; shells that are too short go with their holes.
GeoMultiPolygon with_closed_rings(const GeoMultiPolygon& polygons) {
    const auto closed = [](GeoRing ring) {
        if (ring.front() != ring.back()) ring.push_back(ring.front());
        return ring;
    };
    GeoMultiPolygon result;
    for (const GeoPolygon& polygon : polygons) {
        if (!is_usable(polygon.shell)) continue;
        GeoPolygon usable{closed(polygon.shell), {}};
        for (const GeoRing& hole : polygon.holes)
            if (is_usable(hole)) usable.holes.push_back(closed(hole));
        result.push_back(std::move(usable));
    }
    return result;
}

/// The C interface hands texts over that it wants back.
std::string take_text(char* text) {
    std::string result = text == nullptr ? std::string() : std::string(text);
    GEOSFree_r(geos::context(), text);
    return result;
}

}  // namespace

std::optional<std::string> find_invalidity(const GeoGeometry& geometry) {
    if (auto fault = find_structural_fault(geometry)) return fault;
    if (const auto* polygons = std::get_if<GeoMultiPolygon>(&geometry); polygons && is_plainly_valid(*polygons))
        return std::nullopt;
    const geos::Geometry shape = geos::from(geometry);
    if (!shape) return "The geometry cannot be built: " + geos::last_error();
    char* reason = nullptr;
    GEOSGeometry* where = nullptr;
    const char valid = GEOSisValidDetail_r(geos::context(), shape.get(), 0, &reason, &where);
    std::string text = take_text(reason);
    const geos::Geometry location(where);
    if (valid == 1) return std::nullopt;
    if (text.empty()) text = "Not valid: " + geos::last_error();
    double x = 0;
    double y = 0;
    if (location && GEOSGeomGetX_r(geos::context(), location.get(), &x) == 1 &&
        GEOSGeomGetY_r(geos::context(), location.get(), &y) == 1)
        text += at(x, y);
    return text;
}

std::optional<Repair> make_valid(const GeoMultiPolygon& polygons) {
    bool all_finite = true;
    for_each_position(GeoGeometry{polygons}, [&](LonLat p) { all_finite = all_finite && is_finite(p); });
    if (!all_finite) return std::nullopt;
    const GeoMultiPolygon usable = with_closed_rings(polygons);
    if (usable.empty()) return std::nullopt;
    const geos::Geometry shape = geos::from(GeoGeometry{usable});
    if (!shape) return std::nullopt;

    GEOSMakeValidParams* params = GEOSMakeValidParams_create_r(geos::context());
    GEOSMakeValidParams_setMethod_r(geos::context(), params, GEOS_MAKE_VALID_STRUCTURE);
    GEOSMakeValidParams_setKeepCollapsed_r(geos::context(), params, 0);
    const geos::Geometry repaired(GEOSMakeValidWithParams_r(geos::context(), shape.get(), params));
    GEOSMakeValidParams_destroy_r(geos::context(), params);
    if (!repaired) return std::nullopt;
    GeoMultiPolygon result = geos::to_polygons<LonLat>(repaired.get());
    const double after = area_deg2(result);
    if (!(after > 0)) return std::nullopt;
    return Repair{GeoGeometry{std::move(result)}, area_deg2(usable), after};
}

}  // namespace cairn::geometry
