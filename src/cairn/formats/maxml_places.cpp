#include "cairn/formats/maxml_places.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "cairn/core/text.hpp"
#include "cairn/formats/geometry_findings.hpp"
#include "cairn/formats/number_text.hpp"

namespace cairn::formats {
namespace {

using Names = std::vector<std::string_view>;

const Names latitudes{"latitude", "lat", "ylatitude"};
const Names longitudes{"longitude", "lon", "long", "xlongitude"};
const Names bearings{"bearing", "azimuth"};
const Names distances{"distance", "distancem"};
const Names numbers{"number", "pointno", "pointnumber", "order", "sequence"};
const Names types{"pointtype", "pointtypeenum", "geopointtype", "type"};
const Names systems{"coordrefsys", "coordinatesystem", "coordinatereferencesystem", "crs", "datum"};
const Names shape_kinds{"shape", "shapetype", "shapeenum", "geometrytype", "geospatialtype"};
const Names shape_ids{"shapeid", "shapeguid", "geospatialinfoguid", "polygonid", "polygonguid"};

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// Among the leaves of the element, or of a child that only groups its coordinates.
const MaxmlElement* find_of_point(const MaxmlElement& point, const Names& names) {
    if (const auto* leaf = find_leaf(point, names)) return leaf;
    for (const MaxmlElement& child : point.children) {
        if (!has(plain_name(child.name), "coordinate")) continue;
        if (const auto* leaf = find_leaf(child, names)) return leaf;
    }
    return nullptr;
}

std::string text_of_point(const MaxmlElement& point, const Names& names) {
    const MaxmlElement* leaf = find_of_point(point, names);
    return leaf == nullptr ? std::string() : leaf->text;
}

bool tells_place(const MaxmlElement& element) {
    const auto both = [&element](const Names& a, const Names& b) {
        return find_of_point(element, a) != nullptr && find_of_point(element, b) != nullptr;
    };
    return both(latitudes, longitudes) || both(bearings, distances);
}

bool holds_points(const MaxmlElement& element) {
    return std::any_of(element.children.begin(), element.children.end(), [](const MaxmlElement& child) {
        if (child.children.empty() || has(plain_name(child.name), "coordinate")) return false;
        return tells_place(child) || holds_points(child);
    });
}

void gather(const MaxmlElement& at, const std::string& path, MaxmlPoint& out) {
    for (const MaxmlElement& child : at.children) {
        const std::string name = path + child.name;
        if (!child.text.empty() || child.children.empty()) out.cells.emplace_back(name, child.text);
        gather(child, name + "/", out);
    }
}

enum class Role { corner, station, unknown };

/// The types of docs/formats/point-table.md in English and as abbreviations; those of other languages are known to the
/// import of a table of points.
Role role_of(const std::string& type) {
    if (type.empty()) return Role::corner;
    std::string name = plain_name(type);
    while (!name.empty() && name.back() >= '0' && name.back() <= '9') name.pop_back();
    constexpr std::array<std::string_view, 19> corners{
        "startpoint",   "start", "startingpoint", "sp",  "turningpoint", "turning", "tp",          "intermediatepoint",
        "intermediate", "ip",    "endpoint",      "end", "ep",           "corner",  "cornerpoint", "vertex",
        "polygonpoint", "point", "linepoint"};
    constexpr std::array<std::string_view, 7> stations{"landmark",       "lm",        "benchmark", "bm",
                                                       "referencepoint", "reference", "rp"};
    if (std::find(corners.begin(), corners.end(), name) != corners.end()) return Role::corner;
    return std::find(stations.begin(), stations.end(), name) != stations.end() ? Role::station : Role::unknown;
}

bool is_wgs84(const std::string& system) {
    const std::string name = plain_name(system);
    return name.empty() || has(name, "wgs84") || has(name, "wgs1984") || name == "4326" || name == "epsg4326";
}

enum class Kind { unknown, point, line, polygon };

Kind kind_of(const std::string& told) {
    const std::string name = plain_name(told);
    if (has(name, "polygon") || name == "area") return Kind::polygon;
    if (has(name, "line")) return Kind::line;
    return has(name, "point") ? Kind::point : Kind::unknown;
}

/// The corners of one shape, as they come.
class Shape {
   public:
    void add(const MaxmlPoint& point) {
        const Role role = role_of(point.type);
        if (role == Role::station) return;
        if (role == Role::unknown)
            return refuse("nothing here knows the type of point \"" + shorten(point.type) + "\"");
        if (!is_wgs84(point.system)) {
            return refuse("a point is in \"" + shorten(point.system) + "\", and not in WGS 84");
        }
        const auto lat = parse_number(point.latitude), lon = parse_number(point.longitude);
        if (!lat || !lon) {
            const bool is_blank_point = point.latitude.empty() && point.longitude.empty();
            return refuse(is_blank_point ? "a point has no latitude and longitude"
                                         : "\"" + shorten(point.latitude + " " + point.longitude) +
                                               "\" is no latitude and longitude in decimal degrees");
        }
        const Kind kind = kind_of(point.shape_kind);
        if (!corners_.empty() && kind != kind_) return refuse("its points say that it is different shapes");
        kind_ = kind;
        has_types_ = has_types_ || !point.type.empty();
        corners_.push_back({{*lon, *lat}, point.number});
    }

