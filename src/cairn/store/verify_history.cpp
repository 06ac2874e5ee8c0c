// Rows of all tables are merged in the order of their change sets, and hashed again. Every table is read once, in
// the order of its rows: memory does not grow with the store.

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "cairn/registers/ledger.hpp"
#include "cairn/store/geopackage.hpp"
#include "cairn/store/gpkg_tables.hpp"
#include "cairn/store/leaves.hpp"
#include "cairn/store/verification.hpp"

namespace cairn::store {
namespace {

using registers::Hash;
using registers::Schema;

struct Leaf {
    std::int64_t change_set = 0, seq = 0;
    Hash hash{};  ///< zeros when the row is not one that Cairn writes: it then fits no root
};

/// The rows of one table that are leaves, in order.
class LeafSource {
   public:
    using Advance = std::function<std::optional<Leaf>()>;
    LeafSource(std::string table, Advance advance) : table_(std::move(table)), advance_(std::move(advance)) { next(); }
    const std::string& table() const { return table_; }
    const std::optional<Leaf>& leaf() const { return leaf_; }
    void next() { leaf_ = advance_(); }

   private:
    std::string table_;
    Advance advance_;
    std::optional<Leaf> leaf_;
};

/// Rows are numbered 1, 2, 3 … : a gap is a row that was removed.
bool is_next(std::int64_t& expected, std::int64_t found) { return ++expected == found; }

LeafSource revisions(Verification& v, const Schema& schema) {
    struct State {
        Statement rows, before;
        std::int64_t expected = 0;
    };
    const std::string table = revision_table(schema);
    auto state = std::make_shared<State>();
    state->rows = v.database.prepare("SELECT revision, change_set, seq, fid, id, operation, state FROM " +
                                     sql_name(table) + " ORDER BY revision");
    state->before = v.database.prepare("SELECT state FROM " + sql_name(table) +
                                       " WHERE fid = ? AND revision < ? ORDER BY revision DESC LIMIT 1");
    return {table, [&v, &schema, state]() -> std::optional<Leaf> {
                Statement& row = state->rows;
                if (!row.step()) return std::nullopt;
                ++v.report.revisions;
                Leaf leaf{row.integer(1), row.integer(2), {}};
                const bool is_ours = is_next(state->expected, row.integer(0)) && has_types(row, "iiiittB");
                if (!is_ours) return leaf;
                registers::RowChange change{.kind = schema.kind,
                                            .id = row.text(4),
                                            .row = row.integer(3),
                                            .operation = row.text(5),
                                            .before = std::nullopt,
                                            .after = std::nullopt};
                state->before.bind(0, row.integer(3)).bind(1, row.integer(0));
                if (state->before.step()) {
                    if (!state->before.is_null(0)) change.before = registers::sha256(state->before.blob(0));
                    state->before.reset();
                }
                if (!row.is_null(6)) change.after = row.blob(6);
                leaf.hash = registers::hash_row_change(change);
                return leaf;
            }};
}

/// A table whose rows are (row, change_set, seq, …): `hash` makes the leaf from the columns after them.
LeafSource rows_of(Verification& v, const std::string& table, const std::string& columns, std::string_view types,
                   const std::string& order, std::function<Hash(const Statement&)> hash) {
    struct State {
        Statement rows;
        std::int64_t expected = 0;
    };
    auto state = std::make_shared<State>();
    state->rows = v.database.prepare("SELECT " + columns + " FROM " + sql_name(table) + " ORDER BY " + order);
    return {table, [state, types, hash = std::move(hash)]() -> std::optional<Leaf> {
                Statement& row = state->rows;
                if (!row.step()) return std::nullopt;
                Leaf leaf{row.integer(1), row.integer(2), {}};
                const bool is_ours = is_next(state->expected, row.integer(0)) && has_types(row, types);
                if (is_ours) leaf.hash = hash(row);
                return leaf;
            }};
}

LeafSource schema_changes(Verification& v) {
    return rows_of(v, "schema_change", "row, change_set, seq, store_id, store_version, extension", "iiitit", "row",
                   [](const Statement& row) {
                       return leaf_of(row.integer(0),
                                      SchemaChange{std::string(row.text(3)), row.integer(4), std::string(row.text(5))});
                   });
}

LeafSource source_files(Verification& v) {
    return rows_of(v, "source_file", "row, change_set, seq, sha256, name, bytes", "iiitti", "row",
                   [](const Statement& row) {
                       SourceFile file;
                       file.sha256 = row.text(3);
                       file.name = row.text(4);
                       file.bytes = static_cast<std::uintmax_t>(row.integer(5));
                       return leaf_of(row.integer(0), file);
                   });
}

// An import gets its number when it begins and its place in the change set when it ends, so these rows are sorted.
LeafSource imports(Verification& v) {
    struct State {
        Statement rows;
    };
    auto state = std::make_shared<State>();
    state->rows =
        v.database.prepare(std::string("SELECT ") + import_columns + ", seq FROM import ORDER BY change_set, seq");
    return {"import", [state]() -> std::optional<Leaf> {
                Statement& row = state->rows;
                if (!row.step()) return std::nullopt;
                Leaf leaf{row.integer(1), row.integer(13), {}};
                if (has_types(row, "iitttTtiiiiiii")) leaf.hash = leaf_of(read_import(row));
                return leaf;
            }};
}

LeafSource import_rows(Verification& v) {
    struct State {
        Statement findings;
        bool has_finding = false;
        std::int64_t expected = 0;
        bool fits = true;
        void next() {
            has_finding = findings.step();
            if (has_finding) fits = is_next(expected, findings.integer(8)) && has_types(findings, "ttttItttiii");
        }
    };
    auto state = std::make_shared<State>();
    state->findings = v.database.prepare(std::string("SELECT ") + finding_columns +
                                         ", row, import, number FROM finding ORDER BY row");
    state->next();
    const auto hash = [state](const Statement& row) {
        auto import_row = read_import_row(row, 4);
        if (!import_row) return Hash{};
        while (state->has_finding && state->findings.integer(9) == row.integer(3) &&
               state->findings.integer(10) == import_row->number) {
            auto finding = read_finding(state->findings);
            if (!finding || !state->fits) return Hash{};
            import_row->findings.push_back(std::move(*finding));
            state->next();
        }
        return leaf_of(row.integer(0), row.integer(3), *import_row);
    };
    return rows_of(v, "import_row", std::string("row, change_set, seq, import, ") + import_row_columns, "iiiiittt",
                   "row", hash);
}

LeafSource corrections(Verification& v) {
    return rows_of(v, "import_correction", "row, change_set, seq, import, number, corrected_by", "iiiiit", "row",
                   [](const Statement& row) {
                       return leaf_of(row.integer(0),
                                      Correction{row.integer(3), row.integer(4), std::string(row.text(5))});
                   });
}

std::vector<LeafSource> leaf_sources(Verification& v) {
    std::vector<LeafSource> all;
    for (const Schema& schema : v.schemas.all()) all.push_back(revisions(v, schema));
    all.push_back(import_rows(v));
    all.push_back(imports(v));
    all.push_back(source_files(v));
    all.push_back(corrections(v));
    all.push_back(schema_changes(v));
    return all;
}

/// The source that holds the wanted leaf. Leaves of one table often follow one another: the last is tried first.
LeafSource* find_source(std::vector<LeafSource>& sources, std::size_t& last, std::int64_t change_set,
                        std::int64_t seq) {
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const std::size_t at = (last + i) % sources.size();
        const auto& leaf = sources[at].leaf();
        if (!leaf || leaf->change_set != change_set || leaf->seq != seq) continue;
        last = at;
        return &sources[at];
    }
    return nullptr;
}

class Chain {
   public:
    Chain(Verification& v, const std::optional<std::string>& expected_head)
        : v_(v), expected_head_(expected_head), sources_(leaf_sources(v)) {}

