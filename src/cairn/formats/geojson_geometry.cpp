#include "cairn/formats/geojson_geometry.hpp"

#include <utility>

#include "cairn/core/text.hpp"
#include "cairn/formats/number_text.hpp"

namespace cairn::formats {
namespace {

/// Brackets around a number, by type (RFC 7946, 3.1.2 to 3.1.7).
std::size_t level_of(const std::string& type) {
    if (type == "Point") return 1;
    if (type == "MultiPoint" || type == "LineString") return 2;
    if (type == "MultiLineString" || type == "Polygon") return 3;
    if (type == "MultiPolygon") return 4;
    return 0;
}

constexpr const char* uneven = "the coordinates are nested unevenly";

std::string why_no_number(Token token) {
    if (token == Token::broken) return "the file breaks off in it";
    return token == Token::not_finite || token == Token::null ? "a coordinate is not a finite number"
                                                              : "a coordinate is not a number";
}

std::vector<SourceXY> slice(const std::vector<SourceXY>& all, std::size_t from, std::size_t to) {
    return {all.begin() + static_cast<std::ptrdiff_t>(from), all.begin() + static_cast<std::ptrdiff_t>(to)};
}

std::size_t count_positions(const SourceGeometry& geometry) {
    std::size_t count = 0;
    for_each_position(geometry, [&count](const SourceXY&) { ++count; });
    return count;
}

/// The members of a GeometryCollection joined into one geometry, as long as they are of one kind.
class Collection {
   public:
    explicit Collection(std::size_t max_positions) : max_positions_(max_positions) {}

    void add(GeoJsonGeometry&& part) {
        if (!joined_.problem.empty()) return;
        if (!part.problem.empty()) return refuse(std::move(part.problem));
        if (!part.geometry) return;
        count_ += count_positions(*part.geometry);
        if (count_ > max_positions_) {
            return refuse("it has more than " + std::to_string(max_positions_) + " positions");
        }
        if (!joined_.geometry) {
            joined_.geometry = std::move(part.geometry);
            joined_.is_empty = false;
        } else if (joined_.geometry->index() != part.geometry->index()) {
            refuse("it mixes points, lines and polygons");
        } else {
            append(*std::move(part.geometry));
        }
    }
    GeoJsonGeometry take() { return std::move(joined_); }

   private:
    void refuse(std::string problem) { joined_ = {.type = joined_.type, .problem = std::move(problem)}; }
    void append(SourceGeometry&& part) {
        std::visit(
            [&part](auto& all) {
                auto& more = std::get<std::decay_t<decltype(all)>>(part);
                all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
            },
            *joined_.geometry);
    }

