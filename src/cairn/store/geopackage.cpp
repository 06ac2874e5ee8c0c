#include "cairn/store/geopackage.hpp"

#include <array>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <unistd.h>

#include "cairn/core/error.hpp"
#include "cairn/registers/ledger.hpp"
#include "cairn/store/entity_rows.hpp"
#include "cairn/store/geopackage_transaction.hpp"
#include "cairn/store/gpkg_tables.hpp"
#include "cairn/store/layer_styles.hpp"

namespace cairn::store {
namespace {

using registers::Schema;
using registers::Schemas;

bool is_cairn_store(Database& database) {
    return database.integer("PRAGMA application_id") == 1196444487 &&
           database.integer(
               "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN "
               "('store_meta', 'change_set', 'schema_change')") == 3;
}

std::string meta(Database& database, const char* key) {
    return database.text("SELECT value FROM store_meta WHERE key = " + sql_text(key));
}

std::int64_t version_of(Database& database) {
    return database.integer("SELECT value FROM store_meta WHERE key = 'store_version'");
}

std::int64_t newest_version(std::span<const Migration> steps) {
    return steps.empty() ? store_version : steps.back().to;
}

Schemas read_schemas(Database& database) {
    const std::string extension = database.text("SELECT extension FROM schema_change ORDER BY row DESC LIMIT 1");
    auto schemas = Schemas::with_extension_text(extension, "kept in the store");
    if (!schemas) refuse_damaged(database, "its own fields and codes cannot be read (" + schemas.error().message + ")");
    return std::move(*schemas);
}

void remove_store_files(const std::string& path) {
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(path + suffix, ignored);
}

/// A name is on disk only when its folder is.
void sync_folder_of(const std::string& path) {
    const std::string folder = std::filesystem::absolute(path).parent_path().string();
    const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0) return;
    ::fsync(handle);
    ::close(handle);
}

}  // namespace

void refuse_damaged(const Database& database, const std::string& what) {
    throw WorldError("The store " + database.path() + " is damaged or was changed outside Cairn: " + what +
                     ". Run cairn verify, and restore a backup.");
}

GeoPackageStore::GeoPackageStore(std::unique_ptr<Database> database, Schemas schemas)
    : database_(std::move(database)), schemas_(std::move(schemas)) {}

std::unique_ptr<GeoPackageStore> GeoPackageStore::create(const std::string& path, const ChangeSetHeader& header,
                                                         const Schemas& schemas) {
    if (std::filesystem::exists(std::filesystem::symlink_status(path))) {
        throw CallError("There is something at " + path + " already. Give a new name, or import into that store.");
    }
    // Made under another name: whatever stops it, nothing half-made stands where a store is looked for.
    const std::string part = path + ".part";
    remove_store_files(part);
    try {
        make(part, header, schemas);
        std::filesystem::rename(part, path);
    } catch (const std::filesystem::filesystem_error& error) {
        remove_store_files(part);
        throw WorldError("The store " + path + " cannot be made: " + error.code().message() + ".");
    } catch (...) {
        remove_store_files(part);
        throw;
    }
    sync_folder_of(path);
    return open(path);
}

void GeoPackageStore::make(const std::string& path, const ChangeSetHeader& header, const Schemas& schemas) {
    GeoPackageStore store(std::make_unique<Database>(path, Database::Mode::create), schemas);
    Database& db = *store.database_;
    db.run("BEGIN IMMEDIATE");
    create_tables(db, schemas);
    const std::string id = registers::random_id();
    db.run("INSERT INTO store_meta VALUES ('store_id', " + sql_text(id) + "), ('store_version', " +
           sql_text(std::to_string(store_version)) + ")");
    store.record_schema(schemas, header, id, store_version, [](Database&) {});
}