    void verify() {
        Statement rows = v_.database.prepare(
            "SELECT number, time, actor, action, reason, rows, merkle_root, previous, hash FROM change_set ORDER BY "
            "number");
        v_.progress.begin("history", v_.database.integer("SELECT sum(rows) FROM change_set"));
        while (rows.step()) verify_change_set(rows);
        v_.progress.end();
        report_leftovers(number_ + 1);
        verify_head();
    }

   private:
    void verify_change_set(const Statement& row) {
        const std::int64_t number = row.integer(0);
        if (number != ++number_) {
            misfit("store_chain_broken", "Change set " + std::to_string(number_) + " is missing.", number_,
                   std::to_string(number), std::to_string(number_));
            number_ = number;
        }
        ++v_.report.change_sets;
        report_leftovers(number);
        const Hash root = replay(number, row.integer(5));
        if (!has_types(row, "ittttittt") || registers::to_hex(root) != row.text(6)) {
            misfit("store_history_changed",
                   "The rows of change set " + std::to_string(number) + " (" + std::string(row.text(3)) + " by " +
                       std::string(row.text(2)) +
                       ") are not those that were recorded: some were altered, removed, added or moved.",
                   number, registers::to_hex(root), std::string(row.text(6)));
        }
        verify_link(row, number);
    }

