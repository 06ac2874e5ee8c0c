#include "cairn/workflow/version.hpp"

namespace cairn::workflow {

std::string version() { return CAIRN_VERSION; }

}  // namespace cairn::workflow