    std::size_t max_positions_;
    std::size_t count_ = 0;
    GeoJsonGeometry joined_{.type = "GeometryCollection", .is_empty = true};
};

}  // namespace

void CoordinateTree::read(JsonTokens& tokens, Token begun, std::size_t max_positions) {
    *this = {};
    if (begun != Token::begin_array) {
        if (begun != Token::null) problem_ = "the coordinates are not an array";
        tokens.skip(begun);
        return;
    }
    const std::size_t outside = tokens.depth() - 1;
    while (problem_.empty() && tokens.depth() > outside) {
        const Token token = tokens.next();
        const std::size_t level = tokens.depth() - outside;
        if (positions_.size() > max_positions || line_ends_.size() > max_positions) {
            problem_ = "it has more than " + std::to_string(max_positions) + " positions";
        } else if (token == Token::begin_array) {
            if (position_level_ != 0 && level > position_level_) {
                problem_ = uneven;
            } else if (SourceXY pair; is_level_of_positions(level) && tokens.take_pair(pair.x, pair.y)) {
                position_level_ = level;
                positions_.push_back(pair);
            }
        } else if (token == Token::number) {
            read_position(tokens, level);
        } else if (token == Token::end_array) {
            close(level + 1);
        } else {
            problem_ = why_no_number(token);
        }
    }
    while (tokens.depth() > outside && tokens.next() != Token::broken) {
    }
    if (!problem_.empty()) positions_ = {};
}

// The stream stands behind the first number of a position; the rest of it is read here, its bracket included.
void CoordinateTree::read_position(JsonTokens& tokens, std::size_t level) {
    if (position_level_ == 0 && !has_empty_start_) position_level_ = level;
    if (level != position_level_) {
        problem_ = uneven;
        return;
    }
    SourceXY position;
    std::size_t count = 0;
    Token token = Token::number;
    for (; token == Token::number; token = tokens.next(), ++count) {
        if (count > 1) continue;  // height and measure are dropped
        const auto value = parse_number(tokens.text());
        if (!value) {
            problem_ = why_no_number(Token::not_finite);
            return;
        }
        (count == 0 ? position.x : position.y) = *value;
    }
    if (token != Token::end_array) {
        problem_ = why_no_number(token);
    } else if (count < 2) {
        problem_ = "a position has fewer than two numbers";
    } else {
        positions_.push_back(position);
    }
}

// An array inside `level` brackets, its own included, has ended. Positions close themselves in read_position.
void CoordinateTree::close(std::size_t level) {
    if (position_level_ == 0) {
        has_empty_start_ = true;
        return;
    }
    if (level == position_level_) problem_ = "a position has fewer than two numbers";
    if (level + 1 == position_level_) line_ends_.push_back(positions_.size());
    if (level + 2 == position_level_) polygon_ends_.push_back(line_ends_.size());
}

GeoJsonGeometry CoordinateTree::to_geometry(const std::string& type) const {
    GeoJsonGeometry out{.type = type, .problem = problem_};
    if (!out.problem.empty()) return out;
    if (position_level_ == 0) {
        out.is_empty = true;
        return out;
    }
    if (level_of(type) != position_level_) {
        out.problem = "the coordinates are not those of a " + type;
        return out;
    }
    if (type == "Point" || type == "MultiPoint") {
        out.geometry = positions_;
        return out;
    }
    std::vector<LineOf<SourceXY>> lines;
    std::size_t from = 0;
    for (const std::size_t to : line_ends_) lines.push_back({slice(positions_, std::exchange(from, to), to)});
    if (type == "LineString" || type == "MultiLineString") {
        out.geometry = std::move(lines);
        return out;
    }
    MultiPolygonOf<SourceXY> polygons;
    std::size_t line = 0;
    for (const std::size_t end : polygon_ends_) {
        PolygonOf<SourceXY> polygon;
        for (const std::size_t first = line; line < end; ++line) {
            auto& ring = lines[line].positions;
            if (line == first)
                polygon.shell = std::move(ring);
            else
                polygon.holes.push_back(std::move(ring));
        }
        polygons.push_back(std::move(polygon));
    }
    out.geometry = std::move(polygons);
    return out;
}

GeoJsonGeometry read_geojson_geometry(JsonTokens& tokens, Token begun, std::size_t max_positions) {
    if (begun == Token::null) return {};
    if (begun != Token::begin_object) {
        tokens.skip(begun);
        return {.problem = "it is not an object"};
    }
    CoordinateTree coordinates;
    Collection members(max_positions);
    std::string type;
    for (Token token = tokens.next(); token == Token::key; token = tokens.next()) {
        const std::string key = tokens.text();
        const Token begins = tokens.next();
        if (key == "type" && begins == Token::string) {
            type = tokens.text();
        } else if (key == "coordinates") {
            coordinates.read(tokens, begins, max_positions);
        } else if (key == "geometries" && begins == Token::begin_array) {
            for (Token part = tokens.next(); part != Token::end_array && part != Token::broken; part = tokens.next()) {
                members.add(read_geojson_geometry(tokens, part, max_positions));
            }
        } else {
            tokens.skip(begins);
        }
    }
    if (type == "GeometryCollection") return members.take();
    if (level_of(type) == 0) {
        return {.type = type,
                .problem = type.empty() ? "it has no type"
                                        : "\"" + std::string(first_bytes(type, 40)) + "\" is no geometry type"};
    }
    return coordinates.to_geometry(type);
}

}  // namespace cairn::formats
