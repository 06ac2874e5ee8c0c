#pragma once
// What the report's maps draw, from the evidence and what the assessment says of it.

#include "cairn/core/measure.hpp"
#include "cairn/report/report.hpp"
#include "cairn/workflow/evidence.hpp"

namespace cairn::workflow {

report::MapData make_map(const Evidence& evidence, const Assessment& assessment);

}  // namespace cairn::workflow
