#include "cairn/formats/maxml_places.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

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

/// The element itself, or a child that only groups its coordinates: the first that has both.
const MaxmlElement* find_holder(const MaxmlElement& point, const Names& one, const Names& other) {
    const auto has_both = [&](const MaxmlElement& at) {
        return find_leaf(at, one) != nullptr && find_leaf(at, other) != nullptr;
    };
    if (has_both(point)) return &point;
    const auto at = std::find_if(point.children.begin(), point.children.end(), [&](const MaxmlElement& child) {
        return has(plain_name(child.name), "coordinate") && has_both(child);
    });
    return at == point.children.end() ? nullptr : &*at;
}

std::string text_of_point(const MaxmlElement& point, const Names& names) {
    if (auto text = find_text(point, names); !text.empty()) return text;
    for (const MaxmlElement& child : point.children) {
        if (!has(plain_name(child.name), "coordinate")) continue;
        if (auto text = find_text(child, names); !text.empty()) return text;
    }
    return {};
}

bool tells_place(const MaxmlElement& element) {
    return find_holder(element, latitudes, longitudes) != nullptr ||
           find_holder(element, bearings, distances) != nullptr;
}

std::string without_digits(std::string name) {
    while (!name.empty() && name.back() >= '0' && name.back() <= '9') name.pop_back();
    return name;
}

enum class Role { corner, station, unknown };

/// The types of docs/formats/point-table.md in English and as abbreviations; those of other languages are known to the
/// import of a table of points.
Role role_of(const std::string& type) {
    const std::string name = without_digits(plain_name(type));
    constexpr std::array<std::string_view, 18> corners{
        "startpoint",   "start", "startingpoint", "sp",  "turningpoint", "turning", "tp",          "intermediatepoint",
        "intermediate", "ip",    "endpoint",      "end", "ep",           "corner",  "cornerpoint", "vertex",
        "polygonpoint", "point"};
    constexpr std::array<std::string_view, 7> stations{"landmark",       "lm",        "benchmark", "bm",
                                                       "referencepoint", "reference", "rp"};
    if (std::find(corners.begin(), corners.end(), name) != corners.end()) return Role::corner;
    return std::find(stations.begin(), stations.end(), name) != stations.end() ? Role::station : Role::unknown;
}

/// The point that a leg starts from: it is told beside the leg, and is no other point of the shape.
bool is_start_of_leg(const std::string& name) { return name.starts_with("from") || role_of(name) == Role::station; }

bool holds_points(const MaxmlElement& element) {
    return std::any_of(element.children.begin(), element.children.end(), [](const MaxmlElement& child) {
        const std::string name = plain_name(child.name);
        if (child.children.empty() || has(name, "coordinate") || is_start_of_leg(name)) return false;
        return tells_place(child) || holds_points(child);
    });
}

void gather(const MaxmlElement& at, const std::string& path, std::size_t most_cells, CellList& cells) {
    for (const MaxmlElement& child : at.children) {
        if (cells.size() >= most_cells) return;
        const std::string name = path + child.name;
        if (!child.text.empty() || child.children.empty()) cells.put(name, child.text);
        gather(child, name + "/", most_cells, cells);
    }
}

bool is_same_system(const std::string& one, const std::string& other) {
    return is_wgs84(one) ? is_wgs84(other) : plain_name(one) == plain_name(other);
}

enum class Kind { unknown, point, line, polygon };

Kind kind_of(const std::string& told) {
    constexpr std::array<std::string_view, 6> lines{"line",      "polyline",        "linestring",
                                                    "multiline", "multilinestring", "multipolyline"};
    const std::string name = plain_name(told);
    if (has(name, "polygon") || name == "area") return Kind::polygon;
    if (std::find(lines.begin(), lines.end(), name) != lines.end()) return Kind::line;
    return has(name, "point") ? Kind::point : Kind::unknown;
}

/// What the corners of one shape make, by what is said of it and by how many there are.
class ShapeKind {
   public:
    void add(const MaxmlPoint& corner) {
        is_unclear_ = is_unclear_ || (corners_ > 0 && kind_of(corner.shape_kind) != kind_of(told_));
        if (corners_++ == 0) told_ = corner.shape_kind;
        says_order_ = says_order_ || !corner.number.empty() || !corner.type.empty();
    }
    /// Its points say that it is different shapes.
    bool is_unclear() const { return is_unclear_; }
    const std::string& told() const { return told_; }
    Kind find() const {
        if (is_unclear_) return Kind::unknown;
        if (!told_.empty()) return kind_of(told_);
        if (corners_ == 1) return Kind::point;
        return corners_ > 2 && says_order_ ? Kind::polygon : Kind::unknown;
    }

