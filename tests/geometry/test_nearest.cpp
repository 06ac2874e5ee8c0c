#include <algorithm>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "cairn/core/error.hpp"
#include "cairn/geometry/nearest.hpp"
#include "cairn/geometry/plane.hpp"
#include "shapes.hpp"

namespace cairn::geometry {
namespace {

using tests::anywhere;
using tests::Geos;

PlaneMultiPolygon square(double west, double south, double side) {
    return {
        {{{west, south}, {west + side, south}, {west + side, south + side}, {west, south + side}, {west, south}}, {}}};
}

// The slow obvious version: every edge of every footprint, by the textbook.

EastNorth in_metres(const Metric& m, EastNorth from, EastNorth to) {
    const double dx = to.east_m - from.east_m;
    const double dy = to.north_m - from.north_m;
    return {m.xx * dx + m.xy * dy, m.yx * dx + m.yy * dy};
}

double slow_segment_m(EastNorth a, EastNorth b) {
    const double dx = b.east_m - a.east_m;
    const double dy = b.north_m - a.north_m;
    const double length2 = dx * dx + dy * dy;
    const double t = length2 > 0 ? std::clamp(-(a.east_m * dx + a.north_m * dy) / length2, 0.0, 1.0) : 0;
    return std::hypot(a.east_m + t * dx, a.north_m + t * dy);
}

double slow_path_m(const std::vector<EastNorth>& path, EastNorth p, const Metric& m) {
    double best = std::numeric_limits<double>::infinity();
    if (path.size() == 1) best = std::hypot(in_metres(m, p, path[0]).east_m, in_metres(m, p, path[0]).north_m);
    for (std::size_t i = 1; i < path.size(); ++i)
        best = std::min(best, slow_segment_m(in_metres(m, p, path[i - 1]), in_metres(m, p, path[i])));
    return best;
}

double slow_distance_m(const PlaneGeometry& geometry, EastNorth p, const Metric& m = {}) {
    double best = std::numeric_limits<double>::infinity();
    const auto consider = [&](const std::vector<EastNorth>& path) { best = std::min(best, slow_path_m(path, p, m)); };
    if (const auto* points = std::get_if<MultiPointOf<EastNorth>>(&geometry)) {
        for (const EastNorth at : *points) consider({at});
    } else if (const auto* lines = std::get_if<MultiLineOf<EastNorth>>(&geometry)) {
        for (const auto& line : *lines) consider(line.positions);
    } else {
        const auto& polygons = std::get<PlaneMultiPolygon>(geometry);
        if (contains(polygons, p)) return 0;
        for (const auto& polygon : polygons) {
            consider(polygon.shell);
            for (const auto& hole : polygon.holes) consider(hole);
        }
    }
    return best;
}

std::optional<Nearest> slow_nearest(const std::vector<PlaneGeometry>& all, EastNorth p, const Metric& m = {}) {
    std::optional<Nearest> best;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const double d = slow_distance_m(all[i], p, m);
        if (d < (best ? best->distance_m : std::numeric_limits<double>::infinity())) best = Nearest{i, d};
    }
    return best;
}

TEST(NearestIndex, AgreesWithEveryEdgeOfEveryFootprint) {
    Random random(1);
    for (int round = 0; round < 30; ++round) {
        const auto all = tests::mixture(1 + random.below(80), 1000, random);
        const NearestIndex index(all);
        for (int i = 0; i < 60; ++i) {
            const EastNorth p{random.uniform(-200, 1200), random.uniform(-200, 1200)};
            const auto expected = slow_nearest(all, p);
            const auto found = index.find_nearest(p);
            ASSERT_TRUE(found.has_value());
            EXPECT_NEAR(found->distance_m, expected->distance_m, 1e-9);
            // Another one is right only when it is as near.
            EXPECT_NEAR(slow_distance_m(all[found->index], p), expected->distance_m, 1e-9);
            if (expected->distance_m == 0) {
                EXPECT_EQ(found->index, expected->index);
            }
        }
    }
}

TEST(NearestIndex, AgreesWithGeosFarFromTheOrigin) {
    Random random(2);
    auto all = tests::mixture(300, 5000, random);
    for (auto& geometry : all)
        geometry = map_positions<EastNorth>(geometry,
                                            [](EastNorth p) { return EastNorth{p.east_m + 4e5, p.north_m + 5.2e6}; });
    Geos geos;
    std::vector<const GEOSGeometry*> theirs;
    for (const auto& geometry : all) theirs.push_back(geos.read(geometry));
    const NearestIndex index(all);
    for (int i = 0; i < 200; ++i) {
        const EastNorth p{4e5 + random.uniform(-500, 5500), 5.2e6 + random.uniform(-500, 5500)};
        double expected = std::numeric_limits<double>::infinity();
        for (const GEOSGeometry* geometry : theirs) expected = std::min(expected, geos.distance_m(geometry, p));
        EXPECT_NEAR(index.find_nearest(p)->distance_m, expected, 1e-8);
    }
}

TEST(NearestIndex, AMetricChangesWhichIsNearestAndPruningKnowsIt) {
    Random random(3);
    for (int round = 0; round < 20; ++round) {
        const auto all = tests::mixture(60, 1000, random);
        const NearestIndex index(all);
        for (int i = 0; i < 40; ++i) {
            // From nearly none to a tenfold squeeze with shear.
            const double strength = std::pow(10, random.uniform(-3, 1));
            const Metric m{1 + strength * random.normal(), strength * random.normal(), strength * random.normal(),
                           1 + strength * random.normal()};
            const EastNorth p = anywhere(1000, random);
            const auto expected = slow_nearest(all, p, m);
            const auto found = index.find_nearest(p, m);
            ASSERT_TRUE(found.has_value());
            EXPECT_NEAR(found->distance_m, expected->distance_m, 1e-9 * (1 + expected->distance_m));
        }
    }
    const NearestIndex two({MultiPointOf<EastNorth>{{10, 0}}, MultiPointOf<EastNorth>{{0, 12}}});
    EXPECT_EQ(two.find_nearest({0, 0})->index, 0U);
    EXPECT_EQ(two.find_nearest({0, 0}, {2, 0, 0, 1})->index, 1U);
    EXPECT_EQ(two.find_nearest({0, 0}, {2, 0, 0, 1})->distance_m, 12);
}

TEST(NearestIndex, AFlatMetricStillFindsAnAnswer) {
    const NearestIndex index({MultiPointOf<EastNorth>{{10, 5}}, MultiPointOf<EastNorth>{{3, 900}}});
    const auto found = index.find_nearest({0, 0}, {1, 0, 0, 0});
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->index, 1U);
    EXPECT_EQ(found->distance_m, 3);
}

