#include "cairn/intake/points.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <set>

#include "cairn/geodesy/measure.hpp"
#include "cairn/geodesy/traverse.hpp"
#include "cairn/geometry/validity.hpp"
#include "cairn/intake/cells.hpp"
#include "cairn/intake/crossings.hpp"
#include "cairn/intake/place.hpp"
#include "cairn/intake/units.hpp"
#include "cairn/registers/fold.hpp"

namespace cairn::intake {
namespace {

using registers::fold;

constexpr double longest_leg_m = 100'000;
constexpr double closing_m = 1, closing_share = 0.01;  ///< of the perimeter: nearer, the last point is the first again
constexpr double disagreeing_m = 10, disagreeing_share = 0.05;
constexpr std::size_t most_written_bytes = 2000;

enum class PointType { station, start, corner };

struct NamedType {
    std::string_view folded;
    PointType type;
};

/// Without digits, folded.
constexpr NamedType type_names[] = {
    {"landmark", PointType::station},
    {"lm", PointType::station},
    {"benchmark", PointType::station},
    {"bm", PointType::station},
    {"referencepoint", PointType::station},
    {"reference", PointType::station},
    {"rp", PointType::station},
    {"repere", PointType::station},
    {"pointdereference", PointType::station},
    {"puntodereferencia", PointType::station},
    {"ориентир", PointType::station},
    {"орієнтир", PointType::station},
    {"репер", PointType::station},
    {"orijentir", PointType::station},
    {"referentnatacka", PointType::station},
    {"startpoint", PointType::start},
    {"start", PointType::start},
    {"startingpoint", PointType::start},
    {"sp", PointType::start},
    {"pointdedepart", PointType::start},
    {"puntodeinicio", PointType::start},
    {"puntodepartida", PointType::start},
    {"начальнаяточка", PointType::start},
    {"початковаточка", PointType::start},
    {"polaznatacka", PointType::start},
    {"turningpoint", PointType::corner},
    {"turning", PointType::corner},
    {"tp", PointType::corner},
    {"intermediatepoint", PointType::corner},
    {"intermediate", PointType::corner},
    {"ip", PointType::corner},
    {"endpoint", PointType::corner},
    {"end", PointType::corner},
    {"ep", PointType::corner},
    {"corner", PointType::corner},
    {"vertex", PointType::corner},
    {"cornerpoint", PointType::corner},
    {"polygonpoint", PointType::corner},
    {"point", PointType::corner},
    {"pointtournant", PointType::corner},
    {"puntodegiro", PointType::corner},
    {"поворотнаяточка", PointType::corner},
    {"поворотнаточка", PointType::corner},
    {"prelomnatacka", PointType::corner},
};

std::optional<PointType> find_type(const std::string& text, const PointTable& points) {
    const auto stated = points.types.find(text);
    std::string name = fold(stated == points.types.end() ? text : stated->second);
    std::erase_if(name, [](char c) { return c >= '0' && c <= '9'; });
    for (const NamedType& known : type_names) {
        if (known.folded == name) return known.type;
    }
    return std::nullopt;
}

std::string cell(const SourceRow& row, const std::string& column) {
    const auto at = column.empty() ? row.raw.values.end() : row.raw.values.find(column);
    return at == row.raw.values.end() ? std::string() : std::string(trim(at->second));
}

/// Degrees in one unit of a bearing; absent when there is no such unit.
std::optional<double> degrees_in(const std::string& unit) {
    if (unit.empty() || unit == "degree") return 1;
    if (unit == "gon") return 0.9;
    if (unit == "mil6400") return 360.0 / 6400;
    if (unit == "mil6000") return 360.0 / 6000;
    return std::nullopt;
}

struct Point {
    const SourceRow* row = nullptr;
    PointType type = PointType::corner;
    std::string type_text;
    std::optional<double> order;
    std::optional<double> bearing_deg;  ///< as written, in degrees
    std::optional<double> distance_m;
    std::optional<SettledPlace> settled;  ///< where the row has coordinates
    std::optional<LonLat> position;
    bool is_relative = false;
};

using Rows = std::vector<const SourceRow*>;

/// One polygon of its rows.
class Assembler {
   public:
    /// `first`: the row whose own findings are told with the place.
    Assembler(const Rows& rows, const SourceRow& first, const Mapping& mapping, Positions& positions)
        : rows_(rows), first_(first), mapping_(mapping), points_table_(*mapping.points), positions_(positions) {}