    void verify_link(const Statement& row, std::int64_t number) {
        if (row.text(7) != previous_) {
            misfit("store_chain_broken",
                   "Change set " + std::to_string(number) + " does not continue the one before it.", number,
                   std::string(row.text(7)), previous_);
        }
        if (row.text(1) < time_) {
            misfit("store_chain_broken",
                   "Change set " + std::to_string(number) + " bears an earlier time than the one before it.", number,
                   std::string(row.text(1)), "not before " + time_);
        }
        const std::string hash =
            registers::to_hex(registers::hash_change_set({.previous = registers::from_hex(row.text(7)),
                                                          .number = number,
                                                          .time = row.text(1),
                                                          .actor = row.text(2),
                                                          .action = row.text(3),
                                                          .reason = row.text(4),
                                                          .merkle_root = registers::from_hex(row.text(6)),
                                                          .rows = row.integer(5)}));
        if (hash != row.text(8)) {
            misfit("store_chain_broken",
                   "Who, when, why or the root of change set " + std::to_string(number) + " was altered.", number, hash,
                   std::string(row.text(8)));
        }
        previous_ = row.text(8);
        time_ = row.text(1);
        has_expected_ = has_expected_ || (expected_head_ && previous_ == *expected_head_);
    }

    Hash replay(std::int64_t number, std::int64_t rows) {
        registers::MerkleTree tree;
        while (LeafSource* source = find_source(sources_, last_, number, tree.leaves())) {
            tree.add(source->leaf()->hash);
            source->next();
            if (++done_ % 10'000 == 0) v_.progress.advance(done_);
        }
        if (tree.leaves() != rows) {
            misfit("store_history_changed", "Change set " + std::to_string(number) + " lost or gained rows.", number,
                   std::to_string(tree.leaves()), std::to_string(rows));
        }
        return tree.root();
    }

    /// Rows that no change set before `number` knows. One that claims the change set just replayed is too much
    /// there; one that claims an older one stands out of order, in what comes next.
    void report_leftovers(std::int64_t number) {
        for (LeafSource& source : sources_) {
            while (source.leaf() && (source.leaf()->change_set < number || number == number_ + 1)) {
                const std::int64_t claimed = source.leaf()->change_set;
                misfit("store_history_changed",
                       "The table " + source.table() + " holds a row that change set " + std::to_string(claimed) +
                           " does not know.",
                       claimed < number - 1 ? number : claimed);
                source.next();
            }
        }
    }

    void verify_head() {
        v_.report.head = previous_;
        const std::string number = v_.database.text("SELECT value FROM store_meta WHERE key = 'head_number'");
        const std::string hash = v_.database.text("SELECT value FROM store_meta WHERE key = 'head_hash'");
        if (hash != previous_ || number != std::to_string(number_)) {
            misfit("store_head_changed",
                   "The store says that its last change set is " + number + ", but the log ends with " +
                       std::to_string(number_) + ": the end of the history was cut off, added or altered.",
                   number_ + 1, std::to_string(number_) + " " + previous_, number + " " + hash);
        }
        if (expected_head_ && !has_expected_) {
            misfit("store_head_missing",
                   "The history does not hold the hash that was written down: it was cut off, or written anew.",
                   std::nullopt, previous_, *expected_head_);
        }
    }

    void misfit(const char* code, const std::string& message, std::optional<std::int64_t> number,
                const std::string& found = {}, const std::string& expected = {}) {
        v_.add(code, message, number, found, expected);
    }

    Verification& v_;
    const std::optional<std::string>& expected_head_;
    std::vector<LeafSource> sources_;
    std::size_t last_ = 0;
    std::int64_t number_ = 0, done_ = 0;
    std::string previous_ = std::string(64, '0');
    std::string time_;
    bool has_expected_ = false;
};

}  // namespace

void verify_history(Verification& v, const std::optional<std::string>& expected_head) {
    Chain(v, expected_head).verify();
}

}  // namespace cairn::store
