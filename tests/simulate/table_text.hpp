#pragma once
// A world's files as one text, so that two worlds can be compared byte by byte without any format's writer.

#include <string>

#include "cairn/simulate/files.hpp"

namespace cairn::simulate::test {

std::string to_text(const WorldFiles& files);

}  // namespace cairn::simulate::test
