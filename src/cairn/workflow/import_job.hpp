#pragma once
// One file, one mapping, one transaction: the step that `import`, `run`, `init` and the retry of a sheet share.

#include <filesystem>
#include <optional>
#include <string>

#include "cairn/core/import_summary.hpp"
#include "cairn/core/progress.hpp"
#include "cairn/intake/intake.hpp"
#include "cairn/store/store.hpp"
#include "cairn/workflow/package_book.hpp"

namespace cairn::workflow {

struct ImportJob {
    std::filesystem::path file;  ///< as the user named it
    std::string sha256;          ///< of what is kept: the file, or one zip of a source of several files
    std::optional<formats::Source> source;  ///< absent: the file is read by itself
    std::size_t table = 0;                  ///< of the source
    intake::Mapping mapping;
    std::optional<std::string> package;  ///< name
    std::string actor;
    std::optional<intake::Retry> retry;  ///< the file is a sheet of rows that an earlier import set aside
};

/// The table of a file with several that an import read.
std::optional<std::string> table_of(const store::ImportEntry& entry);

/// Nothing is stored when the file was imported as this kind before and no row is new. Throws CallError when the file
/// cannot be read as its format.
ImportSummary run_import_job(store::Store& store, const ImportJob& job, PackageBook& packages, Progress& progress);

/// What run_import_job would do, against what a store knows; null: nothing is known.
ImportSummary try_import_job(const store::Store* known, const ImportJob& job, PackageBook& packages,
                             Progress& progress);

}  // namespace cairn::workflow
