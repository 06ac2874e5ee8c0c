#pragma once
// The worlds on which intervals are held against the truth, and what is asked of each.

#include "assessment/calibration.hpp"

namespace cairn::assessment::tests {

/// Every raw rate, the adjusted share and the shift.
void calibrate_rates(Calibration& calibration, int worlds, int truth_worlds);
/// Records searched by their size, which also tells invented ones: the rate weighted for it.
void calibrate_weighted_rate(Calibration& calibration, int worlds, int truth_worlds);
/// Records and other ground searched at random: the weighted coverage against all devices laid.
void calibrate_weighted_coverage(Calibration& calibration, int worlds, int truth_worlds);

}  // namespace cairn::assessment::tests
