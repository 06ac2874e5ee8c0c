#include "cairn/workflow/retry_sheet.hpp"

#include <algorithm>
#include <map>

#include "cairn/core/error.hpp"
#include "cairn/formats/writer.hpp"
#include "cairn/intake/set_aside.hpp"
#include "cairn/workflow/retry_workbook.hpp"
#include "cairn/workflow/store_tasks.hpp"

namespace cairn::workflow {
namespace {

namespace fs = std::filesystem;

const store::ImportEntry& find_import(const std::vector<store::ImportEntry>& imports, std::int64_t id,
                                      const fs::path& sheet) {
    const auto at =
        std::find_if(imports.begin(), imports.end(), [id](const store::ImportEntry& entry) { return entry.id == id; });
    if (at == imports.end())
        throw CallError(sheet.string() + ": this store has no import " + std::to_string(id) +
                        ". Was the sheet exported from another store?");
    return *at;
}

struct SheetTable {
    formats::Source source;
    std::size_t table = 0;
};

/// The sheet of a workbook that holds the rows, whatever else stands in it; the only table of any other file.
SheetTable open_sheet(const fs::path& sheet) {
    auto source = formats::Source::open(sheet);
    if (!source) throw CallError(sheet.string() + ": " + source.error().message);
    auto table = source->find_table(std::string(intake::set_aside_table));
    if (!table) table = source->find_table(std::nullopt);
    if (!table) throw CallError(sheet.string() + ": " + table.error().message);
    return {*std::move(source), *table};
}

std::map<std::int64_t, intake::Mapping> mappings_of(const std::vector<store::ImportEntry>& imports) {
    std::map<std::int64_t, intake::Mapping> mappings;
    for (const auto& entry : imports)
        if (auto mapping = intake::parse_mapping(entry.mapping_json)) mappings[entry.id] = *std::move(mapping);
    return mappings;
}

}  // namespace

std::vector<ImportJob> read_sheet(const store::Store& store, const fs::path& sheet) {
    const SheetTable opened = open_sheet(sheet);
    const auto rows = intake::count_sheet_rows(opened.source, opened.table, sheet.string());
    if (!rows) throw CallError(sheet.string() + ": " + rows.error().message);
    const std::string sha256 = intake::sha256_of(sheet);
    const auto imports = store.imports();
    std::vector<ImportJob> jobs;
    for (const auto& [import, count] : *rows) {
        const store::ImportEntry& origin = find_import(imports, import, sheet);
        const auto mapping = intake::parse_mapping(origin.mapping_json);
        if (!mapping) throw WorldError("The mapping kept with import " + std::to_string(import) + " cannot be read.");
        jobs.push_back({.file = sheet,
                        .sha256 = sha256,
                        .source = opened.source,
                        .table = opened.table,
                        .mapping = *mapping,
                        .package = origin.package,
                        .actor = {},
                        .retry = intake::Retry{import, origin.file_sha256, mapping->table}});
    }
    return jobs;
}

std::int64_t export_set_aside(const std::string& where, const fs::path& sheet) {
    const auto store = store::open_store_to_read(where);
    const auto imports = store->imports();
    std::vector<intake::SetAsideRow> open;
    for (const auto& entry : imports)
        store->for_each_row(entry.id, store::Outcome::set_aside, [&](const store::ImportRow& row) {
            if (row.corrected_by.empty()) open.push_back({entry.id, row.number, row.findings, row.raw_json});
        });
    if (open.empty()) return 0;
    if (sheet.extension() == ".xlsx") {
        formats::write_workbook(sheet, to_retry_workbook(open, mappings_of(imports), store->schemas(),
                                                         fs::path(where).filename().string()));
    } else {
        formats::write_csv(sheet, intake::to_sheet(open));
    }
    return static_cast<std::int64_t>(open.size());
}

}  // namespace cairn::workflow
