#include "cairn/intake/dates.hpp"

#include <algorithm>
#include <array>

namespace cairn::intake {
namespace {

constexpr std::array<std::string_view, 9> patterns{"dd.mm.yyyy", "dd/mm/yyyy", "dd-mm-yyyy", "mm/dd/yyyy", "mm-dd-yyyy",
                                                   "yyyy/mm/dd", "yyyymmdd",   "mm/yyyy",    "mm.yyyy"};

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
    return year + "-" + two_digits(month) + (day.empty() ? "" : "-" + two_digits(day));
}

bool is_year(std::string_view text) { return text.size() == 4 && std::all_of(text.begin(), text.end(), is_digit); }

std::string_view trimmed(std::string_view text) {
    const auto from = text.find_first_not_of(" \t\r\n");
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

}  // namespace

std::span<const std::string_view> date_patterns() { return patterns; }

bool is_date_pattern(std::string_view pattern) {
    return std::find(patterns.begin(), patterns.end(), pattern) != patterns.end();
}

Result<Date> parse_date_as(std::string_view given, std::string_view pattern) {
    std::string_view text = trimmed(given);
    if (text.size() == 6 && text.ends_with(".0") && is_year(text.substr(0, 4))) text = text.substr(0, 4);
    auto iso = parse_date(text);
    if (iso || pattern.empty()) return iso;
    const std::string converted = to_iso(text, pattern);
    const std::string shown(text.substr(0, 40));
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
