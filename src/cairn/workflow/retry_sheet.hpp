#pragma once
// Set-aside rows: out as a sheet, corrected by a person, and in again.

#include <filesystem>
#include <vector>

#include "cairn/store/store.hpp"
#include "cairn/workflow/import_job.hpp"

namespace cairn::workflow {

/// One import for each earlier import that the sheet's rows come from, with all that was known of that one: mapping,
/// kind, reference system and package. Throws CallError when the file is no such sheet.
std::vector<ImportJob> read_sheet(const store::Store& store, const std::filesystem::path& sheet);

}  // namespace cairn::workflow
