#include "cairn/geodesy/extent.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "cairn/geodesy/measure.hpp"

namespace cairn::geodesy {
namespace {

constexpr double reach_m = 1'500'000;
constexpr double max_latitude_deg = 80;

bool contains_longitude(const GeoExtent& extent, double lon_deg) {
    if (extent.west_deg <= extent.east_deg) return extent.west_deg <= lon_deg && lon_deg <= extent.east_deg;
    return lon_deg >= extent.west_deg || lon_deg <= extent.east_deg;
}

std::string in_words(const GeoExtent& extent) {
    return "longitude " + std::to_string(extent.west_deg) + " to " + std::to_string(extent.east_deg) + ", latitude " +
           std::to_string(extent.south_deg) + " to " + std::to_string(extent.north_deg);
}

Finding too_wide(const GeoExtent& extent) {
    return {.code = "study_area_too_wide",
            .severity = Severity::error,
            .message = "The data reach over " + in_words(extent) +
                       ". One metric plane serves positions within 1 500 km of its centre, on one side of the 180° "
                       "meridian. Look for rows whose longitude and latitude are exchanged or whose reference system "
                       "is wrong, or give a smaller study area.",
            .found = in_words(extent),
            .expected = "at most 1 500 km from the centre to each corner"};
}

Finding near_pole(const GeoExtent& extent) {
    return {.code = "study_area_near_pole",
            .severity = Severity::error,
            .message = "The data reach over " + in_words(extent) +
                       ". Study areas beyond 80° of latitude are not supported. Check whether longitude and latitude "
                       "are exchanged.",
            .found = in_words(extent),
            .expected = "latitudes between -80 and 80"};
}

}  // namespace

bool contains(const GeoExtent& extent, LonLat position) {
    return extent.south_deg <= position.lat_deg && position.lat_deg <= extent.north_deg &&
           contains_longitude(extent, position.lon_deg);
}

bool contains_all(const GeoExtent& outer, const GeoExtent& inner) {
    if (!contains(outer, LonLat{inner.west_deg, inner.south_deg})) return false;
    if (!contains(outer, LonLat{inner.east_deg, inner.north_deg})) return false;
    const bool outer_wraps = outer.west_deg > outer.east_deg;
    const bool inner_wraps = inner.west_deg > inner.east_deg;
    if (outer_wraps == inner_wraps) return true;
    // Both ends lie in a wrapping box: the inner one is in it when it stays on one side of the gap.
    if (outer_wraps) return inner.west_deg >= outer.west_deg || inner.east_deg <= outer.east_deg;
    return outer.west_deg <= -180 && outer.east_deg >= 180;
}

void include(std::optional<GeoExtent>& extent, const GeoGeometry& geometry) {
    for_each_position(geometry, [&extent](LonLat p) {
        if (!extent) extent = GeoExtent{p.lon_deg, p.lat_deg, p.lon_deg, p.lat_deg};
        extent->west_deg = std::min(extent->west_deg, p.lon_deg);
        extent->east_deg = std::max(extent->east_deg, p.lon_deg);
        extent->south_deg = std::min(extent->south_deg, p.lat_deg);
        extent->north_deg = std::max(extent->north_deg, p.lat_deg);
    });
}

Result<LonLat> find_centre(const GeoExtent& extent) {
    // Written so that a NaN is refused too.
    if (!(extent.east_deg - extent.west_deg >= 0 && extent.east_deg - extent.west_deg <= 180))
        return failure(too_wide(extent));
    if (!(std::abs(extent.south_deg) <= max_latitude_deg && std::abs(extent.north_deg) <= max_latitude_deg))
        return failure(near_pole(extent));
    const LonLat centre{(extent.west_deg + extent.east_deg) / 2, (extent.south_deg + extent.north_deg) / 2};
    // The farthest position of the box is a corner, or, where an edge bulges towards a pole, within a
    // fraction of a per cent of one at this reach.
    const std::array corners{LonLat{extent.west_deg, extent.south_deg}, LonLat{extent.west_deg, extent.north_deg}};
    for (const LonLat corner : corners)
        if (distance_m(centre, corner) > reach_m) return failure(too_wide(extent));
    return centre;
}

}  // namespace cairn::geodesy
