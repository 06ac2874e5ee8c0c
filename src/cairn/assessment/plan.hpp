#pragma once
// What to test next: untested records drawn at random within strata, because records that somebody would have chosen
// speak for themselves only.

#include <vector>

#include "cairn/assessment/evidence.hpp"
#include "cairn/core/measure.hpp"
#include "cairn/core/random.hpp"

namespace cairn::assessment {

/// Records of a binomial share that give an interval of ± `half_width`: n = z² p (1 − p) / half_width².
double records_needed(double share, double half_width, double level);

/// For the whole and each package: how many more tested records narrow the confirmed rate at T0 to ± 0.1, and up to
/// twenty of them. Strata: the reporting area, and small or large footprints within it. The share planned for is
/// (confirmed + 1) / (tested + 2), so that few tests do not look like certainty; clustering as seen so far.
std::vector<TestPlan> make_plans(const Evidence& evidence, Random random);

}  // namespace cairn::assessment
