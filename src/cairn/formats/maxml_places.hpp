#pragma once
// The points of a maXML item, and the geometry that they make. Which element is a point is assumed:
// docs/formats/maxml.md.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cairn/core/finding.hpp"
#include "cairn/formats/maxml_cells.hpp"
#include "cairn/formats/maxml_reports.hpp"
#include "cairn/formats/reader.hpp"

namespace cairn::formats {

/// Whether the name (as plain_name gives it) says that geography is told in the element.
bool is_geographic(std::string_view plain_name);

/// Whether `element` holds a latitude and longitude, or a bearing and distance. Elements outside of geographic ones
/// must themselves be called points. Where another point starts from is none.
bool is_maxml_point(const MaxmlElement& element, bool in_geographic);

/// The points among the children of an element.
struct MaxmlPoints {
    std::vector<bool> are_points;  ///< for each child
    bool are_mixed = false;  ///< they are called differently, beside landmarks: then their names are their types
};

/// One that lacks its coordinates is a point beside others: a polygon without a corner is another polygon.
MaxmlPoints find_maxml_points(const MaxmlElement& holder, bool in_geographic);

struct MaxmlPoint {
    Cells cells;  ///< all of its values, by path below the point
    std::string latitude, longitude, bearing, distance, number, type, system;
    std::string shape_kind;  ///< as the point or an element above it says; empty: nobody does
    std::string shape_id;  ///< what tells points of one shape from others in the same element; empty: nothing
    std::string problem;  ///< why nothing may be made of it
    std::size_t shape = 0;  ///< points with the same number belong together
};

/// `shape_kind`: as the elements above say. Of more than `most_cells` cells the rest are left out.
MaxmlPoint read_maxml_point(const MaxmlElement& point, const std::string& shape_kind, bool name_is_type,
                            std::size_t most_cells);

/// What `holder` says of the shape of the points in it, or else what those above it say.
std::string shape_kind_in(const MaxmlElement& holder, const std::string& above);

/// Whether a leg may start from it and it is no corner.
bool is_landmark(const MaxmlPoint& point);

/// Of each shape: polygon, line, point, "unclear", or what the file calls it when that is unknown.
std::map<std::size_t, std::string> find_shape_kinds(const std::vector<MaxmlPoint>& points);

struct MaxmlGeometry {
    std::optional<SourceGeometry> geometry;
    std::optional<Finding> problem;  ///< why there is none; then the points are to be imported as a table
    std::optional<Finding> told;
};

/// Of all points of one item: its polygons, or else its lines, or else its points. Nothing is guessed: a shape of which
/// a corner has no latitude and longitude, an unknown type, another reference system than `system` (of the header;
/// empty: WGS 84) or an unclear order makes a problem.
MaxmlGeometry make_maxml_geometry(const std::vector<MaxmlPoint>& points, const std::string& system);

}  // namespace cairn::formats
