#pragma once
// P(tested | what is known of a record), so that the confirmed rate can speak of all located records and not only of
// those that somebody chose to search: logistic regression with a ridge penalty.

#include <vector>

#include "cairn/assessment/evidence.hpp"

namespace cairn::assessment {

/// Penalised maximum likelihood: maximises Σ log P(y | x β) − ½ Σ_{j>0} β_j². Rows of `covariates` have one length and
/// start with 1; the others should be standardised. Newton steps, halved until they improve; at most 50.
/// Returns fitted probabilities, or an empty list when it does not converge.
std::vector<double> fit_logistic(const std::vector<std::vector<double>>& covariates, const std::vector<bool>& outcome);

/// By footprint, in [0.05, 1]; 1 where it is not located. Covariates: log area of the footprint, log distance to the
/// nearest settlement (if any are known), and the package (the 50 largest; the rest together). Empty when no or all
/// records are tested, or the fit fails.
std::vector<double> tested_probability(const Evidence& evidence);

}  // namespace cairn::assessment
