#pragma once
// Invented names of places, of two or three syllables; no two alike in one world.

#include <string>
#include <vector>

#include "cairn/core/random.hpp"

namespace cairn::simulate {

/// `count` different names. Runs on with numbers when the syllables are used up.
std::vector<std::string> make_names(std::size_t count, Random random);

}  // namespace cairn::simulate
