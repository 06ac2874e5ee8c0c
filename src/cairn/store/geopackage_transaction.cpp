#include "cairn/store/geopackage_transaction.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <tuple>
#include <utility>

#include "cairn/core/error.hpp"
#include "cairn/registers/fold.hpp"
#include "cairn/registers/ledger.hpp"

namespace cairn::store {
namespace {

constexpr std::size_t chunk_bytes = 1024 * 1024;

void refuse_unless(bool holds, const std::string& sentence) {
    if (!holds) throw CallError(sentence);
}

/// "2/17": row 17 of import 2.
std::pair<std::int64_t, std::int64_t> row_of(std::string_view name) {
    std::int64_t import = 0, row = 0;
    const std::size_t slash = std::min(name.find('/'), name.size());
    std::from_chars(name.data(), name.data() + slash, import);
    if (slash < name.size()) std::from_chars(name.data() + slash + 1, name.data() + name.size(), row);
    return {import, row};
}

}  // namespace

std::string utc_now() {
    using namespace std::chrono;
    const auto now = floor<milliseconds>(system_clock::now());
    const auto day = floor<days>(now);
    const year_month_day date{day};
    const hh_mm_ss time{now - day};
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()), static_cast<int>(time.subseconds().count()));
    return text.data();
}

GeoPackageTransaction::GeoPackageTransaction(GeoPackageStore& store, const ChangeSetHeader& header)
    : store_(store), database_(store.database()), header_(header) {
    refuse_unless(!store.has_transaction_, "A change of the store " + database_.path() + " is under way already.");
    for (const auto* text : {&header.actor, &header.action, &header.reason}) {
        refuse_unless(registers::is_clean_text(*text), "Who, what and why of a change must be UTF-8 text.");
    }
    if (!database_.is_in_transaction()) {
        database_.run("BEGIN IMMEDIATE");
    } else {
        // A store in the making has begun already, so that its tables and its first change set are one.
        refuse_unless(store.head().number == 0, "A change cannot begin while the store is being read.");
    }
    is_open_ = true;
    store.has_transaction_ = true;
    try {
        head_ = store.head();  // after BEGIN: another program may have written since
        number_ = head_.number + 1;
        put_row_ = database_.prepare("INSERT INTO import_row VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        put_finding_ = database_.prepare("INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    } catch (...) {
        store.has_transaction_ = false;
        database_.run("ROLLBACK");
        throw;
    }
}

GeoPackageTransaction::~GeoPackageTransaction() {
    store_.has_transaction_ = false;
    // SQLite has rolled back by itself after some failures.
    if (!is_open_ || !database_.is_in_transaction()) return;
    try {
        database_.run("ROLLBACK");
    } catch (...) {  // what is not committed is undone when the file is opened again
    }
}

void GeoPackageTransaction::add_leaf(const registers::Hash& leaf) { tree_.add(leaf); }

std::int64_t GeoPackageTransaction::next_row(const std::string& table) {
    auto at = next_rows_.find(table);
    if (at == next_rows_.end()) {
        at = next_rows_.emplace(table, database_.integer("SELECT max(row) FROM " + sql_name(table)) + 1).first;
    }
    return at->second++;
}

KindWriter& GeoPackageTransaction::writer(std::string_view kind) {
    const auto at = writers_.find(kind);
    if (at != writers_.end()) return *at->second;
    auto made = std::make_unique<KindWriter>(database_, store_.schema_of(kind));
    return *writers_.emplace(std::string(kind), std::move(made)).first->second;
}

void GeoPackageTransaction::put(const Entity& entity) {
    const Attempt attempt(failed_);
    const auto& schema = store_.schema_of(entity.kind);
    for (const Finding& finding : registers::check_entity(entity, schema, store_.schemas())) {
        refuse_unless(finding.severity != Severity::error, "An entry cannot be stored. " + finding.message);
    }
    if (const auto leaf = writer(entity.kind).put(entity, {number_, seq()})) add_leaf(*leaf);
}

void GeoPackageTransaction::withdraw(std::string_view kind, std::string_view id) {
    const Attempt attempt(failed_);
    const auto leaf = writer(kind).withdraw(id, {number_, seq()});
    refuse_unless(leaf.has_value(),
                  "There is no " + std::string(kind) + " " + std::string(id) + " that could be withdrawn.");
    add_leaf(*leaf);
}

void GeoPackageTransaction::keep(std::string_view name, const Pieces& pieces, const std::string& sha256) {
    const Attempt attempt(failed_);
    refuse_unless(registers::is_hex_hash(sha256), "A file is kept by its SHA-256, 64 hexadecimal digits.");
    if (store_.find_file(sha256)) return;
    const std::int64_t file = next_row("source_file");
    SourceFile kept{.sha256 = sha256, .name = std::string(name), .bytes = 0, .first_seen = {}};
    registers::Sha256 hash;
    Statement put_chunk = database_.prepare("INSERT INTO source_chunk VALUES (?, ?, ?)");
    for (std::string_view piece = pieces(); !piece.empty(); piece = pieces()) {
        hash.update(piece);
        kept.bytes += piece.size();
        put_chunk.bind(0, next_row("source_chunk")).bind(1, file).bind_blob(2, piece).run();
    }
    if (registers::to_hex(hash.finish()) != sha256) {
        throw WorldError("The file " + kept.name +
                         " changed while it was read. Wait until nobody writes to it and try again.");
    }
    Statement insert = database_.prepare("INSERT INTO source_file VALUES (?, ?, ?, ?, ?, ?)");
    insert.bind(0, file).bind(1, number_).bind(2, seq()).bind(3, std::string_view(sha256));
    insert.bind(4, std::string_view(kept.name)).bind(5, static_cast<std::int64_t>(kept.bytes)).run();
    add_leaf(leaf_of(file, kept));
}

void GeoPackageTransaction::keep_file(const std::filesystem::path& file, const std::string& sha256) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw WorldError("The file " + file.string() + " cannot be opened. Check its name and rights.");
    std::string buffer(chunk_bytes, '\0');
    const auto pieces = [&]() -> std::string_view {
        in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        if (in.bad()) throw WorldError("The file " + file.string() + " cannot be read to its end. Check the disk.");
        return {buffer.data(), static_cast<std::size_t>(in.gcount())};
    };
    std::string name = file.filename().string();
    if (!registers::is_clean_text(name)) name = "(a name that is not UTF-8)";
    keep(name, pieces, sha256);
}

