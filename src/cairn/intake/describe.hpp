#pragma once
// A mapping in words, for a person to approve.

#include <string>

#include "cairn/intake/mapping.hpp"
#include "cairn/intake/profile.hpp"
#include "cairn/registers/schema.hpp"

namespace cairn::intake {

/// Lines of text: how the file is divided and in which encoding it reads, where the place comes from, what maps to what
/// with examples, what is not used. Long lines go on under their beginning. Precondition: schemas has the kind.
std::string describe_mapping(const Mapping& mapping, const FileProfile& profile, const registers::Schemas& schemas);

/// What a guess left open ("To answer") and what it says of itself ("To know"), one sentence each with its code; what
/// the mapping answers is left out. Empty when there is nothing.
std::string describe_questions(const Findings& questions, const Mapping& mapping);

}  // namespace cairn::intake
