#pragma once
// One self-contained HTML page, and the tables beside it. Sections come from one registry (report/sections.hpp).

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cairn/core/geometry.hpp"
#include "cairn/core/import_summary.hpp"
#include "cairn/core/measure.hpp"
#include "cairn/core/package.hpp"

namespace cairn::report {

/// What the map draws, in the plane of one frame (metres).
struct MapFeature {
    std::string id;
    std::string label;
    PlaneGeometry geometry;
    double sigma_m = 0;         ///< 0 when not known
    bool is_outside = false;    ///< accidents: farther than the tolerance from every record
    bool is_tested = false;     ///< footprints: enough of it was searched
    bool is_confirmed = false;  ///< footprints: tested, with a compatible find within the tolerance
};

/// Between the plane of the map and the earth; absent where the plane does not reach. Functions that are not set: there
/// is no grid, and lengths are those of the plane.
struct MapProjection {
    std::function<std::optional<EastNorth>(LonLat)> to_plane;
    std::function<std::optional<LonLat>(EastNorth)> to_lon_lat;
    std::function<double(LonLat, LonLat)> distance_m;  ///< on the ellipsoid
};

struct MapData {
    PlaneMultiPolygon study_area;  ///< valid, may be empty
    std::vector<MapFeature> footprints, searches, finds, accidents;  ///< `searches` with a point: place, no extent
    std::vector<MapFeature> settlements;  ///< the most important first: labels give way in this order
    std::vector<MapFeature> areas;
    bool footprints_are_hazards = false;
    std::string frame_definition;  ///< PROJ string
    MapProjection projection;
};

struct ReportInput {
    std::string store_name;  ///< base name only
    std::string version;  ///< of cairn
    std::string created;  ///< UTC date of the run, ISO
    std::string head;  ///< hash of the store's last change set
    std::string command;  ///< what a reader types to get the same numbers again
    std::string sensitivity = "restricted";  ///< printed at the foot of every page
    std::vector<Package> packages;
    std::map<std::string, std::string> area_names;  ///< id → name
    std::vector<ImportSummary> imports;
    Assessment assessment;
    MapData map;
    std::string language = "en";
    std::string paper = "A4";  ///< a page size of CSS: A4, letter
};

/// The whole page: no script is needed to read it, nothing is loaded from elsewhere. Throws CallError for a
/// language without a catalogue. The same input gives the same bytes.
std::string write_report(const ReportInput& input);

/// The answer in three sentences, as plain text: what the console prints and the page begins with. Where today's
/// polygons are scored the first says so; the last says what the answer does not mean.
std::vector<std::string> answer(const ReportInput& input);

}  // namespace cairn::report