    AssembledPlace run() {
        for (const SourceRow* row : rows_) {
            if (row != &first_) {
                for (const Finding& finding : row->raw.findings) pass_on(*row, finding);
            }
            read(*row);
        }
        if (!failed_) sort();
        if (!failed_) reach();
        if (!failed_) make_ring();
        for (const Point& point : points_) write(point);
        return std::move(out_);
    }

   private:
    void add(Severity severity, std::string code, const SourceRow* row, std::string message, std::string field,
             std::string found, std::string expected) {
        if (row != nullptr) message = "Row " + std::to_string(row->raw.number) + ": " + message;
        failed_ = failed_ || severity == Severity::error;
        out_.findings.push_back({.code = std::move(code),
                                 .severity = severity,
                                 .message = std::move(message),
                                 .field = std::move(field),
                                 .found = std::move(found),
                                 .expected = std::move(expected)});
    }

    void read(const SourceRow& row) {
        Point point{.row = &row};
        if (!points_table_.type.empty()) read_type(point);
        if (const std::string text = cell(row, points_table_.order); !text.empty()) {
            point.order = parse_decimal(text, mapping_.decimal);
            if (!point.order)
                add(Severity::error, "not_a_number", &row,
                    "its order is \"" + shorten(text) + "\", which is no number.", points_table_.order, shorten(text),
                    "a number");
        }
        read_leg(point);
        read_position(point);
        points_.push_back(std::move(point));
    }

    void read_type(Point& point) {
        point.type_text = cell(*point.row, points_table_.type);
        if (point.type_text.empty()) return;
        const auto type = find_type(point.type_text, points_table_);
        if (type) {
            point.type = *type;
            return;
        }
        const std::string found = shorten(point.type_text);
        add(Severity::error, "unknown_point_type", point.row,
            "\"" + found +
                "\" is no type of point that is known. Say what it is in the mapping, as "
                "\"points\": {\"types\": {\"" +
                found + "\": \"turning\"}}.",
            points_table_.type, found, "start, turning, intermediate, end, landmark, benchmark or reference");
    }

    std::optional<double> number(const Point& point, const std::string& column, double factor, double most,
                                 const std::string& code, const std::string& expected) {
        const std::string text = cell(*point.row, column);
        if (text.empty()) return std::nullopt;
        const auto value = parse_decimal(text, mapping_.decimal);
        if (value && *value >= 0 && *value * factor <= most) return *value * factor;
        add(Severity::error, value ? code : "not_a_number", point.row,
            column + " is \"" + shorten(text) + "\", which cannot be. Correct it.", column, shorten(text), expected);
        return std::nullopt;
    }

    void read_leg(Point& point) {
        point.bearing_deg = number(point, points_table_.bearing, degrees_in(points_table_.bearing_unit).value_or(1),
                                   360, "bearing_out_of_range", "a bearing from 0 to the full circle");
        const double metres = find_factor(points_table_.distance_unit, "m").value_or(1);
        point.distance_m = number(point, points_table_.distance, metres, longest_leg_m, "distance_out_of_range",
                                  "a distance from 0 to 100 km");
    }

