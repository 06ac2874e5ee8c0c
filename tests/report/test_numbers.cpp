#include <limits>

#include <gtest/gtest.h>

#include "cairn/report/catalogue.hpp"
#include "cairn/report/numbers.hpp"

namespace cairn::report {
namespace {

const Numbers& numbers() {
    static const Numbers all{Catalogue().symbols()};
    return all;
}

TEST(Numbers, GroupThousandsWithANarrowNoBreakSpace) {
    EXPECT_EQ(numbers().count(0), "0");
    EXPECT_EQ(numbers().count(999), "999");
    EXPECT_EQ(numbers().count(1164), "1\u202F164");
    EXPECT_EQ(numbers().count(41300), "41\u202F300");
    EXPECT_EQ(numbers().count(1234567), "1\u202F234\u202F567");
}

TEST(Numbers, UseATrueMinusAndNeverAMinusZero) {
    EXPECT_EQ(numbers().count(-1234), "\u22121\u202F234");
    EXPECT_EQ(numbers().decimal(-0.04, 1), "0.0");
    EXPECT_EQ(numbers().decimal(-0.0, 0), "0");
}

TEST(Numbers, GiveEstimatesThreeFigures) {
    EXPECT_EQ(numbers().estimate(41'342), "41\u202F300");
    EXPECT_EQ(numbers().estimate(9.996), "10.0");
    EXPECT_EQ(numbers().estimate(99.96), "100");
    EXPECT_EQ(numbers().estimate(0.012345), "0.0123");
    EXPECT_EQ(numbers().estimate(0), "0");
}

TEST(Numbers, PrintSharesWholeWithOneDecimalOnlyWhenSmallAndManyWereCounted) {
    EXPECT_EQ(numbers().percent(0.361), "36\u202F%");
    EXPECT_EQ(numbers().percent(0.0712, 600), "7.1\u202F%");
    EXPECT_EQ(numbers().percent(0.0712, 500), "7\u202F%");
    EXPECT_EQ(numbers().percent(0.0999, 600), "10\u202F%");
    EXPECT_EQ(numbers().percent(0.46, 5000), "46\u202F%");
}

TEST(Numbers, NeverPrintAShareAsNothingOrAll) {
    for (const double share : {-1.0, 0.0, 0.001, 0.0099})
        EXPECT_EQ(numbers().percent(share), "<\u202F1\u202F%") << share;
    for (const double share : {0.9901, 1.0, 2.0}) EXPECT_EQ(numbers().percent(share), ">\u202F99\u202F%") << share;
    for (int i = 0; i <= 100'000; ++i) {
        const std::string text = numbers().percent(i / 100'000.0, i % 2 == 0 ? 10'000 : 10);
        EXPECT_NE(text, "0\u202F%");
        EXPECT_NE(text, "0.0\u202F%");
        EXPECT_NE(text, "100\u202F%");
    }
}

TEST(Numbers, WriteARangeAfterItsEstimate) {
    EXPECT_EQ(numbers().percent_with_range(0.46, 0.17, 0.78), "46\u202F%\u00A0(17\u201378)");
    EXPECT_EQ(numbers().percent_range(0, 0.22), "<\u202F1\u201322");
    EXPECT_EQ(numbers().ratio_range(0.22, 0.31), "0.22\u20130.31");
    EXPECT_EQ(numbers().ratio(12.34), "12.3");
}

TEST(Numbers, ChooseAUnitThatReads) {
    EXPECT_EQ(numbers().metres(50), "50\u202Fm");
    EXPECT_EQ(numbers().metres(2000), "2\u202F000\u202Fm");
    EXPECT_EQ(numbers().metres(12'340), "12.3\u202Fkm");
    EXPECT_EQ(numbers().area(640), "640\u202Fm²");
    EXPECT_EQ(numbers().area(14'000), "1.4\u202Fha");
    EXPECT_EQ(numbers().area(12'540'000), "12.5\u202Fkm²");
    EXPECT_EQ(numbers().area(51'200'000'000), "51\u202F200\u202Fkm²");
}

TEST(Numbers, WriteDatesAsPreciselyAsTheyAreKnown) {
    EXPECT_EQ(numbers().date("2024-03-31"), "31\u00A0Mar\u00A02024");
    EXPECT_EQ(numbers().date("1993-09"), "Sep\u00A01993");
    EXPECT_EQ(numbers().date("1993"), "1993");
    EXPECT_EQ(numbers().date("spring 1993"), "spring 1993");
}

TEST(Numbers, SurviveWhatIsNoNumber) {
    EXPECT_EQ(numbers().count(std::numeric_limits<double>::quiet_NaN()), "?");
    EXPECT_EQ(numbers().estimate(std::numeric_limits<double>::infinity()), "?");
    EXPECT_FALSE(numbers().count(1e308).empty());
}

}  // namespace
}  // namespace cairn::report
