#pragma once
// One change set in the making. Inside the module only.

#include <cstdint>
#include <exception>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cairn/registers/hash.hpp"
#include "cairn/store/entity_rows.hpp"
#include "cairn/store/geopackage.hpp"
#include "cairn/store/gpkg_geometry.hpp"
#include "cairn/store/leaves.hpp"
#include "cairn/store/new_ids.hpp"
#include "cairn/store/rtree.hpp"

namespace cairn::store {

/// Writes entities of one kind.
class KindWriter {
   public:
    KindWriter(Database& database, const registers::Schema& schema);

    /// Where a row stands in the history.
    struct Place {
        std::int64_t change_set = 0, seq = 0;
    };
    /// The leaf of the revision; absent when the entity equals the current one.
    std::optional<registers::Hash> put(const Entity& entity, Place place);
    /// Absent when there is no such entity.
    std::optional<registers::Hash> withdraw(std::string_view id, Place place);
    /// R-tree, extent and time of the layer.
    void finish(const std::string& time);

   private:
    std::optional<std::int64_t> find_current(std::string_view id);
    std::optional<std::int64_t> find_new(std::string_view id);
    std::int64_t number_for(std::string_view id);
    std::string last_state(std::int64_t fid);
    void add_revision(std::int64_t fid, std::string_view id, std::string_view operation, const std::string* state,
                      Place place);
    void update_rtree();
    std::vector<BoxedRow> read_boxes();

    Database& database_;
    const registers::Schema& schema_;
    EntityBinder binder_;
    Statement find_, insert_, update_, remove_, revise_, last_state_, withdrawn_;
    std::int64_t next_fid_ = 1, next_revision_ = 1;
    std::vector<BoxedRow> boxed_;         ///< rows whose envelope is new
    std::vector<std::int64_t> unboxed_;   ///< rows whose envelope in the tree is old
    bool extent_may_shrink_ = false;
    bool is_touched_ = false;
    bool has_withdrawn_ = false;
    std::optional<NewIds>
        new_ids_;  ///< while all entities of the kind are of this transaction; else the table is asked
};

class GeoPackageTransaction final : public Transaction {
   public:
    /// Begins at once; throws WorldError when another program keeps writing.
    GeoPackageTransaction(GeoPackageStore& store, const ChangeSetHeader& header);
    ~GeoPackageTransaction() override;
    GeoPackageTransaction(const GeoPackageTransaction&) = delete;
    GeoPackageTransaction& operator=(const GeoPackageTransaction&) = delete;

    void keep_file(const std::filesystem::path& file, const std::string& sha256) override;
    void keep_bytes(std::string_view name, std::string_view bytes, const std::string& sha256) override;
    void put(const Entity& entity) override;
    void withdraw(std::string_view kind, std::string_view id) override;
    std::int64_t begin_import(const ImportEntry& entry) override;
    void put_row(std::int64_t import, const ImportRow& row) override;
    void mark_corrected(std::int64_t import, std::int64_t row, const std::string& by) override;
    void finish_import(std::int64_t import, const ImportEntry& final_counts) override;
    ChangeSetEntry commit() override;

    void put_schema(const SchemaChange& change);
    /// Called by the store when an extension or a migration changed the tables.
    void run(const std::function<void(Database&)>& change) { change(store_.database()); }

   private:
    /// Bytes of a file in pieces; an empty one ends it.
    using Pieces = std::function<std::string_view()>;
    void keep(std::string_view name, const Pieces& pieces, const std::string& sha256);
    KindWriter& writer(std::string_view kind);
    void add_leaf(const registers::Hash& leaf);
    std::int64_t next_row(const std::string& table);
    std::int64_t seq() const { return tree_.leaves(); }
    ChangeSetEntry write_change_set();

    /// Notes that a function was left by an exception: what it half did must not be committed.
    class Attempt {
       public:
        explicit Attempt(bool& failed) : failed_(failed), exceptions_(std::uncaught_exceptions()) {}
        ~Attempt() {
            if (std::uncaught_exceptions() > exceptions_) failed_ = true;
        }
        Attempt(const Attempt&) = delete;
        Attempt& operator=(const Attempt&) = delete;

       private:
        bool& failed_;
        int exceptions_;
    };

    struct OpenImport {
        ImportEntry entry;
        std::int64_t read = 0, accepted = 0, merged = 0, set_aside = 0;
    };

    GeoPackageStore& store_;
    Database& database_;
    ChangeSetHeader header_;
    Head head_;
    std::int64_t number_ = 0;
    bool is_open_ = false;
    bool failed_ = false;
    registers::MerkleTree tree_;
    std::map<std::string, std::unique_ptr<KindWriter>, std::less<>> writers_;
    std::map<std::string, std::int64_t, std::less<>> next_rows_;
    std::map<std::int64_t, OpenImport> open_imports_;
    Statement put_row_, put_finding_;
};

/// Now, in UTC with milliseconds: "2024-05-01T12:00:00.000Z".
std::string utc_now();

}  // namespace cairn::store
