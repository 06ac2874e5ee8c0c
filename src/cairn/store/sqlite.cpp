#include "cairn/store/sqlite.hpp"

#include <cerrno>
#include <filesystem>
#include <utility>

#include <sqlite3.h>

#include "cairn/core/error.hpp"

namespace cairn::store {
namespace {

constexpr int busy_timeout_ms = 10'000;
constexpr int longest_value_bytes = 512 * 1024 * 1024;

/// `system_error`: what the operating system said; SQLite calls some full disks an error.
std::string in_words(int code, int system_error) {
    if ((code & 0xFF) == SQLITE_IOERR && (system_error == ENOSPC || system_error == EDQUOT)) code = SQLITE_FULL;
    if (code == SQLITE_IOERR_WRITE)
        return "the disk did not take what was written. Check the disk and its cable, and whether it takes a file this "
               "large (some sticks end at 4 GB); else move the store to another disk";
    if (code == SQLITE_READONLY_ROLLBACK)
        return "a change was broken off half-way, and undoing it needs the right to write. Copy the store and the file "
               "that ends in -journal beside it into a folder of yours";
    switch (code & 0xFF) {
        case SQLITE_FULL: return "the disk is full. Free some space and try again";
        case SQLITE_IOERR:
            return "the disk reported an error. Check the disk and its cable, and copy the store elsewhere";
        case SQLITE_CORRUPT: return "the file is damaged. Restore it from a backup";
        case SQLITE_NOTADB: return "the file is not a database, or its beginning is damaged";
        case SQLITE_READONLY:
            return "the file or its folder may not be written to. Check the rights, or copy the store into a folder of "
                   "yours";
        case SQLITE_CANTOPEN: return "the file cannot be opened. Check its name, its folder and the rights";
        case SQLITE_PERM:
        case SQLITE_AUTH: return "access was refused. Check the rights of the file and its folder";
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return "another program is writing to it. Wait until that is done, or close it";
        case SQLITE_NOMEM: return "there is not enough memory";
        case SQLITE_TOOBIG: return "a value is too large to be kept";
        default: return {};
    }
}

/// "file:" and the path, so that options may follow (sqlite.org/uri.html).
std::string to_uri(const std::string& path) {
    std::string uri = "file:";
    for (const char c : path) {
        if (c == '%')
            uri += "%25";
        else if (c == '?')
            uri += "%3f";
        else if (c == '#')
            uri += "%23";
        else
            uri += c;
    }
    return uri;
}

}  // namespace

std::string sql_name(std::string_view name) {
    std::string out = "\"";
    for (const char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

std::string sql_text(std::string_view text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
    return out + "'";
}

Database::Database(std::string path, Mode mode) : path_(std::move(path)) {
    try {
        if (mode == Mode::read) {
            open_to_read();
            return;
        }
        const int code = open(SQLITE_OPEN_READWRITE | (mode == Mode::create ? SQLITE_OPEN_CREATE : 0));
        if (code != SQLITE_OK) fail(code, "open");
        // SQLite opens to read what it may not write, and says nothing.
        if (sqlite3_db_readonly(handle_, "main") == 1) fail(SQLITE_READONLY, "open");
        configure();
    } catch (...) {
        sqlite3_close(handle_);
        throw;
    }
}

int Database::open(int flags, bool is_immutable) {
    sqlite3_close(std::exchange(handle_, nullptr));
    const std::string name = is_immutable ? to_uri(path_) + "?immutable=1" : path_;
    const int uri = is_immutable ? SQLITE_OPEN_URI : 0;
    const int code = sqlite3_open_v2(name.c_str(), &handle_, flags | uri | SQLITE_OPEN_NOMUTEX, nullptr);
    sqlite3_extended_result_codes(handle_, 1);
    return code;
}

// Changes that a killed program left in a log are read from it and stay there: the next one that writes takes them
// into the file. A file that expects a log (the program that closed it last was another one) cannot be opened where
// none can be made; when none is there, or an empty one, nothing is missing and it is read by itself.
// What was killed between two kinds of journal leaves pages half-written: there the file is put right before it is
// read.
void Database::open_to_read() {
    const auto try_with = [this](int flags) {
        const int code = open(flags);
        return code != SQLITE_OK ? code : sqlite3_exec(handle_, "PRAGMA schema_version", nullptr, nullptr, nullptr);
    };
    int code = try_with(SQLITE_OPEN_READONLY);
    if (code == SQLITE_READONLY_ROLLBACK && try_with(SQLITE_OPEN_READWRITE) == SQLITE_OK)
        code = try_with(SQLITE_OPEN_READONLY);
    const int kind = code & 0xFF;
    const bool cannot_make_log =
        (kind == SQLITE_CANTOPEN || kind == SQLITE_READONLY) && code != SQLITE_READONLY_ROLLBACK;
    std::error_code is_absent;
    const auto log_bytes = std::filesystem::file_size(path_ + "-wal", is_absent);
    if (cannot_make_log && !is_absent && log_bytes > 0) {
        throw WorldError(
            "The store " + path_ + " has changes in " + path_ +
            "-wal that were not taken in and cannot be read where it lies: its folder may not be written to, "
            "or the disk is full. Copy both files into a folder of yours and read that copy.");
    }
    if (cannot_make_log) code = open(SQLITE_OPEN_READONLY, true);
    if (code != SQLITE_OK) fail(code, "open");
    configure();
}

// The file may come from anywhere: nothing that stands in its schema is run. Triggers are there for other
// programs (gpkg_tables.hpp); this connection keeps the R-trees itself, faster.
void Database::configure() {
    sqlite3_busy_timeout(handle_, busy_timeout_ms);
    sqlite3_limit(handle_, SQLITE_LIMIT_LENGTH, longest_value_bytes);
    sqlite3_limit(handle_, SQLITE_LIMIT_ATTACHED, 0);
    for (const int off : {SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_ENABLE_VIEW, SQLITE_DBCONFIG_TRUSTED_SCHEMA,
                          SQLITE_DBCONFIG_DQS_DML, SQLITE_DBCONFIG_DQS_DDL, SQLITE_DBCONFIG_WRITABLE_SCHEMA}) {
        sqlite3_db_config(handle_, off, 0, nullptr);
    }
    run("PRAGMA cell_size_check=ON; PRAGMA cache_size=-131072; PRAGMA temp_store=MEMORY");
}

// QGIS puts the file back to another journal when it opens it alone, so this is set on every open.
void Database::use_write_ahead_log() {
    run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000");
    has_log_ = true;
}

Database::~Database() { settle(); }

/// Leaves one file that opens anywhere, read-only media too. Fails without harm while others have it open.
void Database::settle() noexcept {
    if (handle_ != nullptr && has_log_) {
        sqlite3_busy_timeout(handle_, 0);
        sqlite3_exec(handle_, "PRAGMA journal_mode=DELETE", nullptr, nullptr, nullptr);
    }
    sqlite3_close_v2(std::exchange(handle_, nullptr));
}

void Database::fail(int code, std::string_view doing) {
    const std::string words = in_words(code, handle_ != nullptr ? sqlite3_system_errno(handle_) : 0);
    const char* detail = handle_ != nullptr ? sqlite3_errmsg(handle_) : sqlite3_errstr(code);
    const std::string place = "The store " + path_;
    if ((code & 0xFF) == SQLITE_NOTADB) throw CallError(place + " is not a Cairn store: " + words + ".");
    if (words.empty()) throw WorldError(place + " failed to " + std::string(doing) + ": " + detail + ".");
    throw WorldError(place + " failed to " + std::string(doing) + ": " + words +
                     ((sqlite3_errcode(handle_) & 0xFF) == SQLITE_OK ? "." : " (" + std::string(detail) + ")."));
}

bool Database::is_in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

void Database::run(const std::string& sql) {
    const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(sqlite3_extended_errcode(handle_), sql.starts_with("COMMIT") ? "write" : "work");
}

std::int64_t Database::integer(std::string_view sql) {
    Statement statement(*this, sql);
    return statement.step() ? statement.integer(0) : 0;
}

std::string Database::text(std::string_view sql) {
    Statement statement(*this, sql);
    return statement.step() ? std::string(statement.text(0)) : std::string();
}

Statement::Statement(Database& database, std::string_view sql) : database_(&database) {
    const int code = sqlite3_prepare_v3(database.handle_, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement_, nullptr);
    if (code != SQLITE_OK) database.fail(code, "work");
}

Statement::~Statement() { sqlite3_finalize(statement_); }

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_), statement_(std::exchange(other.statement_, nullptr)) {}

Statement& Statement::operator=(Statement&& other) noexcept {
    std::swap(database_, other.database_);
    std::swap(statement_, other.statement_);
    return *this;
}

Statement& Statement::bind(int parameter, std::int64_t value) {
    sqlite3_bind_int64(statement_, parameter + 1, value);
    return *this;
}

Statement& Statement::bind(int parameter, double value) {
    sqlite3_bind_double(statement_, parameter + 1, value);
    return *this;
}

// An empty view may have no address, and SQLite takes that for NULL.
Statement& Statement::bind(int parameter, std::string_view text) {
    const char* data = text.data() == nullptr ? "" : text.data();
    const int code = sqlite3_bind_text64(statement_, parameter + 1, data, text.size(), SQLITE_STATIC, SQLITE_UTF8);
    if (code != SQLITE_OK) database_->fail(code, "take a text");
    return *this;
}

Statement& Statement::bind_copy(int parameter, std::string_view text) {
    const char* data = text.data() == nullptr ? "" : text.data();
    const int code = sqlite3_bind_text64(statement_, parameter + 1, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    if (code != SQLITE_OK) database_->fail(code, "take a text");
    return *this;
}

Statement& Statement::bind_blob(int parameter, std::string_view bytes) {
    const char* data = bytes.data() == nullptr ? "" : bytes.data();
    const int code = sqlite3_bind_blob64(statement_, parameter + 1, data, bytes.size(), SQLITE_STATIC);
    if (code != SQLITE_OK) database_->fail(code, "take bytes");
    return *this;
}

Statement& Statement::bind_null(int parameter) {
    sqlite3_bind_null(statement_, parameter + 1);
    return *this;
}

void Statement::clear() { sqlite3_clear_bindings(statement_); }

bool Statement::step() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    const bool is_read = sqlite3_stmt_readonly(statement_) != 0;
    sqlite3_reset(statement_);
    if (code != SQLITE_DONE) database_->fail(code, is_read ? "read" : "write");
    return false;
}

void Statement::run() {
    while (step()) {
    }
}

void Statement::reset() { sqlite3_reset(statement_); }

bool Statement::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
bool Statement::has_integer(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_INTEGER; }
bool Statement::has_real(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_FLOAT; }
bool Statement::has_text(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_TEXT; }
bool Statement::has_blob(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_BLOB; }
std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }
double Statement::real(int column) const { return sqlite3_column_double(statement_, column); }

std::string_view Statement::text(int column) const {
    const auto* data = sqlite3_column_text(statement_, column);
    if (data == nullptr) return {};
    return {reinterpret_cast<const char*>(data), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string_view Statement::blob(int column) const {
    const void* data = sqlite3_column_blob(statement_, column);
    if (data == nullptr) return {};
    return {static_cast<const char*>(data), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::optional<std::string> Statement::optional_text(int column) const {
    if (is_null(column)) return std::nullopt;
    return std::string(text(column));
}

ReadTransaction::ReadTransaction(Database& database) {
    if (database.is_in_transaction()) return;
    database.run("BEGIN");
    database_ = &database;
}

ReadTransaction::~ReadTransaction() {
    if (database_ == nullptr) return;
    try {
        database_->run("ROLLBACK");
    } catch (...) {  // a read leaves nothing to undo
    }
}

}  // namespace cairn::store
