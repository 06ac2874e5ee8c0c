#include "cairn/intake/dates.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "cairn/core/text.hpp"
#include "cairn/intake/month_names.hpp"
#include "cairn/intake/numbers.hpp"
#include "cairn/registers/fold.hpp"

namespace cairn::intake {
namespace {

constexpr std::array<std::string_view, 15> patterns{
    "dd.mm.yyyy", "dd/mm/yyyy", "dd-mm-yyyy", "mm/dd/yyyy", "mm-dd-yyyy", "yyyy/mm/dd", "yyyy.mm.dd", "yyyymmdd",
    "mm/yyyy",    "mm.yyyy",    "dd.mm.yy",   "dd/mm/yy",   "dd-mm-yy",   "mm/dd/yy",   excel_days};

/// Years of two digits from here on are of the 20th century.
constexpr std::string_view first_of_1900s = "43";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string two_digits(std::string_view text) { return (text.size() == 1 ? "0" : "") + std::string(text); }

/// Behind a date: nothing, or a time of day ("T10:00", " 10:00:00").
bool is_time(std::string_view rest) {
    if (rest.empty()) return true;
    if (rest[0] != 'T' && rest[0] != ' ') return false;
    return std::all_of(rest.begin() + 1, rest.end(), [](char c) {
        return is_digit(c) || c == ':' || c == '.' || c == '+' || c == '-' || c == 'Z' || c == ' ' || c == 'A' ||
               c == 'P' || c == 'M';
    });
}

/// The text that parse_date reads, or empty when `text` does not follow the pattern.
std::string to_iso(std::string_view text, std::string_view pattern) {
    std::string day, month, year;
    for (std::size_t p = 0; p < pattern.size();) {
        const char letter = pattern[p];
        std::size_t width = 0;
        while (p < pattern.size() && pattern[p] == letter) ++p, ++width;
        if (letter != 'd' && letter != 'm' && letter != 'y') {
            if (!text.starts_with(letter)) return {};
            text.remove_prefix(1);
            continue;
        }
        std::size_t digits = 0;
        while (digits < width && digits < text.size() && is_digit(text[digits])) ++digits;
        const bool is_packed = pattern == "yyyymmdd";
        if (digits == 0 || (digits < width && (letter == 'y' || is_packed))) return {};
        (letter == 'd' ? day : letter == 'm' ? month : year) = text.substr(0, digits);
        text.remove_prefix(digits);
    }
    if (!is_time(text)) return {};
    if (year.size() == 2) year = (year >= first_of_1900s ? "19" : "20") + year;
    return year + "-" + two_digits(month) + (day.empty() ? "" : "-" + two_digits(day));
}

bool is_year(std::string_view text) { return text.size() == 4 && std::all_of(text.begin(), text.end(), is_digit); }

constexpr std::string_view no_date = "";

/// Words beside a month: "17 de mayo de 2004", "май 2004 г.", "2004 թ.", "17th of May".
bool is_filler(const std::string& folded) {
    constexpr std::array<std::string_view, 24> fillers{"de", "del",  "do", "of",     "the", "le", "er",  "th",
                                                       "st", "nd",   "rd", "g",      "god", "г",  "год", "года",
                                                       "р",  "року", "թ",  "թվական", "ci",  "il", "سنه", "عام"};
    return std::find(fillers.begin(), fillers.end(), folded) != fillers.end();
}

/// A date whose month is a name, as ISO; empty when it is none. Words of one month may stand apart ("كانون الثاني").
std::string named_month_to_iso(std::string_view text) {
    if (text.size() > 80) return std::string(no_date);
    std::vector<std::string> numbers;
    std::string month, word;
    const auto end_word = [&] {
        const std::string folded = registers::fold(word);
        if (!is_filler(folded)) month += folded;
        word.clear();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_digit(text[i])) {
            if (i == 0 || !is_digit(text[i - 1])) numbers.emplace_back();
            numbers.back() += text[i];
        }
        const bool is_part_of_word =
            (text[i] & 0x80) != 0 || (text[i] >= 'a' && text[i] <= 'z') || (text[i] >= 'A' && text[i] <= 'Z');
        if (is_part_of_word)
            word += text[i];
        else if (!word.empty())
            end_word();
    }
    if (!word.empty()) end_word();
    if (numbers.empty() || numbers.size() > 2 || month.empty()) return std::string(no_date);
    const auto found = find_month(month);
    if (!found) return std::string(no_date);
    std::string year = numbers.back(), day = numbers.size() == 2 ? numbers.front() : "";
    if (day.size() == 4) std::swap(year, day);
    if (year.size() != 4 || day.size() > 2) return std::string(no_date);
    return year + "-" + two_digits(std::to_string(*found)) + (day.empty() ? "" : "-" + two_digits(day));
}

/// Days since 30 December 1899 as ISO; empty for other than a whole number of a day in 1927 to 2064, with a time of
/// day perhaps.
std::string excel_to_iso(std::string_view text) {
    const std::string_view whole = text.substr(0, text.find('.'));
    if (whole.size() != 5 || !std::all_of(whole.begin(), whole.end(), is_digit) || whole[0] == '0' || whole > "60000") {
        return std::string(no_date);
    }
    if (whole.size() < text.size() && !std::all_of(text.begin() + 6, text.end(), is_digit)) return std::string(no_date);
    int days = 0;
    for (const char c : whole) days = days * 10 + (c - '0');
    using namespace std::chrono;
    const year_month_day date{sys_days{year{1899} / December / 30} + std::chrono::days{days}};
    return std::to_string(static_cast<int>(date.year())) + "-" +
           two_digits(std::to_string(static_cast<unsigned>(date.month()))) + "-" +
           two_digits(std::to_string(static_cast<unsigned>(date.day())));
}

}  // namespace

std::span<const std::string_view> date_patterns() { return patterns; }

bool is_date_pattern(std::string_view pattern) {
    return std::find(patterns.begin(), patterns.end(), pattern) != patterns.end();
}

Result<Date> parse_date_as(std::string_view given, std::string_view pattern) {
    const std::string plain = with_plain_digits(trim(given));
    std::string_view text = plain;
    if (text.size() == 6 && text.ends_with(".0") && is_year(text.substr(0, 4))) text = text.substr(0, 4);
    auto iso = parse_date(text);
    if (iso) return iso;
    std::string converted = named_month_to_iso(text);
    if (converted.empty() && pattern.empty()) return iso;
    if (converted.empty()) converted = pattern == excel_days ? excel_to_iso(text) : to_iso(text, pattern);
    const std::string shown(first_bytes(text, 40));
    if (converted.empty()) {
        return failure({.code = "impossible_date",
                        .severity = Severity::error,
                        .message = "The date \"" + shown + "\" cannot be read as " + std::string(pattern) + ".",
                        .found = shown,
                        .expected = std::string(pattern)});
    }
    auto date = parse_date(converted);
    if (!date) {
        date.error().found = shown;
        date.error().expected = pattern;
    }
    return date;
}

std::vector<std::string> find_date_patterns(std::span<const std::string> texts) {
    std::vector<std::string> fitting;
    const auto fits = [&texts](std::string_view pattern) {
        return std::all_of(texts.begin(), texts.end(),
                           [pattern](const std::string& text) { return parse_date_as(text, pattern).has_value(); });
    };
    if (fits("")) return {""};
    for (const std::string_view pattern : patterns) {
        if (fits(pattern)) fitting.emplace_back(pattern);
    }
    return fitting;
}

}  // namespace cairn::intake
