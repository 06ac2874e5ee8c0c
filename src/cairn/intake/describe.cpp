#include "cairn/intake/describe.hpp"

#include <algorithm>

#include "cairn/intake/cells.hpp"
#include "cairn/intake/dates.hpp"
#include "cairn/intake/encoding_words.hpp"

namespace cairn::intake {
namespace {

constexpr std::size_t name_width = 22;

constexpr std::size_t text_width = 96;

/// Letters, as far as one byte of each tells.
std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// Divided between words into lines of `text_width` letters, each after the first behind `indent` spaces.
std::string wrap(const std::string& text, std::size_t indent) {
    std::string out;
    std::size_t width = 0;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t to = std::min(text.find(' ', from), text.size());
        const std::string_view word = std::string_view(text).substr(from, to - from);
        if (width > 0 && width + width_of(word) > text_width) {
            while (!out.empty() && out.back() == ' ') out.pop_back();
            out += "\n" + std::string(indent, ' ');
            width = 0;
        }
        out += word;
        width += width_of(word);
        if (to < text.size()) out += ' ', ++width;
        from = to + 1;
    }
    return out;
}

std::string line(const std::string& name, const std::string& text) {
    std::string out = "  " + name;
    out.append(name.size() < name_width ? name_width - name.size() : 1, ' ');
    return out + wrap(text, name_width + 2) + "\n";
}

const ColumnProfile* find_column(const FileProfile& profile, const std::string& name) {
    const auto at = std::find_if(profile.columns.begin(), profile.columns.end(),
                                 [&name](const ColumnProfile& column) { return column.name == name; });
    return at == profile.columns.end() ? nullptr : &*at;
}

std::string examples_of(const ColumnProfile& column) {
    std::string text;
    for (const auto& example : column.examples) text += (text.empty() ? "" : ", ") + shorten(example);
    return text + (column.has_more_texts || column.texts.size() > column.examples.size() ? " …" : "");
}

std::string codes_of(const ColumnProfile& column, const FieldSource& source, const registers::CodeList& codes) {
    std::string text;
    std::size_t shown = 0;
    for (const auto& [value, rows] : column.texts) {
        if (shown++ == 12) return text + " …";
        const auto mapped = source.codes.find(value);
        const registers::CodeValue* code =
            codes.find(mapped != source.codes.end() ? mapped->second.value_or("") : value);
        const bool is_blank = mapped != source.codes.end() && !mapped->second;
        text += (text.empty() ? "" : ", ") + shorten(value) + " → " +
                (is_blank          ? "blank"
                 : code != nullptr ? code->value
                                   : "not known, rows set aside") +
                " (" + std::to_string(rows) + ")";
    }
    return text;
}

std::string column_text(const registers::Field& field, const FieldSource& source, const FileProfile& profile,
                        const registers::Schemas& schemas) {
    const ColumnProfile* column = find_column(profile, *source.column);
    if (column == nullptr) return "← " + *source.column + "   (the file has no such column)";
    std::string text = "← " + *source.column;
    if (!source.unit.empty()) text += " in " + source.unit;
    if (!source.format.empty()) text += " as " + source.format;
    text += "   ";
    const auto* codes = field.code_list ? schemas.find_code_list(*field.code_list) : nullptr;
    if (codes != nullptr) return text + codes_of(*column, source, *codes);
    if (field.type == registers::FieldType::date && !column->examples.empty()) {
        const auto date = parse_date_as(column->examples.front(), source.format);
        return text + column->examples.front() + " → " + (date ? to_text(*date) : "cannot be read");
    }
    return text + examples_of(*column);
}

std::string source_text(const registers::Field& field, const FieldSource& source, const FileProfile& profile,
                        const registers::Schemas& schemas) {
    if (!source.constant) return column_text(field, source, profile, schemas);
    const std::string constant = "\"" + *source.constant + "\"";
    if (!source.column) return constant + " for every row";
    return column_text(field, source, profile, schemas) + "; where blank, " + constant;
}

std::string id_text(const Mapping& mapping, const FileProfile& profile) {
    if (!mapping.id_column) {
        return mapping.feature_id ? "the file's feature ids" : "none: rows that look alike are all kept, and told";
    }
    const ColumnProfile* column = find_column(profile, *mapping.id_column);
    return "← " + *mapping.id_column + (column == nullptr ? "" : "   " + examples_of(*column));
}

/// How a text file is divided: what a wrong guess of it would show first.
std::string table_text(const formats::RawTable& table) {
    std::string text = std::to_string(table.columns.size()) + (table.columns.size() == 1 ? " column" : " columns");
    const std::string mark = table.delimiter == '\t' ? "tabs" : "\"" + std::string(1, table.delimiter) + "\"";
    const std::string header = table.header_row > 0 ? "line " + std::to_string(table.header_row) : "the first line";
    if (table.delimiter != 0) text += " named in " + header + ", divided by " + mark;
    return text;
}

std::string place_text(const Mapping& mapping, const FileProfile& profile) {
    using Kind = PlaceSource::Kind;
    std::string text;
    switch (mapping.place.kind) {
        case Kind::none: return mapping.place.is_open ? "not stated: it must be" : "none";
        case Kind::file: {
            const auto& [points, lines, polygons] = profile.geometries;
            text = "the file's geometry: " + std::to_string(points) + " points, " + std::to_string(lines) + " lines, " +
                   std::to_string(polygons) + " polygons, " + std::to_string(profile.without_geometry) + " without";
            break;
        }
        case Kind::lon_lat: text = "longitude " + mapping.place.first + ", latitude " + mapping.place.second; break;
        case Kind::x_y: text = "x " + mapping.place.first + ", y " + mapping.place.second; break;
        case Kind::wkt: text = "well-known text in " + mapping.place.first; break;
        case Kind::text: text = "positions in " + mapping.place.first; break;
        case Kind::mgrs: text = "MGRS in " + mapping.place.first; break;
        case Kind::utm: text = "UTM in " + mapping.place.first; break;
        case Kind::easting_northing:
            text = "easting " + mapping.place.first + ", northing " + mapping.place.second;
            if (!mapping.place.third.empty()) text += ", zone " + mapping.place.third;
            break;
    }
    if (mapping.points)
        text = "polygons of the points that " + (mapping.points->part.empty() ? "" : mapping.points->part + " in ") +
               mapping.points->id + " holds together: " + text;
    for (const auto& [question, answer] : mapping.place.answers) text += ", " + question + " " + answer;
    if (mapping.crs_column) text += "; the system that " + *mapping.crs_column + " states, or";
    if (mapping.crs) return text + "; " + *mapping.crs + ", as stated";
    if (profile.table.crs) return text + "; " + *profile.table.crs + ", by " + profile.table.crs_statement;
    return text + "; reference system not stated: it must be";
}

}  // namespace

