#include "cairn/formats/cell_text.hpp"

#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "cairn/formats/number_text.hpp"

namespace cairn::formats {
namespace {

constexpr double last_day = 2'958'465;  // 9999-12-31
constexpr int seconds_of_day = 86'400;

std::string padded(int value, int digits) {
    std::string text = std::to_string(value);
    if (text.size() < static_cast<std::size_t>(digits)) {
        text.insert(0, static_cast<std::size_t>(digits) - text.size(), '0');
    }
    return text;
}

std::string iso_date(std::int64_t days_since_1970) {
    using namespace std::chrono;
    const year_month_day date{sys_days{days{days_since_1970}}};
    return padded(static_cast<int>(date.year()), 4) + "-" + padded(static_cast<int>(unsigned{date.month()}), 2) + "-" +
           padded(static_cast<int>(unsigned{date.day()}), 2);
}

}  // namespace

NumberFormat parse_number_format(std::string_view code) {
    NumberFormat format;
    bool only_zeros = !code.empty();
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == ';') break;  // what follows is for negative numbers
        only_zeros = only_zeros && c == '0';
        if (c == '"') {
            while (++i < code.size() && code[i] != '"') {
            }
        } else if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == '[') {
            const std::size_t close = code.find(']', i);
            if (close == std::string_view::npos) break;
            i = close;  // colours, conditions, locales, and elapsed time, which is no date
        } else if (std::string_view("dDmMyYhHsS").find(c) != std::string_view::npos) {
            format.is_date = true;
        } else if (c == 'G' || c == 'g' || c == 'E' || c == '#' || c == '%' || c == '@') {
            format.is_date = false;  // General, scientific, text
            break;
        }
    }
    if (only_zeros && code.size() > 1 && code.size() <= 15) format.least_digits = static_cast<int>(code.size());
    return format;
}

NumberFormat built_in_format(int id) {
    const auto within = [id](int from, int to) { return id >= from && id <= to; };
    return {.is_date = within(14, 22) || within(27, 36) || within(45, 47) || within(50, 58)};
}

std::string number_cell(std::string_view text, const NumberFormat& format) {
    const auto value = parse_number(text);
    if (!value) return std::string(text);
    std::array<char, 40> digits{};
    std::snprintf(digits.data(), digits.size(), "%.15g", *value);
    std::string shown = to_text(parse_number(digits.data()).value_or(*value));
    const bool is_whole = shown.find_first_not_of("0123456789") == std::string::npos;
    const auto least = static_cast<std::size_t>(format.least_digits);
    if (is_whole && shown.size() < least) shown.insert(0, least - shown.size(), '0');
    return shown;
}

std::string date_cell(double days, bool is_1904) {
    if (!(days >= 0) || days >= last_day + 1) return to_text(days);
    auto whole = static_cast<std::int64_t>(std::floor(days));
    auto seconds = static_cast<int>(std::lround((days - static_cast<double>(whole)) * seconds_of_day));
    if (seconds == seconds_of_day) seconds = 0, ++whole;
    const std::string time =
        padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2);
    if (whole == 0 && !is_1904) return time;
    std::string date;
    if (is_1904)
        date = iso_date(whole - 24'107);
    else if (whole == 60)
        date = "1900-02-29";
    else
        date = iso_date(whole - (whole < 60 ? 25'568 : 25'569));
    return seconds == 0 ? date : date + "T" + time;
}

std::string without_midnight(std::string text) {
    const auto at = text.find('T');
    if (at == 10 && text.substr(at + 1).find_first_not_of("0:.Z") == std::string::npos) text.resize(at);
    return text;
}

bool parse_reference(std::string_view text, std::size_t& column, std::int64_t& row) {
    std::size_t i = 0;
    column = 0;
    for (; i < text.size() && text[i] >= 'A' && text[i] <= 'Z'; ++i) {
        column = column * 26 + static_cast<std::size_t>(text[i] - 'A') + 1;
        if (column > 1'000'000) return false;
    }
    if (i == 0) return false;
    --column;
    row = 0;
    for (; i < text.size(); ++i) {
        if (text[i] < '0' || text[i] > '9' || row > 100'000'000) return false;
        row = row * 10 + (text[i] - '0');
    }
    return true;
}

std::string column_letters(std::size_t column) {
    std::string out;
    for (std::size_t n = column + 1; n > 0; n = (n - 1) / 26)
        out.insert(out.begin(), static_cast<char>('A' + (n - 1) % 26));
    return out;
}

}  // namespace cairn::formats
