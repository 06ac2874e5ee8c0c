#pragma once
// Columns that are part of the position beside those of its coordinates: zone, reference system, hemisphere, minutes
// and seconds. What is read without them lies elsewhere, so they are used or asked about, never left out in silence.

#include <map>
#include <optional>
#include <set>
#include <string>

#include "cairn/core/finding.hpp"
#include "cairn/intake/mapping.hpp"
#include "cairn/intake/profile.hpp"
#include "cairn/registers/schema.hpp"

namespace cairn::intake {

/// The column that tells the zone of UTM of each row, where name or letters leave no doubt; of plain x and y only.
std::optional<std::string> find_zone_column(const FileProfile& profile, const PlaceSource& place,
                                            const std::set<std::string>& taken);

struct CrsColumn {
    std::string column;
    std::map<std::string, std::string> codes;  ///< of the texts that name a system only as people call it
    bool is_filled = false;                    ///< in every row
};
/// The column that names the reference system of each row, where all its texts are known and fit the place.
std::optional<CrsColumn> find_crs_column(const FileProfile& profile, const PlaceSource& place,
                                         const std::set<std::string>& taken);

/// What looks like a part of the position and is not read by the mapping: errors `position_part_not_read`, which name
/// the columns and what to write. A zone or system that is the stated one in every row is none.
Findings find_unread_parts(const FileProfile& profile, const Mapping& mapping, const registers::Schemas& schemas);

}  // namespace cairn::intake
