#include <cmath>
#include <queue>

#include <gtest/gtest.h>

#include "cairn/assessment/clusters.hpp"
#include "cairn/core/random.hpp"

namespace cairn::assessment {
namespace {

/// Breadth-first over all pairs: the slow obvious single linkage.
std::vector<std::size_t> link_slowly(const std::vector<EastNorth>& points, double link_m) {
    std::vector<std::size_t> label(points.size(), points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (label[i] != points.size()) continue;
        std::queue<std::size_t> open;
        open.push(i);
        label[i] = i;
        while (!open.empty()) {
            const std::size_t at = open.front();
            open.pop();
            for (std::size_t j = 0; j < points.size(); ++j)
                if (label[j] == points.size() && std::hypot(points[j].east_m - points[at].east_m,
                                                            points[j].north_m - points[at].north_m) <= link_m) {
                    label[j] = i;
                    open.push(j);
                }
        }
    }
    return label;
}

TEST(Clusters, SingleLinkageAgreesWithTheSlowWay) {
    Random random(5);
    for (const double link : {30.0, 100.0, 250.0}) {
        std::vector<EastNorth> points;
        for (int i = 0; i < 200; ++i) points.push_back({random.uniform(-2000, 2000), random.uniform(-2000, 2000)});
        Groups groups(points.size());
        join_near(groups, points, link);
        const auto expected = link_slowly(points, link);
        for (std::size_t i = 0; i < points.size(); ++i) EXPECT_EQ(groups.root(i), expected[i]);
    }
}

TEST(Clusters, TheLinkIsAtMostAKilometreAndShorterWherePointsAreMany) {
    EXPECT_EQ(link_distance(100, 0), 1000);
    EXPECT_EQ(link_distance(10, 1e9), 1000);
    EXPECT_DOUBLE_EQ(link_distance(100, 1e8), 500);
    EXPECT_EQ(link_distance(1'000'000, 1e8), 100);
}

TEST(Clusters, PointsBelongToTheRecordThenTheSettlementThenEachOther) {
    const std::vector<ClusterPoint> points{{{0, 0}, 0}, {{100, 0}, 0}, {{3000, 0}, 0}, {{9000, 0}, 0}, {{9400, 0}, 0}};
    std::vector<PointDistances> distances(points.size());
    for (auto& d : distances) d = {.nearest_m = 5000, .nearest = 0, .near = {}};
    distances[0].nearest_m = 0;
    distances[1].nearest_m = 240;
    const auto cluster = cluster_points(points, distances, {0, 1}, {{{3500, 0}, 1}}, 50, 1000);
    EXPECT_EQ(cluster, (std::vector<std::size_t>{0, 0, 2, 3, 3}));
}

}  // namespace
}  // namespace cairn::assessment