std::unique_ptr<GeoPackageStore> GeoPackageStore::open_checked(const std::string& path, Database::Mode mode,
                                                               std::int64_t newest_version) {
    if (!std::filesystem::is_regular_file(path)) {
        throw CallError("There is no store at " + path + ". Make one with cairn init, or check the name.");
    }
    auto database = std::make_unique<Database>(path, mode);
    if (!is_cairn_store(*database)) {
        throw CallError(path + " is a database, but not a Cairn store. Import it, or give another name.");
    }
    const std::int64_t version = version_of(*database);
    if (version > newest_version) {
        throw CallError("The store " + path + " was made by a newer Cairn (version " + std::to_string(version) +
                        " of its tables, this one knows " + std::to_string(newest_version) + "). Use that Cairn.");
    }
    if (version < 1 || meta(*database, "store_id").empty() ||
        database->integer("SELECT count(*) FROM change_set") == 0) {
        refuse_damaged(*database, "it does not say what it is");
    }
    auto schemas = read_schemas(*database);
    return std::unique_ptr<GeoPackageStore>(new GeoPackageStore(std::move(database), std::move(schemas)));
}

std::unique_ptr<GeoPackageStore> GeoPackageStore::open(const std::string& path, std::span<const Migration> steps) {
    auto store = open_checked(path, Database::Mode::write, newest_version(steps));
    store->database_->use_write_ahead_log();
    store->bring_up_to_date(steps);
    store->complete_styles();
    return store;
}

std::unique_ptr<const GeoPackageStore> GeoPackageStore::open_to_read(const std::string& path,
                                                                     std::span<const Migration> steps) {
    auto store = open_checked(path, Database::Mode::read, newest_version(steps));
    const std::int64_t version = version_of(*store->database_);
    if (version < newest_version(steps)) {
        throw CallError("The store " + path + " was made by an older Cairn (version " + std::to_string(version) +
                        " of its tables, expected " + std::to_string(newest_version(steps)) +
                        "), and reading changes nothing. The next import brings it up to date.");
    }
    return store;
}

ChangeSetEntry GeoPackageStore::record_schema(const Schemas& schemas, const ChangeSetHeader& header,
                                              const std::string& store_id, std::int64_t version,
                                              const std::function<void(Database&)>& change) {
    lookups_.clear();
    auto transaction = begin_transaction(header);
    transaction->run(change);
    transaction->run([&](Database& db) {
        add_missing_columns(db, schemas);
        db.run("UPDATE store_meta SET value = " + sql_text(std::to_string(version)) + " WHERE key = 'store_version'");
    });
    transaction->put_schema({store_id, version, schemas.extension_text()});
    return transaction->commit();
}

void GeoPackageStore::bring_up_to_date(std::span<const Migration> steps) {
    for (const Migration& step : steps) {
        if (version_of(*database_) >= step.to) continue;
        record_schema(schemas_, {"cairn", "migrate", step.why}, meta(*database_, "store_id"), step.to,
                      [&](Database& db) { step.run(db); });
    }
}

/// A store of before there were styles gets them. They are no part of the history, and those of users stay.
void GeoPackageStore::complete_styles() {
    if (has_layer_styles(*database_)) return;
    database_->run("BEGIN IMMEDIATE");
    // Another program may have made them while this one waited.
    if (!has_layer_styles(*database_)) add_layer_styles(*database_, schemas_);
    database_->run("COMMIT");
}

ChangeSetEntry GeoPackageStore::extend(const Schemas& schemas, const ChangeSetHeader& header) {
    for (const Schema& schema : schemas_.all()) {
        const Schema* after = schemas.find(schema.kind);
        for (const auto& field : schema.fields) {
            const auto* kept = after == nullptr ? nullptr : after->find(field.name);
            if (kept != nullptr && kept->type == field.type) continue;
            throw CallError("The extension lacks the field " + schema.kind + "." + field.name +
                            ", which the store has, or gives it another type. Fields are added, never removed: put it "
                            "back into the file.");
        }
    }
    auto entry = record_schema(schemas, header, meta(*database_, "store_id"), version_of(*database_), [](Database&) {});
    lookups_.clear();
    schemas_ = schemas;
    return entry;
}

