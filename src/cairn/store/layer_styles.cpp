#include "cairn/store/layer_styles.hpp"

#include "cairn/registers/style.hpp"
#include "cairn/store/gpkg_tables.hpp"

namespace cairn::store {
namespace {

using registers::GeometryKind;

/// Columns as QGIS 3 makes them.
constexpr const char* create_table =
    "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256), "
    "f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT, "
    "useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME DEFAULT "
    "(strftime('%Y-%m-%dT%H:%M:%fZ','now')))";

std::vector<GeometryKind> kinds_of(const registers::Schema& schema) {
    if (schema.geometry != GeometryKind::any) return {schema.geometry};
    // The first is the default. Places are points, as a rule; all else that may be anything is ground.
    if (schema.kind == "place") return {GeometryKind::point, GeometryKind::line, GeometryKind::polygon};
    return {GeometryKind::polygon, GeometryKind::line, GeometryKind::point};
}

void add_style(Database& database, const std::string& table, const LayerStyle& style, GeometryKind kind,
               bool is_default) {
    const std::string name = is_default ? style.name : style.name + " (" + std::string(to_text(kind)) + ")";
    database.run(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, "
        "styleQML, styleSLD, useAsDefault, description, owner) VALUES ('', '', " +
        sql_text(table) + ", 'geom', " + sql_text(name) + ", " + sql_text(to_qml(style, kind)) + ", " +
        sql_text(to_sld(style, kind)) + ", " + (is_default ? "1" : "0") + ", " + sql_text(style.title) + ", 'cairn')");
}

}  // namespace

bool has_layer_styles(Database& database) {
    return database.integer("SELECT count(*) FROM sqlite_master WHERE lower(name) = 'layer_styles'") > 0;
}

void add_layer_styles(Database& database, const registers::Schemas& schemas) {
    database.run(create_table);
    database.run(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES ('layer_styles', "
        "'attributes', 'layer_styles', 'How QGIS draws the layers')");
    for (const registers::Schema& schema : schemas.all()) {
        const auto style = registers::style_of(schema.table);
        if (!style || !has_geometry(schema)) continue;
        const auto kinds = kinds_of(schema);
        for (const GeometryKind kind : kinds) add_style(database, schema.table, *style, kind, kind == kinds.front());
    }
}

}  // namespace cairn::store
