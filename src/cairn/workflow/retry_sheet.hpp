#pragma once
// Set-aside rows: out as a sheet, corrected by a person, and in again.

#include <filesystem>
#include <string>
#include <vector>

#include "cairn/core/import_summary.hpp"
#include "cairn/core/progress.hpp"
#include "cairn/store/store.hpp"

namespace cairn::workflow {

/// One import for each earlier import that the sheet's rows come from, with that one's mapping, kind and package.
/// Throws CallError when the file is no such sheet.
std::vector<ImportSummary> retry_sheet(store::Store& store, const std::filesystem::path& sheet,
                                       const std::string& actor, bool dry_run, Progress& progress);

}  // namespace cairn::workflow
