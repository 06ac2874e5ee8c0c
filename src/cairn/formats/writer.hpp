#pragma once
// Tables and layers out: CSV, GeoJSON, GeoPackage, KML, Shapefile (and workbooks: write_workbook.hpp). Written to a
// temporary name and renamed when whole, so that a file under its own name is never half-written. All throw WorldError
// when the disk or the library fails.

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cairn/core/entity.hpp"
#include "cairn/core/layer_style.hpp"

namespace cairn::formats {

struct Column {
    std::string name;
    enum class Type { text, integer, real, boolean, date } type = Type::text;
    std::string label = {};                ///< in words; empty: the name
    std::string definition = {};           ///< what it holds
    std::vector<std::string> choices = {};  ///< the texts that it may hold; empty: any
};

/// Rows of one layer: values by column name in Entity::fields ("id" stands for Entity::id).
struct Layer {
    std::string name;
    std::string description;
    std::vector<Column> columns;
    std::vector<Entity> rows;
    std::optional<LayerStyle> style = {};
    std::string qml = {};  ///< the same for QGIS, kept in a GeoPackage's layer_styles; empty: none
    std::string sld = {};
};

/// RFC 4180, UTF-8, header line; geometry as a WKT column "geometry_wkt" when any row has one.
/// Cells that a spreadsheet would run as a formula (=, +, -, @ before text) are prefixed with an apostrophe.
void write_csv(const std::filesystem::path& file, const Layer& layer);
/// RFC 7946, coordinates with 7 decimals (1 cm), keys in column order: the same bytes for the same input.
void write_geojson(const std::filesystem::path& file, const Layer& layer);
/// All layers in one GeoPackage (EPSG:4326), replacing the file. Dates are text: "2004" has no day. Styles go into the
/// table layer_styles, where QGIS looks for them.
void write_geopackage(const std::filesystem::path& file, const std::vector<Layer>& layers);

/// OGC KML 2.3 (12-007r2): a folder for each layer, its style, all values as ExtendedData with a Schema. `description`
/// is the document's. A name that ends in .kmz is zipped.
void write_kml(const std::filesystem::path& file, const std::vector<Layer>& layers, const std::string& description);

/// A text that a format cannot hold whole: it was cut there, and stands whole beside.
struct LongText {
    std::string table;  ///< file or sheet
    std::string id;     ///< Entity::id, or the number of the row
    std::string field;  ///< as in the layer
    std::string text;
};
/// One set of .shp, .shx, .dbf, .prj and .cpg (UTF-8) in `folder` for each layer and kind of geometry in it
/// ("hazard_polygon"), a .dbf alone where there is none. Beside them fields.csv (what each shortened name stands for)
/// and, where a text had more than the 254 bytes that a DBF holds, long_texts.csv. Returns those texts.
std::vector<LongText> write_shapefiles(const std::filesystem::path& folder, const std::vector<Layer>& layers);

/// One of the sets of files that write_shapefiles makes.
struct ShapefileSet {
    std::string name;         ///< of its files, without the ending
    const Layer* layer;       ///< whose rows are in it
    bool has_shapes = false;  ///< false: a .dbf alone
    std::map<std::string, std::string> short_names;  ///< by the layer's column
};
std::vector<ShapefileSet> shapefile_sets(const std::vector<Layer>& layers);

/// Value of a column: of the field, or of Entity::id where the column is called "id"; nullptr when blank.
/// `id` is where the id is put as a value.
const Value* value_of(const Entity& row, const Column& column, Value& id);

/// A value as text: "true", "-1.5", "2004-05"; empty when blank.
std::string to_text(const Value& value);

}  // namespace cairn::formats
