#pragma once
// One assessment of an opened store, with what it rests on: shared by `assess`, `report` and `run`.

#include "cairn/core/measure.hpp"
#include "cairn/core/progress.hpp"
#include "cairn/report/report.hpp"
#include "cairn/store/store.hpp"
#include "cairn/workflow/assess_store.hpp"
#include "cairn/workflow/evidence.hpp"

namespace cairn::workflow {

struct Assessed {
    Evidence evidence;
    Assessment assessment;
    report::ReportInput report;  ///< all but the command
};

Assessed assess_opened(const store::Store& store, const AssessRequest& request, Progress& progress);

}  // namespace cairn::workflow
