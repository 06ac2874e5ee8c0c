#pragma once
// What records claim beside the place: counts, types, dates, and how fully the form was filled.

#include <optional>
#include <vector>

#include "cairn/assessment/evidence.hpp"
#include "cairn/assessment/subsets.hpp"
#include "cairn/core/measure.hpp"

namespace cairn::assessment {

/// Devices found within T of tested records over devices claimed by them, once as found and once weighted for
/// what their searches miss: 1 / (searched share · f d).
std::vector<Measure> count_ratios(const Evidence& evidence, const Subset& subset);

/// Finds at a record (within T0, the nearest counts) whose category is the claimed one, over finds where both are
/// stated; and the table of claimed by found.
std::vector<Measure> type_shares(const Evidence& evidence, const Subset& subset);
std::optional<TypeAgreement> type_agreement(const Evidence& evidence, const std::optional<std::string>& package);

/// Finds at a record whose mark is later than the record, over finds where both dates are known.
std::vector<Measure> date_conflicts(const Evidence& evidence, const Subset& subset);

/// Mandatory form fields that are filled and parse, over mandatory form fields.
std::vector<Measure> form_completeness(const Evidence& evidence, const Subset& subset);

/// Accidents that share their exact coordinate with another; possible look-alikes.
std::vector<Measure> doubtful_accidents(const Evidence& evidence, const Subset& subset);

}  // namespace cairn::assessment
