#include <array>
#include <charconv>
#include <cmath>

#include "cairn/formats/json_tokens.hpp"
#include "cairn/formats/number_text.hpp"
#include "cairn/formats/utf8.hpp"
#include "cairn/formats/whole_file.hpp"
#include "cairn/formats/writer.hpp"

namespace cairn::formats {
namespace {

/// 7 decimals without trailing zeros: 1e-7 degrees are 11 mm or less.
void put_degrees(std::string& out, double degrees) {
    double rounded = std::round(degrees * 1e7) / 1e7;
    if (rounded == 0) rounded = 0;  // no minus zero
    out += to_text(rounded);
}

void put_positions(std::string& out, const std::vector<LonLat>& positions) {
    out += '[';
    for (const LonLat& p : positions) {
        if (out.back() != '[') out += ',';
        out += '[';
        put_degrees(out, p.lon_deg);
        out += ',';
        put_degrees(out, p.lat_deg);
        out += ']';
    }
    out += ']';
}

/// Twice the signed area in square degrees, > 0 for counter-clockwise.
double turning(const GeoRing& ring) {
    double sum = 0;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        sum += (ring[i].lon_deg - ring[i - 1].lon_deg) * (ring[i].lat_deg + ring[i - 1].lat_deg);
    }
    return -sum;
}

/// RFC 7946, 3.1.6: shells run counter-clockwise, holes clockwise.
void put_ring(std::string& out, const GeoRing& ring, bool is_shell) {
    if ((turning(ring) >= 0) == is_shell) return put_positions(out, ring);
    put_positions(out, {ring.rbegin(), ring.rend()});
}

void put_polygon(std::string& out, const GeoPolygon& polygon) {
    out += '[';
    put_ring(out, polygon.shell, true);
    for (const auto& hole : polygon.holes) {
        out += ',';
        put_ring(out, hole, false);
    }
    out += ']';
}

template <class Parts, class Put>
void put_parts(std::string& out, const char* type, const Parts& parts, Put&& put) {
    const bool is_one = parts.size() == 1;
    out += std::string(R"({"type":")") + (is_one ? "" : "Multi") + type + R"(","coordinates":)";
    if (!is_one) out += '[';
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) out += ',';
        put(parts[i]);
    }
    out += is_one ? "}" : "]}";
}

void put_geometry(std::string& out, const GeoGeometry& geometry) {
    if (const auto* points = std::get_if<MultiPointOf<LonLat>>(&geometry)) {
        put_parts(out, "Point", *points, [&out](const LonLat& p) {
            out += '[';
            put_degrees(out, p.lon_deg);
            out += ',';
            put_degrees(out, p.lat_deg);
            out += ']';
        });
    } else if (const auto* lines = std::get_if<MultiLineOf<LonLat>>(&geometry)) {
        put_parts(out, "LineString", *lines, [&out](const auto& line) { put_positions(out, line.positions); });
    } else {
        put_parts(out, "Polygon", std::get<GeoMultiPolygon>(geometry),
                  [&out](const GeoPolygon& polygon) { put_polygon(out, polygon); });
    }
}

void put_value(std::string& out, const Value& value) {
    const bool is_text = std::holds_alternative<std::string>(value) || std::holds_alternative<Date>(value);
    if (std::holds_alternative<std::monostate>(value))
        out += "null";
    else if (is_text)
        out += quote_json(replace_invalid(to_text(value)));
    else if (const auto* real = std::get_if<double>(&value); real != nullptr && !std::isfinite(*real))
        out += "null";
    else
        out += to_text(value);
}

void put_feature(std::string& out, const Layer& layer, const Entity& row) {
    out += R"({"type":"Feature","properties":{)";
    for (const Column& column : layer.columns) {
        if (out.back() != '{') out += ',';
        out += quote_json(replace_invalid(column.name)) + ":";
        const Value* value = find_value(row, column.name);
        if (value != nullptr)
            put_value(out, *value);
        else if (column.name == "id")
            out += quote_json(replace_invalid(row.id));
        else
            out += "null";
    }
    out += R"(},"geometry":)";
    if (row.geometry)
        put_geometry(out, *row.geometry);
    else
        out += "null";
    out += '}';
}

}  // namespace

void write_geojson(const std::filesystem::path& file, const Layer& layer) {
    WholeFile out(file);
    std::string text =
        R"({"type":"FeatureCollection","name":)" + quote_json(replace_invalid(layer.name)) + R"(,"features":[)";
    for (std::size_t i = 0; i < layer.rows.size(); ++i) {
        text += i == 0 ? "\n" : ",\n";
        put_feature(text, layer, layer.rows[i]);
        if (text.size() > std::size_t{1} << 20) {
            out.write(text);
            text.clear();
        }
    }
    out.write(text + "\n]}\n");
    out.commit();
}

}  // namespace cairn::formats
