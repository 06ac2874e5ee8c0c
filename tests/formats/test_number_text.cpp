#include <bit>
#include <cmath>

#include <gtest/gtest.h>

#include "cairn/core/random.hpp"
#include "cairn/formats/number_text.hpp"

using namespace cairn::formats;

TEST(NumberText, WholeAndPlainNumbersHaveNoExponent) {
    EXPECT_EQ(to_text(0.0), "0");
    EXPECT_EQ(to_text(1976.0), "1976");
    EXPECT_EQ(to_text(-0.1), "-0.1");
    EXPECT_EQ(to_text(18.1234567), "18.1234567");
    EXPECT_EQ(to_text(123456789012345.0), "123456789012345");
    EXPECT_EQ(to_text(1e300), "1e+300");
}

TEST(NumberText, EveryDoubleReadsBackAsItself) {
    cairn::Random random(1);
    for (int i = 0; i < 20'000; ++i) {
        const double value = std::bit_cast<double>(random.bits());
        if (!std::isfinite(value)) continue;
        EXPECT_EQ(parse_number(to_text(value)), value);
    }
}

TEST(NumberText, OnlyWholeFiniteDecimalNumbersAreRead) {
    EXPECT_EQ(parse_number("+1.5"), 1.5);
    EXPECT_EQ(parse_number("1e3"), 1000);
    for (const char* bad : {"", " ", "1 ", " 1", "1,5", "0x10", "nan", "inf", "1e999", "12abc", "--1", "1-", "+-1"}) {
        EXPECT_EQ(parse_number(bad), std::nullopt) << bad;
    }
}
