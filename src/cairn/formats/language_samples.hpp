#pragma once
// Text in several languages, from which detect_encoding.cpp counts which letters follow each other.

#include <span>
#include <string_view>

namespace cairn::formats {

struct LanguageSample {
    std::string_view language;  ///< ISO 639, "hr" standing for what Bosnian, Croatian and Serbian share
    std::string_view text;  ///< UTF-8; words between white space and punctuation
};

/// Written for Cairn: reports and lists of the kind that its files hold, invented throughout.
std::span<const LanguageSample> language_samples();

}  // namespace cairn::formats
