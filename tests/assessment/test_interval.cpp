#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "cairn/assessment/interval.hpp"
#include "cairn/assessment/quantiles.hpp"
#include "cairn/core/random.hpp"

namespace cairn::assessment {
namespace {

std::vector<ClusterTotal> singles(int hits, int misses) {
    std::vector<ClusterTotal> out;
    for (int i = 0; i < hits; ++i) out.push_back({1, 1, 1});
    for (int i = 0; i < misses; ++i) out.push_back({0, 1, 1});
    return out;
}

TEST(Interval, WilsonGivesThePublishedExample) {
    // Newcombe 1998 (Stat Med 17:857), table I: 81 of 263 at 95 %: 0.2553 to 0.3662; 15 of 148: 0.0624 to 0.1605.
    const double z = normal_quantile(0.975);
    EXPECT_NEAR(wilson_interval(81.0 / 263, 263, z).low, 0.2553, 5e-5);
    EXPECT_NEAR(wilson_interval(81.0 / 263, 263, z).high, 0.3662, 5e-5);
    EXPECT_NEAR(wilson_interval(15.0 / 148, 148, z).low, 0.0624, 5e-5);
    EXPECT_NEAR(wilson_interval(15.0 / 148, 148, z).high, 0.1605, 5e-5);
}

TEST(Interval, JeffreysIsClosedAtItsEdges) {
    EXPECT_EQ(jeffreys_interval(0, 10, 0.9).low, 0);
    EXPECT_NEAR(jeffreys_interval(0, 10, 0.9).high, 0.1707731082, 1e-9);
    EXPECT_EQ(jeffreys_interval(1, 10, 0.9).high, 1);
    EXPECT_NEAR(jeffreys_interval(1, 10, 0.9).low, 1 - 0.1707731082, 1e-9);
}

TEST(Interval, SingleItemsGiveWilsonWithStudentsT) {
    const ShareEstimate share = estimate_share(singles(12, 28), 0.9);
    EXPECT_DOUBLE_EQ(share.value, 0.3);
    EXPECT_EQ(share.interval, "wilson_cluster");
    // e² sums to n p (1 − p); CR2 divides by 1 − 1/n: n_eff = n − 1.
    EXPECT_NEAR(share.n_effective, 39, 1e-9);
    EXPECT_NEAR(share.degrees, 39, 1e-9);
    const Range expected = wilson_interval(0.3, 39, student_t_quantile(0.95, 39));
    EXPECT_NEAR(share.low, expected.low, 1e-12);
    EXPECT_NEAR(share.high, expected.high, 1e-12);
}

TEST(Interval, AClusterThatAgreesCountsAsOneItem) {
    std::vector<ClusterTotal> clusters;
    for (int i = 0; i < 40; ++i) clusters.push_back({i < 12 ? 5.0 : 0.0, 5, 5});
    const ShareEstimate share = estimate_share(clusters, 0.9);
    EXPECT_NEAR(share.n_effective, 39, 1e-9);
    EXPECT_EQ(share.clusters, 40);
}

TEST(Interval, WhereAllAgreeOnlyPlacesCount) {
    std::vector<ClusterTotal> clusters(10, ClusterTotal{0, 7, 7});
    const ShareEstimate share = estimate_share(clusters, 0.9);
    EXPECT_EQ(share.value, 0);
    EXPECT_EQ(share.low, 0);
    EXPECT_EQ(share.interval, "jeffreys_cluster");
    EXPECT_NEAR(share.n_effective, 10, 1e-9);
    const double scale = std::pow(normal_quantile(0.95) / student_t_quantile(0.95, share.degrees), 2);
    EXPECT_NEAR(share.high, jeffreys_interval(0, 10 * scale, 0.9).high, 1e-12);
}

TEST(Interval, OnePlaceSaysNothingOfOthers) {
    const ShareEstimate share = estimate_share({{3, 30, 30}}, 0.9);
    EXPECT_DOUBLE_EQ(share.value, 0.1);
    EXPECT_EQ(share.low, 0);
    EXPECT_EQ(share.high, 1);
    EXPECT_EQ(share.interval, "none");
}

TEST(Interval, UnequalPlacesLoseDegreesOfFreedom) {
    std::vector<ClusterTotal> clusters = singles(6, 9);
    clusters.push_back({60, 60, 60});
    const ShareEstimate share = estimate_share(clusters, 0.9);
    EXPECT_LT(share.degrees, 3);
    EXPECT_LT(share.n_effective, 5);
    EXPECT_GT(share.high - share.low, 0.6);
}

/// The double sum that the O(G) expansion replaces.
double degrees_by_matrix(const std::vector<double>& size, const std::vector<double>& working) {
    const std::size_t n = size.size();
    double total = 0;
    for (const double m : size) total += m;
    double trace = 0, squares = 0;
    for (std::size_t g = 0; g < n; ++g)
        for (std::size_t h = 0; h < n; ++h) {
            double s = 0;
            for (std::size_t k = 0; k < n; ++k) {
                const double bg = (g == k ? 1.0 : 0.0) - size[g] / total;
                const double bh = (h == k ? 1.0 : 0.0) - size[h] / total;
                s += bg * working[k] * bh;
            }
            s /= std::sqrt((1 - size[g] / total) * (1 - size[h] / total));
            squares += s * s;
            if (g == h) trace += s;
        }
    return trace * trace / squares;
}

TEST(Interval, DegreesOfFreedomAgreeWithTheMatrixFormula) {
    Random random(11);
    for (int round = 0; round < 20; ++round) {
        std::vector<ClusterTotal> clusters;
        std::vector<double> size, working;
        for (int g = 0; g < 9; ++g) {
            const double m = 1 + static_cast<double>(random.below(12));
            clusters.push_back({0, m, m});  // where all agree the working correlation is 1
            size.push_back(m);
            working.push_back(m * m);
        }
        EXPECT_NEAR(estimate_share(clusters, 0.9).degrees, degrees_by_matrix(size, working), 1e-9);
    }
}

TEST(Interval, RatioOfEqualPlacesIsExact) {
    const RatioEstimate ratio = estimate_ratio({{2, 4}, {2, 4}, {2, 4}}, 0.9);
    EXPECT_DOUBLE_EQ(ratio.value, 0.5);
    EXPECT_DOUBLE_EQ(ratio.low, 0.5);
    EXPECT_DOUBLE_EQ(ratio.high, 0.5);
    EXPECT_TRUE(ratio.has_interval);
    EXPECT_FALSE(estimate_ratio({{2, 4}}, 0.9).has_interval);
}

}  // namespace
}  // namespace cairn::assessment
