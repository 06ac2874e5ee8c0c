#pragma once
// The imports of a store as summaries, with their findings: what a report says was given.

#include <optional>
#include <vector>

#include "cairn/core/date.hpp"
#include "cairn/core/import_summary.hpp"
#include "cairn/store/store.hpp"

namespace cairn::workflow {

std::vector<ImportSummary> stored_imports(const store::Store& store, const std::optional<Date>& as_of);

}  // namespace cairn::workflow