std::unique_ptr<GeoPackageTransaction> GeoPackageStore::begin_transaction(const ChangeSetHeader& header) {
    return std::make_unique<GeoPackageTransaction>(*this, header);
}

std::unique_ptr<Transaction> GeoPackageStore::begin(const ChangeSetHeader& header) { return begin_transaction(header); }

const Schema& GeoPackageStore::schema_of(std::string_view kind) const {
    const Schema* schema = schemas_.find(kind);
    if (schema == nullptr) throw CallError("There is no register of kind " + std::string(kind) + ".");
    return *schema;
}

GeoPackageStore::Lookups& GeoPackageStore::lookups(const Schema& schema) const {
    const auto at = lookups_.find(&schema);
    if (at != lookups_.end()) return at->second;
    const std::string from = " FROM " + sql_name(schema.table) + " WHERE ";
    // A package has no package of its own: there the source id alone decides.
    const bool has_package = schema.find("package") != nullptr;
    Lookups made{database_->prepare("SELECT " + column_list(schema) + from + "id = ?"),
                 database_->prepare("SELECT id" + from +
                                    "source_row = ? AND source_file = ? AND (source_table IS NULL OR source_table = ?) "
                                    "ORDER BY fid"),
                 database_->prepare("SELECT id" + from + "source_id = ?1 AND " +
                                    (has_package ? "package IS ?2" : "?2 IS ?2") + " ORDER BY fid"),
                 database_->prepare("SELECT id" + from + "source_id = ? ORDER BY fid")};
    return lookups_.emplace(&schema, std::move(made)).first->second;
}

Head GeoPackageStore::head() const {
    Statement last = database_->prepare("SELECT number, hash, time FROM change_set ORDER BY number DESC LIMIT 1");
    Head head;
    if (last.step()) head = {last.integer(0), std::string(last.text(1)), std::string(last.text(2))};
    return head;
}

std::optional<std::int64_t> GeoPackageStore::last_change_set(const std::optional<Date>& as_of) const {
    if (!as_of) return std::nullopt;
    // Times are ISO 8601 in UTC, so that text order is time order; "~" stands after every time of the day.
    const std::string end = to_text(Date{as_of->last, as_of->last, DatePrecision::day}) + "~";
    Statement last = database_->prepare("SELECT max(number) FROM change_set WHERE time < ?");
    last.bind(0, std::string_view(end));
    return last.step() ? last.integer(0) : 0;
}

void GeoPackageStore::for_each_current(const Schema& schema, const std::function<void(const Entity&)>& f) const {
    Statement rows =
        database_->prepare("SELECT " + column_list(schema) + " FROM " + sql_name(schema.table) + " ORDER BY fid");
    while (rows.step()) {
        const auto entity = read_entity(rows, schema);
        if (!entity) refuse_damaged(*database_, "row " + std::to_string(rows.integer(0)) + " of " + schema.table);
        f(*entity);
    }
}

void GeoPackageStore::for_each_as_of(const Schema& schema, std::int64_t change_set,
                                     const std::function<void(const Entity&)>& f) const {
    const std::string table = sql_name(revision_table(schema));
    Statement rows =
        database_->prepare("SELECT id, state FROM " + table +
                           " r WHERE change_set <= ?1 AND operation = 'put' AND NOT EXISTS (SELECT 1 FROM " + table +
                           " s WHERE s.fid = r.fid AND s.revision > r.revision AND s.change_set "
                           "<= ?1) ORDER BY fid");
    rows.bind(0, change_set);
    while (rows.step()) {
        const auto entity = registers::parse_state(schema.kind, rows.text(0), rows.blob(1));
        if (!entity) refuse_damaged(*database_, entity.error().message);
        f(*entity);
    }
}

void GeoPackageStore::for_each(std::string_view kind, const std::optional<Date>& as_of,
                               const std::function<void(const Entity&)>& f) const {
    const Schema& schema = schema_of(kind);
    const ReadTransaction snapshot(*database_);
    const auto last = last_change_set(as_of);
    if (!last || *last == head().number) {
        for_each_current(schema, f);
    } else {
        for_each_as_of(schema, *last, f);
    }
}

