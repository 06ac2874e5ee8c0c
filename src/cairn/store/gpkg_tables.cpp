#include "cairn/store/gpkg_tables.hpp"

#include <algorithm>

#include "cairn/store/gpkg_geometry.hpp"
#include "cairn/store/layer_styles.hpp"

namespace cairn::store {
namespace {

using registers::Field;
using registers::FieldType;
using registers::Schema;
using registers::Schemas;

constexpr const char* guard_message =
    "This store keeps a history that nobody can change unseen, so it is changed through Cairn only. "
    "To edit this layer, save a copy of it elsewhere.";

/// Refuses writes of other programs with a sentence. Cairn's own connection runs no triggers (sqlite.cpp).
void add_guards(std::vector<SchemaObject>& out, const std::string& table) {
    for (const char* what : {"insert", "update", "delete"}) {
        const std::string name = table + "_guard_" + what;
        out.push_back({"trigger", name,
                       "CREATE TRIGGER " + sql_name(name) + " BEFORE " + what + " ON " + sql_name(table) +
                           " BEGIN SELECT RAISE(ABORT, " + sql_text(guard_message) + "); END"});
    }
}

void add_index(std::vector<SchemaObject>& out, const std::string& table, const std::string& suffix,
               const std::string& on, bool is_unique = false) {
    const std::string name = table + "_" + suffix;
    out.push_back({"index", name,
                   std::string("CREATE ") + (is_unique ? "UNIQUE " : "") + "INDEX " + sql_name(name) + " ON " +
                       sql_name(table) + " " + on});
}

std::string sql_type(const Field& field) {
    switch (field.type) {
        case FieldType::text:
        case FieldType::date: return "TEXT";  // a date keeps its precision: "2004" is no day
        case FieldType::integer: return "INTEGER";
        case FieldType::real: return "REAL";
        case FieldType::boolean: return "BOOLEAN";
    }
    return "TEXT";
}

void add_current_table(std::vector<SchemaObject>& out, const Schema& schema) {
    std::string columns;
    for (const Column& column : current_columns(schema)) {
        columns += (columns.empty() ? "" : ", ") + sql_name(column.name) + " " + column.type;
        if (column.name == "fid") columns += " PRIMARY KEY NOT NULL";
        if (column.name == "id") columns += " NOT NULL";
    }
    out.push_back({"table", schema.table, "CREATE TABLE " + sql_name(schema.table) + " (" + columns + ")"});
    add_index(out, schema.table, "by_id", "(id)", true);
    add_index(out, schema.table, "by_source_row", "(source_row) WHERE source_row IS NOT NULL");
    add_index(out, schema.table, "by_source_id", "(source_id) WHERE source_id IS NOT NULL");
    add_guards(out, schema.table);
}

void add_revision_table(std::vector<SchemaObject>& out, const Schema& schema) {
    const std::string table = revision_table(schema);
    out.push_back({"table", table,
                   "CREATE TABLE " + sql_name(table) +
                       " (revision INTEGER PRIMARY KEY NOT NULL, change_set INTEGER NOT NULL, seq INTEGER NOT NULL, "
                       "fid INTEGER NOT NULL, id TEXT NOT NULL, operation TEXT NOT NULL, state BLOB)"});
    add_index(out, table, "by_fid", "(fid)");
    add_index(out, table, "withdrawn", "(id) WHERE operation = 'withdraw'");
    add_guards(out, table);
}

/// The triggers of extension gpkg_rtree_index (OGC 12-128r17, annex F.3), for programs that look for them.
void add_rtree(std::vector<SchemaObject>& out, const Schema& schema) {
    const std::string rtree = rtree_table(schema);
    const std::string r = sql_name(rtree);
    const std::string t = sql_name(schema.table);
    const std::string filled = "(NEW.\"geom\" NOTNULL AND NOT ST_IsEmpty(NEW.\"geom\"))";
    const std::string empty = "(NEW.\"geom\" ISNULL OR ST_IsEmpty(NEW.\"geom\"))";
    const std::string insert = "INSERT OR REPLACE INTO " + r +
                               " VALUES (NEW.\"fid\", ST_MinX(NEW.\"geom\"), ST_MaxX(NEW.\"geom\"), "
                               "ST_MinY(NEW.\"geom\"), ST_MaxY(NEW.\"geom\"));";
    const std::string remove = "DELETE FROM " + r + " WHERE id = OLD.\"fid\";";
    out.push_back({"table", rtree, "CREATE VIRTUAL TABLE " + r + " USING rtree(id, minx, maxx, miny, maxy)"});
    const auto trigger = [&](const std::string& suffix, const std::string& event, const std::string& when,
                             const std::string& body) {
        out.push_back({"trigger", rtree + "_" + suffix,
                       "CREATE TRIGGER " + sql_name(rtree + "_" + suffix) + " AFTER " + event + " ON " + t +
                           (when.empty() ? "" : " WHEN " + when) + " BEGIN " + body + " END"});
    };
    trigger("insert", "INSERT", filled, insert);
    trigger("update1", "UPDATE OF \"geom\"", "OLD.\"fid\" = NEW.\"fid\" AND " + filled, insert);
    trigger("update2", "UPDATE OF \"geom\"", "OLD.\"fid\" = NEW.\"fid\" AND " + empty, remove);
    trigger("update3", "UPDATE", "OLD.\"fid\" != NEW.\"fid\" AND " + filled, remove + " " + insert);
    trigger("update4", "UPDATE", "OLD.\"fid\" != NEW.\"fid\" AND " + empty,
            "DELETE FROM " + r + " WHERE id IN (OLD.\"fid\", NEW.\"fid\");");
    trigger("delete", "DELETE", "OLD.\"geom\" NOT NULL", remove);
}

void add_ledger_table(std::vector<SchemaObject>& out, const std::string& table, const std::string& columns) {
    out.push_back({"table", table, "CREATE TABLE " + sql_name(table) + " (" + columns + ")"});
    add_guards(out, table);
}

constexpr const char* wgs84 =
    "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563,AUTHORITY[\"EPSG\",\"7030\"]],"
    "AUTHORITY[\"EPSG\",\"6326\"]],PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\","
    "0.0174532925199433,AUTHORITY[\"EPSG\",\"9122\"]],AXIS[\"Latitude\",NORTH],AXIS[\"Longitude\",EAST],"
    "AUTHORITY[\"EPSG\",\"4326\"]]";

/// One row of a standard table: values as SQL literals, and the table.
struct StandardRow {
    std::string table;
    std::vector<std::string> values;  ///< "NULL" stands for NULL; numbers stand as they are
};

std::vector<StandardRow> standard_values(const Schemas& schemas) {
    std::vector<StandardRow> rows{
        {"gpkg_spatial_ref_sys", {"Undefined Cartesian", "-1", "NONE", "-1", "undefined", "undefined Cartesian"}},
        {"gpkg_spatial_ref_sys", {"Undefined geographic", "0", "NONE", "0", "undefined", "undefined geographic"}},
        {"gpkg_spatial_ref_sys", {"WGS 84", "4326", "EPSG", "4326", wgs84, "longitude/latitude in degrees"}}};
    for (const Schema& schema : schemas.all()) {
        const bool is_spatial = has_geometry(schema);
        const std::string label = schema.labels.at("en");
        rows.push_back({"gpkg_contents",
                        {schema.table, is_spatial ? "features" : "attributes", label, schema.definition,
                         is_spatial ? "4326" : "NULL"}});
        if (!is_spatial) continue;
        rows.push_back({"gpkg_geometry_columns",
                        {schema.table, "geom", std::string(gpkg_type(schema.geometry)), "4326", "0", "0"}});
        rows.push_back({"gpkg_extensions",
                        {schema.table, "geom", "gpkg_rtree_index", "http://www.geopackage.org/spec120/#extension_rtree",
                         "write-only"}});
    }
    return rows;
}

constexpr const char* contents_columns = "table_name, data_type, identifier, description, srs_id";

void insert_standard_rows(Database& database, const Schemas& schemas) {
    for (const StandardRow& row : standard_values(schemas)) {
        std::string values;
        for (const auto& value : row.values) {
            values += (values.empty() ? "" : ", ") + (value == "NULL" ? value : sql_text(value));
        }
        const std::string columns = row.table == "gpkg_contents" ? " (" + std::string(contents_columns) + ")" : "";
        database.run("INSERT INTO " + row.table + columns + " VALUES (" + values + ")");
    }
}

void create(Database& database, const std::vector<SchemaObject>& objects) {
    for (const SchemaObject& object : objects) database.run(object.sql);
}

}  // namespace

bool has_geometry(const Schema& schema) { return schema.geometry != registers::GeometryKind::none; }
std::string revision_table(const Schema& schema) { return schema.table + "_revision"; }
std::string rtree_table(const Schema& schema) { return "rtree_" + schema.table + "_geom"; }

std::vector<Column> current_columns(const Schema& schema) {
    std::vector<Column> columns{{"fid", "INTEGER"}, {"id", "TEXT"}};
    if (has_geometry(schema)) columns.push_back({"geom", std::string(gpkg_type(schema.geometry))});
    for (const Field& field : schema.fields) columns.push_back({field.name, sql_type(field)});
    return columns;
}

std::vector<SchemaObject> entity_objects(const Schema& schema) {
    std::vector<SchemaObject> out;
    add_current_table(out, schema);
    add_revision_table(out, schema);
    if (has_geometry(schema)) add_rtree(out, schema);
    return out;
}

std::vector<SchemaObject> ledger_objects() {
    std::vector<SchemaObject> out;
    add_ledger_table(out, "store_meta", "key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL");
    add_ledger_table(out, "change_set",
                     "number INTEGER PRIMARY KEY NOT NULL, time TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT "
                     "NULL, reason TEXT NOT NULL, rows INTEGER NOT NULL, merkle_root TEXT NOT NULL, previous TEXT NOT "
                     "NULL, hash TEXT NOT NULL");
    add_ledger_table(out, "schema_change",
                     "row INTEGER PRIMARY KEY NOT NULL, change_set INTEGER NOT NULL, seq INTEGER NOT NULL, store_id "
                     "TEXT NOT NULL, store_version INTEGER NOT NULL, extension TEXT NOT NULL");
    add_ledger_table(out, "source_file",
                     "row INTEGER PRIMARY KEY NOT NULL, change_set INTEGER NOT NULL, seq INTEGER NOT NULL, sha256 TEXT "
                     "NOT NULL, name TEXT NOT NULL, bytes INTEGER NOT NULL");
    add_index(out, "source_file", "by_sha256", "(sha256)", true);
    add_ledger_table(out, "source_chunk",
                     "row INTEGER PRIMARY KEY NOT NULL, file INTEGER NOT NULL, content BLOB NOT NULL");
    add_index(out, "source_chunk", "by_file", "(file)");
    add_ledger_table(out, "import",
                     "row INTEGER PRIMARY KEY NOT NULL, change_set INTEGER NOT NULL, seq INTEGER NOT NULL, file_sha256 "
                     "TEXT NOT NULL, file_name TEXT NOT NULL, kind TEXT NOT NULL, package TEXT, mapping TEXT NOT NULL, "
                     "rows_in_file INTEGER NOT NULL, read INTEGER NOT NULL, accepted INTEGER NOT NULL, merged INTEGER "
                     "NOT NULL, set_aside INTEGER NOT NULL, possible_duplicates INTEGER NOT NULL");
    add_ledger_table(out, "import_row",
                     "row INTEGER PRIMARY KEY NOT NULL, change_set INTEGER NOT NULL, seq INTEGER NOT NULL, import "
                     "INTEGER NOT NULL, number INTEGER NOT NULL, outcome TEXT NOT NULL, entity_id TEXT NOT NULL, "
                     "raw_json TEXT NOT NULL");
    add_index(out, "import_row", "by_number", "(import, number)", true);
    add_ledger_table(
        out, "finding",
        "row INTEGER PRIMARY KEY NOT NULL, import INTEGER NOT NULL, number INTEGER NOT NULL, code TEXT NOT "
        "NULL, severity TEXT NOT NULL, message TEXT NOT NULL, file TEXT NOT NULL, data_row INTEGER, field "
        "TEXT NOT NULL, found TEXT NOT NULL, expected TEXT NOT NULL");
    add_index(out, "finding", "by_number", "(import, number)");
    add_ledger_table(out, "import_correction",
                     "row INTEGER PRIMARY KEY NOT NULL, change_set INTEGER NOT NULL, seq INTEGER NOT NULL, import "
                     "INTEGER NOT NULL, number INTEGER NOT NULL, corrected_by TEXT NOT NULL");
    add_index(out, "import_correction", "by_number", "(import, number)", true);
    return out;
}

std::vector<SchemaObject> standard_objects() {
    return {
        {"table", "gpkg_spatial_ref_sys",
         "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, "
         "organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, "
         "description TEXT)"},
        {"table", "gpkg_contents",
         "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT "
         "UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT "
         "(strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id "
         "INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))"},
        {"table", "gpkg_geometry_columns",
         "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name "
         "TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols "
         "PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name), CONSTRAINT fk_gc_tn "
         "FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name), CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) "
         "REFERENCES gpkg_spatial_ref_sys (srs_id))"},
        {"table", "gpkg_extensions",
         "CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition "
         "TEXT NOT NULL, scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))"}};
}

void create_tables(Database& database, const Schemas& schemas) {
    // "GPKG" and version 1.2.0 (OGC 12-128r17, requirement 2).
    database.run("PRAGMA application_id=1196444487; PRAGMA user_version=10200");
    create(database, standard_objects());
    create(database, ledger_objects());
    for (const Schema& schema : schemas.all()) create(database, entity_objects(schema));
    insert_standard_rows(database, schemas);
    add_layer_styles(database, schemas);
}

void add_missing_columns(Database& database, const Schemas& schemas) {
    for (const Schema& schema : schemas.all()) {
        std::vector<std::string> there;
        Statement columns = database.prepare("SELECT name FROM pragma_table_info(" + sql_text(schema.table) + ")");
        while (columns.step()) there.emplace_back(columns.text(0));
        for (const Column& column : current_columns(schema)) {
            if (std::find(there.begin(), there.end(), column.name) != there.end()) continue;
            database.run("ALTER TABLE " + sql_name(schema.table) + " ADD COLUMN " + sql_name(column.name) + " " +
                         column.type);
        }
    }
}

std::vector<std::string> standard_rows(const Schemas& schemas) {
    std::vector<std::string> out;
    for (const StandardRow& row : standard_values(schemas)) {
        std::string text = row.table;
        for (const auto& value : row.values) text += "|" + value;
        out.push_back(std::move(text));
    }
    return out;
}

std::vector<std::string> read_standard_rows(Database& database) {
    std::vector<std::string> out;
    const auto read = [&](const std::string& table, const std::string& columns, int n) {
        Statement rows = database.prepare("SELECT " + columns + " FROM " + table + " ORDER BY rowid");
        while (rows.step()) {
            std::string text = table;
            for (int i = 0; i < n; ++i) text += "|" + (rows.is_null(i) ? "NULL" : std::string(rows.text(i)));
            out.push_back(std::move(text));
        }
    };
    read("gpkg_spatial_ref_sys", "*", 6);
    read("gpkg_contents", contents_columns, 5);
    read("gpkg_geometry_columns", "*", 6);
    read("gpkg_extensions", "*", 5);
    return out;
}

}  // namespace cairn::store
