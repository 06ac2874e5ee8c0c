#include "cairn/intake/source_row.hpp"

#include <algorithm>
#include <utility>

#include "cairn/intake/cells.hpp"

namespace cairn::intake {
namespace {

std::optional<std::string> crs_of(const formats::RawRow& row, const Mapping& mapping) {
    const auto at = row.values.find(*mapping.crs_column);
    if (at == row.values.end()) return std::nullopt;
    const std::string text(trim(at->second));
    if (text.empty()) return std::nullopt;
    const auto code = mapping.crs_codes.find(text);
    return code == mapping.crs_codes.end() ? text : code->second;
}

}  // namespace

std::optional<SourceRow> select_row(formats::RawRow&& raw, const Mapping& mapping,
                                    const std::optional<std::int64_t>& retry_of) {
    SourceRow row;
    if (retry_of) {
        SheetRow sheet = from_sheet(std::move(raw));
        if (!sheet.corrects || sheet.corrects->import != *retry_of) return std::nullopt;
        row.raw = std::move(sheet.row);
        row.corrects = sheet.corrects;
        row.original_number = sheet.corrects->row;
    } else {
        row.raw = std::move(raw);
        row.original_number = row.raw.number;
    }
    for (const auto& [column, texts] : mapping.where) {
        const auto at = row.raw.values.find(column);
        const std::string_view text = at == row.raw.values.end() ? std::string_view() : trim(at->second);
        if (std::find(texts.begin(), texts.end(), text) == texts.end()) return std::nullopt;
    }
    row.place = read_source_place(row.raw, mapping.place, mapping.decimal);
    if (mapping.crs_column) row.place.crs = crs_of(row.raw, mapping);
    return row;
}

}  // namespace cairn::intake
