#pragma once
// What readers of all formats say about a file that goes beyond the limits.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "cairn/core/finding.hpp"
#include "cairn/formats/reader.hpp"

namespace cairn::formats {

Finding too_many_columns(const Limits& limits);
Finding too_many_rows(const Limits& limits);
Finding not_utf8_row();
Finding too_much_text_row(std::size_t bytes, const Limits& limits);  ///< its bytes were replaced by U+FFFD

/// Absent when all names may stand: not too many, none too long.
std::optional<Finding> find_bad_columns(const std::vector<std::string>& columns, const Limits& limits);

}  // namespace cairn::formats
