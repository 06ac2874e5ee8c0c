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

TEST(NumberText, PlainNumbersAreReadAsAllOthers) {
    cairn::Random random(3);
    int taken = 0;
    for (int i = 0; i < 200'000; ++i) {
        std::string text = i % 3 == 0 ? "-" : "";
        text += std::to_string(random.below(i % 2 == 0 ? 200 : 9'000'000));
        if (i % 5 != 0) {
            text += '.';
            for (auto n = 1 + random.below(10); n > 0; --n) text += static_cast<char>('0' + random.below(10));
        }
        const std::string in_file = text + ",";
        const char* at = in_file.data();
        double value = 0;
        if (!take_plain_number(at, in_file.data() + in_file.size(), value)) continue;
        ++taken;
        ASSERT_EQ(*at, ',') << text;
        ASSERT_EQ(std::bit_cast<std::uint64_t>(value), std::bit_cast<std::uint64_t>(*parse_number(text))) << text;
    }
    EXPECT_GT(taken, 150'000);
    const std::string zero = "-0]";
    const char* at = zero.data();
    double value = 1;
    ASSERT_TRUE(take_plain_number(at, zero.data() + zero.size(), value));
    EXPECT_TRUE(value == 0 && std::signbit(value));
}

TEST(NumberText, WhatIsNotPlainIsLeft) {
    for (const std::string text : {"01,", "1.,", ".5,", "+1,", "1e3,", "1.5E3,", "nan,", "-,", "--1,", "12", "1.5", "",
                                   "1234567890123456,", "0.1234567890123456,", "00,", "-01,"}) {
        const char* at = text.data();
        double value = 7;
        EXPECT_FALSE(take_plain_number(at, text.data() + text.size(), value)) << text;
        EXPECT_EQ(at, text.data()) << text;
    }
}
