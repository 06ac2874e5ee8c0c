#pragma once
// The points of maXML's shapes are a table of points whose columns are known (docs/formats/maxml.md).

#include <optional>
#include <set>
#include <string>

#include "cairn/intake/mapping.hpp"
#include "cairn/intake/profile.hpp"

namespace cairn::intake {

struct GuessedPoints {
    PointTable points;
    PlaceSource place;  ///< the columns of latitude and longitude; none when no point has them
    std::set<std::string> columns;  ///< that belong to points, whether the mapping reads them or not
};

/// Absent when the table is no such table. From which north bearings are taken is never guessed.
std::optional<GuessedPoints> find_maxml_points(const FileProfile& profile);

}  // namespace cairn::intake
