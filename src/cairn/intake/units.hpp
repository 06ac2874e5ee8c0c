#pragma once
// Units of length and area that sources write numbers in.

#include <optional>
#include <string>
#include <string_view>

namespace cairn::intake {

/// What one `from` is in `to`: find_factor("ha", "m2") is 10 000. Absent for units of another kind, or unknown ones.
/// Both empty, or equal: 1.
std::optional<double> find_factor(std::string_view from, std::string_view to);

/// The unit that a column's name ends with: "depth_cm" → "cm". Absent when there is none.
std::optional<std::string> find_unit_suffix(std::string_view column);

}  // namespace cairn::intake
