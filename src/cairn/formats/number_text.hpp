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

/// The number that begins at `at`, as JSON writes it, without an exponent and of at most 15 digits: exactly what
/// parse_number gives for it. `at` then stands behind it. False when it is anything else, or runs up to `end`.
bool take_plain_number(const char*& at, const char* end, double& value);

}  // namespace cairn::formats
