#include "cairn/registers/document.hpp"

#include <cmath>
#include <cstdint>

namespace cairn::registers {
namespace {

std::string label_of(const std::map<std::string, std::string>& labels, const std::string& otherwise) {
    const auto english = labels.find("en");
    return english == labels.end() ? otherwise : english->second;
}

/// A bar would end a table's cell.
std::string cell(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '|') out += '\\';
        out += c == '\n' ? ' ' : c;
    }
    return out;
}

std::string joined(const std::vector<std::string>& texts) {
    std::string out;
    for (const auto& text : texts) out += (out.empty() ? "" : ", ") + text;
    return out;
}

std::string number(double value) {
    if (value == std::round(value) && std::abs(value) < 1e15) return std::to_string(static_cast<std::int64_t>(value));
    std::string text = std::to_string(value);
    while (text.back() == '0') text.pop_back();
    return text;
}

std::string range_of(const Field& field) {
    if (field.minimum && field.maximum) return number(*field.minimum) + " to " + number(*field.maximum);
    if (field.minimum) return "≥ " + number(*field.minimum);
    if (field.maximum) return "≤ " + number(*field.maximum);
    return {};
}

std::string type_of(const Field& field) {
    std::string text(to_text(field.type));
    if (field.code_list) text = "code: [" + *field.code_list + "](codes.md#" + *field.code_list + ")";
    if (field.refers_to) text = "id of a [" + *field.refers_to + "](" + *field.refers_to + ".md)";
    if (!field.unit.empty() && field.unit != "1") text += ", " + field.unit;
    if (const std::string range = range_of(field); !range.empty()) text += ", " + range;
    return text;
}

std::string row_of(const Field& field) {
    std::string notes = field.definition;
    if (field.mandatory) notes += " **Never blank.**";
    if (field.expected && !field.mandatory) notes += " *Part of a complete entry.*";
    if (!field.imported) notes += " Filled by Cairn.";
    return "| `" + field.name + "` | " + cell(label_of(field.labels, field.name)) + " | " + cell(type_of(field)) +
           " | " + std::string(to_text(field.sensitivity)) + " | " + cell(notes) + " | " + cell(field.source) + " |\n";
}

std::string geometry_of(const Schema& schema) {
    if (schema.geometry == GeometryKind::none) return "It has no geometry.";
    const std::string kind = schema.geometry == GeometryKind::any ? "points, lines or polygons"
                                                                  : std::string(to_text(schema.geometry)) + "s";
    return "Geometry: " + kind + (schema.geometry_mandatory ? ", never absent." : ", or none.");
}

constexpr const char* made = "<!-- Made from the schemas by cairn::registers::document. Do not edit. -->\n\n";

Page page_of(const Schema& schema) {
    std::string text = made;
    text += "# " + label_of(schema.labels, schema.kind) + " (`" + schema.kind + "`)\n\n" + schema.definition + " " +
            geometry_of(schema) + "\n\n";
    text += "| field | label | type | who may see it | meaning | source |\n| --- | --- | --- | --- | --- | --- |\n";
    for (const Field& field : schema.fields) text += row_of(field);
    text +=
        "\n## Column names that an import recognises\n\n"
        "Compared without case, accents, spaces and punctuation; a mapping decides, this only proposes.\n\n";
    for (const Field& field : schema.fields) {
        if (field.imported && !field.synonyms.empty()) {
            text += "* `" + field.name + "`: " + cell(joined(field.synonyms)) + "\n";
        }
    }
    return {schema.kind + ".md", text};
}

Page codes_page(const Schemas& schemas) {
    std::string text = std::string(made) + "# Code lists\n\nA programme can add values in an extension file.\n";
    for (const CodeList& list : schemas.code_lists()) {
        text += "\n## " + list.name + "\n\n" + list.definition +
                "\n\n| value | label | also read as | meaning | source |\n| --- | --- | --- | --- | --- |\n";
        for (const CodeValue& value : list.values) {
            text += "| `" + value.value + "` | " + cell(label_of(value.labels, value.value)) + " | " +
                    cell(joined(value.synonyms)) + " | " + cell(value.definition) + " | " + cell(value.source) + " |\n";
        }
    }
    return {"codes.md", text};
}

Page index_page(const Schemas& schemas) {
    std::string text = std::string(made) +
                       "# Registers\n\nWhat each register holds. *proposal* in the column *source* means that the "
                       "standard's clause could not be checked.\n\n";
    for (const Schema& schema : schemas.all()) {
        text += "* [" + label_of(schema.labels, schema.kind) + "](" + schema.kind + ".md): " + schema.definition + "\n";
    }
    text +=
        "* [Code lists](codes.md)\n\nOn the command line, `clearance` and `technical-survey` are "
        "[searches](search.md) whose `activity` is fixed.\n\n## Columns that mean a coordinate\n\n";
    for (const char* part : {"lon", "lat", "x", "y", "wkt"}) {
        text += "* `" + std::string(part) + "`: " + cell(joined(schemas.coordinate_synonyms(part))) + "\n";
    }
    return {"README.md", text};
}

}  // namespace

std::vector<Page> document(const Schemas& schemas) {
    std::vector<Page> pages{index_page(schemas)};
    for (const Schema& schema : schemas.all()) pages.push_back(page_of(schema));
    pages.push_back(codes_page(schemas));
    return pages;
}

}  // namespace cairn::registers
