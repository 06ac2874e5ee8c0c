#pragma once
// The version that the build states, and what goes with every number.

#include <string>

namespace cairn::workflow {

std::string version();  ///< "0.1.0"

}  // namespace cairn::workflow
