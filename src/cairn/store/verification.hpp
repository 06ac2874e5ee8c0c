#pragma once
// The parts of verify. Each streams, adds what does not fit, and goes on. Inside the module only.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "cairn/core/progress.hpp"
#include "cairn/registers/schema.hpp"
#include "cairn/store/sqlite.hpp"
#include "cairn/store/store.hpp"

namespace cairn::store {

struct Verification {
    Database& database;
    const registers::Schemas& schemas;
    Progress& progress;
    VerifyReport report;
    std::map<std::string, int> shown;  ///< findings by code, so that a flood of one does not hide the others

    void add(const std::string& code, const std::string& message, std::optional<std::int64_t> change_set = {},
             const std::string& found = {}, const std::string& expected = {}, Severity severity = Severity::error);
};

/// Tables, triggers and rows of the standard's tables are those that Cairn makes.
void verify_layout(Verification& v);
/// Every row is a leaf of its change set, in its place; roots, chain and head fit.
void verify_history(Verification& v, const std::optional<std::string>& expected_head);
/// Current tables say what the last revisions say, column by column; R-trees and extents fit them.
void verify_current(Verification& v);
/// Original files have their hashes; imports add up.
void verify_sources(Verification& v);

/// Storage classes of the columns, one letter each: i integer, r real, t text, b blob; in capitals NULL may
/// stand there too. A number in a place of text would else be read as one and go unseen.
bool has_types(const Statement& row, std::string_view letters);

}  // namespace cairn::store
