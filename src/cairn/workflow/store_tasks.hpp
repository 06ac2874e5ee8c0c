#pragma once
// Small jobs on one store: `cairn init`, `verify`, `log`, and what goes out of it as it came in.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cairn/core/finding.hpp"
#include "cairn/core/progress.hpp"
#include "cairn/workflow/console_table.hpp"

namespace cairn::workflow {

/// Makes an empty store. Throws CallError when there is something at `store` already.
/// `boundary`: a file whose polygons become the study area.
void init_store(const std::string& store, const std::optional<std::string>& boundary, const std::string& actor,
                Progress& progress);

struct VerifyAnswer {
    bool is_clean = false;
    std::string text;  ///< for a person
    std::string json;
    Findings findings;
};

/// `expected_head`: the hash that was written down when the store was last seen; absent: not compared.
VerifyAnswer verify_store(const std::string& store, const std::optional<std::string>& expected_head,
                          Progress& progress);

/// The change sets, newest first, a line each.
ConsoleTable log_store(const std::string& store);

/// The set-aside rows of all imports that nobody has corrected yet, as a sheet to correct and import again with
/// --retry: a workbook where the name ends in .xlsx, else CSV. Returns their number; writes nothing when it is 0.
std::int64_t export_set_aside(const std::string& store, const std::filesystem::path& sheet);

/// An original file, byte for byte, by the first digits of its SHA-256 (at least 8).
void export_original(const std::string& store, const std::string& sha256, const std::filesystem::path& to);

}  // namespace cairn::workflow
