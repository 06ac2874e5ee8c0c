#pragma once
// What writing and conversion add to the uncertainty of a position.

#include <optional>

#include "cairn/core/entity.hpp"

namespace cairn::intake {

/// Puts `position_rounding_m` down, and adds it and the conversion's `position_accuracy_m` in quadrature to the
/// entity's σ; the sum is rounded to three digits. A position whose σ nobody stated gets one only where rounding and
/// conversion alone leave 25 m or more: below that, what is not known is more than what is.
void add_rounding(std::optional<double> rounding_m, Entity& entity);

/// What rounding and conversion leave: `position_rounding_m` and `position_accuracy_m` in quadrature.
double added_sigma_m(const Entity& entity);

/// A stated σ and what is added, in quadrature, to three digits.
double combine_sigma_m(double stated_m, double added_m);

}  // namespace cairn::intake
