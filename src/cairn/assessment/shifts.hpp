#pragma once
// The shift estimates of an assessment: whose finds and accidents tell what of which records' common displacement.

#include <vector>

#include "cairn/assessment/evidence.hpp"
#include "cairn/core/measure.hpp"
#include "cairn/core/progress.hpp"

namespace cairn::assessment {

/// By the whole, package and area; evidence "finds" (on searched ground), "finds_without_search" where more than
/// half of the finds lie elsewhere, and "accidents". The whole and each package always have a row for finds; one
/// without region says why.
std::vector<ShiftEstimate> estimate_shifts(const Evidence& evidence, Progress& progress);

}  // namespace cairn::assessment