bool GeoPackageStore::has_any(std::string_view kind) const {
    return database_->integer("SELECT EXISTS (SELECT 1 FROM " + sql_name(schema_of(kind).table) + ")") != 0;
}

std::optional<Entity> GeoPackageStore::find(std::string_view kind, std::string_view id) const {
    const Schema& schema = schema_of(kind);
    Statement& row = lookups(schema).by_id;
    row.bind(0, id);
    if (!row.step()) return std::nullopt;
    auto entity = read_entity(row, schema);
    row.reset();
    if (!entity) refuse_damaged(*database_, "entry " + std::string(id) + " of " + schema.table);
    return entity;
}

std::optional<std::string> GeoPackageStore::find_by_source_row(std::string_view kind, std::string_view file_sha256,
                                                               const std::optional<std::string>& table,
                                                               std::int64_t row) const {
    const Schema& schema = schema_of(kind);
    Statement& found = lookups(schema).by_source_row;
    found.bind(0, row).bind(1, file_sha256);
    if (table) {
        found.bind(2, std::string_view(*table));
    } else {
        found.bind_null(2);
    }
    if (!found.step()) return std::nullopt;
    std::string id(found.text(0));
    found.reset();
    return id;
}

std::optional<std::string> GeoPackageStore::find_by_source_id(std::string_view kind,
                                                              const std::optional<std::string>& package,
                                                              std::string_view source_id) const {
    const Schema& schema = schema_of(kind);
    Statement& found = lookups(schema).by_source_id;
    found.bind(0, source_id);
    if (package) {
        found.bind(1, std::string_view(*package));
    } else {
        found.bind_null(1);
    }
    if (!found.step()) return std::nullopt;
    std::string id(found.text(0));
    found.reset();
    return id;
}

std::vector<std::string> GeoPackageStore::find_all_by_source_id(std::string_view kind,
                                                                std::string_view source_id) const {
    Statement& found = lookups(schema_of(kind)).all_by_source_id;
    found.bind(0, source_id);
    std::vector<std::string> ids;
    while (found.step()) ids.emplace_back(found.text(0));
    return ids;
}

ImportEntry read_import(const Statement& row) {
    return {.id = row.integer(0),
            .change_set = row.integer(1),
            .file_sha256 = std::string(row.text(2)),
            .file_name = std::string(row.text(3)),
            .kind = std::string(row.text(4)),
            .package = row.optional_text(5),
            .mapping_json = std::string(row.text(6)),
            .rows_in_file = row.integer(7),
            .read = row.integer(8),
            .accepted = row.integer(9),
            .merged = row.integer(10),
            .set_aside = row.integer(11),
            .possible_duplicates = row.integer(12)};
}

std::optional<ImportRow> read_import_row(const Statement& row, int first) {
    const auto outcome = parse_outcome(row.text(first + 1));
    if (!outcome) return std::nullopt;
    return ImportRow{.number = row.integer(first),
                     .outcome = *outcome,
                     .entity_id = std::string(row.text(first + 2)),
                     .raw_json = std::string(row.text(first + 3)),
                     .corrected_by = {},
                     .findings = {}};
}

std::optional<Finding> read_finding(const Statement& row) {
    for (const Severity severity : {Severity::note, Severity::warning, Severity::error}) {
        if (row.text(1) != to_text(severity)) continue;
        return Finding{.code = std::string(row.text(0)),
                       .severity = severity,
                       .message = std::string(row.text(2)),
                       .file = std::string(row.text(3)),
                       .row = row.is_null(4) ? std::nullopt : std::optional(row.integer(4)),
                       .field = std::string(row.text(5)),
                       .found = std::string(row.text(6)),
                       .expected = std::string(row.text(7))};
    }
    return std::nullopt;
}

