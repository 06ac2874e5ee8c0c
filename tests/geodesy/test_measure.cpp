#include <gtest/gtest.h>

#include "cairn/geodesy/measure.hpp"

namespace cairn::geodesy {
namespace {

TEST(DistanceM, AgreesWithPublishedGeodesics) {
    // GeographicLib's documentation of the geodesic problem: JFK to LHR, 5 551 759.400 m on WGS 84.
    EXPECT_NEAR(distance_m({-73.8, 40.6}, {-0.5, 51.6}), 5'551'759.400, 0.0006);
    // A quarter of the meridian, 10 001 965.729 m (NIMA TR8350.2).
    EXPECT_NEAR(distance_m({0, 0}, {0, 90}), 10'001'965.729, 0.0006);
    EXPECT_EQ(distance_m({18, 43}, {18, 43}), 0);
}

TEST(DistanceM, GoesTheShortWayOverThe180Meridian) {
    EXPECT_NEAR(distance_m({179.5, 0}, {-179.5, 0}), distance_m({0, 0}, {1, 0}), 1e-6);
}

TEST(AreaM2, OfAnEighthOfTheEarthIsAnEighthOfItsPublishedArea) {
    // 510 065 621.724 km² (GeographicLib, PolygonArea). The equator and meridians are geodesics.
    const GeoMultiPolygon octant{{{{0, 0}, {90, 0}, {0, 90}, {0, 0}}, {}}};
    EXPECT_NEAR(area_m2(octant), 510'065'621.724e6 / 8, 1e3);
}

TEST(AreaM2, DoesNotDependOnOrientationAndLeavesHolesOut) {
    const GeoRing shell{{18, 43}, {18.1, 43}, {18.1, 43.1}, {18, 43.1}, {18, 43}};
    const GeoRing hole{{18.02, 43.02}, {18.02, 43.04}, {18.05, 43.04}, {18.05, 43.02}, {18.02, 43.02}};
    const GeoRing reversed(shell.rbegin(), shell.rend());
    const double whole = area_m2({{shell, {}}});
    EXPECT_GT(whole, 8e7);
    EXPECT_NEAR(area_m2({{reversed, {}}}), whole, 1e-6 * whole);
    EXPECT_NEAR(area_m2({{shell, {hole}}}), whole - area_m2({{hole, {}}}), 1e-3);
    EXPECT_EQ(area_m2({}), 0);
}

}  // namespace
}  // namespace cairn::geodesy
