#pragma once
// What a mistyped word was probably meant to be.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cairn {

/// The number of edits (a letter put in, left out, replaced, or two neighbours exchanged) that turn one word into the
/// other, no letter being edited twice (optimal string alignment: Boytsov 2011, doi:10.1145/1963190.1963191, 2.1).
/// Letters are code points; bytes that are not UTF-8 count as one letter each; ASCII letters match without case.
/// Cost: O(length × length), each word cut at 64 letters.
std::size_t count_edits(std::string_view a, std::string_view b);

/// The candidate with fewest edits from `word`, the first of equals; a word that begins with `word` (3 letters or more)
/// counts as one edit. Absent when none is near: more than a third of the longer word's letters (at least 1) would
/// have to change.
std::optional<std::string> find_nearest_word(std::string_view word, std::span<const std::string> candidates);

/// " Did you mean X?" with a leading space, or nothing.
std::string suggestion(std::string_view word, std::span<const std::string> candidates);

}  // namespace cairn
