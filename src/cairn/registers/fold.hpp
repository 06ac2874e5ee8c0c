#pragma once
// Two spellings of one word: column names and code values are compared without case, accents and punctuation.

#include <string>
#include <string_view>

namespace cairn::registers {

/// Lower case, without accents, spaces and punctuation: "Date of  Accident" and "date_of_accident" both give
/// "dateofaccident". Compatibility forms, case and marks are folded by Unicode (NFKD, simple case folding), so that ё
/// is е and all digits are ASCII's; й stays apart from и. Letters that are written for one another meet: forms of alef,
/// yeh, kaf and teh marbuta; Azerbaijani ə and e; Ukrainian ґ and г. Bytes that are not UTF-8 are dropped.
std::string fold(std::string_view text);

/// Well-formed UTF-8 (Unicode 15, table 3-7) without NUL.
bool is_clean_text(std::string_view text);

}  // namespace cairn::registers
