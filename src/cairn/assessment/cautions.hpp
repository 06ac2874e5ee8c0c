#pragma once
// What concerns the whole assessment and stands at its head.

#include <string>
#include <vector>

#include "cairn/assessment/input.hpp"

namespace cairn::assessment {

/// Codes, in the order in which they matter: "todays_residue", "no_records", "no_searches",
/// "point_searches_have_no_extent", "assumed_detection", "no_finds", "no_accidents", "no_dates", "uniform_exposure",
/// "assumed_study_area", "beyond_study_area", "shared_coordinates", "possible_duplicates".
std::vector<std::string> list_cautions(const Input& input);

}  // namespace cairn::assessment