std::vector<ImportEntry> GeoPackageStore::imports(const std::optional<Date>& as_of) const {
    const auto last = last_change_set(as_of);
    Statement rows = database_->prepare(std::string("SELECT ") + import_columns + " FROM import ORDER BY row");
    std::vector<ImportEntry> out;
    while (rows.step()) {
        if (!last || rows.integer(1) <= *last) out.push_back(read_import(rows));
    }
    return out;
}

void GeoPackageStore::for_each_row(std::int64_t import, std::optional<Outcome> only,
                                   const std::function<void(const ImportRow&)>& f) const {
    const ReadTransaction snapshot(*database_);
    Statement rows = database_->prepare(
        std::string("SELECT ") + import_row_columns +
        ", (SELECT corrected_by FROM import_correction c WHERE c.import = r.import AND c.number = r.number) "
        "FROM import_row r WHERE import = ? ORDER BY row");
    Statement findings = database_->prepare(std::string("SELECT ") + finding_columns +
                                            " FROM finding WHERE import = ? AND number = ? ORDER BY row");
    rows.bind(0, import);
    while (rows.step()) {
        auto row = read_import_row(rows);
        if (!row) refuse_damaged(*database_, "a row of import " + std::to_string(import));
        if (only && row->outcome != *only) continue;
        row->corrected_by = rows.text(4);
        findings.bind(0, import).bind(1, row->number);
        while (findings.step()) {
            auto finding = read_finding(findings);
            if (!finding) refuse_damaged(*database_, "a finding of import " + std::to_string(import));
            row->findings.push_back(std::move(*finding));
        }
        f(*row);
    }
}

std::vector<ChangeSetEntry> GeoPackageStore::log() const {
    Statement rows = database_->prepare(
        "SELECT number, actor, action, reason, time, rows, merkle_root, previous, hash FROM change_set ORDER BY "
        "number");
    std::vector<ChangeSetEntry> out;
    while (rows.step()) {
        out.push_back({.number = rows.integer(0),
                       .header = {std::string(rows.text(1)), std::string(rows.text(2)), std::string(rows.text(3))},
                       .time = std::string(rows.text(4)),
                       .rows = rows.integer(5),
                       .merkle_root = std::string(rows.text(6)),
                       .previous = std::string(rows.text(7)),
                       .hash = std::string(rows.text(8))});
    }
    return out;
}

std::optional<SourceFile> GeoPackageStore::find_file(std::string_view sha256) const {
    Statement row = database_->prepare(
        "SELECT sha256, name, bytes, (SELECT time FROM change_set WHERE number = f.change_set) "
        "FROM source_file f WHERE sha256 = ?");
    row.bind(0, sha256);
    if (!row.step()) return std::nullopt;
    return SourceFile{.sha256 = std::string(row.text(0)),
                      .name = std::string(row.text(1)),
                      .bytes = static_cast<std::uintmax_t>(row.integer(2)),
                      .first_seen = std::string(row.text(3))};
}

void GeoPackageStore::write_file(std::string_view sha256, const std::filesystem::path& to) const {
    if (!find_file(sha256)) throw CallError("The store keeps no file with the hash " + std::string(sha256) + ".");
    std::ofstream out(to, std::ios::binary | std::ios::trunc);
    if (!out) throw WorldError("The file " + to.string() + " cannot be written. Check its folder and the rights.");
    Statement chunks = database_->prepare(
        "SELECT content FROM source_chunk WHERE file = (SELECT row FROM source_file WHERE sha256 = ?) ORDER BY row");
    chunks.bind(0, sha256);
    registers::Sha256 hash;
    while (chunks.step()) {
        hash.update(chunks.blob(0));
        out.write(chunks.blob(0).data(), static_cast<std::streamsize>(chunks.blob(0).size()));
    }
    out.close();
    const bool is_same = registers::to_hex(hash.finish()) == sha256;
    if (out && is_same) return;
    std::error_code ignored;
    std::filesystem::remove(to, ignored);
    if (!is_same) refuse_damaged(*database_, "the kept file " + std::string(sha256) + " is not what came in");
    throw WorldError("The file " + to.string() + " could not be written to its end. Check for a full disk.");
}

}  // namespace cairn::store
