#pragma once
// A file's rows through a mapping to entities: each row ends as accepted, merged or set aside, and says why.
//
// Merged means the same source row again: the same file and row, or the same source id with the same values. Rows
// that only look alike are all kept. Nothing here writes to a store: what is known comes through look-ups, what
// becomes of a row goes to a sink.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cairn/core/entity.hpp"
#include "cairn/core/import_summary.hpp"
#include "cairn/core/progress.hpp"
#include "cairn/core/result.hpp"
#include "cairn/formats/reader.hpp"
#include "cairn/formats/source_file.hpp"
#include "cairn/intake/admin_units.hpp"
#include "cairn/intake/mapping.hpp"
#include "cairn/intake/set_aside.hpp"
#include "cairn/registers/schema.hpp"

namespace cairn::intake {

enum class Outcome { accepted, merged, set_aside };

struct RowOutcome {
    std::int64_t number = 0;  ///< of the row in the file that was read
    Outcome outcome = Outcome::accepted;
    std::string entity_id;          ///< accepted: the new entity; merged: the one that it repeats; else empty
    std::optional<Entity> entity;   ///< accepted: what to put into the store
    std::string raw_json;           ///< set aside: the row as it came
    std::optional<CorrectedRow> corrects;  ///< accepted or merged from a sheet: the set-aside row that it corrects
    Findings findings;
};

/// What the store knows already. An empty function knows nothing (a dry run without a store).
struct KnownRows {
    /// Id of the entity of the mapping's kind that this row of a file made; `table` as in ImportRequest.
    std::function<std::optional<std::string>(const std::string& file_sha256, const std::optional<std::string>& table,
                                             std::int64_t row)>
        find_by_row;
    /// Id of the entity of the mapping's kind with this package and source id.
    std::function<std::optional<std::string>(const std::optional<std::string>& package, const std::string& source_id)>
        find_by_source_id;
    /// The entity of the mapping's kind with this id.
    std::function<std::optional<Entity>(const std::string& id)> find;
    /// Ids of the entities of `kind` that a row of `package` may mean by `text`: the one that its source calls so in
    /// that package, else all that a source calls so in any, else the one with that id.
    std::function<std::vector<std::string>(const std::string& kind, const std::optional<std::string>& package,
                                           const std::string& text)>
        find_referred;
};

/// A sheet of set-aside rows that came back corrected: its rows are read as rows of the file that they came from.
struct Retry {
    std::int64_t import = 0;  ///< rows of the sheet for other imports are not selected
    std::string original_sha256;  ///< of the file that this import read
    std::optional<std::string> original_table;  ///< of that file, when it has several
};

struct ImportRequest {
    std::filesystem::path file;
    std::string file_name;  ///< as the user gave it: what findings and the summary say
    std::string file_sha256;  ///< sha256_of(file), or of the source's kept file
    std::optional<formats::Source> source;  ///< read instead of the file
    std::size_t table = 0;  ///< of the source
    Mapping mapping;
    std::optional<std::string> package;  ///< id of the delivery of all rows; wins over the mapping's column
    std::optional<GeoMultiPolygon> study_area;
    double study_area_tolerance_m = 1000;  ///< >= 0
    std::vector<AdminUnit> units;  ///< for coordinates that stand for a unit
    Date today = cairn::today();
    KnownRows known;
    std::optional<Retry> retry;
    formats::Limits limits;
};

struct ImportResult {
    ImportSummary summary;
    std::vector<std::string> packages;  ///< ids of deliveries that accepted rows name, in order of appearance
    Mapping mapping;  ///< as used, table and reference system filled in: with it the rows can be read again, from a
                      ///< sheet too
};

/// Lower-case hexadecimal. Throws WorldError when the file cannot be read.
std::string sha256_of(const std::filesystem::path& file);

/// What keeps a mapping from being used on a table: mandatory things missing, columns that are not there, unknown
/// fields, patterns, units and codes, and a reference system that nobody stated (`crs_not_stated`: it is asked for,
/// never assumed). Empty when it can be used. All have severity error.
Findings check_mapping(const Mapping& mapping, const formats::RawTable& table, const registers::Schemas& schemas);

/// Reads the file twice (what only the whole file tells, then the rows), and calls `sink` for each selected row in
/// order. Fails with the file's finding when it cannot be read to its end: nothing was handed out then. Throws
/// CallError with the sentences of check_mapping when the mapping cannot be used, WorldError when the disk fails,
/// Interrupted when `progress` says so.
Result<ImportResult> import_rows(const ImportRequest& request, const registers::Schemas& schemas,
                                 const std::function<void(RowOutcome&&)>& sink, Progress& progress);

}  // namespace cairn::intake
