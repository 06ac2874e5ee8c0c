#include <gtest/gtest.h>

#include "cairn/intake/dates.hpp"

using namespace cairn::intake;

namespace {

std::string read(std::string_view text, std::string_view pattern) {
    const auto date = parse_date_as(text, pattern);
    return date ? to_text(*date) : date.error().code;
}

std::string patterns(const std::vector<std::string>& texts) {
    std::string all;
    for (const auto& pattern : find_date_patterns(texts)) all += "[" + pattern + "]";
    return all;
}

}  // namespace

TEST(Dates, EachPatternReadsItsOwn) {
    EXPECT_EQ(read("17.05.2004", "dd.mm.yyyy"), "2004-05-17");
    EXPECT_EQ(read("7.5.2004", "dd.mm.yyyy"), "2004-05-07");
    EXPECT_EQ(read("17/05/2004", "dd/mm/yyyy"), "2004-05-17");
    EXPECT_EQ(read("05/17/2004", "mm/dd/yyyy"), "2004-05-17");
    EXPECT_EQ(read("17-05-2004", "dd-mm-yyyy"), "2004-05-17");
    EXPECT_EQ(read("2004/05/17", "yyyy/mm/dd"), "2004-05-17");
    EXPECT_EQ(read("20040517", "yyyymmdd"), "2004-05-17");
    EXPECT_EQ(read("05/2004", "mm/yyyy"), "2004-05");
    EXPECT_EQ(read("5.2004", "mm.yyyy"), "2004-05");
}

TEST(Dates, IsoDatesAndBareYearsAreReadUnderAnyPattern) {
    for (const auto pattern : date_patterns()) {
        EXPECT_EQ(read("2004-05-17", pattern), "2004-05-17");
        EXPECT_EQ(read("2004", pattern), "2004");
        EXPECT_EQ(read("2004.0", pattern), "2004") << "a year that passed through a spreadsheet";
    }
}

TEST(Dates, ATimeOfDayIsDropped) {
    EXPECT_EQ(read("17.05.2004 10:30", "dd.mm.yyyy"), "2004-05-17");
    EXPECT_EQ(read("05/17/2004 10:30:00 AM", "mm/dd/yyyy"), "2004-05-17");
    EXPECT_EQ(read("2004-05-17T00:00:00Z", ""), "2004-05-17");
}

TEST(Dates, WhatIsNoDateIsRefused) {
    for (const char* text : {"31.02.2004", "17.13.2004", "0.1.2004", "17.05.04", "17.05.2004x", "about 2004", "17.05",
                             "17.05.1899", "17.05.2300", "..", ""}) {
        EXPECT_EQ(read(text, "dd.mm.yyyy"), "impossible_date") << text;
    }
    EXPECT_EQ(read("17.05.2004", ""), "impossible_date") << "no pattern was stated";
    EXPECT_EQ(read("2004517", "yyyymmdd"), "impossible_date");
}

TEST(Dates, MonthsByNameAreReadUnderAnyPattern) {
    for (const char* text :
         {"17 May 2004", "May 17, 2004", "17-May-2004", "17th of May 2004", "17 mai 2004", "17 de mayo de 2004",
          "17 de maio de 2004", "17 мая 2004 г.", "17 травня 2004 року", "17 أيار 2004", "١٧ مايو ٢٠٠٤",
          "2004 թ. մայիսի 17", "17 may 2004", "17. svibnja 2004.", "17. maja 2004.", "17. маја 2004."}) {
        EXPECT_EQ(read(text, ""), "2004-05-17") << text;
        EXPECT_EQ(read(text, "mm/dd/yyyy"), "2004-05-17") << text;
    }
    EXPECT_EQ(read("كانون الثاني 1993", ""), "1993-01");
    EXPECT_EQ(read("Dec 1993", ""), "1993-12");
    EXPECT_EQ(read("1er août 1993", ""), "1993-08-01");
    EXPECT_EQ(read("31 лютого 1993", ""), "impossible_date");
    EXPECT_EQ(read("17 ma 2004", ""), "impossible_date") << "March or May";
    EXPECT_EQ(read("17 May 04", ""), "impossible_date");
}

TEST(Dates, YearsOfTwoDigitsNeedAPatternThatSaysSo) {
    EXPECT_EQ(read("17.05.93", "dd.mm.yy"), "1993-05-17");
    EXPECT_EQ(read("17.05.43", "dd.mm.yy"), "1943-05-17");
    EXPECT_EQ(read("17.05.04", "dd.mm.yy"), "2004-05-17");
    EXPECT_EQ(read("17.05.2004", "dd.mm.yy"), "impossible_date");
    EXPECT_EQ(patterns({"17.05.93", "1.2.94"}), "[dd.mm.yy]");
    EXPECT_EQ(patterns({"03/04/93"}), "[dd/mm/yy][mm/dd/yy]") << "nothing tells which";
}

TEST(Dates, DigitsOfOtherScriptsAndASpreadsheetsDaysAreRead) {
    EXPECT_EQ(read("١٧/٠٥/٢٠٠٤", "dd/mm/yyyy"), "2004-05-17");
    EXPECT_EQ(read("۲۰۰۴-۰۵-۱۷", ""), "2004-05-17");
    EXPECT_EQ(read("2004.05.17", "yyyy.mm.dd"), "2004-05-17");
    EXPECT_EQ(read("38124", "excel"), "2004-05-17");
    EXPECT_EQ(read("38124.5", "excel"), "2004-05-17");
    EXPECT_EQ(read("36526", "excel"), "2000-01-01");
    EXPECT_EQ(read("123", "excel"), "impossible_date");
    EXPECT_EQ(patterns({"38124", "36526"}), "[excel]");
    EXPECT_EQ(patterns({"38124", "7"}), "");
}

TEST(Dates, PatternsThatFitAllTextsAreFound) {
    EXPECT_EQ(patterns({"2004-05-17", "2003"}), "[]");
    EXPECT_EQ(patterns({"17.05.2004", "1.1.1999"}), "[dd.mm.yyyy]");
    EXPECT_EQ(patterns({"17/05/2004", "03/04/2001"}), "[dd/mm/yyyy]");
    EXPECT_EQ(patterns({"05/17/2004", "03/04/2001"}), "[mm/dd/yyyy]");
    EXPECT_EQ(patterns({"03/04/2001"}), "[dd/mm/yyyy][mm/dd/yyyy]") << "nothing tells which";
    EXPECT_EQ(patterns({"17/05/2004", "05/17/2004"}), "");
    EXPECT_EQ(patterns({"spring"}), "");
}
