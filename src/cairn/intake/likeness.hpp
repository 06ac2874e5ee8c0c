#pragma once
// Whether two entities say the same, wherever they came from.

#include <string>

#include "cairn/core/entity.hpp"

namespace cairn::intake {

/// A hash of what the source says: all fields but those that tell where the row stood and what was found about the
/// whole file, and the geometry. Equal texts: the same values.
std::string likeness_of(const Entity& entity);

}  // namespace cairn::intake