    void read_position(Point& point) {
        const SourceRow& row = *point.row;
        if (row.place.finding) {
            const std::string& code = row.place.finding->code;
            if (code == "missing_geometry" || code == "empty_geometry") return;
            pass_on(row, *row.place.finding);
            return;
        }
        if (!row.place.geometry) return;
        auto settled = positions_.settle(row);
        if (!settled) return pass_on(row, settled.error());
        const auto& source = settled->rewritten ? *settled->rewritten : *row.place.geometry;
        const Place place = to_place(source, *settled->crs);
        for (const Finding& finding : place.findings) pass_on(row, finding);
        for (const Finding& finding : settled->findings) pass_on(row, finding);
        if (!place.geometry) return;
        const auto* points = std::get_if<MultiPointOf<LonLat>>(&*place.geometry);
        if (points == nullptr || points->size() != 1) {
            add(Severity::error, "point_without_position", &row, "its geometry is no point.", "geometry", "no point",
                "one position");
            return;
        }
        point.position = points->front();
        out_.operation = place.operation;
        if (place.accuracy_m) out_.accuracy_m = std::max(out_.accuracy_m.value_or(0), *place.accuracy_m);
        if (settled->rounding_m) out_.rounding_m = std::max(out_.rounding_m.value_or(0), *settled->rounding_m);
        out_.stated_crs = settled->stated_crs;
        out_.notation = settled->notation;
        point.settled = *std::move(settled);
    }

    void pass_on(const SourceRow& row, const Finding& finding) {
        add(finding.severity, finding.code, &row, finding.message, finding.field, finding.found, finding.expected);
    }

    /// Stations first, then the start and the corners, each by its order, else as in the file.
    void sort() {
        const auto rank = [](const Point& point) {
            return point.type == PointType::station ? 0 : point.type == PointType::start ? 1 : 2;
        };
        std::stable_sort(points_.begin(), points_.end(), [&](const Point& a, const Point& b) {
            if (rank(a) != rank(b)) return rank(a) < rank(b);
            return a.order && b.order && *a.order < *b.order;
        });
        // A second start closes the ring: it stands last.
        const auto starts = std::count_if(points_.begin(), points_.end(),
                                          [](const Point& point) { return point.type == PointType::start; });
        if (starts == 2) {
            const auto second = std::find_if(points_.rbegin(), points_.rend(),
                                             [](const Point& point) { return point.type == PointType::start; });
            std::rotate(second.base() - 1, second.base(), points_.end());
        }
        std::set<double> seen;
        for (const Point& point : points_) {
            if (point.type != PointType::corner || !point.order || seen.insert(*point.order).second) continue;
            add(Severity::error, "point_order_repeated", point.row,
                "another corner of the polygon has the same order, so that their order is not known.",
                points_table_.order, cell(*point.row, points_table_.order), "an order of its own for each corner");
        }
    }

    const Point* origin_of(std::size_t index) const {
        const std::string from = fold(cell(*points_[index].row, points_table_.from));
        if (from.empty()) return index == 0 ? nullptr : &points_[index - 1];
        const auto find = [&](auto&& name_of) -> const Point* {
            const Point* found = nullptr;
            for (const Point& point : points_) {
                if (&point == &points_[index] || name_of(point) != from) continue;
                // A start that stands again closes the ring: the first is meant. Else more than one is none.
                const bool closes = found != nullptr && found->type == PointType::start && point.type == found->type;
                if (found != nullptr && !closes) return nullptr;
                if (found == nullptr) found = &point;
            }
            return found;
        };
        if (const Point* named = find([&](const Point& p) { return fold(cell(*p.row, points_table_.point)); });
            named != nullptr && !points_table_.point.empty())
            return named;
        if (const Point* typed = find([&](const Point& p) { return fold(p.type_text); })) return typed;
        return find([&](const Point& p) { return fold(cell(*p.row, points_table_.order)); });
    }

    /// Bearings from true north, given those that are written.
    std::optional<double> turn_deg() {
        if (points_table_.north == "true") return 0;
        if (points_table_.north == "magnetic") return points_table_.declination_deg.value_or(0);
        for (const Point& point : points_) {
            if (!point.settled || point.settled->crs->source().is_geographic) continue;
            const auto& source = point.settled->rewritten ? *point.settled->rewritten : *point.row->place.geometry;
            const XY at = std::get<MultiPointOf<XY>>(source).front();
            const auto turn = geodesy::convergence_deg(*point.settled->crs, at.x, at.y);
            if (turn) return *turn;
        }
        add(Severity::error, "grid_north_unknown", nullptr,
            "The bearings are from grid north, but no point of the polygon has coordinates in a grid.", "points",
            "no grid", "a projected reference system, or bearings from true north");
        return std::nullopt;
    }