std::string describe_mapping(const Mapping& mapping, const FileProfile& profile, const registers::Schemas& schemas) {
    const registers::Schema& schema = *schemas.find(mapping.kind);
    std::string out = profile.table.format + ", " + std::to_string(profile.rows) + " rows, as " + mapping.kind + "\n";
    out += line("table", table_text(profile.table));
    if (profile.table.encoding) {
        const std::string text = describe_encoding(*profile.table.encoding);
        if (!text.empty()) out += line("text", text);
    }
    for (const auto& [column, texts] : mapping.where) {
        std::string any;
        for (const auto& text : texts) any += (any.empty() ? "" : " or ") + text;
        out += line("only rows with", column + " = " + any);
    }
    if (mapping.table) out += line("table", *mapping.table);
    if (profile.table.header_row > 0 && profile.table.delimiter == 0)
        out += line("header", "row " + std::to_string(profile.table.header_row));
    if (schema.geometry != registers::GeometryKind::none) out += line("place", place_text(mapping, profile));
    out += line("id", id_text(mapping, profile));
    if (mapping.package_column) out += line("delivery", "← " + *mapping.package_column);
    if (mapping.decimal == ',') out += line("numbers", "12,5: a comma before fractions");
    for (const auto& [name, source] : mapping.fields) {
        const registers::Field* field = schema.find(name);
        if (field != nullptr) out += line(name, source_text(*field, source, profile, schemas));
    }
    const auto used = columns_of(mapping);
    std::string unused;
    for (const auto& column : profile.columns) {
        if (std::find(used.begin(), used.end(), column.name) != used.end()) continue;
        unused += (unused.empty() ? "" : ", ") + column.name;
    }
    out += line("not used", unused.empty() ? "nothing: every column is" : unused);
    return out;
}

std::string describe_questions(const Findings& questions, const Mapping& mapping) {
    std::string to_answer, to_know;
    for (const Finding& question : questions) {
        const bool is_answered = (question.code == "crs_not_stated" && mapping.crs) ||
                                 (question.code == "encoding_not_clear" && mapping.encoding) ||
                                 question.code == "encoding_taken";  // stands above as "text"
        if (is_answered) continue;
        std::string& list = question.severity == Severity::note ? to_know : to_answer;
        list += "  * " + wrap(question.message + " [" + question.code + "]", 4) + "\n";
    }
    if (!to_answer.empty()) to_answer = "To answer:\n" + to_answer;
    if (!to_know.empty()) to_know = "To know:\n" + to_know;
    return to_answer + to_know;
}

}  // namespace cairn::intake
