#pragma once
// Measures side by side: what, out of how many, how much, with which range, and what chance alone would give.

#include <string>
#include <vector>

#include "cairn/report/page.hpp"

namespace cairn::report {

/// Name with what it counts and how it is weighted, so that two rows of one measure read apart.
std::string full_name(const Page& page, const Measure& measure);

void write_measure_rows(Page& page, const std::vector<const Measure*>& measures, const std::string& caption);

}  // namespace cairn::report
