#include <cmath>

#include "cairn/core/xml_text.hpp"
#include "cairn/formats/number_text.hpp"
#include "cairn/formats/utf8.hpp"
#include "cairn/formats/whole_file.hpp"
#include "cairn/formats/write_zip.hpp"
#include "cairn/formats/writer.hpp"

namespace cairn::formats {
namespace {

std::string escaped(std::string_view text) { return to_xml_text(replace_invalid(text)); }

/// "#rrggbb" and an opacity as KML's aabbggrr (12-007r2, 16.8).
std::string colour_of(const std::string& colour, double opacity) {
    constexpr std::string_view digits = "0123456789abcdef";
    const auto alpha = static_cast<std::size_t>(std::lround(opacity * 255));
    return {digits[alpha / 16], digits[alpha % 16], colour[5], colour[6], colour[3], colour[4], colour[1], colour[2]};
}

std::string style_id(const LayerStyle& style, const StyleRule& rule) { return style.name + "." + rule.name; }

/// KML knows neither dashes nor patterns: of a fill that has one, the outline alone is drawn.
void put_style(std::string& out, const LayerStyle& style, const StyleRule& rule) {
    const Symbol& symbol = rule.symbol;
    out += "<Style id=\"" + escaped(style_id(style, rule)) + "\">";
    if (symbol.mark) {
        out += "<IconStyle><color>" + colour_of(symbol.mark->colour, 1) + "</color><scale>" +
               to_text(symbol.mark->size_px / 16) + "</scale></IconStyle>";
    }
    if (symbol.stroke) {
        out += "<LineStyle><color>" + colour_of(symbol.stroke->colour, 1) + "</color><width>" +
               to_text(symbol.stroke->width_px) + "</width></LineStyle>";
    }
    const Fill* plain = nullptr;
    for (const Fill& fill : symbol.fills)
        if (fill.pattern == Fill::Pattern::plain) plain = &fill;
    out += plain == nullptr ? "<PolyStyle><fill>0</fill></PolyStyle>"
                            : "<PolyStyle><color>" + colour_of(plain->colour, plain->opacity) + "</color></PolyStyle>";
    out += "</Style>\n";
}

const char* simple_type(Column::Type type) {
    switch (type) {
        // "int" has 32 bits (XML Schema), and a count may have more.
        case Column::Type::real: return "double";
        case Column::Type::boolean: return "bool";
        case Column::Type::integer:
        case Column::Type::text:
        case Column::Type::date: break;
    }
    return "string";
}

void put_schema(std::string& out, const Layer& layer) {
    out += "<Schema name=\"" + escaped(layer.name) + "\" id=\"" + escaped(layer.name) + "\">\n";
    for (const Column& column : layer.columns) {
        out += std::string("<SimpleField type=\"") + simple_type(column.type) + "\" name=\"" + escaped(column.name) +
               "\"><displayName>" + escaped(column.label.empty() ? column.name : column.label) +
               "</displayName></SimpleField>\n";
    }
    out += "</Schema>\n";
}

void put_positions(std::string& out, const std::vector<LonLat>& positions) {
    out += "<coordinates>";
    for (const LonLat& p : positions) {
        if (out.back() != '>') out += ' ';
        out += to_text(p.lon_deg) + "," + to_text(p.lat_deg);
    }
    out += "</coordinates>";
}

void put_ring(std::string& out, const char* name, const GeoRing& ring) {
    out += std::string("<") + name + "><LinearRing>";
    put_positions(out, ring);
    out += std::string("</LinearRing></") + name + ">";
}

void put_part(std::string& out, const LonLat& point) {
    out += "<Point>";
    put_positions(out, {point});
    out += "</Point>";
}
void put_part(std::string& out, const LineOf<LonLat>& line) {
    out += "<LineString><tessellate>1</tessellate>";
    put_positions(out, line.positions);
    out += "</LineString>";
}
void put_part(std::string& out, const GeoPolygon& polygon) {
    out += "<Polygon><tessellate>1</tessellate>";
    put_ring(out, "outerBoundaryIs", polygon.shell);
    for (const auto& hole : polygon.holes) put_ring(out, "innerBoundaryIs", hole);
    out += "</Polygon>";
}

void put_geometry(std::string& out, const GeoGeometry& geometry) {
    std::visit(
        [&out](const auto& parts) {
            if (parts.size() != 1) out += "<MultiGeometry>";
            for (const auto& part : parts) put_part(out, part);
            if (parts.size() != 1) out += "</MultiGeometry>";
        },
        geometry);
}

const StyleRule* rule_for(const LayerStyle& style, const Entity& row) {
    for (const StyleRule& rule : style.rules) {
        if (rule.field.empty()) return &rule;
        const auto text = text_of(row, rule.field);
        for (const std::string& value : rule.values)
            if (text == value) return &rule;
    }
    return nullptr;
}

/// What a person would call the entry. A layer that has names shows these alone: readers take a Placemark's name for
/// the column "name", and a blank one must come back blank.
std::string title_of(const Layer& layer, const Entity& row) {
    for (const Column& column : layer.columns)
        if (column.name == "name") return text_of(row, "name").value_or("");
    return text_of(row, "source_id").value_or(row.id);
}

void put_placemark(std::string& out, const Layer& layer, const Entity& row) {
    out += "<Placemark>";
    if (const std::string title = title_of(layer, row); !title.empty()) out += "<name>" + escaped(title) + "</name>";
    const StyleRule* rule = layer.style ? rule_for(*layer.style, row) : nullptr;
    if (rule != nullptr) out += "<styleUrl>#" + escaped(style_id(*layer.style, *rule)) + "</styleUrl>";
    out += "<ExtendedData><SchemaData schemaUrl=\"#" + escaped(layer.name) + "\">";
    for (const Column& column : layer.columns) {
        Value id;
        const Value* value = value_of(row, column, id);
        if (value == nullptr) continue;
        // "1" and "0" are as much of XML Schema's boolean as "true", and more programs read them.
        const auto* flag = std::get_if<bool>(value);
        const std::string shown = flag != nullptr ? (*flag ? "1" : "0") : escaped(to_text(*value));
        out += "<SimpleData name=\"" + escaped(column.name) + "\">" + shown + "</SimpleData>";
    }
    out += "</SchemaData></ExtendedData>";
    if (row.geometry) put_geometry(out, *row.geometry);
    out += "</Placemark>\n";
}

void write_document(const std::filesystem::path& file, const std::vector<Layer>& layers,
                    const std::string& description) {
    WholeFile out(file);
    std::string text =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document><name>" +
        escaped(file.stem().string()) + "</name><description>" + escaped(description) + "</description>\n";
    for (const Layer& layer : layers) {
        if (!layer.style) continue;
        for (const StyleRule& rule : layer.style->rules) put_style(text, *layer.style, rule);
    }
    for (const Layer& layer : layers) put_schema(text, layer);
    for (const Layer& layer : layers) {
        text += "<Folder><name>" + escaped(layer.name) + "</name><description>" + escaped(layer.description) +
                "</description>\n";
        for (const Entity& row : layer.rows) {
            put_placemark(text, layer, row);
            if (text.size() < std::size_t{1} << 20) continue;
            out.write(text);
            text.clear();
        }
        text += "</Folder>\n";
    }
    out.write(text + "</Document>\n</kml>\n");
    out.commit();
}

}  // namespace

void write_kml(const std::filesystem::path& file, const std::vector<Layer>& layers, const std::string& description) {
    if (file.extension() != ".kmz") return write_document(file, layers, description);
    // KMZ (12-007r2, annex C): the document is the first file of the archive.
    const ScratchFolder folder(file);
    write_document(folder.path() / "doc.kml", layers, description);
    write_zip(file, folder.path());
}

}  // namespace cairn::formats