    /// Empty when no corner is in it: landmarks alone.
    bool is_empty() const { return corners_.empty() && problem_.empty(); }
    const std::string& problem() const { return problem_; }
    Kind kind() const { return kind_; }

    void finish() {
        if (!problem_.empty() || corners_.empty()) return;
        const bool has_order = order();
        if (!problem_.empty()) return;
        if (kind_ == Kind::unknown && corners_.size() == 1) kind_ = Kind::point;
        if (kind_ == Kind::unknown && corners_.size() > 2 && (has_order || has_types_)) kind_ = Kind::polygon;
        if (kind_ == Kind::unknown)
            return refuse("nothing says what its " + std::to_string(corners_.size()) + " points make");
        drop_closing_corner();
        if (kind_ == Kind::polygon && corners_.size() < 3) refuse("a polygon has fewer than three corners");
        if (kind_ == Kind::line && corners_.size() < 2) refuse("a line has one point");
    }

    std::vector<SourceXY> positions() const {
        std::vector<SourceXY> out;
        for (const Corner& corner : corners_) out.push_back(corner.at);
        if (kind_ == Kind::polygon) out.push_back(out.front());
        return out;
    }

   private:
    struct Corner {
        SourceXY at;
        std::string number;
    };

    void refuse(std::string why) {
        if (problem_.empty()) problem_ = std::move(why);
    }

    /// By the numbers of the points, when they have some: all, and each its own.
    bool order() {
        const auto has_none =
            std::count_if(corners_.begin(), corners_.end(), [](const auto& c) { return c.number.empty(); });
        if (static_cast<std::size_t>(has_none) == corners_.size()) return false;
        std::map<double, SourceXY> by_number;
        for (const Corner& corner : corners_) {
            const auto number = parse_number(corner.number);
            if (!number) {
                refuse("some of its points have a number and others none");
                return true;
            }
            if (!by_number.emplace(*number, corner.at).second && kind_ != Kind::point) {
                refuse("two of its points have the number " + shorten(corner.number));
                return true;
            }
        }
        if (kind_ == Kind::point) return true;
        std::stable_sort(corners_.begin(), corners_.end(), [](const Corner& a, const Corner& b) {
            return *parse_number(a.number) < *parse_number(b.number);
        });
        return true;
    }

    void drop_closing_corner() {
        const bool is_closed = corners_.size() > 1 && corners_.front().at == corners_.back().at;
        if (kind_ == Kind::polygon && is_closed) corners_.pop_back();
    }

