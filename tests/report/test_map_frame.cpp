// The scale bar and the grid against geodesics of GeographicLib, which the maps do not use.

#include <cmath>
#include <memory>
#include <string>

#include <GeographicLib/Geodesic.hpp>
#include <gtest/gtest.h>

#include "cairn/geodesy/frame.hpp"
#include "cairn/geodesy/measure.hpp"
#include "cairn/report/map_frame.hpp"
#include "cairn/report/svg_map.hpp"

namespace cairn::report {
namespace {

MapProjection projection_around(LonLat centre) {
    const auto frame = std::make_shared<const geodesy::Frame>(centre);
    return {.to_plane = [frame](LonLat p) -> std::optional<EastNorth> { return frame->to_plane(p); },
            .to_lon_lat = [frame](EastNorth p) -> std::optional<LonLat> { return frame->to_lon_lat(p); },
            .distance_m = geodesy::distance_m};
}

struct Place {
    LonLat centre;
    Window window;
};

/// From a close-up to a country, in the middle of the plane and 1 000 km from it.
const Place places[] = {{{46.9, 39.9}, {-200, -150, 200, 150}},
                        {{46.9, 39.9}, {-90'000, -60'000, 90'000, 60'000}},
                        {{17.8, 44.1}, {900'000, 300'000, 1'000'000, 380'000}},
                        {{-73, 4}, {-600'000, -500'000, 600'000, 500'000}},
                        {{25, 68}, {-700'000, 200'000, -690'000, 208'000}},
                        {{-59, -51.8}, {100'000, -200'000, 140'000, -170'000}}};

TEST(ScaleBar, IsTrueAcrossTheMiddleOfTheMap) {
    for (const Place& place : places) {
        const auto projection = projection_around(place.centre);
        const View view(place.window, 1000, 900);
        const EastNorth middle = middle_of(view.window());
        const double length_m = place.window.width_m() / 8;
        const double plane_m = scale_bar_pixels(projection, view, length_m) / view.pixels_per_m();
        const LonLat west = *projection.to_lon_lat({middle.east_m - plane_m / 2, middle.north_m});
        const LonLat east = *projection.to_lon_lat({middle.east_m + plane_m / 2, middle.north_m});
        double true_m = 0;
        GeographicLib::Geodesic::WGS84().Inverse(west.lat_deg, west.lon_deg, east.lat_deg, east.lon_deg, true_m);
        // The scale is taken over the round length: what it changes within the correction is of second order.
        EXPECT_NEAR(true_m / length_m, 1, 1e-4) << place.centre.lon_deg;
    }
}

TEST(Grid, EveryLineStandsAtItsNumberAndEveryMapHasSome) {
    for (const Place& place : places) {
        const auto projection = projection_around(place.centre);
        const View view(place.window, 480, 360);
        const auto lines = graticule_of(projection, view);
        EXPECT_GE(lines.size(), 2u) << place.centre.lon_deg;
        EXPECT_LE(lines.size(), 40u);
        for (const GridLine& line : lines) {
            const bool is_meridian = line.label.back() == 'E' || line.label.back() == 'W';
            const double sign = line.label.back() == 'W' || line.label.back() == 'S' ? -1 : 1;
            for (const EastNorth& p : line.places) {
                const LonLat at = *projection.to_lon_lat(p);
                EXPECT_NEAR(sign * std::stod(line.label), is_meridian ? at.lon_deg : at.lat_deg, 1e-7) << line.label;
            }
        }
    }
}

TEST(NorthArrow, PointsAlongTheMeridianOfTheMiddle) {
    for (const Place& place : places) {
        const auto projection = projection_around(place.centre);
        const View view(place.window, 1000, 900);
        const EastNorth middle = middle_of(view.window());
        const double bearing = north_bearing_deg(projection, view) * 3.14159265358979 / 180;
        const LonLat here = *projection.to_lon_lat(middle);
        const LonLat there =
            *projection.to_lon_lat({middle.east_m + 100 * std::sin(bearing), middle.north_m + 100 * std::cos(bearing)});
        double true_m = 0, from_north = 0, unused = 0;
        GeographicLib::Geodesic::WGS84().Inverse(here.lat_deg, here.lon_deg, there.lat_deg, there.lon_deg, true_m,
                                                 from_north, unused);
        EXPECT_NEAR(from_north, 0, 0.01) << place.centre.lon_deg;
    }
}

TEST(Legend, NamesABoundaryOnlyWhereAPieceOfItIsInView) {
    MapData map;
    map.study_area = {{{{0, 0}, {10'000, 0}, {10'000, 10'000}, {0, 10'000}, {0, 0}}, {}}};
    map.areas.push_back({.id = "A", .label = {}, .geometry = map.study_area});
    const auto shown = [&map](Window window) {
        return count_shown(map, {.id = {}, .title = {}, .description = {}, .window = window, .close_ups = {}});
    };
    EXPECT_TRUE(shown({-500, -500, 10'500, 10'500}).has_study_edge);
    EXPECT_TRUE(shown({4'000, -200, 5'000, 700}).has_study_edge);  // across the middle of one side
    EXPECT_FALSE(shown({4'000, 4'000, 5'000, 5'000}).has_study_edge);
    EXPECT_EQ(shown({4'000, 4'000, 5'000, 5'000}).areas, 0u);
    EXPECT_EQ(shown({4'000, -200, 5'000, 700}).areas, 1u);
}

}  // namespace
}  // namespace cairn::report