TEST(NearestIndex, FindsAllWithinADistanceInOrder) {
    Random random(4);
    for (int round = 0; round < 30; ++round) {
        const auto all = tests::mixture(1 + random.below(80), 1000, random);
        const NearestIndex index(all);
        for (int i = 0; i < 20; ++i) {
            const EastNorth p = anywhere(1000, random);
            const double limit = random.bernoulli(0.2) ? 0 : random.uniform(0, 300);
            const Metric m = random.bernoulli(0.5) ? Metric{} : Metric{1.01, 0.002, -0.003, 0.98};
            std::vector<Nearest> expected;
            for (std::size_t k = 0; k < all.size(); ++k)
                if (const double d = slow_distance_m(all[k], p, m); d <= limit) expected.push_back({k, d});
            const auto found = index.find_within(p, limit, m);
            ASSERT_EQ(found.size(), expected.size());
            for (std::size_t k = 0; k < found.size(); ++k) {
                EXPECT_EQ(found[k].index, expected[k].index);
                EXPECT_NEAR(found[k].distance_m, expected[k].distance_m, 1e-9);
            }
        }
    }
}

TEST(NearestIndex, ManyAtOnceAreAnsweredAsOneByOne) {
    Random random(7);
    for (int round = 0; round < 30; ++round) {
        const auto all = tests::mixture(random.below(150), 1000, random);
        const NearestIndex index(all);
        std::vector<EastNorth> positions;
        std::vector<Metric> metrics;
        const std::size_t count = random.below(250);
        while (positions.size() < count) {
            // Clusters, duplicates and far outliers.
            const EastNorth p = anywhere(random.bernoulli(0.1) ? 50'000 : 1000, random);
            for (std::uint64_t i = 1 + random.below(9); i > 0; --i) {
                positions.push_back({p.east_m + static_cast<double>(random.below(3)) * random.normal(), p.north_m});
                metrics.push_back({1 + 0.3 * random.normal(), 0.1 * random.normal(), 0.1 * random.normal(), 1});
            }
        }
        const double limit = random.bernoulli(0.5) ? std::numeric_limits<double>::infinity() : 30;
        for (const std::span<const Metric> used : {std::span<const Metric>(), std::span<const Metric>(metrics)}) {
            const auto found = index.find_nearest(positions, used, limit);
            ASSERT_EQ(found.size(), positions.size());
            for (std::size_t i = 0; i < found.size(); ++i) {
                const auto expected = index.find_nearest(positions[i], used.empty() ? Metric{} : used[i], limit);
                ASSERT_EQ(found[i].has_value(), expected.has_value());
                if (!expected) continue;
                EXPECT_EQ(found[i]->index, expected->index);
                EXPECT_EQ(found[i]->distance_m, expected->distance_m);
            }
        }
    }
    const NearestIndex index({square(0, 0, 1)});
    const std::vector<EastNorth> two{{0, 0}, {3, 0}};
    EXPECT_THROW(index.find_nearest(two, std::vector<Metric>(1)), CallError);
    EXPECT_TRUE(index.find_nearest(std::vector<EastNorth>{}).empty());
}

TEST(NearestIndex, OnTheEdgeIsInsideAndInAHoleIsNot) {
    PlaneMultiPolygon ring = square(0, 0, 10);
    ring[0].holes.push_back(square(4, 4, 2)[0].shell);
    const NearestIndex index({ring});
    for (const EastNorth p : {EastNorth{0, 0}, {10, 10}, {5, 0}, {10, 3}, {4, 4}, {4, 5}, {5, 6}, {1, 1}})
        EXPECT_EQ(index.find_nearest(p)->distance_m, 0) << p.east_m << " " << p.north_m;
    EXPECT_EQ(index.find_nearest({5, 5})->distance_m, 1);
    EXPECT_EQ(index.find_nearest({5.5, 5})->distance_m, 0.5);
    EXPECT_EQ(index.find_nearest({-3, 14})->distance_m, 5);
}

TEST(NearestIndex, OnASlantedEdgeOfALongRingIsInside) {
    // 1 000 corners on a line of slope 1/3: sums of eighths, so that the middles are exact.
    PlaneRing ring;
    for (int i = 0; i <= 1000; ++i) ring.push_back({i * 0.75, i * 0.25});
    ring.push_back({0, 250});
    ring.push_back(ring.front());
    const NearestIndex index({PlaneMultiPolygon{{ring, {}}}});
    for (int i = 0; i < 1000; i += 7) {
        const EastNorth on{i * 0.75 + 0.375, i * 0.25 + 0.125};
        EXPECT_EQ(index.find_nearest(on)->distance_m, 0);
        EXPECT_EQ(index.find_nearest({on.east_m - 1e-6, on.north_m + 1e-6})->distance_m, 0);
        EXPECT_GT(index.find_nearest({on.east_m + 1e-6, on.north_m - 1e-6})->distance_m, 0);
    }
}

TEST(NearestIndex, EveryPointOfASmallGridIsOnTheRightSideOfEverySmallTriangle) {
    // All triangles on a 4 × 4 grid against all points of it: every way in which a ray can meet corners and edges.
    const auto corner = [](int i) { return EastNorth{static_cast<double>(i % 4), static_cast<double>(i / 4)}; };
    for (int a = 0; a < 16; ++a)
        for (int b = a + 1; b < 16; ++b)
            for (int c = b + 1; c < 16; ++c) {
                const double twice = (corner(b).east_m - corner(a).east_m) * (corner(c).north_m - corner(a).north_m) -
                                     (corner(c).east_m - corner(a).east_m) * (corner(b).north_m - corner(a).north_m);
                if (twice == 0) continue;
                const PlaneMultiPolygon triangle{{{corner(a), corner(b), corner(c), corner(a)}, {}}};
                const NearestIndex index({triangle});
                for (int k = 0; k < 16; ++k) {
                    const EastNorth p = corner(k);
                    const auto side = [&](EastNorth from, EastNorth to) {
                        return ((to.east_m - from.east_m) * (p.north_m - from.north_m) -
                                (p.east_m - from.east_m) * (to.north_m - from.north_m)) *
                               twice;
                    };
                    const bool inside = side(corner(a), corner(b)) >= 0 && side(corner(b), corner(c)) >= 0 &&
                                        side(corner(c), corner(a)) >= 0;
                    EXPECT_EQ(contains(triangle, p), inside);
                    EXPECT_EQ(index.find_nearest(p)->distance_m == 0, inside);
                }
            }
}

TEST(NearestIndex, TiesGoToTheLowerIndexWhicheverWayRoundARingIs) {
    const PlaneMultiPolygon here = square(0, 0, 10);
    PlaneMultiPolygon reversed = here;
    std::ranges::reverse(reversed[0].shell);
    const NearestIndex index({PlaneGeometry{square(100, 0, 10)}, here, reversed, here});
    EXPECT_EQ(index.find_nearest({5, 5})->index, 1U);
    Random random(5);
    for (int i = 0; i < 200; ++i) EXPECT_EQ(index.find_nearest({random.uniform(-30, 30), -7.3})->index, 1U);
    const auto within = index.find_within({5, 5}, 0);
    ASSERT_EQ(within.size(), 3U);
    EXPECT_EQ(within[2].index, 3U);
}

TEST(NearestIndex, ALimitIsClosedAndWhatLiesBeyondItIsAbsent) {
    const NearestIndex index({square(0, 0, 10)});
    EXPECT_EQ(index.find_nearest({13, 5}, {}, 3)->distance_m, 3);
    EXPECT_FALSE(index.find_nearest({13, 5}, {}, 2.999999).has_value());
    EXPECT_FALSE(index.find_nearest({13, 5}, {}, 0).has_value());
    EXPECT_TRUE(index.find_nearest({5, 5}, {}, 0).has_value());
    EXPECT_FALSE(index.find_nearest({5, 5}, {}, -1).has_value());
    EXPECT_EQ(index.find_within({13, 5}, 3).size(), 1U);
    EXPECT_TRUE(index.find_within({13, 5}, 2.999999).empty());
    // A distance with no exact square.
    const double tenth = 0.1;
    const NearestIndex point({MultiPointOf<EastNorth>{{tenth, 0}}});
    EXPECT_TRUE(point.find_nearest({0, 0}, {}, tenth).has_value());
}

TEST(NearestIndex, NothingIsNearestAmongNothing) {
    EXPECT_FALSE(NearestIndex({}).find_nearest({0, 0}).has_value());
    const NearestIndex empties(
        {PlaneGeometry{}, PlaneMultiPolygon{}, MultiLineOf<EastNorth>{{}}, PlaneMultiPolygon{{}}});
    EXPECT_FALSE(empties.find_nearest({0, 0}).has_value());
    EXPECT_TRUE(empties.find_within({0, 0}, 1e9).empty());
}

TEST(NearestIndex, LargeFootprintsAreCutAndStayWhole) {
    Random random(6);
    const PlaneMultiPolygon large{tests::star({0, 0}, 8'000, 1000, true, random)};
    const NearestIndex index({PlaneGeometry{large}});
    for (int i = 0; i < 150; ++i) {
        const EastNorth p{random.uniform(-1100, 1100), random.uniform(-1100, 1100)};
        EXPECT_NEAR(index.find_nearest(p)->distance_m, slow_distance_m(large, p), 1e-9);
    }
}

TEST(NearestIndex, RefusesWhatIsNoNumberAndRingsThatAreOpen) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THROW(NearestIndex({MultiPointOf<EastNorth>{{nan, 0}}}), CallError);
    EXPECT_THROW(NearestIndex({PlaneMultiPolygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}, {}}}}), CallError);
    const NearestIndex index({square(0, 0, 1)});
    EXPECT_THROW(index.find_nearest({nan, 0}), CallError);
    EXPECT_THROW(index.find_within({0, nan}, 1), CallError);
}

}  // namespace
}  // namespace cairn::geometry
