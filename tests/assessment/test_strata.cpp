#include <gtest/gtest.h>

#include "assessment/world.hpp"
#include "cairn/assessment/strata.hpp"

namespace cairn::assessment {
namespace {

using namespace tests;

Measure weighted(const Input& input, double tolerance) {
    NoProgress progress;
    Settings settings;
    settings.tolerances_m = {tolerance};
    const Evidence evidence = gather(input, settings, progress);
    const GroundPoints ground = spread_ground(evidence);
    for (const Measure& m : SearchStrata(evidence, ground).coverage({}))
        if (m.tolerance_m == tolerance) return m;
    return {};
}

/// One record of 1 km × 1 km in the south-west of 4 km × 1 km; finds in a row of places on it and beyond 500 m.
Input two_kinds_of_ground() {
    Input input;
    input.study_area = ground(0, 0, 4000, 1000);
    input.footprints = {footprint("a", 0, 0, 1000, 1000)};
    for (int k = 0; k < 12; ++k) {
        input.finds.push_back(find(500, 40 + 80 * k));
        input.finds.push_back(find(3000, 40 + 80 * k));
    }
    return input;
}

TEST(Strata, GroundSearchedWholeNeedsNoWeight) {
    Input input = two_kinds_of_ground();
    input.searches = {search("1", 0, 0, 4000, 1000, 1.0)};
    const Measure measure = weighted(input, 0);
    ASSERT_TRUE(measure.value) << measure.caution;
    EXPECT_NEAR(*measure.value, 0.5, 0.02);
    EXPECT_NEAR(*measure.denominator, 24, 0.5);
}

TEST(Strata, AFindOnGroundOfWhichAQuarterWasSearchedStandsForFour) {
    Input input = two_kinds_of_ground();
    // All of the record's ground and the strip to 500 m, a quarter of the rest, with f d = 0.5 there.
    input.searches = {search("1", 0, 0, 1500, 1000, 1.0), search("2", 2700, 0, 3325, 1000, 1.0, 0.5)};
    const Measure measure = weighted(input, 0);
    EXPECT_NEAR(*measure.denominator, 12 + 12 * 4 * 2, 4);
    EXPECT_NEAR(*measure.numerator, 12, 0.5);
}

TEST(Strata, WhereTheChoiceOfGroundMattersOnlyBoundsAreGiven) {
    Input input = two_kinds_of_ground();
    input.searches = {search("1", 0, 0, 1500, 1000, 1.0), search("2", 2700, 0, 3325, 1000, 1.0)};
    const Measure measure = weighted(input, 0);  // 12 of 60, or 12 of 24
    EXPECT_FALSE(measure.value);
    EXPECT_EQ(measure.caution, "choice_of_ground_matters");
    EXPECT_EQ(measure.interval, "bounds");
    EXPECT_LT(*measure.low, 0.2);
    EXPECT_GT(*measure.high, 0.5);
}

TEST(Strata, AStratumThatNobodySearchedLeavesBounds) {
    Input input = two_kinds_of_ground();
    input.finds.erase(input.finds.begin() + 12, input.finds.end());
    for (std::size_t k = 0; k < input.finds.size(); ++k)
        input.finds[k].position = {500, 40 + 80.0 * static_cast<double>(k)};
    input.searches = {search("1", 0, 0, 1000, 1000, 1.0)};
    const Measure measure = weighted(input, 0);
    EXPECT_FALSE(measure.value);
    EXPECT_EQ(measure.caution, "stratum_never_searched");
    EXPECT_LT(*measure.low, 0.5);
    EXPECT_EQ(*measure.high, 1);
}

TEST(Strata, FindsOffSearchedGroundAreSaidToBeLeftOut) {
    Input input = two_kinds_of_ground();
    input.searches = {search("1", 0, 0, 1500, 1000, 1.0)};
    const Measure measure = weighted(input, 0);
    EXPECT_NEAR(*measure.denominator, 12, 0.5);
    EXPECT_FALSE(measure.value);
}

}  // namespace
}  // namespace cairn::assessment
