#pragma once
// Numbers as people write them: digits of several scripts, signs between thousands, units behind (docs/languages.md).

#include <optional>
#include <string>
#include <string_view>

namespace cairn::intake {

/// Digits of any script (Unicode's decimal digits) as ASCII's; no-break, thin and figure spaces as spaces; the minus
/// sign as '-'. What is not UTF-8 stays.
std::string with_plain_digits(std::string_view text);

/// A finite decimal number with `decimal` ('.' or ',') before the fraction, or the Arabic sign (U+066B). Between
/// groups of three digits may stand spaces, apostrophes, U+066C, or the other of '.' and ',': one sign throughout, and
/// no group in the fraction.
std::optional<double> parse_decimal(std::string_view text, char decimal);

/// "1.234" or "1,234": thousands to some, a fraction to others.
bool can_be_thousands_or_fraction(std::string_view text);

struct Quantity {
    double value = 0;
    std::string unit;  ///< a name that find_factor knows; empty: none was written
};
/// A number with a unit behind it, perhaps: "5", "5 cm", "1 200 м²". Absent when what stands behind is no known unit.
std::optional<Quantity> parse_quantity(std::string_view text, char decimal);

}  // namespace cairn::intake
