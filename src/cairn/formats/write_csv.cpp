#include "cairn/core/wkt.hpp"
#include "cairn/formats/number_text.hpp"
#include "cairn/formats/whole_file.hpp"
#include "cairn/formats/writer.hpp"

namespace cairn::formats {
namespace {

/// OWASP's rule for CSV injection, kept off plain numbers.
bool would_run(const std::string& cell) {
    return !cell.empty() && std::string_view("=+-@\t\r").find(cell[0]) != std::string_view::npos && !parse_number(cell);
}

std::string to_cell(const std::string& text) {
    const std::string cell = would_run(text) ? "'" + text : text;
    if (cell.find_first_of(",\"\r\n;\t") == std::string::npos && cell == text) return cell;
    std::string out = "\"";
    for (const char c : cell) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + "\"";
}

std::string wkt_of(const GeoGeometry& geometry) {
    return to_wkt(map_positions<XY>(geometry, [](const LonLat& p) { return XY{p.lon_deg, p.lat_deg}; }));
}

}  // namespace

std::string to_text(const Value& value) {
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
    if (const auto* real = std::get_if<double>(&value)) return to_text(*real);
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* date = std::get_if<Date>(&value)) return cairn::to_text(*date);
    return {};
}

const Value* value_of(const Entity& row, const Column& column, Value& id) {
    if (const Value* value = find_value(row, column.name)) return value;
    if (column.name != "id" || row.id.empty()) return nullptr;
    id = row.id;
    return &id;
}

void write_csv(const std::filesystem::path& file, const Layer& layer) {
    bool has_geometry = false;
    for (const Entity& row : layer.rows) has_geometry |= row.geometry.has_value();
    std::string text;
    const auto put = [&text](std::size_t column, const std::string& cell) {
        if (column > 0) text += ',';
        text += to_cell(cell);
    };
    WholeFile out(file);
    for (std::size_t i = 0; i < layer.columns.size(); ++i) put(i, layer.columns[i].name);
    if (has_geometry) put(layer.columns.size(), "geometry_wkt");
    text += "\r\n";
    for (const Entity& row : layer.rows) {
        const std::size_t start = text.size();
        for (std::size_t i = 0; i < layer.columns.size(); ++i) {
            const std::string& name = layer.columns[i].name;
            const Value* value = find_value(row, name);
            put(i, value != nullptr ? to_text(*value) : name == "id" ? row.id : std::string());
        }
        if (has_geometry) put(layer.columns.size(), row.geometry ? wkt_of(*row.geometry) : std::string());
        if (text.size() == start) text += "\"\"";  // a blank line would be no row
        text += "\r\n";
        if (text.size() > std::size_t{1} << 20) {
            out.write(text);
            text.clear();
        }
    }
    out.write(text);
    out.commit();
}

}  // namespace cairn::formats
