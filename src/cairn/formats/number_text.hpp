#pragma once
// Numbers to text and back, whatever the locale.

#include <optional>
#include <string>
#include <string_view>

namespace cairn::formats {

/// The shortest text that reads back as the same double; whole numbers below 1e15 without a point or
/// exponent.
std::string to_text(double value);

/// The whole of `text` as a decimal number ("-1.5", "1e3"); absent for anything else, infinities and NaN
/// included.
std::optional<double> parse_number(std::string_view text);

}  // namespace cairn::formats
