#pragma once
// A table that fits the terminal.

#include <cstddef>
#include <string>

#include "cairn/workflow/console_table.hpp"

namespace cairn::cli {

/// At most `width` columns (0: unlimited, one line per row). Figures are never broken or cut; columns of words are
/// broken into lines, the widest first; when that is not enough, each row stands as a list of "head: value".
std::string to_text(const workflow::ConsoleTable& table, std::size_t width);

}  // namespace cairn::cli
