#pragma once
// `cairn run`: the main job. Makes the store if need be, imports, assesses, and writes the report.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cairn/workflow/assess_store.hpp"
#include "cairn/workflow/import_files.hpp"
#include "cairn/workflow/print_page.hpp"

namespace cairn::workflow {

struct RunRequest {
    AssessRequest assess;                                ///< holds the store
    std::vector<std::filesystem::path> packages, recorded, hazards, searched, finds, accidents, places, areas, boundary;
    std::vector<std::filesystem::path> mappings;         ///< each names the kind that it is for
    std::optional<std::string> package, package_column, crs, encoding;
    Provenance provenance;
    std::filesystem::path out;                           ///< folder of the report, layers and tables
    std::string actor;
    std::string command;                                 ///< what the user typed
    std::optional<Printing> printing{};                  ///< the report as PDF, too
};

struct RunAnswer {
    std::vector<ImportSummary> imports;
    Findings notes;  ///< files that were met in a folder or an archive and left out
    std::vector<std::string> sentences;
    std::vector<std::filesystem::path> written;
    std::string json;
};

RunAnswer run(const RunRequest& request, const Approve& approve, Progress& progress);

}  // namespace cairn::workflow
