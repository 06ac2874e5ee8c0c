#pragma once
// The points of a maXML item, and the geometry that they make. Which element is a point is assumed:
// docs/formats/maxml.md.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cairn/core/finding.hpp"
#include "cairn/formats/maxml_reports.hpp"
#include "cairn/formats/reader.hpp"

namespace cairn::formats {

/// Whether the name (as plain_name gives it) says that geography is told in the element.
bool is_geographic(std::string_view plain_name);

/// Whether `element` holds a latitude and longitude, or a bearing and distance. Elements outside of geographic ones
/// must themselves be called points.
bool is_maxml_point(const MaxmlElement& element, bool in_geographic);

struct MaxmlPoint {
    std::vector<std::pair<std::string, std::string>> cells;  ///< all of its values, by path below the point
    std::string latitude, longitude, number, type, system;
    std::string shape_kind;  ///< polygon, line or point, as the point or an element above it says; empty: nobody does
    std::size_t shape = 0;  ///< points with the same number belong together
};

/// `above`: the elements from the item down to the one that holds the point.
MaxmlPoint read_maxml_point(const MaxmlElement& point, const std::vector<const MaxmlElement*>& above);

/// What tells points of one shape from those of another, beside the element that holds them; empty: nothing.
std::string shape_id_of(const MaxmlElement& point);

struct MaxmlGeometry {
    std::optional<SourceGeometry> geometry;
    std::optional<Finding> problem;  ///< why there is none; then the points are to be imported as a table
    std::optional<Finding> told;
};

/// Of all points of one item: its polygons, or else its lines, or else its points. Nothing is guessed: a shape of which
/// a corner has no latitude and longitude, an unknown type or an unclear order makes a problem.
MaxmlGeometry make_maxml_geometry(const std::vector<MaxmlPoint>& points);

}  // namespace cairn::formats
