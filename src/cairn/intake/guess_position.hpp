#pragma once
// Columns with written positions, told by what stands in them.

#include <optional>
#include <set>
#include <string>

#include "cairn/core/finding.hpp"
#include "cairn/intake/mapping.hpp"
#include "cairn/intake/profile.hpp"

namespace cairn::intake {

/// The column of whole positions, in which at least 80 % of the different texts are one: with letters or signs that say
/// so, as MGRS or with a zone; two bare numbers only where its name says what they are. Absent when there is none.
std::optional<PlaceSource> find_written_positions(const FileProfile& profile, const std::set<std::string>& taken);

/// True when both columns hold angles in some notation, by 80 % of their different texts.
bool are_written_angles(const ColumnProfile& longitude, const ColumnProfile& latitude);

/// What the texts of the place leave open and none of them tells: to be answered in the mapping (`notation_open`).
Findings ask_about_notation(const PlaceSource& place, const FileProfile& profile);

}  // namespace cairn::intake
