#pragma once
// Workbooks: XLSX (ECMA-376), ODS (OASIS OpenDocument 1.3), XLS (through GDAL and FreeXL). Each sheet is a table. No
// formula is computed: the value that the program which saved the file stored beside it counts.
// See docs/formats/workbooks.md.

#include <filesystem>
#include <optional>
#include <string>

#include "cairn/formats/reader.hpp"
#include "cairn/formats/table_list.hpp"

namespace cairn::formats {

/// The sheets in their order; hidden ones are secondary. Rows are not told. Fails when it is broken or locked.
Result<TableList> list_xlsx(const std::filesystem::path& file, const Limits& limits);
Result<TableList> list_ods(const std::filesystem::path& file, const Limits& limits);
Result<TableList> list_xls(const std::filesystem::path& file, const Limits& limits);

/// One sheet; rows have the numbers that the sheet shows.
Result<RawTable> read_xlsx(const std::filesystem::path& file, const std::string& sheet,
                           const std::function<bool(RawRow&&)>& on_row, const Limits& limits);
Result<RawTable> read_ods(const std::filesystem::path& file, const std::string& sheet,
                          const std::function<bool(RawRow&&)>& on_row, const Limits& limits);
Result<RawTable> read_xls(const std::filesystem::path& file, const std::string& sheet,
                          const std::function<bool(RawRow&&)>& on_row, const Limits& limits);

}  // namespace cairn::formats
