#pragma once
// What a row can be, as the command line names it.

#include <map>
#include <string>
#include <vector>

#include "cairn/registers/schema.hpp"

namespace cairn::workflow {

/// `clearance` and `technical-survey` are searches whose activity is stated on the command line.
struct Kind {
    std::string schema;
    std::map<std::string, std::string> constants;
};

/// Throws CallError for a kind that is not known, with the one that was probably meant.
Kind resolve_kind(const std::string& kind, const registers::Schemas& schemas);
std::vector<std::string> kind_names(const registers::Schemas& schemas);

}  // namespace cairn::workflow
