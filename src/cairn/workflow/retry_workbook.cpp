#include "cairn/workflow/retry_workbook.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace cairn::workflow {
namespace {

using intake::Mapping;
using intake::PlaceSource;

constexpr const char* message_column = "_message";

const Mapping* find_mapping(const std::map<std::int64_t, Mapping>& mappings, std::int64_t import) {
    const auto at = mappings.find(import);
    return at == mappings.end() ? nullptr : &at->second;
}

/// The column of the source that a finding speaks of: it names a field of ours, or a column.
std::string column_of(const Finding& finding, const Mapping* mapping, const std::set<std::string>& columns) {
    std::optional<std::string> column;
    if (mapping != nullptr) {
        const auto field = mapping->fields.find(finding.field);
        if (field != mapping->fields.end()) column = field->second.column;
        if (finding.field == "source_id") column = mapping->id_column;
        if (finding.field == "package") column = mapping->package_column;
        const bool is_column = mapping->place.kind != PlaceSource::Kind::file && !mapping->place.first.empty();
        if (finding.field == "geometry") column = is_column ? mapping->place.first : "geometry_wkt";
    }
    if (!column) column = finding.field;
    return columns.contains(*column) ? *column : message_column;
}

std::string note_of(const Finding& finding) {
    std::string text = finding.message;
    if (!finding.found.empty()) text += "\nFound: " + finding.found;
    if (!finding.expected.empty()) text += "\nExpected: " + finding.expected;
    return text;
}

void add_notes(formats::Sheet& sheet, std::size_t row, const intake::SetAsideRow& kept, const Mapping* mapping,
               const std::set<std::string>& columns) {
    std::map<std::string, std::string> notes;
    for (const Finding& finding : kept.findings) {
        if (finding.severity != Severity::error) continue;
        std::string& text = notes[column_of(finding, mapping, columns)];
        text += (text.empty() ? "" : "\n\n") + note_of(finding);
    }
    for (auto& [column, text] : notes) sheet.notes.push_back({.row = row, .column = column, .text = std::move(text)});
}

/// The texts that a column may hold: those of the source that the mapping knows, then the list's own words.
std::vector<std::string> choices_of(const intake::FieldSource& source, const registers::CodeList& list) {
    std::vector<std::string> texts;
    for (const auto& [text, code] : source.codes) texts.push_back(text);
    for (const auto& code : list.values) {
        const auto label = code.labels.find("en");
        const std::string& word = label == code.labels.end() ? code.value : label->second;
        if (std::find(texts.begin(), texts.end(), word) == texts.end()) texts.push_back(word);
    }
    return texts;
}

/// Drop-downs of the rows [first, last], which came with one mapping.
void add_choices(formats::Sheet& sheet, std::size_t first, std::size_t last, const Mapping& mapping,
                 const registers::Schemas& schemas) {
    const registers::Schema* schema = schemas.find(mapping.kind);
    if (schema == nullptr) return;
    for (const auto& [name, source] : mapping.fields) {
        const registers::Field* field = schema->find(name);
        if (field == nullptr || !field->code_list || !source.column) continue;
        const registers::CodeList* list = schemas.find_code_list(*field->code_list);
        if (list == nullptr || list->values.empty()) continue;
        sheet.choices.push_back({first, last, *source.column, choices_of(source, *list)});
    }
}

void describe_columns(formats::Layer& layer) {
    const std::map<std::string, std::string> words{
        {"_import", "Which import set the row aside. Leave it as it is."},
        {"_row", "Which row of that file it is. Leave it as it is."},
        {"_code", "Why the row was set aside, in the words of docs/findings.md"},
        {message_column, "Why the row was set aside, and what to do"},
        {"geometry_wkt", "The place as well-known text, in the reference system of the source"}};
    for (auto& column : layer.columns)
        if (const auto at = words.find(column.name); at != words.end()) column.definition = at->second;
}

std::vector<std::pair<std::string, std::string>> what_to_do(std::size_t rows, const std::string& store_name) {
    return {
        {"What this is", std::to_string(rows) + " rows that could not be taken into the store " + store_name +
                             ", as they came. None of them is lost: they are kept until they are corrected."},
        {"What to do",
         "1. Open the sheet \"set_aside\". A coloured cell has a note that says what is wrong with it "
         "and what was expected: rest the pointer on it."},
        {"",
         "2. Correct the coloured cells. Some offer a list to choose from. Write dates as 2004-05-17, or as "
         "2004-05 or 2004 when no more is known."},
        {"",
         "3. Leave the columns _import and _row alone (they are locked, without a password): by them a row "
         "finds back to its file. Rows that nobody can correct may stay as they are."},
        {"", "4. Save, and take the sheet in:  cairn import " + store_name + " SHEET.xlsx --retry"},
        {"What happens", "What can be read now becomes an entry; the rest stays set aside, with what is wrong now."}};
}

}  // namespace

formats::Workbook to_retry_workbook(const std::vector<intake::SetAsideRow>& rows,
                                    const std::map<std::int64_t, Mapping>& mappings, const registers::Schemas& schemas,
                                    const std::string& store_name) {
    formats::Sheet sheet{.layer = intake::to_sheet(rows), .notes = {}, .locked_columns = {"_import", "_row"}};
    std::set<std::string> columns;
    for (const auto& column : sheet.layer.columns) columns.insert(column.name);
    for (std::size_t i = 0; i < rows.size(); ++i)
        add_notes(sheet, i, rows[i], find_mapping(mappings, rows[i].import), columns);
    for (std::size_t first = 0, next = 0; first < rows.size(); first = next) {
        while (next < rows.size() && rows[next].import == rows[first].import) ++next;
        const Mapping* mapping = find_mapping(mappings, rows[first].import);
        if (mapping != nullptr) add_choices(sheet, first, next - 1, *mapping, schemas);
    }
    describe_columns(sheet.layer);
    return {.title = "Rows set aside", .about = what_to_do(rows.size(), store_name), .sheets = {std::move(sheet)}};
}

}  // namespace cairn::workflow
