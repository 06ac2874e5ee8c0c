#pragma once
// Numbers and text inside style sheets and SVG attributes: no locale, few digits.

#include <string>
#include <string_view>

namespace cairn::report {

/// At most one decimal, always with a point: "12.3". Not finite becomes "0".
std::string css_number(double value);

/// A CSS string literal with its quotes (CSS Syntax 3, 4.3.7): everything but letters, digits and spaces is written
/// as a code point and a space that belongs to it (4.3.7 takes it away), so that neither a quote nor "</style" can end
/// it. What is not UTF-8 becomes U+FFFD.
std::string css_string(std::string_view text);

/// One of the style sheets that the program carries. Precondition: there is one of that name.
std::string_view style_sheet(std::string_view name);

}  // namespace cairn::report
