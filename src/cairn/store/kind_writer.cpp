#include "cairn/registers/ledger.hpp"
#include "cairn/store/geopackage_transaction.hpp"
#include "cairn/store/gpkg_tables.hpp"

namespace cairn::store {
namespace {

using registers::Hash;
using registers::Schema;

std::string insert_sql(const Schema& schema) {
    std::string marks;
    for (std::size_t i = 0; i < current_columns(schema).size(); ++i) marks += i == 0 ? "?" : ", ?";
    return "INSERT INTO " + sql_name(schema.table) + " (" + column_list(schema) + ") VALUES (" + marks + ")";
}

/// Parameters in the order of bind_entity: the first is fid.
std::string update_sql(const Schema& schema) {
    std::string out = "UPDATE " + sql_name(schema.table) + " SET ";
    const auto columns = current_columns(schema);
    for (std::size_t i = 1; i < columns.size(); ++i) {
        out += (i == 1 ? "" : ", ") + sql_name(columns[i].name) + " = ?" + std::to_string(i + 1);
    }
    return out + " WHERE fid = ?1";
}

}  // namespace

KindWriter::KindWriter(Database& database, const Schema& schema)
    : database_(database), schema_(schema), binder_(schema) {
    const std::string table = sql_name(schema.table);
    const std::string revisions = sql_name(revision_table(schema));
    find_ = database.prepare("SELECT fid FROM " + table + " WHERE id = ?");
    insert_ = database.prepare(insert_sql(schema));
    update_ = database.prepare(update_sql(schema));
    remove_ = database.prepare("DELETE FROM " + table + " WHERE fid = ?");
    revise_ = database.prepare("INSERT INTO " + revisions + " VALUES (?, ?, ?, ?, ?, ?, ?)");
    last_state_ = database.prepare("SELECT state FROM " + revisions + " WHERE fid = ? ORDER BY revision DESC LIMIT 1");
    withdrawn_ = database.prepare("SELECT fid FROM " + revisions + " WHERE id = ? AND operation = 'withdraw' LIMIT 1");
    has_withdrawn_ =
        database.integer("SELECT EXISTS (SELECT 1 FROM " + revisions + " WHERE operation = 'withdraw')") != 0;
    next_fid_ = database.integer("SELECT max(fid) FROM " + revisions) + 1;
    next_revision_ = database.integer("SELECT max(revision) FROM " + revisions) + 1;
    if (next_revision_ == 1) new_ids_.emplace();
}

/// A hash that two ids share ends the short way.
std::optional<std::int64_t> KindWriter::find_new(std::string_view id) {
    const auto fid = new_ids_->find(id);
    if (!fid) return std::nullopt;
    Statement same = database_.prepare("SELECT 1 FROM " + sql_name(schema_.table) + " WHERE fid = ? AND id = ?");
    same.bind(0, *fid).bind(1, id);
    if (same.step()) return fid;
    same.reset();
    new_ids_.reset();
    return find_current(id);
}

std::optional<std::int64_t> KindWriter::find_current(std::string_view id) {
    if (new_ids_) return find_new(id);
    find_.bind(0, id);
    if (!find_.step()) return std::nullopt;
    const std::int64_t fid = find_.integer(0);
    find_.reset();
    return fid;
}

/// An entity that was withdrawn comes back under the number that it had.
std::int64_t KindWriter::number_for(std::string_view id) {
    if (!has_withdrawn_) return next_fid_++;
    withdrawn_.bind(0, id);
    if (!withdrawn_.step()) return next_fid_++;
    const std::int64_t fid = withdrawn_.integer(0);
    withdrawn_.reset();
    return fid;
}

std::string KindWriter::last_state(std::int64_t fid) {
    last_state_.bind(0, fid);
    if (!last_state_.step()) refuse_damaged(database_, "an entry of " + schema_.table + " has no history");
    std::string state(last_state_.blob(0));
    last_state_.reset();
    return state;
}

void KindWriter::add_revision(std::int64_t fid, std::string_view id, std::string_view operation,
                              const std::string* state, Place place) {
    is_touched_ = true;
    revise_.bind(0, next_revision_++).bind(1, place.change_set).bind(2, place.seq).bind(3, fid);
    revise_.bind(4, id).bind(5, operation);
    if (state == nullptr) {
        revise_.bind_null(6);
    } else {
        revise_.bind_blob(6, *state);
    }
    revise_.run();
}

std::optional<Hash> KindWriter::put(const Entity& given, Place place) {
    const bool is_ready = is_stored_form(given, schema_);
    const Entity changed = is_ready ? Entity{} : to_stored(given, schema_);
    const Entity& entity = is_ready ? given : changed;
    const std::string state = registers::to_state(entity);
    const auto current = find_current(entity.id);
    std::optional<Hash> before;
    if (current) {
        new_ids_.reset();
        const std::string old = last_state(*current);
        if (old == state) return std::nullopt;
        before = registers::sha256(old);
        unboxed_.push_back(*current);
        extent_may_shrink_ = true;
    }
    const std::int64_t fid = current ? *current : number_for(entity.id);
    if (new_ids_) new_ids_->add(entity.id, fid);
    const std::string blob = entity.geometry ? to_gpkg(*entity.geometry) : std::string();
    Statement& write = current ? update_ : insert_;
    binder_.bind(write, fid, entity, blob);
    write.run();
    if (entity.geometry) boxed_.emplace_back(fid, *gpkg_box(blob));
    add_revision(fid, entity.id, "put", &state, place);
    return registers::hash_row_change(
        {.kind = schema_.kind, .id = entity.id, .row = fid, .operation = "put", .before = before, .after = state});
}

std::optional<Hash> KindWriter::withdraw(std::string_view id, Place place) {
    const auto fid = find_current(id);
    if (!fid) return std::nullopt;
    new_ids_.reset();
    const Hash before = registers::sha256(last_state(*fid));
    remove_.bind(0, *fid).run();
    has_withdrawn_ = true;
    unboxed_.push_back(*fid);
    extent_may_shrink_ = true;
    add_revision(*fid, id, "withdraw", nullptr, place);
    return registers::hash_row_change({.kind = schema_.kind,
                                       .id = id,
                                       .row = *fid,
                                       .operation = "withdraw",
                                       .before = before,
                                       .after = std::nullopt});
}

std::vector<BoxedRow> KindWriter::read_boxes() {
    std::vector<BoxedRow> boxes;
    Statement rows = database_.prepare("SELECT fid, substr(geom, 1, 40) FROM " + sql_name(schema_.table) +
                                       " WHERE geom IS NOT NULL ORDER BY fid");
    while (rows.step()) {
        const auto box = gpkg_box(rows.blob(1));
        if (!box) refuse_damaged(database_, "a geometry of " + schema_.table + " cannot be read");
        boxes.emplace_back(rows.integer(0), *box);
    }
    return boxes;
}

/// Many new rows: the whole tree is packed anew. Few: each is moved on its own.
void KindWriter::update_rtree() {
    const std::string rtree = rtree_table(schema_);
    const std::int64_t there = database_.integer("SELECT count(*) FROM " + sql_name(rtree + "_rowid"));
    if (there == 0 && unboxed_.empty()) {
        build_rtree(database_, rtree, boxed_);
    } else if (static_cast<std::int64_t>(boxed_.size()) > there / 4 + 50) {
        build_rtree(database_, rtree, read_boxes());
    } else {
        remove_from_rtree(database_, rtree, unboxed_);
        // A row that was put twice is there once, as it was put last.
        std::vector<std::int64_t> again;
        for (const auto& [fid, box] : boxed_) again.push_back(fid);
        remove_from_rtree(database_, rtree, again);
        std::map<std::int64_t, Box> last;
        for (const auto& [fid, box] : boxed_) last[fid] = box;
        Statement exists =
            database_.prepare("SELECT 1 FROM " + sql_name(schema_.table) + " WHERE fid = ? AND geom IS NOT NULL");
        std::vector<BoxedRow> rows;
        for (const auto& [fid, box] : last) {
            exists.bind(0, fid);
            if (!exists.step()) continue;  // put and withdrawn, or put without its geometry, in one transaction
            exists.reset();
            rows.emplace_back(fid, box);
        }
        add_to_rtree(database_, rtree, rows);
    }
}

void KindWriter::finish(const std::string& time) {
    if (!is_touched_) return;
    std::optional<Box> extent;
    if (has_geometry(schema_)) {
        update_rtree();
        if (extent_may_shrink_) {
            for (const auto& [fid, box] : read_boxes()) widen(extent, box);
        } else {
            Statement old = database_.prepare(
                "SELECT min_x, max_x, min_y, max_y FROM gpkg_contents WHERE table_name = ? AND min_x IS NOT NULL");
            old.bind(0, std::string_view(schema_.table));
            if (old.step()) extent = Box{old.real(0), old.real(1), old.real(2), old.real(3)};
            old.reset();
            for (const auto& [fid, box] : boxed_) widen(extent, box);
        }
    }
    Statement contents = database_.prepare(
        "UPDATE gpkg_contents SET last_change = ?, min_x = ?, max_x = ?, min_y = ?, max_y = ? WHERE table_name = ?");
    contents.bind(0, std::string_view(time)).bind(5, std::string_view(schema_.table));
    if (extent) {
        contents.bind(1, extent->west).bind(2, extent->east).bind(3, extent->south).bind(4, extent->north);
    }
    contents.run();
}

}  // namespace cairn::store
