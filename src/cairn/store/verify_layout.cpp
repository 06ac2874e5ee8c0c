#include <algorithm>
#include <map>
#include <set>

#include "cairn/store/gpkg_tables.hpp"
#include "cairn/store/layer_styles.hpp"
#include "cairn/store/verification.hpp"

namespace cairn::store {
namespace {

using registers::Schema;

/// Names of our current tables, whose text differs where columns were added later.
bool is_current_table(const registers::Schemas& schemas, const std::string& name) {
    const auto& all = schemas.all();
    return std::any_of(all.begin(), all.end(), [&](const Schema& schema) { return schema.table == name; });
}

std::vector<SchemaObject> expected_objects(const registers::Schemas& schemas) {
    std::vector<SchemaObject> all = standard_objects();
    const auto append = [&](std::vector<SchemaObject> more) { all.insert(all.end(), more.begin(), more.end()); };
    append(ledger_objects());
    for (const Schema& schema : schemas.all()) append(entity_objects(schema));
    return all;
}

void compare_objects(Verification& v) {
    std::map<std::string, SchemaObject> found;
    std::map<std::string, std::string> table_of;
    Statement rows = v.database.prepare("SELECT type, name, sql, tbl_name FROM sqlite_master WHERE sql IS NOT NULL");
    while (rows.step()) {
        const std::string name(rows.text(1));
        found[name] = {std::string(rows.text(0)), name, std::string(rows.text(2))};
        table_of[name] = rows.text(3);
    }
    std::set<std::string> ours;
    for (const SchemaObject& object : expected_objects(v.schemas)) {
        const auto at = found.find(object.name);
        if (at == found.end() || at->second.type != object.type) {
            v.add("store_layout",
                  "The " + object.type + " " + object.name + " is missing: somebody removed it outside Cairn.", {},
                  "nothing", object.sql);
        } else if (at->second.sql != object.sql && !is_current_table(v.schemas, object.name)) {
            v.add("store_layout", "The " + object.type + " " + object.name + " was changed outside Cairn.", {},
                  at->second.sql, object.sql);
        }
        ours.insert(object.name);
    }
    for (const Schema& schema : v.schemas.all()) {
        if (!has_geometry(schema)) continue;
        for (const char* part : {"_node", "_rowid", "_parent"}) ours.insert(rtree_table(schema) + part);
    }
    for (const auto& [name, object] : found) {
        if (ours.contains(name) || (name == layer_styles_table && object.type == "table")) continue;
        const bool is_on_ours = ours.contains(table_of[name]);
        v.add(is_on_ours ? "store_layout" : "store_foreign_object",
              "The " + object.type + " " + name + " was added by another program." +
                  (is_on_ours ? " It touches a table of Cairn: remove it." : " It does not touch what Cairn keeps."),
              {}, object.sql, "nothing", is_on_ours ? Severity::error : Severity::note);
    }
}

/// As a set: a later extension adds its columns at the end.
void compare_columns(Verification& v, const Schema& schema) {
    std::set<std::string> expected;
    for (const Column& column : current_columns(schema)) {
        const bool is_key = column.name == "fid";
        const bool is_needed = is_key || column.name == "id";
        expected.insert(column.name + " " + column.type + (is_needed ? " NOT NULL" : "") + (is_key ? " KEY" : ""));
    }
    std::set<std::string> found;
    Statement rows =
        v.database.prepare("SELECT name, type, \"notnull\", pk, dflt_value, hidden FROM pragma_table_xinfo(" +
                           sql_text(schema.table) + ")");
    while (rows.step()) {
        found.insert(std::string(rows.text(0)) + " " + std::string(rows.text(1)) +
                     (rows.integer(2) != 0 ? " NOT NULL" : "") + (rows.integer(3) != 0 ? " KEY" : "") +
                     (rows.is_null(4) ? "" : " DEFAULT") + (rows.integer(5) != 0 ? " HIDDEN" : ""));
    }
    for (const auto& column : expected) {
        if (found.contains(column)) continue;
        v.add("store_layout", "The table " + schema.table + " lacks the column " + column + ".", {}, "nothing", column);
    }
    for (const auto& column : found) {
        if (expected.contains(column)) continue;
        v.add("store_layout", "The table " + schema.table + " has a column that Cairn did not make: " + column + ".",
              {}, column, "nothing");
    }
}

/// Other programs may describe tables of their own, and reference systems; not ours, nor what is not there.
void judge_added_row(Verification& v, const std::string& row) {
    const std::string rest = row.substr(row.find('|') + 1);
    const std::string about = rest.substr(0, rest.find('|'));
    Statement exists =
        v.database.prepare("SELECT count(*) FROM sqlite_master WHERE type IN ('table', 'view') AND name = ?");
    exists.bind(0, std::string_view(about));
    const bool is_there = exists.step() && exists.integer(0) == 1;
    const bool is_harmless = row.starts_with("gpkg_spatial_ref_sys|") || about == "NULL" ||
                             (is_there && !is_current_table(v.schemas, about));
    v.add(is_harmless ? "store_foreign_object" : "store_layout",
          "Another program added to the GeoPackage's own tables: " + row + "." +
              (is_harmless ? " It does not touch what Cairn keeps." : " It speaks of a table of Cairn, or of none."),
          {}, row, "nothing", is_harmless ? Severity::note : Severity::error);
}

void compare_standard_rows(Verification& v) {
    const auto expected = standard_rows(v.schemas);
    const auto found = read_standard_rows(v.database);
    const std::multiset<std::string> all(found.begin(), found.end());
    for (const auto& row : expected) {
        if (all.count(row) == 1) continue;
        v.add("store_layout", "A row of the GeoPackage's own tables was removed or changed outside Cairn: " + row + ".",
              {}, "nothing", row);
    }
    const std::set<std::string> ours(expected.begin(), expected.end());
    for (const auto& row : found) {
        if (!ours.contains(row) && !row.starts_with("gpkg_contents|layer_styles|")) judge_added_row(v, row);
    }
}

void compare_versions(Verification& v) {
    const std::int64_t id = v.database.integer("PRAGMA application_id");
    const std::int64_t version = v.database.integer("PRAGMA user_version");
    if (id == 1196444487 && version == 10200) return;
    v.add("store_layout", "The file no longer says that it is a GeoPackage 1.2.", {},
          std::to_string(id) + " " + std::to_string(version), "1196444487 10200");
}

}  // namespace

void verify_layout(Verification& v) {
    compare_versions(v);
    compare_objects(v);
    for (const Schema& schema : v.schemas.all()) compare_columns(v, schema);
    compare_standard_rows(v);
}

}  // namespace cairn::store
