#pragma once
// The plain rates: located, tested, confirmed, covered, outside. As defined in docs/methods/assessment.md.

#include <vector>

#include "cairn/assessment/chance.hpp"
#include "cairn/assessment/evidence.hpp"
#include "cairn/assessment/subsets.hpp"
#include "cairn/core/measure.hpp"

namespace cairn::assessment {

/// Shares of records by what is known of their place, and the share that was tested.
std::vector<Measure> located_shares(const Evidence& evidence, const Subset& subset);

/// Tested records with a compatible find within T, over tested records; and the same over all records, where the
/// untested ones may be either, which makes a pair of bounds.
std::vector<Measure> confirmed_rates(const Evidence& evidence, const Chances& chances, const Subset& subset);

/// The confirmed rate of all located records: each tested one weighted by 1 / P(tested | covariates), see
/// propensity.hpp. `probability` by footprint; empty when there is nothing to weigh by, which repeats the raw rate.
std::vector<Measure> confirmed_rates_weighted(const Evidence& evidence, const std::vector<double>& probability,
                                              const Subset& subset);

/// Finds within T of a record, over finds; and devices, where a find stands for several.
std::vector<Measure> coverage(const Evidence& evidence, const Chances& chances, const Subset& subset);

/// Accident events farther than T from every record, and persons in them; the same without look-alikes and
/// without shared coordinates where there are any.
std::vector<Measure> accidents_outside(const Evidence& evidence, const Chances& chances, const Subset& subset);

}  // namespace cairn::assessment
