#pragma once
// The words that a caller may choose from: for help, completion and the manual.

#include <string>
#include <vector>

namespace cairn::workflow {

std::vector<std::string> import_kinds();
/// How a delivery came: codes of the list `medium`.
std::vector<std::string> media();

}  // namespace cairn::workflow
