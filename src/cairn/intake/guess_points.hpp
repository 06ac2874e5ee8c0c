#pragma once
// The points of maXML's shapes are a table of points whose columns are known (docs/formats/maxml.md).

#include <map>
#include <optional>
#include <set>
#include <string>

#include "cairn/intake/mapping.hpp"
#include "cairn/intake/profile.hpp"

namespace cairn::intake {

struct GuessedPoints {
    PointTable points;
    PlaceSource place;  ///< the columns of latitude and longitude; none when no point has them
    std::string shape;  ///< the column that says what a point is part of
    std::optional<std::string> crs_column;  ///< when points say something else than the table
    std::map<std::string, std::string> crs_codes;
    std::string other_systems;  ///< of these, what is no name of WGS 84 and not the table's own system, as a list
    std::set<std::string> columns;  ///< that belong to points, whether the mapping reads them or not
};

/// Absent when the table is no such table. From which north bearings are taken is never guessed.
std::optional<GuessedPoints> find_maxml_points(const FileProfile& profile);

}  // namespace cairn::intake
