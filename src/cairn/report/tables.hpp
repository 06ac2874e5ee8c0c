#pragma once
// The report's numbers for machines: rows for CSV files and layers, and the JSON of docs/json.md.

#include <string>
#include <vector>

#include "cairn/core/entity.hpp"
#include "cairn/core/import_summary.hpp"
#include "cairn/core/measure.hpp"

namespace cairn::report {

/// One row per measure, per shift, per record to test next, per imported file. Kinds "measure", "shift",
/// "next-test" and "import"; ids count from 1. Every field is present in every row; blank where not known.
std::vector<Entity> measures_table(const Assessment& assessment);
std::vector<Entity> shifts_table(const Assessment& assessment);
std::vector<Entity> plan_table(const Assessment& assessment);
/// What came of each record and each accident; kinds "record-result" and "accident-result".
std::vector<Entity> records_table(const Assessment& assessment);
std::vector<Entity> accidents_table(const Assessment& assessment);
std::vector<Entity> imports_table(const std::vector<ImportSummary>& imports);

/// One JSON object (RFC 8259), indented by 2, ending in a line break. Numbers that are not finite are null; text
/// that is not UTF-8 has U+FFFD in place of what cannot be read.
std::string to_json(const Assessment& assessment);
/// `notes`: what the files as a whole have to say, such as members that are no tables.
std::string imports_to_json(const std::vector<ImportSummary>& imports, const Findings& notes = {});

}  // namespace cairn::report
