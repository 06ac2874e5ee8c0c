#pragma once
// Text on a terminal: how many columns it takes, and how it is broken to fit.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cairn::cli {

/// Columns of a terminal: two for wide letters (East Asian Width W and F), none for marks that combine and for what is
/// not shown; bytes that are not UTF-8 count one each. A line break counts nothing.
std::size_t display_width(std::string_view text);

/// Lines of at most `width` columns, broken at spaces; a word that is longer is broken between letters, never inside
/// one (a letter keeps its marks). Line breaks of the text are kept. At least one line.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

/// The beginning, of at most `width` columns, with … where something was left out.
std::string shorten(std::string_view text, std::size_t width);

/// Filled with spaces to `width` columns, at its end or at its beginning.
std::string pad_end(std::string_view text, std::size_t width);
std::string pad_start(std::string_view text, std::size_t width);

/// Without control characters: what a file holds must not steer the terminal. Tabs become spaces; line breaks stay
/// when asked.
std::string without_controls(std::string_view text, bool keep_lines);

}  // namespace cairn::cli