    void reach() {
        std::optional<double> turn;
        bool moved = true;
        while (moved) {
            moved = false;
            for (std::size_t i = 0; i < points_.size(); ++i) {
                Point& point = points_[i];
                if (point.position || !point.bearing_deg || !point.distance_m) continue;
                const Point* origin = origin_of(i);
                if (origin == nullptr || !origin->position) continue;
                if (!turn && !(turn = turn_deg())) return;
                point.position = geodesy::travel(*origin->position, *point.bearing_deg + *turn, *point.distance_m);
                point.is_relative = true;
                moved = true;
            }
        }
        for (std::size_t i = 0; i < points_.size(); ++i) {
            const Point& point = points_[i];
            if (!point.position) {
                add(Severity::error, "point_without_position", point.row,
                    "the point has no coordinates, and no bearing and distance from a point that has a place.",
                    "geometry", "no position", "coordinates, or bearing and distance from a known point");
            } else if (!point.is_relative) {
                check_leg(i, turn);
            }
        }
    }

    /// Coordinates and a leg beside them ought to tell the same place.
    void check_leg(std::size_t i, std::optional<double>& turn) {
        const Point& point = points_[i];
        const Point* origin = origin_of(i);
        if (!point.bearing_deg || !point.distance_m || origin == nullptr || !origin->position) return;
        if (!turn && !(turn = turn_deg())) return;
        const LonLat by_leg = geodesy::travel(*origin->position, *point.bearing_deg + *turn, *point.distance_m);
        const double apart = geodesy::distance_m(by_leg, *point.position);
        if (apart <= std::max(disagreeing_m, disagreeing_share * *point.distance_m)) return;
        const std::string found = std::to_string(std::llround(apart)) + " m";
        add(Severity::warning, "leg_disagrees", point.row,
            "bearing and distance lead to a place " + found +
                " from its coordinates, which are taken. Check both, the north reference and the datum.",
            points_table_.bearing, found, "a leg that leads to the coordinates");
    }

    void make_ring() {
        std::vector<LonLat> ring;
        double perimeter = 0;
        const Point* last = nullptr;
        for (const Point& point : points_) {
            if (point.type == PointType::station) continue;
            if (!ring.empty()) perimeter += geodesy::distance_m(ring.back(), *point.position);
            ring.push_back(*point.position);
            last = &point;
        }
        if (ring.size() > 3) close(ring, *last, perimeter);
        if (ring.size() < 3) {
            add(Severity::error, "too_few_points", nullptr,
                "The polygon has " + std::to_string(ring.size()) +
                    " corners; it needs three. Rows of it may be missing, "
                    "or its id may be miswritten.",
                "geometry", std::to_string(ring.size()) + " corners", "three corners or more");
            return;
        }
        ring.push_back(ring.front());
        GeoMultiPolygon polygon{{ring, {}}};
        if (!is_checkable(polygon)) {
            add(Severity::error, "ring_too_intricate", nullptr, "The polygon has too many corners to be checked.",
                "geometry", std::to_string(ring.size()) + " corners", "fewer corners");
            return;
        }
        if (const auto problem = geometry::find_invalidity(GeoGeometry(polygon))) {
            add(Severity::error, "ring_crosses_itself", nullptr,
                "The corners in their order make a ring that crosses or touches itself (" + *problem +
                    "). Check the order of the points, and each bearing.",
                "geometry", *problem, "a ring that does not cross itself");
            return;
        }
        out_.geometry = std::move(polygon);
    }

    /// The last point may be the first again: reached by a leg it tells the misclosure.
    void close(std::vector<LonLat>& ring, const Point& last, double perimeter) {
        const double apart = geodesy::distance_m(ring.front(), ring.back());
        const bool says_so = last.type == PointType::start;
        if (!says_so && apart > std::max(closing_m, last.is_relative ? closing_share * perimeter : 0)) return;
        ring.pop_back();
        if (!last.is_relative) return;
        const auto share = perimeter > 0 ? apart / perimeter : 0;
        char found[80];
        std::snprintf(found, sizeof found, "%.1f m over %.0f m", apart, perimeter);
        add(share > closing_share ? Severity::warning : Severity::note, "misclosure", last.row,
            std::string("the legs do not lead back to where they began: ") + found +
                ". The corners stay where the legs lead; nothing is adjusted.",
            "geometry", found, "legs that close, within 1 % of their length");
    }

