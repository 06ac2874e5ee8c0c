#pragma once
// Text inside XML 1.0.

#include <string>
#include <string_view>

namespace cairn {

/// For the content of an element or an attribute in double quotes: & < > " escaped, line ends and tabs as references,
/// and the control characters that XML 1.0 (section 2.2) does not know as U+FFFD. Precondition: UTF-8.
std::string to_xml_text(std::string_view text);

}  // namespace cairn
