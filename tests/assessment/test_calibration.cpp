// 90 % intervals against 0.9. Power of one test among sixteen at 1 % with 400 worlds: a true coverage of 0.83 is
// found with probability 0.8, one of 0.80 with 0.99 (exact binomial); counts of 339 to 379 pass the first step.

#include <thread>

#include <gtest/gtest.h>

#include "assessment/calibration_runs.hpp"

namespace cairn::assessment::tests {
namespace {

TEST(Calibration, NinetyPercentIntervalsHoldNinetyPercent) {
    // Side by side, for these are minutes of one core each; judged together.
    Calibration calibration, weighted_rate, weighted_coverage;
    std::thread rates([&] { calibrate_rates(calibration, 400, 1500); });
    calibrate_weighted_rate(weighted_rate, 400, 1500);
    calibrate_weighted_coverage(weighted_coverage, 400, 1000);
    rates.join();
    calibration.take(weighted_rate);
    calibration.take(weighted_coverage);
    for (const std::string& name : calibration.reject(0.01)) ADD_FAILURE() << name << " does not hold what it claims";
}

TEST(Calibration, TheBinomialTestIsExact) {
    // Against SciPy 1.10, binomtest.
    EXPECT_NEAR(binomial_p(350, 400, 0.9), 0.09575789968, 1e-9);
    EXPECT_NEAR(binomial_p(10, 10, 0.9), 0.612579511, 1e-9);
    EXPECT_NEAR(binomial_lower_p(3, 10, 0.9), 9.1216e-06, 1e-12);
}

}  // namespace
}  // namespace cairn::assessment::tests
