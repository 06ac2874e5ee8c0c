#include <cmath>

#include <gtest/gtest.h>

#include "assessment/world.hpp"
#include "cairn/assessment/cholesky.hpp"
#include "cairn/assessment/propensity.hpp"
#include "cairn/core/random.hpp"

namespace cairn::assessment {
namespace {

using namespace tests;

TEST(Cholesky, SolvesAndRefusesWhatIsNotPositiveDefinite) {
    const auto factor = Cholesky::factorise({{4, 0, 0}, {2, 5, 0}, {1, 3, 6}});  // only the lower triangle is read
    ASSERT_TRUE(factor);
    const std::vector<double> x =
        factor->solve({4 * 1 + 2 * -2 + 1 * 3, 2 * 1 + 5 * -2 + 3 * 3, 1 * 1 + 3 * -2 + 6 * 3});
    EXPECT_NEAR(x[0], 1, 1e-12);
    EXPECT_NEAR(x[1], -2, 1e-12);
    EXPECT_NEAR(x[2], 3, 1e-12);
    EXPECT_FALSE(Cholesky::factorise({{1, 0}, {2, 1}}));
}

TEST(Propensity, WithoutCovariatesTheFittedShareIsTheObservedOne) {
    std::vector<bool> outcome(40, false);
    for (std::size_t k = 0; k < 13; ++k) outcome[k] = true;
    for (const double p : fit_logistic(Matrix(40, {1.0}), outcome)) EXPECT_NEAR(p, 13.0 / 40, 1e-6);
}

TEST(Propensity, TheFitIsWhereThePenalisedLikelihoodIsFlat) {
    Random random(3);
    Matrix rows;
    std::vector<bool> outcome;
    for (int k = 0; k < 200; ++k) {
        const double x = random.normal();
        rows.push_back({1, x});
        outcome.push_back(random.bernoulli(1 / (1 + std::exp(-0.5 - 1.5 * x))));
    }
    const std::vector<double> p = fit_logistic(rows, outcome);
    ASSERT_EQ(p.size(), rows.size());
    // log odds are linear in x: β from two of them; the score of β₁ is the penalty's slope.
    const auto log_odds = [&](std::size_t k) { return std::log(p[k] / (1 - p[k])); };
    const double slope = (log_odds(0) - log_odds(1)) / (rows[0][1] - rows[1][1]);
    double intercept_score = 0, slope_score = -slope;
    for (std::size_t k = 0; k < p.size(); ++k) {
        intercept_score += (outcome[k] ? 1 : 0) - p[k];
        slope_score += rows[k][1] * ((outcome[k] ? 1 : 0) - p[k]);
    }
    EXPECT_NEAR(intercept_score, 0, 1e-4);
    EXPECT_NEAR(slope_score, 0, 1e-4);
    EXPECT_NEAR(slope, 1.5, 0.5);
}

TEST(Propensity, LargeRecordsThatAreSearchedMoreOftenHaveHigherProbability) {
    Input input;
    for (int k = 0; k < 40; ++k) {
        const double size = k % 2 == 0 ? 400 : 60, west = 2000.0 * k;
        input.footprints.push_back(footprint("r" + std::to_string(k), west, 0, west + size, size));
        const bool is_searched = k % 2 == 0 ? k % 8 != 0 : k % 8 == 1;
        if (is_searched)
            input.searches.push_back(search("s" + std::to_string(k), west - 100, -100, west + size + 100, size + 100));
    }
    NoProgress progress;
    const Settings settings;
    const std::vector<double> p = tested_probability(gather(input, settings, progress));
    ASSERT_EQ(p.size(), 40U);
    EXPECT_GT(p[0], 0.6);
    EXPECT_LT(p[1], 0.4);
}

TEST(Propensity, NothingIsFittedWhenAllOrNoneWereTested) {
    Input input;
    input.footprints = {footprint("a", 0, 0, 100, 100), footprint("b", 1000, 0, 1100, 100)};
    NoProgress progress;
    const Settings settings;
    EXPECT_TRUE(tested_probability(gather(input, settings, progress)).empty());
    input.searches = {search("1", -100, -100, 2000, 500)};
    EXPECT_TRUE(tested_probability(gather(input, settings, progress)).empty());
}

}  // namespace
}  // namespace cairn::assessment
