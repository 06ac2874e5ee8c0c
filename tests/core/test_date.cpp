#include <gtest/gtest.h>

#include "cairn/core/date.hpp"

namespace cairn {
namespace {

TEST(Date, KeepsThePrecisionThatWasWritten) {
    for (const char* text : {"2004", "2004-02", "2004-02-29"}) EXPECT_EQ(to_text(parse_date(text).value()), text);
}

TEST(Date, DropsATimeOfDay) { EXPECT_EQ(to_text(parse_date("2004-02-29T23:59:60Z").value()), "2004-02-29"); }

TEST(Date, RefusesDaysThatDoNotExistAndTextThatIsNoDate) {
    for (const char* text : {"2003-02-29", "2004-13", "2004-00-01", "2004-01-32", "1899", "2201", "", "04", "2004/05",
                             "12.05.2004", "2004-5-1", "20040501", "yesterday", "2004-05-0x", "-2004"}) {
        const auto date = parse_date(text);
        ASSERT_FALSE(date.has_value()) << text;
        EXPECT_EQ(date.error().code, "impossible_date");
    }
}

TEST(Date, AYearEndsByItsLastDayAndBeginsOnItsFirst) {
    const Date year = parse_date("2004").value();
    EXPECT_TRUE(is_by(year, year));
    EXPECT_TRUE(is_by(year, parse_date("2004-12-31").value()));
    EXPECT_FALSE(is_by(year, parse_date("2004-12-30").value()));
    EXPECT_FALSE(is_after(year, parse_date("2004-01-01").value()));
    EXPECT_TRUE(is_after(parse_date("2005").value(), year));
}

}  // namespace
}  // namespace cairn
