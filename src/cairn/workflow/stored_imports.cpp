#include "cairn/workflow/stored_imports.hpp"

#include <set>

#include "cairn/workflow/import_job.hpp"
#include "cairn/workflow/withdraw_import.hpp"

namespace cairn::workflow {

std::vector<ImportSummary> stored_imports(const store::Store& store, const std::optional<Date>& as_of) {
    std::vector<ImportSummary> summaries;
    const std::set<std::int64_t> withdrawn = withdrawn_imports(store, as_of);
    for (const store::ImportEntry& entry : store.imports(as_of)) {
        if (withdrawn.contains(entry.id)) continue;
        ImportSummary summary{.path = entry.file_name,
                              .sha256 = entry.file_sha256,
                              .table = table_of(entry),
                              .kind = entry.kind,
                              .package = entry.package,
                              .rows_in_file = entry.rows_in_file,
                              .not_selected = entry.rows_in_file - entry.read,
                              .read = entry.read,
                              .accepted = entry.accepted,
                              .merged = entry.merged,
                              .set_aside = entry.set_aside,
                              .possible_duplicates = entry.possible_duplicates};
        store.for_each_row(entry.id, std::nullopt, [&](const store::ImportRow& row) {
            for (const Finding& finding : row.findings) {
                ++summary.findings_by_code[finding.code];
                summary.findings.push_back(finding);
            }
            if (row.outcome == store::Outcome::set_aside && !row.findings.empty())
                ++summary.set_aside_by_reason[row.findings.front().code];
        });
        summaries.push_back(std::move(summary));
    }
    return summaries;
}

}  // namespace cairn::workflow