void GeoPackageTransaction::keep_bytes(std::string_view name, std::string_view bytes, const std::string& sha256) {
    refuse_unless(registers::is_clean_text(name), "The name of a file must be UTF-8 text.");
    const auto pieces = [&]() {
        const auto piece = bytes.substr(0, chunk_bytes);
        bytes.remove_prefix(piece.size());
        return piece;
    };
    keep(name, pieces, sha256);
}

std::int64_t GeoPackageTransaction::begin_import(const ImportEntry& entry) {
    const Attempt attempt(failed_);
    store_.schema_of(entry.kind);
    const std::int64_t id = next_row("import");
    OpenImport open{.entry = entry};
    open.entry.id = id;
    open.entry.change_set = number_;
    open_imports_.emplace(id, std::move(open));
    return id;
}

void GeoPackageTransaction::put_row(std::int64_t import, const ImportRow& row) {
    const Attempt attempt(failed_);
    const auto open = open_imports_.find(import);
    refuse_unless(open != open_imports_.end(), "A row belongs to an import that has not begun.");
    OpenImport& counts = open->second;
    ++counts.read;
    ++(row.outcome == Outcome::accepted ? counts.accepted
       : row.outcome == Outcome::merged ? counts.merged
                                        : counts.set_aside);
    const std::int64_t number = next_row("import_row");
    put_row_.bind(0, number).bind(1, number_).bind(2, seq()).bind(3, import).bind(4, row.number);
    put_row_.bind(5, to_text(row.outcome)).bind(6, std::string_view(row.entity_id));
    put_row_.bind(7, std::string_view(row.raw_json)).run();
    for (const Finding& finding : row.findings) {
        put_finding_.bind(0, next_row("finding")).bind(1, import).bind(2, row.number);
        put_finding_.bind(3, std::string_view(finding.code)).bind(4, to_text(finding.severity));
        put_finding_.bind(5, std::string_view(finding.message)).bind(6, std::string_view(finding.file));
        if (finding.row) {
            put_finding_.bind(7, *finding.row);
        } else {
            put_finding_.bind_null(7);
        }
        put_finding_.bind(8, std::string_view(finding.field)).bind(9, std::string_view(finding.found));
        put_finding_.bind(10, std::string_view(finding.expected)).run();
    }
    add_leaf(leaf_of(number, import, row));
}

void GeoPackageTransaction::mark_corrected(std::int64_t import, std::int64_t row, const std::string& by) {
    const Attempt attempt(failed_);
    Statement find = database_.prepare(
        "SELECT r.outcome, c.corrected_by FROM import_row r LEFT JOIN import_correction c "
        "ON c.import = r.import AND c.number = r.number WHERE r.import = ? AND r.number = ?");
    // A row that came back with an error left in was set aside anew: that one is corrected.
    for (bool is_last = false; !is_last;) {
        const bool is_there = find.bind(0, import).bind(1, row).step();
        const std::string name = std::to_string(import) + "/" + std::to_string(row);
        refuse_unless(is_there && find.text(0) == "set-aside",
                      "Row " + name + " is not set aside (any more), so it cannot be corrected.");
        is_last = find.is_null(1);
        if (!is_last) std::tie(import, row) = row_of(find.text(1));
        refuse_unless(is_last || import != row_of(by).first, "Row " + name + " is corrected twice in one sheet.");
        find.reset();
    }
    const std::int64_t number = next_row("import_correction");
    Statement insert = database_.prepare("INSERT INTO import_correction VALUES (?, ?, ?, ?, ?, ?)");
    insert.bind(0, number).bind(1, number_).bind(2, seq()).bind(3, import).bind(4, row);
    insert.bind(5, std::string_view(by)).run();
    add_leaf(leaf_of(number, Correction{import, row, by}));
}

