// Text that fits a terminal: widths, breaks, tables, progress.

#include <sstream>

#include <gtest/gtest.h>

#include "cli/progress_text.hpp"
#include "cli/text_table.hpp"
#include "cli/text_width.hpp"

namespace cairn::cli {
namespace {

TEST(TextWidth, WideLettersTakeTwoColumnsAndMarksNone) {
    EXPECT_EQ(display_width("Orvel"), 5u);
    EXPECT_EQ(display_width("地雷"), 4u);
    EXPECT_EQ(display_width("e\u0301"), 1u);       // e and a combining acute
    EXPECT_EQ(display_width("й"), 1u);
    EXPECT_EQ(display_width("أُرڤِل"), 4u);          // Arabic with its vowel marks
    EXPECT_EQ(display_width("a\u200Bb\u200E"), 2u);  // not shown
    EXPECT_EQ(display_width("\xFF\xFE"), 2u);      // not UTF-8: a replacement each
    EXPECT_EQ(display_width(""), 0u);
}

TEST(TextWidth, LinesAreBrokenAtSpacesAndAWordThatIsTooLongBetweenLetters) {
    EXPECT_EQ(wrap("one two three", 7), (std::vector<std::string>{"one two", "three"}));
    EXPECT_EQ(wrap("abcdefgh", 3), (std::vector<std::string>{"abc", "def", "gh"}));
    EXPECT_EQ(wrap("地雷地図", 5), (std::vector<std::string>{"地雷", "地図"}));
    EXPECT_EQ(wrap("one\n  two", 80), (std::vector<std::string>{"one", "  two"}));
    EXPECT_EQ(wrap("", 10), (std::vector<std::string>{""}));
}

TEST(TextWidth, NoLineIsWiderThanAskedAndNoLetterIsLost) {
    const std::string text =
        "Поле 12 у дороги, «地雷 原», e\u0301te\u0301 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa end";
    const auto letters = [](std::string s) {
        std::erase(s, ' ');
        return s;
    };
    for (std::size_t width = 2; width < 60; ++width) {
        std::string joined;
        for (const std::string& line : wrap(text, width)) {
            EXPECT_LE(display_width(line), width);
            joined += line;
        }
        EXPECT_EQ(letters(joined), letters(text)) << width;
        EXPECT_LE(display_width(shorten(text, width)), width);
    }
    EXPECT_EQ(shorten("Orvel valley", 7), "Orvel …");
    EXPECT_EQ(shorten("Orvel", 5), "Orvel");
}

TEST(TextWidth, WhatAFileHoldsCannotSteerTheTerminal) {
    EXPECT_EQ(without_controls("a\033[31mb\tc\r\nd\u009Be", true), "a [31mb c \nd e");
    EXPECT_EQ(without_controls("a\nb\xFF", false), "a b\uFFFD");
}

std::vector<std::string> split_lines(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

workflow::ConsoleTable example() {
    return {.columns = {{"measure"}, {"of", true}, {"value", true}, {"caution"}},
            .rows = {{"coverage of accidents, weighted", "123456789", "0.512", "positions of accidents are rough"},
                     {"地雷原の確認率", "12", "–", ""}},
            .note = {}};
}

TEST(TextTable, WithoutATerminalARowIsALine) {
    const auto lines = split_lines(to_text(example(), 0));
    ASSERT_EQ(lines.size(), 3u);
    EXPECT_EQ(lines[0], "measure                                 of  value  caution");
    EXPECT_EQ(lines[1], "coverage of accidents, weighted  123456789  0.512  positions of accidents are rough");
    EXPECT_EQ(lines[2], "地雷原の確認率                          12      –");
}

TEST(TextTable, ItFitsEveryWidthAndNeverBreaksAFigure) {
    for (std::size_t width = 20; width < 100; ++width) {
        const std::string text = to_text(example(), width);
        for (const std::string& line : split_lines(text)) EXPECT_LE(display_width(line), width) << line;
        EXPECT_NE(text.find("123456789"), std::string::npos) << text;
        EXPECT_NE(text.find("0.512"), std::string::npos);
    }
}

TEST(TextTable, ARowThatCannotFitBecomesAList) {
    const auto lines = split_lines(to_text(example(), 30));
    EXPECT_EQ(lines.at(0), "measure: coverage of");
    EXPECT_EQ(lines.at(2), "of: 123456789");
}

TEST(ProgressText, WhatRemainsIsSaidOnceItCanBeEstimated) {
    EXPECT_EQ(progress_line("Reading", 500, 48'000, 1.2, 200),
              "Reading  500 of 48 000, 1 %  (Ctrl-C stops; nothing is lost)");
    EXPECT_EQ(progress_line("Reading", 12'000, 48'000, 12, 200),
              "Reading  12 000 of 48 000, 25 %, about 40 s left  (Ctrl-C stops; nothing is lost)");
    EXPECT_EQ(progress_line("Reading", 12'000, 48'000, 12, 60), "Reading  12 000 of 48 000, 25 %, about 40 s left");
    EXPECT_EQ(progress_line("Reading", 12'000, 0, 3, 40), "Reading  12 000  for 3 s");
    EXPECT_EQ(progress_line("Reading", 12'000, 48'000, 12, 10), "Reading  …");
    EXPECT_EQ(progress_line("Reading", 7, 5, 12, 30), "Reading  7  for 12 s");  // more than was announced
}

TEST(ProgressText, ATimeIsRoundedUpwards) {
    EXPECT_EQ(rough_time(0), "about 1 s");
    EXPECT_EQ(rough_time(11), "about 15 s");
    EXPECT_EQ(rough_time(56), "about 1 min");
    EXPECT_EQ(rough_time(61), "about 2 min");
    EXPECT_EQ(rough_time(3600), "about 1 h");
    EXPECT_EQ(rough_time(4700), "about 1 h 20 min");
    EXPECT_EQ(grouped(1234567), "1 234 567");
    EXPECT_EQ(grouped(-1234), "-1 234");
    EXPECT_EQ(grouped(999), "999");
}

}  // namespace
}  // namespace cairn::cli
