#include <gtest/gtest.h>

#include "cairn/formats/utf8.hpp"

using namespace cairn::formats;

// The boundaries of RFC 3629, section 4, one by one.
TEST(Utf8, TheShortestAndLongestFormsOfEachLengthAreTold) {
    EXPECT_EQ(sequence_length("a"), 1U);
    EXPECT_EQ(sequence_length("\x7F"), 1U);
    EXPECT_EQ(sequence_length("\xC2\x80"), 2U);
    EXPECT_EQ(sequence_length("\xDF\xBF"), 2U);
    EXPECT_EQ(sequence_length("\xE0\xA0\x80"), 3U);
    EXPECT_EQ(sequence_length("\xED\x9F\xBF"), 3U);
    EXPECT_EQ(sequence_length("\xEE\x80\x80"), 3U);
    EXPECT_EQ(sequence_length("\xF0\x90\x80\x80"), 4U);
    EXPECT_EQ(sequence_length("\xF4\x8F\xBF\xBF"), 4U);
}

TEST(Utf8, OverlongFormsSurrogatesAndValuesBeyondUnicodeAreNot) {
    for (const char* bad : {"\x80", "\xC0\xAF", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
                            "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xC2", "\xE2\x82", "\xF0\x90\x80"}) {
        EXPECT_EQ(sequence_length(bad), 0U) << bad;
        EXPECT_FALSE(is_utf8(bad));
    }
    EXPECT_EQ(sequence_length(""), 0U);
}

TEST(Utf8, EachBadByteBecomesOneReplacement) {
    EXPECT_EQ(replace_invalid("a\xE9z"), "a\xEF\xBF\xBDz");
    EXPECT_EQ(replace_invalid("\xC3\xA9"), "\xC3\xA9");
}

TEST(Utf8, EveryCodePointIsWrittenAsItIsRead) {
    for (std::uint32_t c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 97) {
        std::string text;
        append_code_point(text, c);
        EXPECT_EQ(sequence_length(text), text.size()) << c;
    }
}
