#pragma once
// The encoding that a file is read in, in words, so that a wrong guess is seen before anything is kept.

#include <string>

#include "cairn/core/finding.hpp"
#include "cairn/formats/text_encoding.hpp"

namespace cairn::intake {

/// "cp1251 (Windows, Cyrillic), by its letters (99.9 %): Ванк, Горис". Empty for plain ASCII.
std::string describe_encoding(const formats::TextEncoding& encoding);

/// What a person must answer: `encoding_not_clear`, with how the same words read in each encoding.
Finding ask_for_encoding(const formats::TextEncoding& encoding);
/// That a text is not read as the UTF-8 that it is or is not: note `encoding_taken`.
Finding tell_encoding(const formats::TextEncoding& encoding);

}  // namespace cairn::intake
