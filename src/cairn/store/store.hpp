#pragma once
// Where everything is kept: one interface, so that a GeoPackage or a PostGIS database can stand behind it.
//
// Records are never overwritten. Every change is part of a change set (who, when, why), which holds the Merkle
// root of its rows and the hash of the change set before it (registers/ledger.hpp, docs/store.md).
//
// Every function may throw WorldError: the file, the database or the disk failed; nothing is half-written.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/core/date.hpp"
#include "cairn/core/entity.hpp"
#include "cairn/core/finding.hpp"
#include "cairn/core/progress.hpp"
#include "cairn/registers/schema.hpp"

namespace cairn::store {

struct ChangeSetHeader {
    std::string actor;   ///< who
    std::string action;  ///< "init", "import", "correct" …
    std::string reason;  ///< why, in words
};

struct ChangeSetEntry {
    std::int64_t number = 0;  ///< 1, 2, 3 … without gaps
    ChangeSetHeader header;
    std::string time;         ///< UTC, "2024-05-01T12:00:00.000Z"; never before the change set that precedes
    std::int64_t rows = 0;
    std::string merkle_root;  ///< hex
    std::string previous;     ///< hex hash of the change set before; 64 zeros for the first
    std::string hash;         ///< hex
};

/// An original file, kept whole by its SHA-256.
struct SourceFile {
    std::string sha256;
    std::string name;  ///< base name as the user gave it
    std::uintmax_t bytes = 0;
    std::string first_seen;  ///< UTC time of the change set that brought it
};

enum class Outcome { accepted, merged, set_aside };
std::string_view to_text(Outcome outcome);  ///< "accepted", "merged", "set-aside"
std::optional<Outcome> parse_outcome(std::string_view text);

/// What became of one source row. Kept for every row that was read: read = accepted + merged + set aside.
struct ImportRow {
    std::int64_t number = 0;               ///< of the row in the file; once only in an import
    Outcome outcome = Outcome::accepted;
    std::string entity_id;                 ///< accepted: the new entity; merged: the one that it repeats; else empty
    std::string raw_json;  ///< the row as it came, whole, when set aside; else empty (the file is kept)
    std::string corrected_by;  ///< set aside, then accepted in a later import: "<import>/<row>"
    Findings findings;
};

struct ImportEntry {
    std::int64_t id = 0;  ///< 0 when not yet stored
    std::int64_t change_set = 0;
    std::string file_sha256;
    std::string file_name;
    std::string kind;
    std::optional<std::string> package;
    std::string mapping_json;  ///< as used
    std::int64_t rows_in_file = 0;  ///< rows of the file, including those that the mapping does not select
    std::int64_t read = 0, accepted = 0, merged = 0, set_aside = 0, possible_duplicates = 0;
};

/// One atomic change. Destroyed without commit(): nothing happened. One at a time; the store outlives it. After
/// an exception from any of its functions it can only be destroyed.
class Transaction {
   public:
    virtual ~Transaction() = default;
    /// Keeps an original file. Streams it; the same content twice is kept once, under its first name. Throws
    /// WorldError when the content does not have the hash stated.
    virtual void keep_file(const std::filesystem::path& file, const std::string& sha256) = 0;
    /// Keeps bytes under a name, as keep_file does.
    virtual void keep_bytes(std::string_view name, std::string_view bytes, const std::string& sha256) = 0;
    /// Inserts, or replaces the entity with the same kind and id; the revision before stays. An entity that
    /// equals the current one changes nothing. One that was withdrawn comes back under its old number.
    /// Precondition: registers::check_entity has no error for it (CallError).
    virtual void put(const Entity& entity) = 0;
    /// Takes an entity out of the current state; its revisions stay. CallError when there is none.
    virtual void withdraw(std::string_view kind, std::string_view id) = 0;
    /// Starts an import; rows follow through put_row. Counts are given again, final, by finish_import, and must
    /// equal the rows that were put (CallError).
    virtual std::int64_t begin_import(const ImportEntry& entry) = 0;
    virtual void put_row(std::int64_t import, const ImportRow& row) = 0;
    /// Marks an earlier set-aside row as corrected by a row of this import ("<import>/<row>"). Once for each row.
    virtual void mark_corrected(std::int64_t import, std::int64_t row, const std::string& by) = 0;
    virtual void finish_import(std::int64_t import, const ImportEntry& final_counts) = 0;
    /// All of it is on disk when this returns.
    virtual ChangeSetEntry commit() = 0;
};

struct VerifyReport {
    bool is_clean = true;
    std::int64_t change_sets = 0;
    std::int64_t revisions = 0;
    std::int64_t files = 0;
    std::string head;  ///< hash of the last change set: write it down elsewhere
    std::optional<std::int64_t> first_misfit;  ///< first change set that does not fit; absent when none can be named
    Findings findings;  ///< at most 20 of each code; notes do not make a store unclean
};

class Store {
   public:
    virtual ~Store() = default;