    void write(const Point& point) {
        if (out_.as_written.size() > most_written_bytes) return;
        std::string text = point.type_text.empty() ? cell(*point.row, points_table_.order) : point.type_text;
        if (!point.row->place.as_written.empty()) text += " " + point.row->place.as_written;
        const std::string bearing = cell(*point.row, points_table_.bearing);
        const std::string distance = cell(*point.row, points_table_.distance);
        if (!bearing.empty() || !distance.empty()) text += " (" + bearing + ", " + distance + ")";
        out_.as_written += (out_.as_written.empty() ? "" : "; ") + text;
    }

    const Rows& rows_;
    const SourceRow& first_;
    const Mapping& mapping_;
    const PointTable& points_table_;
    Positions& positions_;
    std::vector<Point> points_;
    AssembledPlace out_;
    bool failed_ = false;
};

Finding broken(const std::string& code, std::string message, std::string field, std::string found,
               std::string expected) {
    return {.code = code,
            .severity = Severity::error,
            .message = std::move(message),
            .field = std::move(field),
            .found = std::move(found),
            .expected = std::move(expected)};
}

/// In the order in which they begin.
std::vector<Rows> parts_of(const std::vector<SourceRow>& rows, const PointTable& points) {
    std::vector<Rows> parts;
    std::map<std::string, std::size_t> places;
    for (const SourceRow& row : rows) {
        const auto [at, is_new] = places.emplace(cell(row, points.part), parts.size());
        if (is_new) parts.emplace_back();
        parts[at->second].push_back(&row);
    }
    return parts;
}

struct ShapeTold {
    enum class Kind { polygon, other, unclear };
    Kind kind = Kind::polygon;
    std::string text;
};

ShapeTold shape_of(const Rows& part, const PointTable& points) {
    ShapeTold out;
    for (const SourceRow* row : part) {
        const std::string text = cell(*row, points.shape), name = fold(text);
        if (text.empty() || text == out.text) continue;
        const bool is_polygon = name == "polygon" || name == "area";
        const bool is_other = name == "line" || name == "polyline" || name == "point" || name == "landmark";
        const auto kind = is_polygon ? ShapeTold::Kind::polygon
                          : is_other ? ShapeTold::Kind::other
                                     : ShapeTold::Kind::unclear;
        const bool is_same = out.text.empty() || out.kind == kind;
        out = {is_same ? kind : ShapeTold::Kind::unclear, text};
        if (out.kind == ShapeTold::Kind::unclear) break;
    }
    return out;
}

Finding no_polygon(const std::string& text, const SourceRow& row) {
    const std::string found = shorten(text);
    return broken("shape_is_no_polygon",
                  "Row " + std::to_string(row.raw.number) + ": its points make a shape that is \"" + found +
                      "\" and no polygon. Nothing is drawn that nobody stated: write what it is, or take "
                      "\"shape\" out of the mapping's \"points\" when all points are corners of polygons.",
                  "points.shape", found, "polygon");
}

Finding others_left_out(std::size_t others) {
    const std::string found = std::to_string(others) + " lines or points";
    return {.code = "several_geometries",
            .severity = Severity::warning,
            .message = "There are " + found + " beside the polygons of the place; they are no part of it here.",
            .field = "points.shape",
            .found = found,
            .expected = "polygons alone"};
}

void join(AssembledPlace& all, AssembledPlace&& part) {
    all.findings.insert(all.findings.end(), std::make_move_iterator(part.findings.begin()),
                        std::make_move_iterator(part.findings.end()));
    if (!part.as_written.empty() && all.as_written.size() <= most_written_bytes)
        all.as_written += (all.as_written.empty() ? "" : "; ") + part.as_written;
    if (!part.operation.empty()) all.operation = part.operation;
    if (!part.stated_crs.empty()) all.stated_crs = part.stated_crs;
    if (part.notation != Notation::unknown) all.notation = part.notation;
    if (part.accuracy_m) all.accuracy_m = std::max(all.accuracy_m.value_or(0), *part.accuracy_m);
    if (part.rounding_m) all.rounding_m = std::max(all.rounding_m.value_or(0), *part.rounding_m);
    if (!part.geometry) return;
    if (!all.geometry) {
        all.geometry = std::move(part.geometry);
        return;
    }
    auto& polygons = std::get<GeoMultiPolygon>(*all.geometry);
    for (auto& polygon : std::get<GeoMultiPolygon>(*part.geometry)) polygons.push_back(std::move(polygon));
}

/// Each of the polygons is right by itself.
void check_together(AssembledPlace& all) {
    const auto& polygons = std::get<GeoMultiPolygon>(*all.geometry);
    if (!is_checkable(polygons)) {
        all.findings.push_back(broken("ring_too_intricate", "The polygons have too many corners to be checked.",
                                      "geometry", std::to_string(polygons.size()) + " polygons", "fewer corners"));
    } else if (const auto problem = geometry::find_invalidity(*all.geometry)) {
        all.findings.push_back(broken("ring_crosses_itself",
                                      "Polygons of one place overlap or have a side in common (" + *problem +
                                          "). Check which points belong to which polygon.",
                                      "geometry", *problem, "polygons that lie apart"));
    }
}

}  // namespace

std::string polygon_id_of(const SourceRow& row, const PointTable& points) { return cell(row, points.id); }

Findings check_points(const PointTable& points) {
    Findings findings;
    if (!points.bearing.empty() && points.north.empty()) {
        findings.push_back(
            broken("north_not_stated",
                   "The mapping does not say from which north the bearings are taken, and none is assumed. "
                   "State \"north\" under \"points\".",
                   "points.north", "not stated", "true, magnetic or grid"));
    }
    if (points.north == "magnetic" && !points.declination_deg) {
        findings.push_back(broken("declination_not_stated",
                                  "The bearings are magnetic; the declination of that place and year is needed. State "
                                  "\"declination_deg\" under \"points\", east positive.",
                                  "points.declination_deg", "not stated", "degrees, east positive"));
    }
    if (!degrees_in(points.bearing_unit)) {
        findings.push_back(broken("unknown_unit", "There is no such unit of a bearing.", "points.bearing_unit",
                                  points.bearing_unit, "degree, gon, mil6400 or mil6000"));
    }
    if (!find_factor(points.distance_unit, "m")) {
        findings.push_back(broken("unknown_unit", "There is no such unit of a distance.", "points.distance_unit",
                                  points.distance_unit, "m, km, ft …"));
    }
    return findings;
}

AssembledPlace assemble(const std::vector<SourceRow>& rows, const Mapping& mapping, Positions& positions) {
    const PointTable& points = *mapping.points;
    AssembledPlace all;
    std::size_t others = 0;
    std::vector<Rows> polygons;
    for (Rows& part : parts_of(rows, points)) {
        const ShapeTold told = shape_of(part, points);
        if (told.kind == ShapeTold::Kind::unclear) all.findings.push_back(no_polygon(told.text, *part.front()));
        if (told.kind == ShapeTold::Kind::other) ++others;
        if (told.kind == ShapeTold::Kind::polygon) polygons.push_back(std::move(part));
    }
    if (polygons.empty() && all.findings.empty())
        all.findings.push_back(no_polygon(cell(rows.front(), points.shape), rows.front()));
    if (others > 0 && !polygons.empty()) all.findings.push_back(others_left_out(others));
    for (const Rows& part : polygons) join(all, Assembler(part, rows.front(), mapping, positions).run());
    if (polygons.size() > 1 && all.geometry) check_together(all);
    const bool has_failed = std::any_of(all.findings.begin(), all.findings.end(),
                                        [](const Finding& finding) { return finding.severity == Severity::error; });
    if (has_failed) all.geometry.reset();
    return all;
}

}  // namespace cairn::intake
