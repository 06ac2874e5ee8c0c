#pragma once
// Options that several verbs share, and how their texts become values.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "cairn/workflow/assess_store.hpp"
#include "cairn/workflow/import_files.hpp"

namespace cairn::cli {

/// Who is acting: --by, else the environment's user.
void add_actor(CLI::App& verb, std::string& actor);

struct AssessOptions {
    std::string store, as_of, records_as_of, evidence_after, package, tolerances;
    double tolerance_m = 50;
    std::uint64_t seed = 1;

    void declare(CLI::App& verb);
    /// Without --package, which a verb that imports has for itself.
    void declare_measuring(CLI::App& verb);
    /// Throws CallError when a date or a list cannot be read.
    workflow::AssessRequest to_request() const;
};

struct PackageOptions {
    std::string package, package_column, from, to, received, medium, scope;

    void declare(CLI::App& verb);
    std::optional<std::string> name() const;
    std::optional<std::string> column() const;
    workflow::Provenance provenance() const;
};

/// "event_type=1,2" → {"event_type": ["1", "2"]}. Throws CallError.
std::map<std::string, std::vector<std::string>> parse_where(const std::vector<std::string>& texts);

std::optional<std::string> if_given(const std::string& text);

}  // namespace cairn::cli
