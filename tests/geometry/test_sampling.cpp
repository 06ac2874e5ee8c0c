#include <cmath>

#include <gtest/gtest.h>

#include "cairn/core/error.hpp"
#include "cairn/geometry/plane.hpp"
#include "cairn/geometry/sampling.hpp"
#include "shapes.hpp"

namespace cairn::geometry {
namespace {

TEST(PositionSampler, EveryPartGetsItsShareOfPositions) {
    Random random(1);
    const PlaneMultiPolygon polygons{tests::star({0, 0}, 40, 100, true, random),
                                     tests::star({500, 40}, 9, 20, false, random)};
    const PositionSampler sampler(polygons);
    // Chi-squared over 20 m cells with a fair expectation.
    const CellGrid grid = cover(find_bounds(polygons).value(), 20);
    const auto shares = coverage_share(grid, polygons);
    constexpr int n = 60'000;
    std::vector<int> counts(grid.size());
    for (int i = 0; i < n; ++i) {
        const EastNorth p = sampler.draw(random);
        ASSERT_TRUE(contains(polygons, p));
        ++counts[grid.cell_at(p)];
    }
    const double area = area_m2(polygons);
    double chi2 = 0;
    int cells = 0;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const double expected = n * static_cast<double>(shares[i]) * 400 / area;
        if (expected < 10) continue;
        chi2 += (counts[i] - expected) * (counts[i] - expected) / expected;
        ++cells;
    }
    ASSERT_GT(cells, 50);
    // Mean `cells`, sd sqrt(2 × cells): four sds, one seed, fixed.
    EXPECT_NEAR(chi2, cells, 4 * std::sqrt(2.0 * cells));
}

TEST(PositionSampler, OverlapsAreNotCountedTwice) {
    const auto box = [](double west, double east) {
        return PlanePolygon{{{west, 0}, {east, 0}, {east, 1}, {west, 1}, {west, 0}}, {}};
    };
    const PositionSampler sampler({box(0, 2), box(1, 4)});
    Random random(2);
    int in_overlap = 0;
    constexpr int n = 20'000;
    for (int i = 0; i < n; ++i) {
        const double east = sampler.draw(random).east_m;
        in_overlap += east >= 1 && east < 2;
    }
    EXPECT_NEAR(in_overlap / static_cast<double>(n), 0.25, 0.0125);
}

TEST(PositionSampler, ThinDiagonalStripsAreDrawnFrom) {
    const PositionSampler sampler({{{{0, 0}, {10'000, 10'000}, {10'000, 10'001}, {0, 1}, {0, 0}}, {}}});
    Random random(3);
    double sum = 0;
    constexpr int n = 2'000;
    for (int i = 0; i < n; ++i) sum += sampler.draw(random).east_m;
    EXPECT_NEAR(sum / n, 5'000, 4 * 10'000 / std::sqrt(12.0 * n));
}

TEST(PositionSampler, TheSameSeedGivesTheSamePositions) {
    Random shape(4);
    const PositionSampler sampler({tests::star({0, 0}, 40, 100, true, shape)});
    Random a(5);
    Random b(5);
    for (int i = 0; i < 100; ++i) EXPECT_EQ(sampler.draw(a), sampler.draw(b));
}

TEST(PositionSampler, TheSameSeedGivesTheSamePositionsFromEveryCompiler) {
    // As this project fixed them: a change moves every relocated footprint of a published figure.
    const PositionSampler sampler({{{{0, 0}, {100, 0}, {100, 30}, {0, 70}, {0, 0}}, {}}});
    Random random(1);
    for (const EastNorth expected : {EastNorth{0x1.a5bfed3f6b5f4p+3, 0x1.66ae3a2bdd02dp+5},
                                     {0x1.355400ee6799dp+4, 0x1.a8560830a8d5cp+5},
                                     {0x1.0af1b05e69d26p+5, 0x1.973716de7f1fcp+4}}) {
        const EastNorth drawn = sampler.draw(random);
        EXPECT_EQ(drawn.east_m, expected.east_m);
        EXPECT_EQ(drawn.north_m, expected.north_m);
    }
}

TEST(PositionSampler, RefusesPolygonsWithoutArea) {
    EXPECT_THROW(PositionSampler({}), CallError);
    EXPECT_THROW(PositionSampler({{{{0, 0}, {1, 1}, {2, 2}, {0, 0}}, {}}}), CallError);
}

}  // namespace
}  // namespace cairn::geometry
