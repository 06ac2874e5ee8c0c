#pragma once
// `cairn import`: files into a store, each in one transaction, every row accounted for.

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cairn/core/date.hpp"
#include "cairn/core/import_summary.hpp"
#include "cairn/core/progress.hpp"

namespace cairn::workflow {

/// Who handed a delivery over, when, how, and what it claims to cover.
struct Provenance {
    std::optional<std::string> from_party, to_party, medium, scope;
    std::optional<Date> date_received;
};

struct ImportRequest {
    std::string store;
    std::vector<std::filesystem::path> files;  ///< files, folders, geodatabases; "FILE#TABLE" names one table
    std::vector<std::string> layers;  ///< the tables that are meant; "*": all; empty: the one that fits
    std::string kind;  ///< as on the command line: "recorded-area", "search", "clearance" …
    std::optional<std::string> package;  ///< name; made when the store does not know it
    std::optional<std::string> package_column;  ///< each value of this column is a package
    Provenance provenance;
    std::optional<std::filesystem::path> mapping;  ///< absent: guessed from names and contents
    std::optional<std::filesystem::path> save_mapping;
    std::optional<std::string> crs;  ///< for files that do not say theirs
    std::optional<std::string> encoding;  ///< of text files, by name; absent: what the mapping says, else their bytes
    std::map<std::string, std::vector<std::string>> where;  ///< column → values: only these rows are of this kind
    std::map<std::string, std::string> constants;  ///< field → value, the same for every row
    bool retry =
        false;  ///< the files are corrected sheets of set-aside rows; `kind` and `mapping` come from their import
    bool dry_run = false;
    std::string actor;
};

struct ImportAnswer {
    std::vector<ImportSummary> files;  ///< one for each table that was imported
    Findings notes;  ///< what was left out, and why: files that are no tables, tables of another kind
    std::vector<std::string> mappings;  ///< one readable text per table: what maps to what
    std::string json;  ///< the documented object (docs/json.md)
};

/// Asked once per table with the mapping as text, when it was guessed. False: the import stops, nothing is kept.
using Approve = std::function<bool(const std::string& mapping)>;

/// Everything is opened, and the tables are chosen, before anything is imported. Throws CallError for an unknown kind,
/// a file whose table is not settled (with the names and rows of all), a mapping that cannot be used, a file whose
/// reference system nobody stated; WorldError when a file or the store cannot be read or written. What is wrong with
/// rows is in the answer.
ImportAnswer import_files(const ImportRequest& request, const Approve& approve, Progress& progress);

/// The kind that a mapping file is for. Throws as above.
std::string mapping_kind(const std::filesystem::path& mapping);

}  // namespace cairn::workflow