   private:
    std::string told_;
    std::size_t corners_ = 0;
    bool is_unclear_ = false, says_order_ = false;
};

/// The corners of one shape, as they come.
class Shape {
   public:
    void add(const MaxmlPoint& point, const std::string& system) {
        if (is_landmark(point)) return;
        if (!point.problem.empty()) return refuse(point.problem);
        if (role_of(point.type) == Role::unknown && !point.type.empty())
            return refuse("nothing here knows the type of point \"" + shorten(point.type) + "\"");
        if (!point.shape_kind.empty() && kind_of(point.shape_kind) == Kind::unknown)
            return refuse("nothing here knows the shape \"" + shorten(point.shape_kind) + "\"");
        if (!point.system.empty() && !is_same_system(point.system, system)) {
            return refuse("a point is in \"" + shorten(point.system) + "\", and not in " +
                          (is_wgs84(system) ? "WGS 84" : "the header's \"" + shorten(system) + "\""));
        }
        const auto lat = parse_number(point.latitude), lon = parse_number(point.longitude);
        if (!lat || !lon) {
            const bool is_blank_point = point.latitude.empty() && point.longitude.empty();
            return refuse(is_blank_point ? "a point has no latitude and longitude"
                                         : "\"" + shorten(point.latitude + " " + point.longitude) +
                                               "\" is no latitude and longitude in decimal degrees");
        }
        kinds_.add(point);
        const std::string type = without_digits(plain_name(point.type));
        corners_.push_back({.at = {*lon, *lat},
                            .number = point.number,
                            .is_start = type == "sp" || type.starts_with("start"),
                            .is_end = type == "ep" || type.starts_with("end")});
    }

    /// Empty when no corner is in it: landmarks alone.
    bool is_empty() const { return corners_.empty() && problem_.empty(); }
    const std::string& problem() const { return problem_; }
    Kind kind() const { return kind_; }

    void finish() {
        if (!problem_.empty() || corners_.empty()) return;
        if (kinds_.is_unclear()) return refuse("its points say that it is different shapes");
        kind_ = kinds_.find();
        order();
        if (!problem_.empty()) return;
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
        bool is_start = false, is_end = false;
    };

    void refuse(std::string why) {
        if (problem_.empty()) problem_ = std::move(why);
    }

    /// By the numbers of the points, when they have some: all, and each its own.
    void order() {
        if (kind_ == Kind::point) return;
        const auto has_none =
            std::count_if(corners_.begin(), corners_.end(), [](const auto& c) { return c.number.empty(); });
        if (static_cast<std::size_t>(has_none) == corners_.size()) return check_ends();
        std::set<double> seen;
        for (const Corner& corner : corners_) {
            const auto number = parse_number(corner.number);
            if (!number) return refuse("some of its points have a number and others none");
            if (!seen.insert(*number).second)
                return refuse("two of its points have the number " + shorten(corner.number));
        }
        std::stable_sort(corners_.begin(), corners_.end(), [](const Corner& a, const Corner& b) {
            return *parse_number(a.number) < *parse_number(b.number);
        });
    }

    /// Without numbers the points stand in their order, unless their types say another: a start that is not the first,
    /// an end that is not the last. A ring may be told from its end on, and its start twice.
    void check_ends() {
        const std::size_t last = corners_.size() - 1;
        const bool is_ring = kind_ != Kind::line;
        const bool has_start = std::any_of(corners_.begin(), corners_.end(), [](const auto& c) { return c.is_start; });
        for (std::size_t i = 0; i <= last; ++i) {
            const Corner& before = corners_[i == 0 ? last : i - 1];
            const Corner& behind = corners_[i == last ? 0 : i + 1];
            const bool closes = i == last && behind.is_start;
            if (corners_[i].is_start && i != 0 && !(is_ring && (before.is_end || closes)))
                return refuse("its start point does not stand first");
            if (corners_[i].is_end && !(i == last && !(is_ring && has_start)) && !(is_ring && behind.is_start))
                return refuse("its end point does not stand last");
        }
    }

    void drop_closing_corner() {
        const bool is_closed = corners_.size() > 1 && corners_.front().at == corners_.back().at;
        if (kind_ == Kind::polygon && is_closed) corners_.pop_back();
    }

