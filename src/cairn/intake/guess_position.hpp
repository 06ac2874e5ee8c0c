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

/// Two columns whose names say that they hold degrees, or metres.
struct NamedPair {
    double share = 0;  ///< of the different texts of a column that can be read so, the smaller of the two
    std::string unread;  ///< the first of the others, quoted; empty: there are none
};
/// Numbers count when they are within ±180 and ±90.
NamedPair read_degrees(const ColumnProfile& longitude, const ColumnProfile& latitude);
NamedPair read_metres(const ColumnProfile& x, const ColumnProfile& y);

/// The question for a table in which no place was found (`place_not_found`). `seen`: what keeps columns that are named
/// like coordinates from being taken; may be empty.
Finding ask_for_place(bool is_mandatory, const std::string& seen = {});

/// That some texts of the columns are no coordinates, and their rows will be set aside (`coordinates_not_read`).
Finding tell_unread_coordinates(const std::string& first, const std::string& second, const std::string& examples);

/// What the texts of the place leave open and none of them tells: to be answered in the mapping (`notation_open`).
Findings ask_about_notation(const PlaceSource& place, const FileProfile& profile);

}  // namespace cairn::intake
