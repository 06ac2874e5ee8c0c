#pragma once
// Raw rows → entities of a register, with every row accounted for. Knows no store: what is known already is asked
// through functions, and what comes out goes to a sink.

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cairn/core/entity.hpp"
#include "cairn/core/import_summary.hpp"
#include "cairn/core/progress.hpp"
#include "cairn/intake/mapping.hpp"

namespace cairn::intake {

enum class Outcome { accepted, merged, set_aside };

/// What became of one source row.
struct RowOutcome {
    std::int64_t number = 0;          ///< in the file
    Outcome outcome = Outcome::accepted;
    std::optional<Entity> entity;     ///< accepted: to be kept
    std::string entity_id;            ///< accepted: its id; merged: the id of what it repeats
    std::string raw_json;             ///< set aside: the row as it came, whole (values, geometry as WKT)
    std::string corrects;             ///< of a retried sheet: "<import>/<row>" of the set-aside row it corrects
    Findings findings;
};

/// A unit whose centroid may stand for its events, or the study area.
struct Unit {
    std::string name;
    GeoMultiPolygon geometry;
};

struct Context {
    const registers::Schemas* schemas = nullptr;
    Mapping mapping;
    std::string file_name;            ///< as the user gave it, for findings
    std::string file_sha256;
    std::optional<std::string> package;                       ///< id; absent: mapping.package_column, or none
    std::function<std::string(const std::string&)> package_id;  ///< name in the package column → id (makes it when new)
    GeoMultiPolygon study_area;       ///< empty: not checked
    std::vector<Unit> units;          ///< for the σ of centroids
    /// Id of the entity that the same source row made before (file hash and row; or package and source id).
    std::function<std::optional<std::string>(std::int64_t row)> known_row;
    std::function<std::optional<std::string>(const std::optional<std::string>& package, const std::string& source_id)> known_id;
};

/// Reads the file twice (shared coordinates and look-alikes first), hands every selected row to the sink in order,
/// and returns the balance with all findings. Fails when the file cannot be read as its format (nothing reached the
/// sink) or when nobody stated its reference system (`crs_not_stated`). The sink may throw; it passes through.
Result<ImportSummary> import_rows(const std::filesystem::path& file, const Context& context,
                                  const std::function<void(RowOutcome&&)>& sink, Progress& progress);

}  // namespace cairn::intake
