#pragma once
// How a measure is put together: its subset, definition, numbers and the caution that stands beside them.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/assessment/interval.hpp"
#include "cairn/assessment/subsets.hpp"
#include "cairn/core/measure.hpp"

namespace cairn::assessment {

/// Name, subset, unit and definition; no numbers yet.
Measure start_measure(std::string_view name, const Subset& subset, CountUnit unit, std::optional<double> tolerance_m,
                      double level, Weighting weighting = Weighting::raw);

/// One caution stands beside a number: the gravest. Whatever leaves it without value comes before all others.
void add_caution(Measure& measure, std::string_view code);

/// Value and cluster-aware interval of the share of `items` that count. No items: no value, caution `if_none`.
/// Fewer than ten clusters: caution "too_few_places".
void set_share(Measure& measure, const std::vector<ShareItem>& items, std::string_view if_none);

/// The same from totals by cluster.
void set_share(Measure& measure, const std::vector<ClusterTotal>& clusters, std::string_view if_none);
/// All but numerator and denominator.
void set_estimate(Measure& measure, const ShareEstimate& share);

/// A share of everything there is, not of a sample: no sampling interval ("census").
void set_census(Measure& measure, double numerator, double denominator, std::string_view if_none);

}  // namespace cairn::assessment
