#include "cairn/core/date.hpp"

#include <array>
#include <cstdio>
#include <optional>

#include "cairn/core/text.hpp"

namespace cairn {
namespace {

using namespace std::chrono;

std::optional<int> digits(std::string_view text) {
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

tl::unexpected<Finding> bad_date(std::string_view text, std::string why) {
    return failure({.code = "impossible_date",
                    .severity = Severity::error,
                    .message = "The date \"" + std::string(first_bytes(text, 40)) + "\" " + std::move(why),
                    .found = std::string(first_bytes(text, 40)),
                    .expected = "YYYY, YYYY-MM or YYYY-MM-DD"});
}

}  // namespace

Result<Date> parse_date(std::string_view text) {
    if (const auto time = text.find_first_of("T "); time != std::string_view::npos && time == 10) {
        text = text.substr(0, 10);
    }
    const bool shaped = (text.size() == 4) || (text.size() == 7 && text[4] == '-') ||
                        (text.size() == 10 && text[4] == '-' && text[7] == '-');
    const auto y = digits(text.substr(0, 4));
    const auto m = text.size() >= 7 ? digits(text.substr(5, 2)) : 1;
    const auto d = text.size() == 10 ? digits(text.substr(8, 2)) : 1;
    if (!shaped || !y || !m || !d) {
        return bad_date(text, "cannot be read; write it as YYYY, YYYY-MM or YYYY-MM-DD.");
    }
    if (*y < 1900 || *y > 2200) return bad_date(text, "lies outside the years 1900 to 2200.");
    const year_month month{year{*y}, std::chrono::month{static_cast<unsigned>(*m)}};
    if (!month.ok()) return bad_date(text, "has a month that does not exist.");
    if (text.size() == 4) {
        return Date{sys_days{year{*y} / January / 1}, sys_days{year{*y} / December / 31}, DatePrecision::year};
    }
    if (text.size() == 7) return Date{sys_days{month / 1}, sys_days{month / last}, DatePrecision::month};
    const year_month_day day = month / std::chrono::day{static_cast<unsigned>(*d)};
    if (!day.ok()) return bad_date(text, "is a day that does not exist.");
    return Date{sys_days{day}, sys_days{day}, DatePrecision::day};
}

std::string to_text(const Date& date) {
    const year_month_day day{date.first};
    std::array<char, 32> text{};
    const int y = static_cast<int>(day.year());
    const unsigned m = static_cast<unsigned>(day.month());
    const unsigned d = static_cast<unsigned>(day.day());
    switch (date.precision) {
        case DatePrecision::year: std::snprintf(text.data(), text.size(), "%04d", y); break;
        case DatePrecision::month: std::snprintf(text.data(), text.size(), "%04d-%02u", y, m); break;
        case DatePrecision::day: std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", y, m, d); break;
    }
    return text.data();
}

bool is_by(const Date& date, const Date& limit) { return date.last <= limit.last; }
bool is_after(const Date& date, const Date& limit) { return date.first > limit.last; }

Date today() {
    const auto day = floor<days>(system_clock::now());
    return {day, day, DatePrecision::day};
}

}  // namespace cairn
