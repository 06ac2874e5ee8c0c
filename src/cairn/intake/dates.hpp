#pragma once
// Dates as offices write them, by a stated pattern. Nothing is guessed from one cell: 03/04/2001 is no date
// without a pattern. See docs/languages.md.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/core/date.hpp"

namespace cairn::intake {

/// The pattern of a spreadsheet's days: whole days since 30 December 1899, as Excel and LibreOffice count them.
inline constexpr std::string_view excel_days = "excel";

/// Patterns that can be stated: "dd.mm.yyyy", "mm/dd/yyyy", "mm/yyyy", "yyyymmdd" …
std::span<const std::string_view> date_patterns();
bool is_date_pattern(std::string_view pattern);

/// Reads `text` by `pattern`; empty: ISO 8601 only. With any pattern, or none, a year alone ("2004"), ISO dates and
/// months by name ("17 mai 2004", "2004 թ. մայիսի 17", "май 2004 г.") are read too, for they cannot mean anything else.
/// Digits of all scripts are read. Days and months may have one digit. A year of two digits, where the pattern has two,
/// is 1943 to 1999 or 2000 to 2042: no mine that is still searched for was laid before. A time of day is dropped.
/// Fails with code `impossible_date`.
Result<Date> parse_date_as(std::string_view text, std::string_view pattern);

/// The patterns (an empty one stands for ISO 8601) by which all of `texts` are dates. More than one: the texts do
/// not tell which is meant.
std::vector<std::string> find_date_patterns(std::span<const std::string> texts);

}  // namespace cairn::intake
