#pragma once
// What stands in a GeoPackage of ours: tables, indexes, triggers, and the rows of the standard's own tables.
// Made from the schemas; verify compares a file with it.

#include <cstdint>
#include <string>
#include <vector>

#include "cairn/registers/schema.hpp"
#include "cairn/store/sqlite.hpp"

namespace cairn::store {

/// Version of the tables below. A change of any of them is a migration (migrations.hpp).
constexpr std::int64_t store_version = 2;

/// One row of sqlite_master.
struct SchemaObject {
    std::string type;  ///< "table", "index", "trigger"
    std::string name;
    std::string sql;
};

/// Current table, revisions, guards and, where it has a geometry, R-tree with the standard's triggers.
std::vector<SchemaObject> entity_objects(const registers::Schema& schema);
/// Change sets, files, imports … and their guards.
std::vector<SchemaObject> ledger_objects();
/// gpkg_spatial_ref_sys and its like (OGC 12-128r17, annex C).
std::vector<SchemaObject> standard_objects();

/// A column of a current table: ("killed", "INTEGER").
struct Column {
    std::string name, type;
};
/// fid, id, geom (where it has one), then the fields of the schema in their order.
std::vector<Column> current_columns(const registers::Schema& schema);

std::string revision_table(const registers::Schema& schema);  ///< "hazard_revision"
std::string rtree_table(const registers::Schema& schema);     ///< "rtree_hazard_geom"
bool has_geometry(const registers::Schema& schema);

/// Makes everything, and the rows that say what it is. Precondition: an empty database.
void create_tables(Database& database, const registers::Schemas& schemas);
/// Adds columns for fields that a table lacks. Removes nothing.
void add_missing_columns(Database& database, const registers::Schemas& schemas);

/// Rows of the standard's tables that verify expects, each as one text: "table|column|…".
std::vector<std::string> standard_rows(const registers::Schemas& schemas);
/// The same as they stand in the file, without what changes with the data (last_change and extents).
std::vector<std::string> read_standard_rows(Database& database);

}  // namespace cairn::store
