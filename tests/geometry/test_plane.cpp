#include <cmath>
#include <limits>
#include <numbers>

#include <gtest/gtest.h>

#include "cairn/core/error.hpp"
#include "cairn/geometry/plane.hpp"
#include "shapes.hpp"

namespace cairn::geometry {
namespace {

using tests::Geos;

PlanePolygon box(double west, double south, double east, double north) {
    return {{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}};
}

TEST(Plane, MeasuresAreasAndLengthsOfShellsAndHoles) {
    PlanePolygon polygon = box(0, 0, 10, 20);
    polygon.holes.push_back(box(1, 1, 3, 4).shell);
    EXPECT_EQ(area_m2({polygon, box(100, 100, 101, 101)}), 200 - 6 + 1);
    EXPECT_EQ(length_m(PlaneGeometry{PlaneMultiPolygon{polygon}}), 60 + 10);
    EXPECT_EQ(length_m(PlaneGeometry{MultiLineOf<EastNorth>{{{{0, 0}, {3, 4}, {3, 5}}}}}), 6);
    EXPECT_EQ(length_m(PlaneGeometry{MultiPointOf<EastNorth>{{0, 0}, {3, 4}}}), 0);
    EXPECT_EQ(area_m2({}), 0);
}

TEST(Plane, LargeCoordinatesDoNotEatSmallAreas) {
    // 1 cm² at UTM-like coordinates.
    EXPECT_NEAR(area_m2({box(500'000, 5'200'000, 500'000.01, 5'200'000.01)}), 1e-4, 1e-9);
}

TEST(Plane, BoundsHoldAllPositionsAndNothingHasNone) {
    const auto bounds = find_bounds(MultiPointOf<EastNorth>{{3, -4}, {-1, 7}}).value();
    EXPECT_EQ(bounds.min_east_m, -1);
    EXPECT_EQ(bounds.min_north_m, -4);
    EXPECT_EQ(bounds.max_east_m, 3);
    EXPECT_EQ(bounds.max_north_m, 7);
    EXPECT_FALSE(find_bounds(PlaneMultiPolygon{}).has_value());
}

TEST(Plane, CentroidsAreThoseOfPointsLinesAndAreas) {
    EXPECT_EQ(centroid(MultiPointOf<EastNorth>{{0, 0}, {2, 4}}), (EastNorth{1, 2}));
    EXPECT_EQ(centroid(MultiLineOf<EastNorth>{{{{0, 0}, {10, 0}}}}), (EastNorth{5, 0}));
    EXPECT_EQ(centroid(PlaneMultiPolygon{box(0, 0, 4, 2)}), (EastNorth{2, 1}));
    EXPECT_THROW(centroid(PlaneMultiPolygon{}), CallError);
}

TEST(Plane, ABufferedPointIsADiscLessTwoThirdsOfAPerCent) {
    const double area = area_m2(buffer(MultiPointOf<EastNorth>{{7, 8}}, 100));
    const double disc = std::numbers::pi * 1e4;
    EXPECT_LT(area, disc);
    EXPECT_GT(area, disc * (1 - 0.0065));
    EXPECT_TRUE(buffer(MultiPointOf<EastNorth>{{7, 8}}, 0).empty());
    EXPECT_EQ(area_m2(buffer(PlaneMultiPolygon{box(0, 0, 2, 2)}, 0)), 4);
    EXPECT_THROW(buffer(PlaneMultiPolygon{}, -1), CallError);
    EXPECT_THROW(buffer(PlaneMultiPolygon{}, std::numeric_limits<double>::quiet_NaN()), CallError);
}

TEST(Plane, ABufferOfManyPositionsIsThatOfTheShapeTheyDraw) {
    // A circle of 1 km with 50 000 positions that stagger by a millimetre.
    PlaneRing ring;
    constexpr int n = 50'000;
    for (int i = 0; i < n; ++i) {
        const double angle = 2 * std::numbers::pi * i / n;
        const double radius = 1000 + (i % 2) * 0.001;
        ring.push_back({radius * std::cos(angle), radius * std::sin(angle)});
    }
    ring.push_back(ring.front());
    const auto around = buffer(PlaneMultiPolygon{{ring, {}}}, 100);
    EXPECT_NEAR(area_m2(around) / (std::numbers::pi * 1100 * 1100), 1, 0.002);
}

TEST(Plane, OverlaysAddUp) {
    const PlaneMultiPolygon a{box(0, 0, 10, 10)};
    const PlaneMultiPolygon b{box(5, 5, 15, 15)};
    EXPECT_EQ(area_m2(intersect(a, b)), 25);
    EXPECT_EQ(area_m2(subtract(a, b)), 75);
    EXPECT_EQ(area_m2(unite({a, b})), 175);
    EXPECT_TRUE(intersect(a, {box(20, 20, 21, 21)}).empty());
    // They share an edge: a line, which is no ground.
    EXPECT_TRUE(intersect(a, {box(10, 0, 20, 10)}).empty());
    EXPECT_EQ(area_m2(unite({})), 0);
    EXPECT_EQ(subtract(a, {}), a);

    Random random(1);
    for (int i = 0; i < 50; ++i) {
        const PlaneMultiPolygon p{tests::star({0, 0}, 30, 100, true, random)};
        const PlaneMultiPolygon q{tests::star({random.uniform(-150, 150), 20}, 30, 100, true, random)};
        const double both = area_m2(intersect(p, q));
        EXPECT_NEAR(area_m2(unite({p, q})), area_m2(p) + area_m2(q) - both, 1e-6);
        EXPECT_NEAR(area_m2(subtract(p, q)), area_m2(p) - both, 1e-6);
    }
}

TEST(Plane, OverlaysRefuseWhatIsNoPolygon) {
    const PlaneMultiPolygon open{{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}, {}}};
    const PlaneMultiPolygon not_a_number{{{{0, 0}, {1, NAN}, {1, 1}, {0, 0}}, {}}};
    for (const auto& wrong : {open, not_a_number}) {
        EXPECT_THROW(intersect(wrong, {box(0, 0, 1, 1)}), CallError);
        EXPECT_THROW(unite({wrong}), CallError);
    }
}

TEST(Plane, AConvexHullHoldsAllAndALineHasNone) {
    const auto hull = convex_hull({{0, 0}, {4, 0}, {4, 4}, {0, 4}, {2, 2}, {1, 3}});
    ASSERT_TRUE(hull.has_value());
    EXPECT_EQ(area_m2({*hull}), 16);
    EXPECT_FALSE(convex_hull({{0, 0}, {1, 1}, {2, 2}}).has_value());
    EXPECT_FALSE(convex_hull({{0, 0}, {1, 1}}).has_value());
    EXPECT_FALSE(convex_hull({}).has_value());
}

TEST(Plane, ContainsAgreesWithGeosAlsoOnEdges) {
    Random random(2);
    Geos geos;
    for (int round = 0; round < 50; ++round) {
        PlaneMultiPolygon polygons{tests::star({0, 0}, 20, 100, true, random)};
        const GEOSGeometry* theirs = geos.read(polygons);
        const auto check = [&](EastNorth p) {
            GEOSGeometry* point = GEOSGeom_createPointFromXY_r(geos.handle(), p.east_m, p.north_m);
            EXPECT_EQ(contains(polygons, p), GEOSIntersects_r(geos.handle(), theirs, point) == 1);
            GEOSGeom_destroy_r(geos.handle(), point);
        };
        for (int i = 0; i < 100; ++i) check({random.uniform(-100, 100), random.uniform(-100, 100)});
        for (const PlaneRing& ring : {polygons[0].shell, polygons[0].holes[0]})
            for (std::size_t i = 1; i < ring.size(); ++i) {
                check(ring[i]);
                // Within rounding of the edge: GEOS and we decide by the same exact sign.
                const double t = random.uniform();
                check({ring[i].east_m + t * (ring[i - 1].east_m - ring[i].east_m),
                       ring[i].north_m + t * (ring[i - 1].north_m - ring[i].north_m)});
            }
    }
}

TEST(Plane, GroundThatIsNotValidInThePlaneIsStillOverlaid) {
    // Valid on the ellipsoid, it can touch itself by a rounding in the plane. GEOS gave up, and with it a whole run.
    const PlaneMultiPolygon bow_tie{{{{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}}, {}}};
    const PlaneMultiPolygon right{{{{5, -1}, {20, -1}, {20, 11}, {5, 11}, {5, -1}}, {}}};
    EXPECT_NEAR(area_m2(unite({bow_tie, right})), 25 + 15 * 12, 0.1);
    EXPECT_NEAR(area_m2(intersect(bow_tie, right)), 25, 0.1);
    EXPECT_NEAR(area_m2(subtract(bow_tie, right)), 25, 0.1);
}

}  // namespace
}  // namespace cairn::geometry
