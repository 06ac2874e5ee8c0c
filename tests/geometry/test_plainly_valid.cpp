#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "cairn/geometry/plainly_valid.hpp"
#include "cairn/geometry/validity.hpp"

namespace cairn::geometry {
namespace {

GeoRing closed_ring(GeoRing ring) {
    ring.push_back(ring.front());
    return ring;
}

/// The library's own answer: two polygons far apart are never answered at once.
bool is_valid_by_library(const GeoPolygon& polygon) {
    const GeoPolygon far{{{100, 50}, {101, 50}, {101, 51}, {100, 50}}, {}};
    return !find_invalidity(GeoMultiPolygon{polygon, far}).has_value();
}

GeoRing star_ring(std::mt19937& random, LonLat centre, double size, int corners) {
    std::uniform_real_distribution<double> part(0.4, 1.0);
    GeoRing ring;
    for (int i = 0; i < corners; ++i) {
        const double angle = 6.283185307179586 * i / corners;
        const double r = size * part(random);
        ring.push_back({centre.lon_deg + r * std::cos(angle), centre.lat_deg + r * std::sin(angle)});
    }
    return closed_ring(ring);
}

TEST(PlainlyValid, saysYesOnlyToWhatTheLibraryCallsValid) {
    std::mt19937 random(7);
    int said_yes = 0;
    for (int i = 0; i < 60'000; ++i) {
        // A coarse grid, so that edges touch, overlap and turn back in every way.
        std::uniform_int_distribution<int> grid(0, i % 2 == 0 ? 4 : 9);
        const auto ring = [&](int corners) {
            GeoRing out;
            for (int c = 0; c < corners; ++c) out.push_back({18 + 0.1 * grid(random), 43 + 0.1 * grid(random)});
            return closed_ring(out);
        };
        GeoPolygon polygon{ring(3 + i % 4), {}};
        if (i % 3 == 0) polygon.holes.push_back(ring(3));
        if (!is_plainly_valid({polygon})) continue;
        ++said_yes;
        ASSERT_TRUE(is_valid_by_library(polygon)) << "polygon " << i;
    }
    EXPECT_GT(said_yes, 3000);
}

TEST(PlainlyValid, knowsWhatPeopleDraw) {
    std::mt19937 random(8);
    for (int i = 0; i < 2000; ++i) {
        GeoPolygon polygon{star_ring(random, {18, 43}, 0.01, 5 + i % 30), {}};
        if (i % 5 == 0) polygon.holes.push_back(star_ring(random, {18, 43}, 0.002, 6));
        EXPECT_TRUE(is_plainly_valid({polygon})) << i;
    }
}

TEST(PlainlyValid, leavesTheRestToTheLibrary) {
    std::mt19937 random(9);
    const GeoRing shell = star_ring(random, {18, 43}, 0.01, 12);
    EXPECT_FALSE(is_plainly_valid({GeoPolygon{shell, {}}, GeoPolygon{shell, {}}})) << "two polygons";
    EXPECT_FALSE(is_plainly_valid({GeoPolygon{star_ring(random, {18, 43}, 0.01, 65), {}}})) << "many edges";
    EXPECT_FALSE(is_plainly_valid({GeoPolygon{shell, {star_ring(random, {19, 43}, 0.001, 5)}}})) << "a hole outside";
    const GeoRing bow{{0, 0}, {1, 1}, {1, 0}, {0, 1}, {0, 0}};
    EXPECT_FALSE(is_plainly_valid({GeoPolygon{bow, {}}})) << "a crossing";
    const GeoRing repeated{{0, 0}, {1, 0}, {1, 0}, {1, 1}, {0, 0}};
    EXPECT_FALSE(is_plainly_valid({GeoPolygon{repeated, {}}})) << "a position twice";
    EXPECT_FALSE(find_invalidity(GeoMultiPolygon{{repeated, {}}}).has_value());
}

}  // namespace
}  // namespace cairn::geometry
