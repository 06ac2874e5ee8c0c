#pragma once
// Months by their names, in the languages of registers/words.

#include <optional>
#include <string_view>

namespace cairn::intake {

/// 1 to 12, by a folded name (registers::fold) or a shortened form of at least three letters; absent when it is none,
/// or could be two.
std::optional<int> find_month(std::string_view folded);

}  // namespace cairn::intake
