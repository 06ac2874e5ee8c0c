#pragma once
// How far footprints agree with what was found. Describes, infers nothing. docs/methods/assessment.md.

#include "cairn/assessment/input.hpp"
#include "cairn/core/measure.hpp"
#include "cairn/core/progress.hpp"

namespace cairn::assessment {

/// Every measure that the input allows, for the whole, by package and by area; deterministic for a seed.
/// What cannot be said is a Measure without value and with a caution, never a missing row.
Assessment assess(const Input& input, const Settings& settings, Progress& progress);

}  // namespace cairn::assessment
