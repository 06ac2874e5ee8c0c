#pragma once
// An import that was a mistake: wrong reference system, wrong mapping, wrong kind. What it brought leaves the current
// state; its rows, its file and every revision stay in the history.

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cairn/store/store.hpp"

namespace cairn::workflow {

struct WithdrawAnswer {
    std::int64_t withdrawn = 0;  ///< entries that left the current state
    std::int64_t closed = 0;     ///< rows that were set aside and are no longer open
    std::vector<std::string> sentences;
    std::string json;
};

/// `change`: the number of the import's change set, as `cairn log` shows it. An entry that a later import took in again
/// stays. Throws CallError when that change was no import, or nothing of it is left.
WithdrawAnswer withdraw_import(const std::string& store, std::int64_t change, const std::string& reason,
                               const std::string& actor);

/// Ids of the imports that were withdrawn by the end of `as_of`.
std::set<std::int64_t> withdrawn_imports(const store::Store& store, const std::optional<Date>& as_of = std::nullopt);

}  // namespace cairn::workflow
