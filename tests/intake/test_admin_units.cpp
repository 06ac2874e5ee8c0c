#include <cmath>

#include <gtest/gtest.h>

#include "cairn/core/random.hpp"
#include "cairn/geodesy/frame.hpp"
#include "cairn/geometry/sampling.hpp"
#include "cairn/intake/admin_units.hpp"

using namespace cairn;
using namespace cairn::intake;

namespace {

/// A rectangle of about `width` by `height` metres near 10° E 45° N, with a hole in its middle when asked.
GeoMultiPolygon rectangle(double width_m, double height_m, bool with_hole = false) {
    const geodesy::Frame frame({10, 45});
    const auto ring = [](double w, double h) {
        return PlaneRing{{-w / 2, -h / 2}, {w / 2, -h / 2}, {w / 2, h / 2}, {-w / 2, h / 2}, {-w / 2, -h / 2}};
    };
    PlanePolygon plane{ring(width_m, height_m), {}};
    if (with_hole) plane.holes.push_back(ring(width_m / 2, height_m / 2));
    return std::get<GeoMultiPolygon>(frame.to_lon_lat(PlaneGeometry(PlaneMultiPolygon{plane})));
}

}  // namespace

// The sd of a uniform distribution over a side s is s/√12.
TEST(AdminUnits, TheSdOfARectangleIsTheTextbooks) {
    EXPECT_NEAR(uniform_sd_m(rectangle(1200, 1200)), 1200 / std::sqrt(12), 0.5);
    const double w = 3000, h = 1000;
    EXPECT_NEAR(uniform_sd_m(rectangle(w, h)), std::sqrt((w * w + h * h) / 24), 0.5);
}

TEST(AdminUnits, HolesAndRingDirectionCount) {
    const double s = 4000;
    // Second moment of a square ring: (s⁴ − (s/2)⁴)/12 over an area of s² − (s/2)².
    const double expected = std::sqrt((std::pow(s, 4) - std::pow(s / 2, 4)) / 12 / (s * s * 0.75));
    EXPECT_NEAR(uniform_sd_m(rectangle(s, s, true)), expected, 1);
    auto turned = rectangle(s, s, true);
    std::reverse(turned[0].shell.begin(), turned[0].shell.end());
    EXPECT_NEAR(uniform_sd_m(turned), expected, 1);
}

TEST(AdminUnits, TheSdAgreesWithRandomPositions) {
    const GeoMultiPolygon unit{{{{10, 45}, {10.3, 45.02}, {10.2, 45.2}, {10.1, 45.05}, {10.02, 45.3}, {10, 45}}, {}}};
    const geodesy::Frame frame({10.1, 45.1});
    const auto plane = std::get<PlaneMultiPolygon>(frame.to_plane(GeoGeometry(unit)));
    const geometry::PositionSampler sampler(plane);
    Random random(7);
    double x = 0, y = 0, xx = 0, yy = 0;
    const int n = 40'000;
    for (int i = 0; i < n; ++i) {
        const EastNorth p = sampler.draw(random);
        x += p.east_m, y += p.north_m, xx += p.east_m * p.east_m, yy += p.north_m * p.north_m;
    }
    const double variance = (xx / n - x / n * x / n + yy / n - y / n * y / n) / 2;
    EXPECT_NEAR(uniform_sd_m(unit), std::sqrt(variance), 0.02 * std::sqrt(variance));
}

TEST(AdminUnits, TheSmallestUnitThatHoldsAPositionIsFound) {
    const AdminUnits units({{"region", rectangle(20'000, 20'000)}, {"town", rectangle(2000, 2000)}});
    ASSERT_TRUE(units.find({10, 45}));
    EXPECT_EQ(units.find({10, 45})->unit->name, "town");
    EXPECT_NEAR(units.find({10, 45})->sd_m, 2000 / std::sqrt(12), 1);
    EXPECT_EQ(units.find({10.1, 45})->unit->name, "region");
    EXPECT_FALSE(units.find({11, 45}));
    EXPECT_FALSE(AdminUnits({}).find({10, 45}));
}
