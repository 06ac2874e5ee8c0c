#pragma once
// Set-aside rows as a workbook: what is wrong stands as a note at the cell concerned, and code lists are drop-downs.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "cairn/formats/write_workbook.hpp"
#include "cairn/intake/mapping.hpp"
#include "cairn/intake/set_aside.hpp"
#include "cairn/registers/schema.hpp"

namespace cairn::workflow {

/// `mappings` by the number of the import, of those that are known. The sheet "set_aside" has the columns of
/// intake::to_sheet; _import and _row are locked, for by them a row finds back to what it was. A finding that concerns
/// no cell of the row stands at _message.
formats::Workbook to_retry_workbook(const std::vector<intake::SetAsideRow>& rows,
                                    const std::map<std::int64_t, intake::Mapping>& mappings,
                                    const registers::Schemas& schemas, const std::string& store_name);

}  // namespace cairn::workflow
