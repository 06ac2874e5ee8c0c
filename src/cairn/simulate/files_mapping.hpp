#pragma once
// Mappings that lie beside the spreadsheets: a CSV cannot say its reference system, so the office says it here.

#include <string>

#include "cairn/simulate/files.hpp"

namespace cairn::simulate {

/// Beside "finds.csv" and "accidents.csv": "finds.mapping.json", "accidents.mapping.json" (docs/import.md).
std::vector<FileText> mapping_texts();

}  // namespace cairn::simulate
