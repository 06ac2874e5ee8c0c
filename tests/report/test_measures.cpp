#include <algorithm>

#include <gtest/gtest.h>

#include "cairn/report/measures.hpp"
#include "report/sample.hpp"

namespace cairn::report {
namespace {

Measure with_range(double all, double value, double low, double high) {
    Measure m = tests::share("confirmed_rate", CountUnit::record, 50, value * all, all);
    m.low = low;
    m.high = high;
    return m;
}

TEST(Standing, IsStatedFromTenTestsAndAtMostFiftyPointsOfRange) {
    const Measure ten = with_range(10, 0.5, 0.25, 0.75);
    EXPECT_EQ(standing(&ten), Standing::stated);
    const Measure nine = with_range(9, 0.5, 0.4, 0.6);
    EXPECT_EQ(standing(&nine), Standing::too_few);
    const Measure wide = with_range(100, 0.5, 0.2, 0.71);
    EXPECT_EQ(standing(&wide), Standing::too_few);
}

TEST(Standing, IsAbsentWithoutAValue) {
    EXPECT_EQ(standing(nullptr), Standing::absent);
    Measure none;
    none.denominator = 40;
    EXPECT_EQ(standing(&none), Standing::absent);
}

TEST(Standing, IsTooFewWithoutARangeAndForBounds) {
    Measure m = with_range(100, 0.5, 0.4, 0.6);
    m.low.reset();
    EXPECT_EQ(standing(&m), Standing::too_few);
    Measure bounds = with_range(100, 0.5, 0.4, 0.6);
    bounds.interval = "bounds";
    EXPECT_EQ(standing(&bounds), Standing::too_few);
}

TEST(Standing, IsStatedForAFullCountHoweverSmall) {
    Measure m = with_range(3, 1, 1, 1);
    m.interval = "census";
    EXPECT_EQ(standing(&m), Standing::stated);
}

TEST(Measures, FindByScopeUnitAndWeighting) {
    const ReportInput input = tests::sample_report();
    const Measures measures(input.assessment);
    const Measure* whole = measures.find({.measure = "confirmed_rate"});
    ASSERT_NE(whole, nullptr);
    EXPECT_EQ(whole->denominator, 61);
    EXPECT_EQ(whole->tolerance_m, 50);
    EXPECT_EQ(measures.find({.measure = "confirmed_rate", .weighting = Weighting::ground})->numerator, 20);
    EXPECT_EQ(
        measures.find({.measure = "confirmed_rate", .scope = {.package = "d4", .area = {}, .period = {}}})->denominator,
        4);
    EXPECT_EQ(measures.find({.measure = "accidents_outside", .unit = CountUnit::person})->denominator, 41);
    EXPECT_EQ(measures.find({.measure = "accidents_outside"})->denominator, 26);  // events come first
    EXPECT_EQ(measures.find({.measure = "no_such_measure"}), nullptr);
    EXPECT_EQ(measures.find({.measure = "located_share"})->denominator, 148);  // without a tolerance
}

TEST(Measures, GiveCurvesInOrderOfTolerance) {
    ReportInput input = tests::sample_report();
    std::reverse(input.assessment.measures.begin(), input.assessment.measures.end());
    const Measures measures(input.assessment);
    const auto curve = measures.find_curve({.measure = "coverage"});
    ASSERT_EQ(curve.size(), 10U);
    for (std::size_t i = 1; i < curve.size(); ++i) EXPECT_LT(*curve[i - 1]->tolerance_m, *curve[i]->tolerance_m);
}

TEST(Measures, ListPackagesAndAreasOnce) {
    const ReportInput input = tests::sample_report();
    const Measures measures(input.assessment);
    EXPECT_EQ(measures.packages(), (std::vector<std::string>{"d1", "d2", "d3", "d4"}));
    EXPECT_EQ(measures.areas(), (std::vector<std::string>{"a1", "a2", "a3"}));
}

TEST(Cautions, SplitAtSpaces) {
    EXPECT_TRUE(split_cautions("").empty());
    EXPECT_EQ(split_cautions("too_few_places uniform_exposure"),
              (std::vector<std::string>{"too_few_places", "uniform_exposure"}));
}

}  // namespace
}  // namespace cairn::report
