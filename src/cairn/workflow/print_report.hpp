#pragma once
// The report on paper: the page as it is, and its main map alone with its place on earth.

#include <filesystem>
#include <vector>

#include "cairn/workflow/print_page.hpp"

namespace cairn::workflow {

struct Assessed;

/// Prints report.html of the folder `out` as report.pdf, and the main map as map.pdf, which is left out when there is
/// nothing to draw and when no program could place it; gives the names of what it wrote. Those of an earlier run are
/// removed first. Throws like print_page.
std::vector<std::filesystem::path> print_report(const Assessed& assessed, const std::filesystem::path& out,
                                                const Printing& printing, Progress& progress);

}  // namespace cairn::workflow
