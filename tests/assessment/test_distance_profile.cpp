#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "cairn/assessment/distance_profile.hpp"
#include "cairn/core/random.hpp"

namespace cairn::assessment {
namespace {

/// Bands to 50, 100 and 200 m and beyond about one point, on ground of 2 km radius.
const std::vector<DistanceBand> rings{
    {50, M_PI * 50 * 50}, {100, M_PI * 7500}, {200, M_PI * 30'000}, {2000, M_PI * (4e6 - 40'000)}};

BlurredAccident exactly_in(std::size_t band, std::size_t cluster) {
    BlurredAccident out{std::vector<double>(rings.size(), 0.0), cluster};
    out.density[band] = 1;
    return out;
}

/// Reported at distance r from the point, with σ: the density of each ring, by summing over a fine lattice.
BlurredAccident blurred_at(double r, double sigma, std::size_t cluster) {
    BlurredAccident out{std::vector<double>(rings.size(), 0.0), cluster};
    constexpr double step = 4;
    for (double east = r - 4 * sigma; east < r + 4 * sigma; east += step)
        for (double north = -4 * sigma; north < 4 * sigma; north += step) {
            const double d = std::hypot(east, north);
            const auto band = static_cast<std::size_t>(
                std::find_if(rings.begin(), rings.end() - 1, [d](const auto& b) { return d <= b.farthest_m; }) -
                rings.begin());
            out.density[band] += std::exp(-(std::pow(east - r, 2) + north * north) / (2 * sigma * sigma));
        }
    for (std::size_t b = 0; b < rings.size(); ++b) out.density[b] /= rings[b].exposure;
    return out;
}

TEST(DistanceProfile, ManyExactPositionsGiveThePlainShare) {
    std::vector<BlurredAccident> accidents;
    std::vector<ShareItem> items;
    for (std::size_t k = 0; k < 4000; ++k) {
        accidents.push_back(exactly_in(k % 10 < 6 ? 0 : 1 + k % 3, k / 4));
        items.push_back({k / 4, k % 10 >= 6, 1});
    }
    const auto profile = DistanceProfile::fit(rings, accidents);
    ASSERT_TRUE(profile);
    const ShareEstimate share = profile->share_from(1, 0.9);
    const ShareEstimate plain = estimate_share(total_by_cluster(items), 0.9);
    EXPECT_NEAR(share.value, plain.value, 2e-3);
    EXPECT_NEAR(share.low, plain.low, 4e-3);
    EXPECT_NEAR(share.high, plain.high, 4e-3);
    EXPECT_EQ(share.clusters, plain.clusters);
}

TEST(DistanceProfile, SharesAreThoseOfHighestPenalisedLikelihood) {
    // Two bands: one unknown, searched by brute force.
    const std::vector<DistanceBand> bands{{50, 1}, {1e9, 9}};
    const std::vector<BlurredAccident> accidents{{{1, 0}, 0}, {{0.5, 0.1}, 1}, {{0.2, 0.1}, 2}, {{0, 1}, 3}};
    double best = -1e300, at = 0;
    // Steps of u: log2(1 + 50/5) to one more; s = 2.
    for (double share = 0.001; share < 1; share += 0.0001) {
        const double g = std::log(share / bands[1].exposure) - std::log((1 - share) / bands[0].exposure);
        double value = -g * g / (2 * 4);
        for (const auto& a : accidents) value += std::log((1 - share) * a.density[0] + share * a.density[1]);
        if (value > best) {
            best = value;
            at = share;
        }
    }
    const auto profile = DistanceProfile::fit(bands, accidents);
    ASSERT_TRUE(profile);
    EXPECT_NEAR(profile->shares()[1], at, 2e-4);
    EXPECT_NEAR(profile->shares()[0] + profile->shares()[1], 1, 1e-12);
}

TEST(DistanceProfile, UndoesTheBlurThatThePlainShareSuffersFrom) {
    // 70 % within 50 m of the point, the rest within 200 m; every other one reported with σ = 100 m.
    Random random(5);
    std::vector<BlurredAccident> accidents;
    double reported_beyond = 0;
    constexpr std::size_t count = 400;
    for (std::size_t k = 0; k < count; ++k) {
        const double far = random.bernoulli(0.7) ? 50 : 200;
        const double radius = far * std::sqrt(random.uniform()), angle = random.uniform(0, 2 * M_PI);
        // One after the other: the order of arguments is the compiler's choice.
        const double east = radius * std::cos(angle) + 100 * random.normal();
        const double north = radius * std::sin(angle) + 100 * random.normal();
        const bool is_exact = k % 2 == 0;
        const double reported = is_exact ? radius : std::hypot(east, north);
        reported_beyond += reported > 50 ? 1.0 / count : 0;
        const std::size_t band = radius <= 50 ? 0 : radius <= 100 ? 1 : 2;
        accidents.push_back(is_exact ? exactly_in(band, k) : blurred_at(reported, 100, k));
    }
    const auto profile = DistanceProfile::fit(rings, accidents);
    ASSERT_TRUE(profile);
    const ShareEstimate share = profile->share_from(1, 0.9);
    const double truth = 0.3 * (1 - 50.0 * 50 / (200 * 200));
    EXPECT_GT(reported_beyond, truth + 0.2);
    EXPECT_LT(share.low, truth);
    EXPECT_GT(share.high, truth);
    EXPECT_LT(share.high, reported_beyond);
}

TEST(DistanceProfile, PositionsThatTellNothingLeaveTheShareOpen) {
    std::vector<BlurredAccident> accidents;
    for (std::size_t k = 0; k < 200; ++k) accidents.push_back({std::vector<double>(rings.size(), 1.0), k});
    const auto profile = DistanceProfile::fit(rings, accidents);
    ASSERT_TRUE(profile);
    for (const std::size_t first : {1U, 2U, 3U}) {
        const ShareEstimate share = profile->share_from(first, 0.9);
        EXPECT_EQ(share.low, 0);
        EXPECT_EQ(share.high, 1);
    }
}

TEST(DistanceProfile, OnePlaceSaysNothingOfOthers) {
    std::vector<BlurredAccident> accidents;
    for (int k = 0; k < 30; ++k) accidents.push_back(exactly_in(static_cast<std::size_t>(k % 2), 7));
    const auto profile = DistanceProfile::fit(rings, accidents);
    ASSERT_TRUE(profile);
    const ShareEstimate share = profile->share_from(1, 0.9);
    EXPECT_EQ(share.low, 0);
    EXPECT_EQ(share.high, 1);
    EXPECT_EQ(share.interval, "none");
}

TEST(DistanceProfile, PlacesCountNotAccidents) {
    std::vector<BlurredAccident> single, fivefold;
    for (std::size_t k = 0; k < 40; ++k)
        for (int copy = 0; copy < 5; ++copy) {
            if (copy == 0) single.push_back(exactly_in(k % 3 == 0 ? 0 : 2, k));
            fivefold.push_back(exactly_in(k % 3 == 0 ? 0 : 2, k));
        }
    const auto width = [](const std::vector<BlurredAccident>& accidents) {
        const ShareEstimate share = DistanceProfile::fit(rings, accidents)->share_from(1, 0.9);
        return share.high - share.low;
    };
    EXPECT_NEAR(width(fivefold), width(single), 0.03);
}

}  // namespace
}  // namespace cairn::assessment