    std::vector<Corner> corners_;
    std::string problem_;
    ShapeKind kinds_;
    Kind kind_ = Kind::unknown;
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
    const bool is_called_point = has(name, "point");
    const bool may_be = in_geographic || is_geographic(name) || is_called_point;
    if (!may_be || name.starts_with("from") || !tells_place(element)) return false;
    // The name of one point, not of several: whatever else is in it, its own coordinates are the point's.
    return (is_called_point && !name.ends_with("points")) || !holds_points(element);
}

MaxmlPoints find_maxml_points(const MaxmlElement& holder, bool in_geographic) {
    MaxmlPoints out;
    std::set<std::string> names;
    for (const MaxmlElement& child : holder.children) {
        out.are_points.push_back(is_maxml_point(child, in_geographic));
        if (out.are_points.back()) names.insert(child.name);
    }
    if (names.empty()) return out;
    std::set<std::string> called;
    for (std::size_t i = 0; i < holder.children.size(); ++i) {
        const MaxmlElement& child = holder.children[i];
        const std::string name = plain_name(child.name);
        if (!out.are_points[i]) {
            const bool is_called_so = !name.starts_with("from") && !child.name.starts_with('@') &&
                                      (has(name, "point") || has(name, "corner") || has(name, "vertex"));
            // One with text is told of the shape: the number of its points.
            const bool is_empty_one = child.text.empty() && (!child.children.empty() || role_of(name) != Role::unknown);
            const bool is_beside = is_called_so && (child.has_elements() ? !holds_points(child) : is_empty_one);
            out.are_points[i] = is_beside || names.contains(child.name);
        }
        if (out.are_points[i] && role_of(name) != Role::station) called.insert(without_digits(name));
    }
    out.are_mixed = called.size() > 1;
    return out;
}

MaxmlPoint read_maxml_point(const MaxmlElement& point, const std::string& shape_kind, bool name_is_type,
                            std::size_t most_cells) {
    MaxmlPoint out;
    CellList cells;
    gather(point, {}, most_cells, cells);
    out.cells = cells.give();
    if (const auto* at = find_holder(point, latitudes, longitudes)) {
        out.latitude = find_text(*at, latitudes);
        out.longitude = find_text(*at, longitudes);
        out.system = find_text(*at, systems);
    }
    if (const auto* at = find_holder(point, bearings, distances)) {
        out.bearing = find_text(*at, bearings);
        out.distance = find_text(*at, distances);
    }
    out.number = text_of_point(point, numbers);
    out.type = text_of_point(point, types);
    const std::string name = plain_name(point.name);
    const bool says_type = without_digits(name) != "point" && role_of(name) != Role::unknown;
    if (out.type.empty() && (name_is_type || says_type)) out.type = point.name;
    if (out.system.empty()) out.system = text_of_point(point, systems);
    out.shape_kind = text_of_point(point, shape_kinds);
    if (out.shape_kind.empty()) out.shape_kind = shape_kind;
    out.shape_id = text_of_point(point, shape_ids);
    if (holds_points(point)) out.problem = "a point holds another point";
    return out;
}

std::string shape_kind_in(const MaxmlElement& holder, const std::string& above) {
    if (auto told = find_text(holder, shape_kinds); !told.empty()) return told;
    const std::string name = plain_name(holder.name);
    const bool is_of_line = has(name, "line") && !has(name, "outline");
    return has(name, "polygon") || name == "area" || is_of_line ? holder.name : above;
}

bool is_landmark(const MaxmlPoint& point) { return role_of(point.type) == Role::station; }

std::map<std::size_t, std::string> find_shape_kinds(const std::vector<MaxmlPoint>& points) {
    std::map<std::size_t, ShapeKind> shapes;
    for (const MaxmlPoint& point : points) {
        ShapeKind& shape = shapes[point.shape];
        if (!is_landmark(point)) shape.add(point);
    }
    std::map<std::size_t, std::string> out;
    for (const auto& [number, shape] : shapes) {
        const Kind kind = shape.find();
        const char* const name = kind == Kind::polygon ? "polygon"
                                 : kind == Kind::line  ? "line"
                                 : kind == Kind::point ? "point"
                                                       : "unclear";
        const bool is_unknown = kind == Kind::unknown && !shape.is_unclear() && !shape.told().empty();
        out.emplace(number, is_unknown ? shorten(shape.told()) : name);
    }
    return out;
}

MaxmlGeometry make_maxml_geometry(const std::vector<MaxmlPoint>& points, const std::string& system) {
    MaxmlGeometry out;
    std::map<std::size_t, Shape> shapes;
    for (const MaxmlPoint& point : points) shapes[point.shape].add(point, system.empty() ? "WGS 84" : system);
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