    std::vector<Corner> corners_;
    std::string problem_;
    Kind kind_ = Kind::unknown;
    bool has_types_ = false;
};

Finding unreadable(const std::string& why) {
    Finding finding = unreadable_geometry(why, "points in their order, with latitude and longitude in WGS 84");
    finding.message +=
        " Its points stand in the table whose name ends in \"/points\": name that with --layer, and a mapping that "
        "says "
        "under \"points\" what is missing here (docs/formats/maxml.md).";
    return finding;
}

Finding left_out(std::size_t shapes, const char* taken) {
    const std::string count = std::to_string(shapes);
    return {.code = "several_geometries",
            .severity = Severity::warning,
            .message = "The item has " + count + " other shapes beside its " + taken +
                       ", which are no part of its place "
                       "here. They stand in the table of its points.",
            .found = count + " other shapes",
            .expected = "shapes of one kind"};
}

}  // namespace

bool is_geographic(std::string_view name) {
    return name.starts_with("geo") || name == "points" || has(name, "polygon") || has(name, "polyline") ||
           has(name, "shape");
}

bool is_maxml_point(const MaxmlElement& element, bool in_geographic) {
    const std::string name = plain_name(element.name);
    const bool may_be = in_geographic || is_geographic(name) || has(name, "point");
    return may_be && tells_place(element) && !holds_points(element);
}

MaxmlPoint read_maxml_point(const MaxmlElement& point, const std::vector<const MaxmlElement*>& above) {
    MaxmlPoint out;
    gather(point, {}, out);
    out.latitude = text_of_point(point, latitudes);
    out.longitude = text_of_point(point, longitudes);
    out.number = text_of_point(point, numbers);
    out.type = text_of_point(point, types);
    out.system = text_of_point(point, systems);
    out.shape_kind = text_of_point(point, shape_kinds);
    // From the item itself only its own words count: a hazard's "Shape" may be anything.
    for (std::size_t at = above.size(); at > 1 && out.shape_kind.empty(); --at) {
        const MaxmlElement& holder = *above[at - 1];
        if (const auto* told = find_leaf(holder, shape_kinds)) out.shape_kind = told->text;
        if (out.shape_kind.empty() && kind_of(holder.name) != Kind::point && kind_of(holder.name) != Kind::unknown) {
            out.shape_kind = holder.name;
        }
    }
    return out;
}

std::string shape_id_of(const MaxmlElement& point) { return text_of_point(point, shape_ids); }

MaxmlGeometry make_maxml_geometry(const std::vector<MaxmlPoint>& points) {
    MaxmlGeometry out;
    std::map<std::size_t, Shape> shapes;
    for (const MaxmlPoint& point : points) shapes[point.shape].add(point);
    MultiPolygonOf<SourceXY> polygons;
    MultiLineOf<SourceXY> lines;
    MultiPointOf<SourceXY> places;
    std::size_t point_shapes = 0;
    for (auto& [number, shape] : shapes) {
        if (shape.is_empty()) continue;
        shape.finish();
        if (!shape.problem().empty()) {
            out.problem = unreadable(shape.problem());
            return out;
        }
        auto positions = shape.positions();
        if (shape.kind() == Kind::polygon) {
            polygons.push_back({std::move(positions), {}});
        } else if (shape.kind() == Kind::line) {
            lines.push_back({std::move(positions)});
        } else {
            ++point_shapes;
            places.insert(places.end(), positions.begin(), positions.end());
        }
    }
    const std::size_t others = point_shapes + lines.size();
    if (!polygons.empty()) {
        if (others > 0) out.told = left_out(others, "polygons");
        out.geometry = std::move(polygons);
    } else if (!lines.empty()) {
        if (point_shapes > 0) out.told = left_out(point_shapes, "lines");
        out.geometry = std::move(lines);
    } else if (!places.empty()) {
        out.geometry = std::move(places);
    }
    return out;
}

}  // namespace cairn::formats
