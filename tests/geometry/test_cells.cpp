#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "cairn/core/error.hpp"
#include "cairn/geometry/cells.hpp"
#include "shapes.hpp"

namespace cairn::geometry {
namespace {

PlaneRing box_ring(double west, double south, double east, double north) {
    return {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
}

PlaneMultiPolygon cell_polygon(const CellGrid& grid, std::size_t cell) {
    const EastNorth c = grid.centre(cell);
    const double h = grid.side_m / 2;
    return {{box_ring(c.east_m - h, c.north_m - h, c.east_m + h, c.north_m + h), {}}};
}

double sum_of(const std::vector<float>& shares) { return std::accumulate(shares.begin(), shares.end(), 0.0); }

TEST(Cover, AlignsToMultiplesOfTheSideAndHoldsEveryPosition) {
    const CellGrid grid = cover({-7, 3, 25, 30}, 10);
    EXPECT_EQ(grid.west_m, -10);
    EXPECT_EQ(grid.south_m, 0);
    EXPECT_EQ(grid.columns, 4U);
    EXPECT_EQ(grid.rows, 4U);  // 30 begins a row of its own
    for (const EastNorth p : {EastNorth{-7, 3}, {25, 30}, {-7, 30}, {25, 3}}) EXPECT_LT(grid.cell_at(p), grid.size());
    EXPECT_EQ(grid.cell_at({-10, 0}), 0U);
    EXPECT_EQ(grid.cell_at({0, 10}), 5U);
    for (const EastNorth p : {EastNorth{-10.01, 3}, {30, 3}, {0, 40}, {NAN, 0}})
        EXPECT_EQ(grid.cell_at(p), grid.size());
    for (std::size_t i = 0; i < grid.size(); ++i) EXPECT_EQ(grid.cell_at(grid.centre(i)), i);
}

TEST(Cover, RefusesMoreCellsThanAreAllowedAndBoxesThatAreNone) {
    EXPECT_THROW(cover({0, 0, 1e7, 1e7}, 1), CallError);
    EXPECT_THROW(cover({0, 0, 99, 99}, 10, 99), CallError);
    EXPECT_EQ(cover({0, 0, 99, 99}, 10, 100).size(), 100U);
    EXPECT_THROW(cover({0, 0, 1, 1}, 0), CallError);
    EXPECT_THROW(cover({0, 0, 1, 1}, NAN), CallError);
    EXPECT_THROW(cover({0, 0, NAN, 1}, 1), CallError);
    EXPECT_THROW(cover({1, 0, 0, 1}, 1), CallError);
    EXPECT_THROW(cover({0, 0, 1e300, 1}, 1e-300), CallError);
}

TEST(CoverageShare, OfABoxIsWhatArithmeticSays) {
    const CellGrid grid{0, 0, 10, 4, 3};
    const auto shares = coverage_share(grid, {{box_ring(5, 12, 35, 30), {}}});
    const std::vector<float> expected{0,    0,    0,    0,  //
                                      0.4F, 0.8F, 0.8F, 0.4F, 0.5F, 1, 1, 0.5F};
    ASSERT_EQ(shares.size(), expected.size());
    for (std::size_t i = 0; i < shares.size(); ++i) EXPECT_NEAR(shares[i], expected[i], 1e-7) << i;
}

TEST(CoverageShare, AgreesWithGeosCellByCell) {
    Random random(1);
    tests::Geos geos;
    for (int round = 0; round < 40; ++round) {
        const CellGrid grid{-30, -20, random.uniform(3, 15), 1 + random.below(12), 1 + random.below(12)};
        // Also reaching beyond every side of the grid.
        const PlaneMultiPolygon polygons{tests::star({random.uniform(-50, 100), random.uniform(-50, 100)},
                                                     4 + random.below(40), random.uniform(2, 120),
                                                     random.bernoulli(0.5), random)};
        const auto shares = coverage_share(grid, polygons);
        const GEOSGeometry* shape = geos.read(polygons);
        for (std::size_t i = 0; i < grid.size(); ++i) {
            GEOSGeometry* both = GEOSIntersection_r(geos.handle(), shape, geos.read(cell_polygon(grid, i)));
            const double expected = geos.area_m2(both) / (grid.side_m * grid.side_m);
            GEOSGeom_destroy_r(geos.handle(), both);
            ASSERT_NEAR(shares[i], expected, 7e-8);
            if (expected == 0) {
                ASSERT_EQ(shares[i], 0.0F);
            }
        }
    }
}

TEST(CoverageShare, AddsUpToTheArea) {
    Random random(2);
    const CellGrid grid = cover({-200, -200, 200, 200}, 0.7);
    for (int round = 0; round < 10; ++round) {
        const PlanePolygon polygon = tests::star({3, 5}, 100, 150, true, random);
        const double area = area_m2({polygon});
        EXPECT_NEAR(sum_of(coverage_share(grid, {polygon})) * 0.49, area, 1e-6 * area);
    }
}

TEST(CoverageShare, OrientationDoesNotMatter) {
    PlanePolygon polygon{box_ring(1, 1, 9, 9), {box_ring(3, 3, 5, 6)}};
    const CellGrid grid{0, 0, 2, 5, 5};
    const auto expected = coverage_share(grid, {polygon});
    EXPECT_NEAR(sum_of(expected) * 4, 64 - 6, 1e-5);
    std::reverse(polygon.shell.begin(), polygon.shell.end());
    EXPECT_EQ(coverage_share(grid, {polygon}), expected);
    std::reverse(polygon.holes[0].begin(), polygon.holes[0].end());
    EXPECT_EQ(coverage_share(grid, {polygon}), expected);
}

TEST(CoverageShare, OverlapsAreCappedAndIslandsInHolesCount) {
    const CellGrid grid{0, 0, 10, 1, 1};
    const PlanePolygon all{box_ring(0, 0, 10, 10), {}};
    const PlanePolygon half{box_ring(0, 0, 5, 10), {}};
    EXPECT_EQ(coverage_share(grid, {all, half})[0], 1.0F);
    EXPECT_EQ(coverage_share(grid, {half, half})[0], 1.0F);
    const PlanePolygon ring{box_ring(0, 0, 10, 10), {box_ring(2, 2, 8, 8)}};
    const PlanePolygon island{box_ring(4, 4, 6, 6), {}};
    EXPECT_NEAR(coverage_share(grid, {ring, island})[0], 0.68, 1e-7);
}

TEST(CoverageShare, ACellThatNothingReachesIsExactlyNothing) {
    Random random(3);
    PlaneMultiPolygon many;
    for (int i = 0; i < 200; ++i)
        many.push_back(tests::star({random.uniform(10, 90), random.uniform(10, 90)}, 30, 5, false, random));
    const CellGrid grid{-100, -100, 1, 400, 300};
    const auto shares = coverage_share(grid, many);
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const EastNorth c = grid.centre(i);
        if (c.east_m < 5 || c.east_m > 95 || c.north_m < 5 || c.north_m > 95) {
            ASSERT_EQ(shares[i], 0.0F);
        }
    }
}

TEST(CoverageShare, NothingCoversNothing) {
    EXPECT_EQ(coverage_share({0, 0, 1, 2, 2}, {}), std::vector<float>(4));
    EXPECT_TRUE(coverage_share({0, 0, 1, 0, 2}, {{box_ring(0, 0, 1, 1), {}}}).empty());
    EXPECT_EQ(coverage_share({0, 0, 1, 1, 1}, {{{}, {}}}), std::vector<float>(1));
    EXPECT_THROW(coverage_share({0, 0, 1, 1, 1}, {{box_ring(0, 0, NAN, 1), {}}}), CallError);
}

}  // namespace
}  // namespace cairn::geometry
