#include "cairn/formats/number_text.hpp"

#include <array>
#include <charconv>
#include <cmath>

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

}  // namespace cairn::formats
