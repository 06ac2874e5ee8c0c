#include "cairn/intake/admin_units.hpp"

#include <algorithm>
#include <cmath>

#include "cairn/geodesy/frame.hpp"

namespace cairn::intake {
namespace {

/// Second moments of rings about the frame's origin, by Green's theorem (Bockman 1989, Am. Math. Monthly 96:131).
struct Moments {
    double area = 0, x = 0, y = 0, xx = 0, yy = 0;

    void add(const PlaneRing& ring, bool is_hole) {
        Moments part;
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const auto [x0, y0] = ring[i - 1];
            const auto [x1, y1] = ring[i];
            const double cross = x0 * y1 - x1 * y0;
            part.area += cross / 2;
            part.x += (x0 + x1) * cross / 6;
            part.y += (y0 + y1) * cross / 6;
            part.xx += (x0 * x0 + x0 * x1 + x1 * x1) * cross / 12;
            part.yy += (y0 * y0 + y0 * y1 + y1 * y1) * cross / 12;
        }
        const double sign = (part.area < 0 ? -1.0 : 1.0) * (is_hole ? -1.0 : 1.0);
        area += sign * part.area;
        x += sign * part.x;
        y += sign * part.y;
        xx += sign * part.xx;
        yy += sign * part.yy;
    }
};

/// Even-odd, in degrees; on the edge may go either way.
bool holds(const GeoRing& ring, LonLat p) {
    bool inside = false;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const LonLat &a = ring[i - 1], &b = ring[i];
        if ((a.lat_deg > p.lat_deg) == (b.lat_deg > p.lat_deg)) continue;
        const double at = a.lon_deg + (p.lat_deg - a.lat_deg) / (b.lat_deg - a.lat_deg) * (b.lon_deg - a.lon_deg);
        if (p.lon_deg < at) inside = !inside;
    }
    return inside;
}

bool holds(const GeoMultiPolygon& polygons, LonLat p) {
    return std::any_of(polygons.begin(), polygons.end(), [p](const GeoPolygon& polygon) {
        return holds(polygon.shell, p) && std::none_of(polygon.holes.begin(), polygon.holes.end(),
                                                       [p](const GeoRing& hole) { return holds(hole, p); });
    });
}

double size_of(const GeoMultiPolygon& polygons) {
    double size = 0;
    for (const auto& polygon : polygons) {
        double ring = 0;
        for (std::size_t i = 1; i < polygon.shell.size(); ++i) {
            ring += polygon.shell[i - 1].lon_deg * polygon.shell[i].lat_deg -
                    polygon.shell[i].lon_deg * polygon.shell[i - 1].lat_deg;
        }
        size += std::fabs(ring) / 2;
    }
    return size;
}

}  // namespace

double uniform_sd_m(const GeoMultiPolygon& polygons) {
    const geodesy::Frame frame(polygons.front().shell.front());
    Moments sum;
    const PlaneGeometry plane = frame.to_plane(GeoGeometry(polygons));
    for (const auto& polygon : std::get<PlaneMultiPolygon>(plane)) {
        sum.add(polygon.shell, false);
        for (const auto& hole : polygon.holes) sum.add(hole, true);
    }
    const double mean_x = sum.x / sum.area;
    const double mean_y = sum.y / sum.area;
    const double variance = (sum.xx / sum.area - mean_x * mean_x + sum.yy / sum.area - mean_y * mean_y) / 2;
    return std::sqrt(std::max(variance, 0.0));
}

AdminUnits::AdminUnits(std::vector<AdminUnit> units) {
    for (auto& unit : units) {
        Entry entry{std::move(unit), 180, 90, -180, -90, 0};
        entry.size_deg2 = size_of(entry.unit.polygons);
        if (entry.size_deg2 <= 0) continue;
        for_each_position(GeoGeometry(entry.unit.polygons), [&entry](const LonLat& p) {
            entry.west = std::min(entry.west, p.lon_deg);
            entry.east = std::max(entry.east, p.lon_deg);
            entry.south = std::min(entry.south, p.lat_deg);
            entry.north = std::max(entry.north, p.lat_deg);
        });
        entries_.push_back(std::move(entry));
    }
    std::stable_sort(entries_.begin(), entries_.end(),
                     [](const Entry& a, const Entry& b) { return a.size_deg2 < b.size_deg2; });
}

std::optional<AdminUnits::Found> AdminUnits::find(LonLat p) const {
    for (const Entry& entry : entries_) {
        if (p.lon_deg < entry.west || p.lon_deg > entry.east || p.lat_deg < entry.south || p.lat_deg > entry.north) {
            continue;
        }
        if (holds(entry.unit.polygons, p)) return Found{&entry.unit, uniform_sd_m(entry.unit.polygons)};
    }
    return std::nullopt;
}

}  // namespace cairn::intake
