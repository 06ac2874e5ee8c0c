#pragma once
// One line that says where long work is and what remains.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace cairn::cli {

/// "12 000": groups of three digits.
std::string grouped(std::int64_t count);

/// "about 40 s", "about 3 min", "about 1 h 20 min". `seconds` ≥ 0.
std::string rough_time(double seconds);

/// `total` 0: not known. What remains is estimated from the second second on, when a hundredth is done: before that a
/// figure would jump. At most `width` columns.
std::string progress_line(std::string_view step, std::int64_t done, std::int64_t total, double seconds,
                          std::size_t width);

}  // namespace cairn::cli