    virtual std::unique_ptr<Transaction> begin(const ChangeSetHeader& header) = 0;

    /// Current entities of a kind, or those of the end of `as_of` (UTC), in order of insertion.
    virtual void for_each(std::string_view kind, const std::optional<Date>& as_of,
                          const std::function<void(const Entity&)>& f) const = 0;
    /// Whether there is any current entity of a kind.
    virtual bool has_any(std::string_view kind) const = 0;
    virtual std::optional<Entity> find(std::string_view kind, std::string_view id) const = 0;
    /// Id of the current entity that the same source row made before: same file (by hash), table and row, or same
    /// package, kind and source id. Empty when there is none. `table` is absent for a file that has only one. An
    /// entry that does not say its table came in before stores kept it, when rows were numbered over all tables.
    virtual std::optional<std::string> find_by_source_row(std::string_view kind, std::string_view file_sha256,
                                                          const std::optional<std::string>& table,
                                                          std::int64_t row) const = 0;
    virtual std::optional<std::string> find_by_source_id(std::string_view kind,
                                                         const std::optional<std::string>& package,
                                                         std::string_view source_id) const = 0;
    /// Ids of the current entities that a source calls so, in whatever package, in order of insertion.
    virtual std::vector<std::string> find_all_by_source_id(std::string_view kind, std::string_view source_id) const = 0;
    virtual std::vector<ImportEntry> imports(const std::optional<Date>& as_of = std::nullopt) const = 0;
    virtual void for_each_row(std::int64_t import, std::optional<Outcome> only,
                              const std::function<void(const ImportRow&)>& f) const = 0;
    virtual std::vector<ChangeSetEntry> log() const = 0;
    virtual std::optional<SourceFile> find_file(std::string_view sha256) const = 0;
    /// Writes the original bytes, whole, under their hash checked. CallError when the file is not kept.
    virtual void write_file(std::string_view sha256, const std::filesystem::path& to) const = 0;
    /// Replays everything and compares. `expected_head`: a head hash written down earlier; the chain must still
    /// hold it. What this can and cannot prove: docs/store.md.
    virtual VerifyReport verify(Progress& progress,
                                const std::optional<std::string>& expected_head = std::nullopt) const = 0;
    virtual const registers::Schemas& schemas() const = 0;
    /// Takes a programme's own fields and codes into the store, as a change set. Throws CallError when a field
    /// that the store has is missing there: fields are added, never removed.
    virtual ChangeSetEntry extend(const registers::Schemas& schemas, const ChangeSetHeader& header) = 0;
};

/// Makes a new store. Throws CallError when something is at `where` already, WorldError when it cannot be made.
std::unique_ptr<Store> create_store(const std::string& where, const ChangeSetHeader& header,
                                    const registers::Schemas& schemas = registers::Schemas::built_in());
/// Opens a store to change it, and brings its version up to date. Throws CallError when there is none or it is not
/// one of ours, WorldError when it cannot be read or written.
std::unique_ptr<Store> open_store(const std::string& where);
/// Opens a store that stays as it is, byte for byte: no right to write is needed. Throws as open_store does, and
/// CallError when its version is older than this program's.
std::unique_ptr<const Store> open_store_to_read(const std::string& where);
bool store_exists(const std::string& where);

}  // namespace cairn::store
