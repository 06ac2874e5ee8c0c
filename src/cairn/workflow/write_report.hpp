#pragma once
// `cairn report`: the page, the layers and the tables of one assessment.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cairn/workflow/assess_store.hpp"
#include "cairn/workflow/print_page.hpp"

namespace cairn::workflow {

struct ReportAnswer {
    std::vector<std::string> sentences;
    std::vector<std::filesystem::path> written;  ///< report.html first
    std::string json;                            ///< of the assessment
};

/// Where the report goes, and as what.
struct ReportTarget {
    std::filesystem::path out;         ///< a folder, made when it is not there
    std::string command{};             ///< what the user typed
    std::optional<Printing> printing{};  ///< also as PDF
};

/// Writes report.html, results.gpkg, results.json and the CSV tables into `out`, and report.pdf and map.pdf when
/// asked, each whole or not at all.
ReportAnswer write_report(const AssessRequest& request, const ReportTarget& target, Progress& progress);

struct Assessed;
/// The same, of an assessment that is there already.
ReportAnswer write_report_of(Assessed& assessed, const ReportTarget& target, Progress& progress);

}  // namespace cairn::workflow
