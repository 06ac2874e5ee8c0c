#pragma once
// A second connection, as somebody would use who means to change a store unseen: triggers are off.

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <sqlite3.h>

namespace cairn::store {

class Raw {
   public:
    explicit Raw(const std::filesystem::path& file, bool with_triggers = false) {
        EXPECT_EQ(sqlite3_open_v2(file.c_str(), &handle_, SQLITE_OPEN_READWRITE, nullptr), SQLITE_OK);
        sqlite3_db_config(handle_, SQLITE_DBCONFIG_ENABLE_TRIGGER, with_triggers ? 1 : 0, nullptr);
        sqlite3_db_config(handle_, SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1, nullptr);
    }
    ~Raw() { sqlite3_close_v2(handle_); }
    Raw(const Raw&) = delete;
    Raw& operator=(const Raw&) = delete;

    /// The error message; empty when it went well.
    std::string run(const std::string& sql) {
        char* message = nullptr;
        sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, &message);
        const std::string out = message == nullptr ? "" : message;
        sqlite3_free(message);
        return out;
    }
    /// As run, and something must have changed.
    void change(const std::string& sql) {
        const int before = sqlite3_total_changes(handle_);
        ASSERT_EQ(run(sql), "") << sql;
        ASSERT_GT(sqlite3_total_changes(handle_), before) << "nothing was changed by: " << sql;
    }
    /// First column of all rows.
    std::vector<std::string> column(const std::string& sql) {
        std::vector<std::string> out;
        sqlite3_stmt* statement = nullptr;
        EXPECT_EQ(sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr), SQLITE_OK)
            << sql << ": " << sqlite3_errmsg(handle_);
        while (sqlite3_step(statement) == SQLITE_ROW) {
            const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
            out.emplace_back(text == nullptr ? "" : text);
        }
        sqlite3_finalize(statement);
        return out;
    }
    std::string one(const std::string& sql) {
        const auto all = column(sql);
        return all.empty() ? "" : all.front();
    }

   private:
    sqlite3* handle_ = nullptr;
};

}  // namespace cairn::store
