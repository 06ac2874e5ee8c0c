#include <limits>

#include <gtest/gtest.h>

#include "cairn/geodesy/extent.hpp"

namespace cairn::geodesy {
namespace {

TEST(GeoExtent, HoldsItsEdgesAndMayCrossThe180Meridian) {
    const GeoExtent plain{10, 40, 20, 50};
    EXPECT_TRUE(contains(plain, {10, 50}));
    EXPECT_FALSE(contains(plain, {9.9, 45}));
    EXPECT_FALSE(contains(plain, {15, 50.1}));
    const GeoExtent wrapping{170, -10, -170, 10};
    EXPECT_TRUE(contains(wrapping, {180, 0}));
    EXPECT_TRUE(contains(wrapping, {-175, 0}));
    EXPECT_FALSE(contains(wrapping, {0, 0}));
    EXPECT_TRUE(contains_all(wrapping, GeoExtent{171, 0, 179, 1}));
    EXPECT_TRUE(contains_all(wrapping, GeoExtent{179, 0, -179, 1}));
    EXPECT_FALSE(contains_all(wrapping, GeoExtent{-175, 0, 175, 1}));
    EXPECT_FALSE(contains_all(plain, GeoExtent{15, 42, 25, 48}));
    EXPECT_TRUE(contains_all(GeoExtent{-180, -90, 180, 90}, wrapping));
}

TEST(GeoExtent, GrowsOverEveryPosition) {
    std::optional<GeoExtent> extent;
    include(extent, GeoGeometry{MultiPointOf<LonLat>{}});
    EXPECT_FALSE(extent.has_value());
    include(extent, GeoGeometry{MultiPointOf<LonLat>{{18, 43}}});
    include(extent, GeoGeometry{MultiLineOf<LonLat>{{{{17, 44}, {19, 42}}}}});
    EXPECT_EQ(extent, (GeoExtent{17, 42, 19, 44}));
}

TEST(FindCentre, IsTheMiddleOfAStudyArea) { EXPECT_EQ(find_centre({16, 42, 20, 46}).value(), (LonLat{18, 44})); }

TEST(FindCentre, RefusesWhatOnePlaneCannotServe) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const GeoExtent& wide : {GeoExtent{-10, 40, 40, 50}, {-179, 10, 179, 11}, {179, 10, -179, 11}, {nan, 1, 2, 3}})
        EXPECT_EQ(find_centre(wide).error().code, "study_area_too_wide");
    for (const GeoExtent& polar : {GeoExtent{0, 79, 1, 81}, {0, nan, 1, 2}})
        EXPECT_EQ(find_centre(polar).error().code, "study_area_near_pole");
}

}  // namespace
}  // namespace cairn::geodesy
