#pragma once
// How the columns and values of a source become our fields: guessed, shown for approval, kept as a small JSON file
// that can be edited and used again (docs/import.md).

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/core/finding.hpp"
#include "cairn/core/result.hpp"
#include "cairn/formats/encoding.hpp"

namespace cairn::intake {

/// Where one field of ours comes from: a column, a constant for every row, or both, the constant where the column is
/// blank.
struct FieldSource {
    std::optional<std::string> column;
    std::optional<std::string> constant;  ///< read as a cell would be
    /// Source text → our code; absent: leave the field blank. Texts that are not here are looked up in the code list.
    std::map<std::string, std::optional<std::string>> codes;
    std::string unit;  ///< of the column's numbers: "cm", "ha" …; empty: the field's own
    std::string format;  ///< of the column's dates: "dd.mm.yyyy"; empty: ISO 8601
    friend bool operator==(const FieldSource&, const FieldSource&) = default;
};

/// Where the place of a row comes from.
struct PlaceSource {
    enum class Kind {
        none,  ///< rows have no place
        file,  ///< the file's own geometry
        lon_lat,  ///< two columns of degrees, in any notation
        x_y,  ///< two columns of easting and northing in the stated system
        wkt,  ///< one column of well-known text
        text,  ///< one column with the whole position, in any notation (docs/notations.md)
        mgrs,  ///< the same, MGRS only
        utm,  ///< the same, UTM only
        easting_northing  ///< columns of easting, northing and perhaps the zone of a grid on the stated datum
    };
    Kind kind = Kind::none;
    std::string first;  ///< column of longitude, easting or text
    std::string second;  ///< column of latitude or northing
    std::string third;  ///< column of the zone; may be empty
    /// What a person says where a notation leaves something open: "order" → "north_first" (geodesy::Question).
    std::map<std::string, std::string> answers;
    bool is_open = false;  ///< columns were looked for and not found: a person is to say where the place is, or "none"
    bool reads_every_angle = false;  ///< decimal degrees too as what else they may be; not part of the JSON form
    friend bool operator==(const PlaceSource&, const PlaceSource&) = default;
};

/// One row for each point of a polygon (docs/formats/point-table.md). Columns; empty: there is none.
struct PointTable {
    std::string id;  ///< of what the points are the place of
    std::string part;  ///< of the polygon, where several make one place
    std::string shape;  ///< what the points make: only polygons are read; blank cells are polygons
    std::string order, type;
    std::string point, from;  ///< the point's own name, and the point that bearing and distance lead from
    std::string bearing, distance;
    std::map<std::string, std::string> types;  ///< texts of `type` → start, turning, landmark …
    std::string north;  ///< of the bearings: true, magnetic or grid; empty: not stated
    std::optional<double> declination_deg;  ///< of magnetic bearings, east positive
    std::string bearing_unit = "degree";  ///< degree, gon, mil6400, mil6000
    std::string distance_unit = "m";
    friend bool operator==(const PointTable&, const PointTable&) = default;
};

/// Of a text whose reference system a person has to state.
inline constexpr const char* crs_to_state = "not stated";

struct Mapping {
    std::string kind;
    std::optional<std::string> table;  ///< which table of a source that has several: a layer, a sheet, a member
    std::optional<std::string> crs;  ///< as stated by a person; absent: what the file states
    std::optional<formats::Encoding> encoding;  ///< of a text file, as stated or told; absent: what its bytes tell
    std::optional<std::string> crs_column;  ///< states the system of each row; blank cells: `crs`
    /// Texts of that column → systems; others are taken as they are. One that is `crs_to_state` waits for an answer.
    std::map<std::string, std::string> crs_codes;
    std::map<std::string, std::vector<std::string>> where;  ///< only rows whose column has one of these texts
    std::map<std::string, FieldSource> fields;  ///< by our field's name
    PlaceSource place;
    std::optional<PointTable> points;  ///< rows are points of polygons, whose coordinates `place` tells
    std::optional<std::string> id_column;  ///< the source's own id of a row
    bool feature_id = false;  ///< the file's own feature id is that id
    std::optional<std::string> package_column;  ///< tells the delivery of each row
    std::optional<double> default_sigma_m;  ///< sd per axis, metres, >= 0, for rows that state none
    int shared_coordinate_rows = 5;  ///< from so many rows on, one exact coordinate is a unit's; >= 2
    std::optional<double> shared_coordinate_sigma_m;  ///< where no unit's polygon tells it; absent: 2 000 m
    char decimal = '.';  ///< '.' or ','
    friend bool operator==(const Mapping&, const Mapping&) = default;
};

/// Reads the JSON form. Fails with code `broken_mapping`, and names the first key that is unknown or of a wrong type.
Result<Mapping> parse_mapping(std::string_view json);
/// The same from a file of at most 1 MB. Throws WorldError when it cannot be read.
Result<Mapping> read_mapping(const std::filesystem::path& file);
/// Two spaces of indent, keys in a fixed order; parse_mapping reads it back equal.
std::string to_json(const Mapping& mapping);

/// The mapping that lies beside a data file: "finds.csv" → "finds.mapping.json", when there is one.
std::optional<std::filesystem::path> find_mapping_beside(const std::filesystem::path& file);

/// The columns that the mapping reads, each once.
std::vector<std::string> columns_of(const Mapping& mapping);

}  // namespace cairn::intake
