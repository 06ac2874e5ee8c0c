#pragma once
// A date as precisely as it is known. "2004" is an interval of a year, never its first of January.

#include <chrono>
#include <compare>
#include <string>
#include <string_view>

#include "cairn/core/result.hpp"

namespace cairn {

enum class DatePrecision { year, month, day };

/// A closed interval of days, [first, last], that came from a date of the stated precision.
struct Date {
    std::chrono::sys_days first{};
    std::chrono::sys_days last{};
    DatePrecision precision = DatePrecision::day;

    friend bool operator==(const Date&, const Date&) = default;
};

/// Reads "2004", "2004-05", "2004-05-17" and "2004-05-17T…" (ISO 8601-1:2019, 5.2.2; the time of day is dropped).
/// Fails on anything else, on days that do not exist, and outside the years 1900 to 2200.
Result<Date> parse_date(std::string_view text);

/// The same text that parse_date reads: "2004", "2004-05" or "2004-05-17".
std::string to_text(const Date& date);

/// True when the whole of `date` lies on or before the last day of `limit`: "by the end of `limit`".
bool is_by(const Date& date, const Date& limit);

/// True when the whole of `date` lies after the last day of `limit`.
bool is_after(const Date& date, const Date& limit);

/// Today in UTC, with day precision. The only place that reads the clock for a date.
Date today();

}  // namespace cairn
