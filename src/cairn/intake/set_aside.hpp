#pragma once
// Set-aside rows as a sheet that a person corrects, and the way back.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "cairn/core/finding.hpp"
#include "cairn/formats/writer.hpp"

namespace cairn::intake {

struct SetAsideRow {
    std::int64_t import = 0, row = 0;
    std::string raw_json;
    Findings findings;
};

/// Columns _import, _row, _code, _message, then the source's columns (their union), then geometry_wkt when a row has one.
formats::Layer to_sheet(const std::vector<SetAsideRow>& rows);

/// True when the table is such a sheet. Its rows are split by _import before they are imported again, each with the
/// mapping and reference system of the import that they come from.
bool is_sheet(const std::vector<std::string>& columns);

}  // namespace cairn::intake
