#include <gtest/gtest.h>

#include "cairn/core/text.hpp"

namespace {

using namespace cairn;

TEST(Text, IsTrimmedAtItsEndsAlone) {
    EXPECT_EQ(trim(" \ta b\r\n"), "a b");
    EXPECT_EQ(trim(" \n"), "");
    EXPECT_TRUE(is_blank("\t\r\n "));
    EXPECT_FALSE(is_blank(" x "));
}

TEST(Text, IsCutBetweenItsLetters) {
    const std::string mines = "мины";  // two bytes each
    EXPECT_EQ(first_bytes(mines, 8), mines);
    EXPECT_EQ(first_bytes(mines, 5), "ми");
    EXPECT_EQ(first_bytes(mines, 1), "");
    EXPECT_EQ(shorten(std::string(79, 'a') + "ж"), std::string(79, 'a') + "…");
    EXPECT_EQ(shorten(std::string(80, 'a')), std::string(80, 'a'));
}

TEST(Text, LettersBeyondAsciiKeepTheirCase) { EXPECT_EQ(to_lower_ascii("Мины.SHP"), "Мины.shp"); }

}  // namespace
