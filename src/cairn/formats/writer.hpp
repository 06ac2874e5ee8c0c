#pragma once
// Tables and layers out: CSV, GeoJSON, GeoPackage. Written to a temporary name and renamed when whole, so
// that a file under its own name is never half-written. All throw WorldError when the disk or the library
// fails.

#include <filesystem>
#include <string>
#include <vector>

#include "cairn/core/entity.hpp"

namespace cairn::formats {

struct Column {
    std::string name;
    enum class Type { text, integer, real, boolean, date } type = Type::text;
};

/// Rows of one layer: values by column name in Entity::fields ("id" stands for Entity::id).
struct Layer {
    std::string name;
    std::string description;
    std::vector<Column> columns;
    std::vector<Entity> rows;
};

/// RFC 4180, UTF-8, header line; geometry as a WKT column "geometry_wkt" when any row has one.
/// Cells that a spreadsheet would run as a formula (=, +, -, @ before text) are prefixed with an apostrophe.
void write_csv(const std::filesystem::path& file, const Layer& layer);
/// RFC 7946, coordinates with 7 decimals (1 cm), keys in column order: the same bytes for the same input.
void write_geojson(const std::filesystem::path& file, const Layer& layer);
/// All layers in one GeoPackage (EPSG:4326), replacing the file. Dates are text: "2004" has no day.
void write_geopackage(const std::filesystem::path& file, const std::vector<Layer>& layers);

/// A value as text: "true", "-1.5", "2004-05"; empty when blank.
std::string to_text(const Value& value);

}  // namespace cairn::formats
