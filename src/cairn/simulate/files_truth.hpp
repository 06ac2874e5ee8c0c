#pragma once
// The layers of the truth: what an office never has.

#include <vector>

#include "cairn/simulate/files.hpp"

namespace cairn::simulate {

/// fields, devices, accidents at their true places, roads, river and front line, all below "truth/".
std::vector<FileTable> truth_tables(const World& world);

}  // namespace cairn::simulate
