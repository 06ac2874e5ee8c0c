#include "cairn/report/numbers.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>

#include "cairn/core/date.hpp"

namespace cairn::report {
namespace {

constexpr std::string_view narrow_space = "\u202F";

std::string fixed(double value, int decimals) {
    std::array<char, 352> text{};  // the longest double has 309 digits before the point
    std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
    return text.data();
}

}  // namespace

std::string Numbers::decimal(double value, int decimals) const {
    if (!std::isfinite(value)) return "?";
    std::string digits = fixed(std::abs(value), decimals);
    const std::size_t point = std::min(digits.find('.'), digits.size());
    std::string out;
    // "-0" is no number that anybody writes
    const bool is_zero = digits.find_first_not_of("0.") == std::string::npos;
    if (value < 0 && !is_zero) out += symbols_.minus;
    for (std::size_t i = 0; i < point; ++i) {
        if (i > 0 && (point - i) % 3 == 0) out += symbols_.group;
        out += digits[i];
    }
    if (point < digits.size()) out += symbols_.decimal + digits.substr(point + 1);
    return out;
}

std::string Numbers::count(double value) const { return decimal(value, 0); }

std::string Numbers::significant(double value, int figures) const {
    if (value == 0 || !std::isfinite(value)) return decimal(value, 0);
    int exponent = static_cast<int>(std::floor(std::log10(std::abs(value))));
    const auto round_to = [&](int e) {
        const double unit = std::pow(10.0, e - figures + 1);
        return std::round(value / unit) * unit;
    };
    // 9.996 becomes 10.0: one more digit before the point, one fewer behind it
    if (std::abs(round_to(exponent)) >= std::pow(10.0, exponent + 1) * (1 - 1e-12)) ++exponent;
    return decimal(round_to(exponent), std::clamp(figures - 1 - exponent, 0, 12));
}

std::string Numbers::estimate(double value) const { return significant(value, 3); }

std::string Numbers::percent_number(double share, std::optional<double> n) const {
    const double value = 100 * std::clamp(share, 0.0, 1.0);
    const bool has_decimal = n && *n > 500 && value < 9.95 && value >= 0.95;
    if (has_decimal) return decimal(value, 1);
    if (value < 1) return "<" + std::string(narrow_space) + "1";
    if (value > 99) return ">" + std::string(narrow_space) + "99";
    return decimal(value, 0);
}

std::string Numbers::percent(double share, std::optional<double> n) const {
    return percent_number(share, n) + symbols_.percent;
}

std::string Numbers::percent_range(double low, double high, std::optional<double> n) const {
    return percent_number(low, n) + symbols_.range + percent_number(high, n);
}

std::string Numbers::percent_with_range(double share, double low, double high, std::optional<double> n) const {
    // no-break: the range stays with its number
    return percent(share, n) + "\u00A0(" + percent_range(low, high, n) + ")";
}

std::string Numbers::ratio(double value) const {
    return std::abs(value) < 9.995 ? decimal(value, 2) : significant(value, 3);
}

std::string Numbers::ratio_range(double low, double high) const { return ratio(low) + symbols_.range + ratio(high); }

std::string Numbers::metres(double value) const {
    const std::string space(narrow_space);
    return std::abs(value) > 10'000 ? significant(value / 1000, 3) + space + "km" : decimal(value, 0) + space + "m";
}

std::string Numbers::area(double value_m2) const {
    const std::string space(narrow_space);
    if (std::abs(value_m2) < 1'000) return decimal(value_m2, 0) + space + "m²";
    if (std::abs(value_m2) < 1'000'000) return decimal(value_m2 / 10'000, 1) + space + "ha";
    const double km2 = value_m2 / 1'000'000;
    return (km2 < 100 ? decimal(km2, 1) : decimal(km2, 0)) + space + "km²";
}

std::string Numbers::date(std::string_view iso) const {
    const auto date = parse_date(iso);
    if (!date) return std::string(iso);
    const std::chrono::year_month_day day{date->first};
    const std::string year = std::to_string(static_cast<int>(day.year()));
    const std::string month = symbols_.months.at(static_cast<unsigned>(day.month()) - 1);
    // no-break spaces: a date is not split over lines
    switch (date->precision) {
        case DatePrecision::year: return year;
        case DatePrecision::month: return month + "\u00A0" + year;
        case DatePrecision::day: break;
    }
    return std::to_string(static_cast<unsigned>(day.day())) + "\u00A0" + month + "\u00A0" + year;
}

}  // namespace cairn::report
