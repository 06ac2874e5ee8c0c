#pragma once
// Rows that were set aside: kept whole, exported as a sheet, corrected there, and read again.

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/core/finding.hpp"
#include "cairn/core/result.hpp"
#include "cairn/formats/reader.hpp"
#include "cairn/formats/source_file.hpp"
#include "cairn/formats/writer.hpp"

namespace cairn::intake {

/// The row as it came: values of all columns (null where blank), geometry as well-known text in the source's reference
/// system (null where blank or unreadable; left out when the format carries none), the file's own feature id.
std::string to_raw_json(const formats::RawRow& row, const formats::RawTable& table);
/// Fails with code `broken_raw_row`.
Result<formats::RawRow> from_raw_json(std::string_view json);

struct SetAsideRow {
    std::int64_t import = 0;  ///< of the import that set it aside
    std::int64_t row = 0;     ///< in that import's file
    Findings findings;
    std::string raw_json;
};

/// One row each: _import, _row, _code, _message, then the source's columns, then geometry_wkt when the format carries
/// geometry.
formats::Layer to_sheet(const std::vector<SetAsideRow>& rows);
/// Name of that layer, and so of the sheet in a workbook.
inline constexpr const char* set_aside_table = "set_aside";

/// Whether a table is such a sheet.
bool is_sheet(const formats::RawTable& table);

/// Which set-aside row a row of a sheet corrects.
struct CorrectedRow {
    std::int64_t import = 0;
    std::int64_t row = 0;
    friend auto operator<=>(const CorrectedRow&, const CorrectedRow&) = default;
};

/// The imports that a sheet corrects, with the rows of each; for the caller to load how each was mapped.
/// Fails as describe_file does, and with code `not_a_sheet`, also when a row does not say which import it belongs to.
Result<std::map<std::int64_t, std::int64_t>> count_sheet_rows(const std::filesystem::path& sheet);
/// The same of one table, such as the sheet "set_aside" of a workbook; `name` stands for the file in findings.
Result<std::map<std::int64_t, std::int64_t>> count_sheet_rows(const formats::Source& source, std::size_t table,
                                                              const std::string& name);

/// Turns a row of a sheet back into the source's own: without the added columns, geometry from geometry_wkt,
/// apostrophes that write_csv put before formulas taken away. `number` stays the sheet's.
/// Absent correction: _import or _row is no number.
struct SheetRow {
    formats::RawRow row;
    std::optional<CorrectedRow> corrects;
};
SheetRow from_sheet(formats::RawRow&& row);

}  // namespace cairn::intake
