#pragma once
// A mapping in words, for a person to approve.

#include <string>

#include "cairn/intake/mapping.hpp"
#include "cairn/intake/profile.hpp"
#include "cairn/registers/schema.hpp"

namespace cairn::intake {

/// Lines of text: what maps to what with examples, where the place comes from, what is not used.
/// Precondition: schemas has the kind.
std::string describe_mapping(const Mapping& mapping, const FileProfile& profile, const registers::Schemas& schemas);

}  // namespace cairn::intake
