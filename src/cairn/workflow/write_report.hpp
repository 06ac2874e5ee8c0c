#pragma once
// `cairn report`: the page, the layers and the tables of one assessment.

#include <filesystem>
#include <string>
#include <vector>

#include "cairn/workflow/assess_store.hpp"

namespace cairn::workflow {

struct ReportAnswer {
    std::vector<std::string> sentences;
    std::vector<std::filesystem::path> written;  ///< report.html first
    std::string json;                            ///< of the assessment
};

/// Writes report.html, results.gpkg, results.json and the CSV tables into `out`, each whole or not at all.
ReportAnswer write_report(const AssessRequest& request, const std::filesystem::path& out, const std::string& command,
                          Progress& progress);

struct Assessed;
/// The same, of an assessment that is there already.
ReportAnswer write_report_of(Assessed& assessed, const std::filesystem::path& out, const std::string& command);

}  // namespace cairn::workflow
