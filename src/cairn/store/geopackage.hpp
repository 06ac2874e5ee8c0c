#pragma once
// The store in one GeoPackage file, on one SQLite connection of our own. Inside the module only.

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cairn/store/migrations.hpp"
#include "cairn/store/sqlite.hpp"
#include "cairn/store/store.hpp"

namespace cairn::store {

class GeoPackageTransaction;

/// The last change set: what the next one continues.
struct Head {
    std::int64_t number = 0;
    std::string hash = std::string(64, '0');
    std::string time;
};

class GeoPackageStore final : public Store {
   public:
    static std::unique_ptr<GeoPackageStore> create(const std::string& path, const ChangeSetHeader& header,
                                                   const registers::Schemas& schemas);
    /// `steps`: what brings older stores up to date; a test gives its own.
    static std::unique_ptr<GeoPackageStore> open(const std::string& path,
                                                 std::span<const Migration> steps = migrations());
    static std::unique_ptr<const GeoPackageStore> open_to_read(const std::string& path,
                                                               std::span<const Migration> steps = migrations());

    std::unique_ptr<Transaction> begin(const ChangeSetHeader& header) override;
    void for_each(std::string_view kind, const std::optional<Date>& as_of,
                  const std::function<void(const Entity&)>& f) const override;
    bool has_any(std::string_view kind) const override;
    std::optional<Entity> find(std::string_view kind, std::string_view id) const override;
    std::optional<std::string> find_by_source_row(std::string_view kind, std::string_view file_sha256,
                                                  const std::optional<std::string>& table,
                                                  std::int64_t row) const override;
    std::optional<std::string> find_by_source_id(std::string_view kind, const std::optional<std::string>& package,
                                                 std::string_view source_id) const override;
    std::vector<std::string> find_all_by_source_id(std::string_view kind, std::string_view source_id) const override;
    std::vector<ImportEntry> imports(const std::optional<Date>& as_of) const override;
    void for_each_row(std::int64_t import, std::optional<Outcome> only,
                      const std::function<void(const ImportRow&)>& f) const override;
    std::vector<ChangeSetEntry> log() const override;
    std::optional<SourceFile> find_file(std::string_view sha256) const override;
    void write_file(std::string_view sha256, const std::filesystem::path& to) const override;
    VerifyReport verify(Progress& progress, const std::optional<std::string>& expected_head) const override;
    const registers::Schemas& schemas() const override { return schemas_; }
    ChangeSetEntry extend(const registers::Schemas& schemas, const ChangeSetHeader& header) override;

    Database& database() const { return *database_; }
    Head head() const;

   private:
    friend class GeoPackageTransaction;
    GeoPackageStore(std::unique_ptr<Database> database, registers::Schemas schemas);
    /// Tables and the first change set in one transaction, without a write-ahead log: one file, whole when this
    /// returns.
    static void make(const std::string& path, const ChangeSetHeader& header, const registers::Schemas& schemas);
    static std::unique_ptr<GeoPackageStore> open_checked(const std::string& path, Database::Mode mode,
                                                         std::int64_t newest_version);
    const registers::Schema& schema_of(std::string_view kind) const;
    /// Number of the last change set at the end of that day; absent: the current state.
    std::optional<std::int64_t> last_change_set(const std::optional<Date>& as_of) const;
    void for_each_current(const registers::Schema& schema, const std::function<void(const Entity&)>& f) const;
    void for_each_as_of(const registers::Schema& schema, std::int64_t change_set,
                        const std::function<void(const Entity&)>& f) const;
    ChangeSetEntry record_schema(const registers::Schemas& schemas, const ChangeSetHeader& header,
                                 const std::string& store_id, std::int64_t version,
                                 const std::function<void(Database&)>& change);
    std::unique_ptr<GeoPackageTransaction> begin_transaction(const ChangeSetHeader& header);
    void bring_up_to_date(std::span<const Migration> steps);
    void complete_styles();

    std::unique_ptr<Database> database_;
    registers::Schemas schemas_;
    bool has_transaction_ = false;
    /// Look-ups that an import repeats for every row.
    struct Lookups {
        Statement by_id, by_source_row, by_source_id, all_by_source_id;
    };
    mutable std::map<const registers::Schema*, Lookups> lookups_;
    Lookups& lookups(const registers::Schema& schema) const;
};

/// Throws WorldError that names the store and asks to verify it.
[[noreturn]] void refuse_damaged(const Database& database, const std::string& what);

ImportEntry read_import(const Statement& row);
/// Columns number, outcome, entity_id, raw_json from `first` on.
std::optional<ImportRow> read_import_row(const Statement& row, int first = 0);
std::optional<Finding> read_finding(const Statement& row);       ///< columns code … expected
constexpr const char* import_columns =
    "row, change_set, file_sha256, file_name, kind, package, mapping, rows_in_file, read, accepted, merged, set_aside, "
    "possible_duplicates";
constexpr const char* import_row_columns = "number, outcome, entity_id, raw_json";
constexpr const char* finding_columns = "code, severity, message, file, data_row, field, found, expected";

}  // namespace cairn::store
