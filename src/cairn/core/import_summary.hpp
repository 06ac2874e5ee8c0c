#pragma once
// What one file came to: read = accepted + merged + set aside, and why.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cairn/core/finding.hpp"

namespace cairn {

struct ImportSummary {
    std::string path;             ///< as the user gave it, or its base name when read back from a store
    std::string sha256;
    std::optional<std::string> table;  ///< of a file that has several
    std::string kind;
    std::optional<std::string> package;
    std::int64_t rows_in_file = 0;
    std::int64_t not_selected = 0;  ///< rows of the file that the mapping's `where` leaves to another kind
    std::int64_t read = 0, accepted = 0, merged = 0, set_aside = 0;
    std::int64_t possible_duplicates = 0;
    std::map<std::string, std::int64_t> set_aside_by_reason;  ///< finding code → rows
    std::map<std::string, std::int64_t> findings_by_code;
    bool already_known = false;   ///< the same file was imported before in the same way: nothing changed
    Findings findings;            ///< all, in row order
};

}  // namespace cairn