void GeoPackageTransaction::finish_import(std::int64_t import, const ImportEntry& counts) {
    const Attempt attempt(failed_);
    const auto open = open_imports_.find(import);
    refuse_unless(open != open_imports_.end(), "An import is finished that has not begun.");
    const OpenImport& put = open->second;
    refuse_unless(counts.read == put.read && counts.accepted == put.accepted && counts.merged == put.merged &&
                      counts.set_aside == put.set_aside,
                  "The counts of an import do not equal its rows: read = accepted + merged + set aside must hold.");
    ImportEntry entry = counts;
    entry.id = import;
    entry.change_set = number_;
    Statement insert = database_.prepare("INSERT INTO import VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(0, import).bind(1, number_).bind(2, seq()).bind(3, std::string_view(entry.file_sha256));
    insert.bind(4, std::string_view(entry.file_name)).bind(5, std::string_view(entry.kind));
    if (entry.package) insert.bind(6, std::string_view(*entry.package));
    insert.bind(7, std::string_view(entry.mapping_json)).bind(8, entry.rows_in_file).bind(9, entry.read);
    insert.bind(10, entry.accepted).bind(11, entry.merged).bind(12, entry.set_aside);
    insert.bind(13, entry.possible_duplicates).run();
    add_leaf(leaf_of(entry));
    open_imports_.erase(open);
}

void GeoPackageTransaction::put_schema(const SchemaChange& change) {
    const std::int64_t row = next_row("schema_change");
    Statement insert = database_.prepare("INSERT INTO schema_change VALUES (?, ?, ?, ?, ?, ?)");
    insert.bind(0, row).bind(1, number_).bind(2, seq()).bind(3, std::string_view(change.store_id));
    insert.bind(4, change.version).bind(5, std::string_view(change.extension)).run();
    add_leaf(leaf_of(row, change));
}

ChangeSetEntry GeoPackageTransaction::write_change_set() {
    ChangeSetEntry entry{.number = number_,
                         .header = header_,
                         .time = std::max(utc_now(), head_.time),  // a clock that was set back does not undo history
                         .rows = tree_.leaves(),
                         .merkle_root = registers::to_hex(tree_.root()),
                         .previous = head_.hash,
                         .hash = {}};
    entry.hash = registers::to_hex(registers::hash_change_set({.previous = registers::from_hex(entry.previous),
                                                               .number = entry.number,
                                                               .time = entry.time,
                                                               .actor = header_.actor,
                                                               .action = header_.action,
                                                               .reason = header_.reason,
                                                               .merkle_root = tree_.root(),
                                                               .rows = entry.rows}));
    Statement insert = database_.prepare("INSERT INTO change_set VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(0, entry.number).bind(1, std::string_view(entry.time)).bind(2, std::string_view(header_.actor));
    insert.bind(3, std::string_view(header_.action)).bind(4, std::string_view(header_.reason)).bind(5, entry.rows);
    insert.bind(6, std::string_view(entry.merkle_root)).bind(7, std::string_view(entry.previous));
    insert.bind(8, std::string_view(entry.hash)).run();
    Statement meta = database_.prepare("INSERT OR REPLACE INTO store_meta VALUES (?, ?)");
    meta.bind(0, std::string_view("head_number")).bind_copy(1, std::to_string(entry.number)).run();
    meta.bind(0, std::string_view("head_hash")).bind(1, std::string_view(entry.hash)).run();
    return entry;
}

ChangeSetEntry GeoPackageTransaction::commit() {
    const Attempt attempt(failed_);
    refuse_unless(is_open_, "A change was committed already.");
    refuse_unless(!failed_, "A change that failed cannot be committed.");
    refuse_unless(open_imports_.empty(), "An import was begun and not finished.");
    ChangeSetEntry entry = write_change_set();
    if (number_ == 1) database_.run("UPDATE gpkg_contents SET last_change = " + sql_text(entry.time));
    for (auto& [kind, each] : writers_) each->finish(entry.time);
    database_.run("COMMIT");
    is_open_ = false;
    store_.has_transaction_ = false;
    return entry;
}

}  // namespace cairn::store
