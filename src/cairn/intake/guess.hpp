#pragma once
// A first mapping, from the names of columns and from what stands in them; a person approves or edits it.

#include "cairn/core/finding.hpp"
#include "cairn/intake/mapping.hpp"
#include "cairn/intake/profile.hpp"
#include "cairn/registers/schema.hpp"

namespace cairn::intake {

struct Guess {
    Mapping mapping;
    Findings questions;  ///< what a person must answer (error: crs_not_stated, place_not_found, ambiguous_date …) or
                         ///< should know (warning: codes_not_known; note: not_an_id)
};

/// A column serves one field at most. A date whose pattern the values do not settle (03/04/2001) and a code column of
/// which no value is known are asked about, not mapped. The reference system is never guessed.
/// Precondition: schemas has the kind.
Guess guess_mapping(const FileProfile& profile, const std::string& kind, const registers::Schemas& schemas);

}  // namespace cairn::intake
