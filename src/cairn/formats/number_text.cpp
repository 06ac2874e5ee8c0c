#include "cairn/formats/number_text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace cairn::formats {

std::string to_text(double value) {
    std::array<char, 400> text{};  // 1e308 in fixed notation has 309 digits
    char* const end = text.data() + text.size();
    const double size = std::fabs(value);
    const bool is_short = size == 0 || (size >= 1e-5 && size < 1e15);
    const auto done = is_short ? std::to_chars(text.data(), end, value, std::chars_format::fixed)
                               : std::to_chars(text.data(), end, value);
    return {text.data(), done.ptr};
}

std::optional<double> parse_number(std::string_view text) {
    if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
    double value = 0;
    const auto done = std::from_chars(text.data(), text.data() + text.size(), value);
    if (done.ec != std::errc{} || done.ptr != text.data() + text.size() || !std::isfinite(value)) {
        return std::nullopt;
    }
    return value;
}

// Digits and power of ten are both exact doubles, so one division rounds correctly (Clinger 1990,
// doi:10.1145/93548.93557).
bool take_plain_number(const char*& at, const char* end, double& value) {
    static constexpr std::array<double, 16> powers{1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                   1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    constexpr int most_digits = 15;
    const auto is_digit = [end](const char* c) { return c != end && *c >= '0' && *c <= '9'; };
    const char* c = at;
    const bool is_negative = c != end && *c == '-';
    if (is_negative) ++c;
    const char* const whole = c;
    std::int64_t digits = 0;
    int count = 0;
    const auto take_digits = [&] {
        for (; is_digit(c) && count <= most_digits; ++c, ++count) digits = digits * 10 + (*c - '0');
    };
    take_digits();
    if (c == whole || (*whole == '0' && c != whole + 1)) return false;
    std::size_t decimals = 0;
    if (c != end && *c == '.') {
        const char* const fraction = ++c;
        take_digits();
        decimals = static_cast<std::size_t>(c - fraction);
        if (decimals == 0) return false;
    }
    if (count > most_digits || c == end || *c == 'e' || *c == 'E') return false;
    value = static_cast<double>(digits) / powers[decimals];
    if (is_negative) value = -value;
    at = c;
    return true;
}

}  // namespace cairn::formats
