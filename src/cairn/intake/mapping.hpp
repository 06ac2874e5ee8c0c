#pragma once
// How the columns and code values of a source become our fields. Guessed, shown, edited, kept, reused.

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cairn/core/result.hpp"
#include "cairn/formats/reader.hpp"
#include "cairn/registers/schema.hpp"

namespace cairn::intake {

/// Where one of our fields comes from.
struct FieldSource {
    std::string column;                         ///< empty: `constant` for every row
    std::string constant;
    std::map<std::string, std::string> codes;   ///< source text → our code; "" as our code: blank
    std::string date_format;                    ///< of dates that are not ISO: "DD.MM.YYYY"; empty: ISO
    bool is_guessed = false;
};

/// Where the geometry comes from.
struct FileGeometry {};
struct XYColumns {
    std::string x_column, y_column;             ///< easting or longitude, northing or latitude
};
struct WktColumn {
    std::string column;
};
using GeometrySource = std::variant<std::monostate, FileGeometry, XYColumns, WktColumn>;

struct Mapping {
    std::string kind;                           ///< schema name
    std::optional<std::string> crs;             ///< for files that do not say theirs
    std::map<std::string, std::vector<std::string>> where;  ///< column → values: only these rows are of this kind
    std::map<std::string, FieldSource> fields;  ///< our field → source
    GeometrySource geometry;
    std::optional<std::string> id_column;       ///< the source's own id
    std::optional<std::string> package_column;  ///< each value is a package
    std::int64_t shared_coordinate_rows = 5;    ///< so many rows at one coordinate are a centroid
    std::optional<double> sigma_m;              ///< where no column says it
};

Result<Mapping> parse_mapping(std::string_view json, const registers::Schemas& schemas);
std::string to_json(const Mapping& mapping);

/// From the table's columns and the first rows (a few hundred). Never fails: what cannot be guessed is left out.
Mapping guess_mapping(const formats::RawTable& table, const std::vector<formats::RawRow>& sample,
                      const registers::Schema& schema, const registers::Schemas& schemas);

/// For a person: what maps to what with examples, which columns are not used, what is missing.
std::string describe(const Mapping& mapping, const formats::RawTable& table,
                     const std::vector<formats::RawRow>& sample, const registers::Schema& schema);

}  // namespace cairn::intake
