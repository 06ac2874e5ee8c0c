#pragma once
// Two spellings of one word: column names and code values are compared without case, accents and punctuation.

#include <string>
#include <string_view>

namespace cairn::registers {

/// Lower case, without accents, spaces and punctuation: "Date of  Accident" and "date_of_accident" both give
/// "dateofaccident". Latin (to U+017F), Greek and Cyrillic letters change case; other letters stay as they
/// are. Bytes that are not UTF-8 are dropped.
std::string fold(std::string_view text);

/// Well-formed UTF-8 (Unicode 15, table 3-7) without NUL.
bool is_clean_text(std::string_view text);

}  // namespace cairn::registers
