#pragma once
// SQLite, held by objects that close it. Inside the module only.

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace cairn::store {

class Database;

/// A prepared statement. Parameters and columns count from 0.
class Statement {
   public:
    Statement() = default;
    Statement(Database& database, std::string_view sql);
    ~Statement();
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&& other) noexcept;

    /// Texts and blobs must outlive the step that uses them.
    Statement& bind(int parameter, std::int64_t value);
    Statement& bind(int parameter, double value);
    Statement& bind(int parameter, std::string_view text);
    Statement& bind_copy(int parameter, std::string_view text);  ///< need not outlive the call
    Statement& bind_blob(int parameter, std::string_view bytes);
    Statement& bind_null(int parameter);
    void clear();  ///< all parameters NULL

    bool step();  ///< true: a row is there. Resets itself at the end.
    void run();   ///< steps to the end, then resets
    void reset();

    bool is_null(int column) const;
    bool has_integer(int column) const;
    bool has_real(int column) const;
    bool has_text(int column) const;
    bool has_blob(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string_view text(int column) const;  ///< until the next step; empty when null
    std::string_view blob(int column) const;  ///< until the next step; empty when null
    std::optional<std::string> optional_text(int column) const;

   private:
    Database* database_ = nullptr;
    sqlite3_stmt* statement_ = nullptr;
};

class Database {
   public:
    enum class Mode { create, read, write };
    /// `read` leaves the file as it is, byte for byte, and needs no right to write. Throws WorldError when the file
    /// cannot be opened that way; CallError when it is not SQLite.
    Database(std::string path, Mode mode);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// From here on changes go through a write-ahead log, and each is on disk when it is committed. Called when
    /// the file is known to be ours: nothing else is touched before. Not for Mode::read.
    void use_write_ahead_log();

    void run(const std::string& sql);  ///< one or more statements without results
    Statement prepare(std::string_view sql) { return {*this, sql}; }
    std::int64_t integer(std::string_view sql);  ///< first column of the first row; 0 when there is none
    std::string text(std::string_view sql);  ///< first column of the first row; empty when there is none

    bool is_in_transaction() const;
    const std::string& path() const { return path_; }

    /// What went wrong last, in plain words, as WorldError.
    [[noreturn]] void fail(int code, std::string_view doing);

   private:
    friend class Statement;
    int open(int flags, bool is_immutable = false);
    void open_to_read();
    void configure();
    void settle() noexcept;
    sqlite3* handle_ = nullptr;
    std::string path_;
    bool has_log_ = false;
};

/// "name" with quotes doubled.
std::string sql_name(std::string_view name);
/// 'text' with quotes doubled.
std::string sql_text(std::string_view text);

/// A snapshot to read from. A change that is under way on the same connection serves as well.
class ReadTransaction {
   public:
    explicit ReadTransaction(Database& database);
    ~ReadTransaction();
    ReadTransaction(const ReadTransaction&) = delete;
    ReadTransaction& operator=(const ReadTransaction&) = delete;

   private:
    Database* database_ = nullptr;
};

}  // namespace cairn::store
