#pragma once
// How a measure, a code or a share is put into words.

#include <string>
#include <string_view>

#include "cairn/report/page.hpp"

namespace cairn::report {

/// "36 % (27–47)"; "between 20 and 60 %" for bounds; "0.26 (0.22–0.31)"; or why there is none.
std::string value_text(const Page& page, const Measure& measure);
/// The same, but "too few to say" for a share that may not be put into words (measures.hpp).
std::string stated_text(const Page& page, const Measure& measure);
/// The value alone and the range alone, for cells.
std::string point_text(const Page& page, const Measure& measure);
std::string range_text(const Page& page, const Measure& measure);
/// "22 / 61", areas as areas, "≈ 14 / 26" where the numerator was estimated; empty when the measure states none.
std::string counts_text(const Page& page, const Measure& measure);
/// Name of a measure for people; its code in words where the catalogue has none.
std::string measure_name(const Page& page, const std::string& code);
/// Sentence for a caution's code; the code in words where the catalogue has none.
std::string caution_text(const Page& page, const std::string& code);
/// The sentences for all codes of a measure's or shift's caution; empty when it has none.
std::string cautions_text(const Page& page, const std::string& caution);

/// "Four in ten {things}", "Very roughly a third of the {things}": at the start of a sentence.
/// Precondition: standing() of the measure is stated.
std::string fraction_text(const Page& page, const Measure& share, const std::string& things);

/// A code in words: "too_few_places" → "too few places".
std::string spaced(std::string_view code);

}  // namespace cairn::report
