#include <cmath>
#include <limits>

#include "cairn/registers/ledger.hpp"
#include "cairn/store/entity_rows.hpp"
#include "cairn/store/gpkg_geometry.hpp"
#include "cairn/store/gpkg_tables.hpp"
#include "cairn/store/rtree.hpp"
#include "cairn/store/verification.hpp"

namespace cairn::store {
namespace {

using registers::Schema;

/// SQLite and our own builder round outwards by different steps; more than this is no rounding.
constexpr float most_rounding = 4 * std::numeric_limits<float>::epsilon();

bool is_rounded(float kept, float expected) {
    return std::abs(kept - expected) <= most_rounding * std::max(std::abs(expected), 1e-30F);
}

class CurrentTable {
   public:
    CurrentTable(Verification& v, const Schema& schema) : v_(v), schema_(schema), is_spatial_(has_geometry(schema)) {
        last_ = v.database.prepare("SELECT change_set, id, operation, state FROM " + sql_name(revision_table(schema)) +
                                   " WHERE fid = ? ORDER BY revision DESC LIMIT 1");
        if (is_spatial_) {
            box_ = v.database.prepare("SELECT minx, maxx, miny, maxy FROM " + sql_name(rtree_table(schema)) +
                                      " WHERE id = ?");
        }
    }

    void verify() {
        Statement rows = v_.database.prepare("SELECT " + column_list(schema_) + " FROM " + sql_name(schema_.table) +
                                             " ORDER BY fid");
        while (rows.step()) {
            verify_row(rows);
            if (++rows_ % 10'000 == 0) v_.progress.advance(rows_);
        }
        verify_number_of_rows();
        if (is_spatial_) verify_rtree();
        verify_contents();
    }

   private:
    void verify_row(const Statement& row) {
        const std::int64_t fid = row.integer(0);
        const auto entity = read_entity(row, schema_);
        last_.bind(0, fid);
        if (!last_.step()) {
            v_.add("store_current_differs", "Row " + std::to_string(fid) + " of " + schema_.table +
                                                " has no history: it was added outside Cairn.");
            return;
        }
        const std::int64_t change_set = last_.integer(0);
        const bool is_same = entity && last_.text(1) == entity->id && last_.text(2) == "put" &&
                             registers::to_state(*entity) == last_.blob(3);
        last_.reset();
        if (!is_same) {
            v_.add("store_current_differs",
                   "Row " + std::to_string(fid) + " of " + schema_.table + " (" + std::string(row.text(1)) +
                       ") does not say what change set " + std::to_string(change_set) +
                       " recorded: it was altered outside Cairn.",
                   change_set);
        }
        if (!is_spatial_) return;
        if (const auto box = gpkg_box(row.blob(2))) verify_box(fid, *box);
    }

    void verify_box(std::int64_t fid, const Box& box) {
        ++boxes_;
        widen(extent_, box);
        box_.bind(0, fid);
        bool fits = false;
        if (box_.step()) {
            const FloatBox expected = round_outwards(box);
            const auto kept = [&](int column) { return static_cast<float>(box_.real(column)); };
            const bool holds = box_.real(0) <= box.west && box_.real(1) >= box.east && box_.real(2) <= box.south &&
                               box_.real(3) >= box.north;
            fits = holds && is_rounded(kept(0), expected.west) && is_rounded(kept(1), expected.east) &&
                   is_rounded(kept(2), expected.south) && is_rounded(kept(3), expected.north);
            box_.reset();
        }
        if (fits) return;
        v_.add("store_index_differs", "The spatial index of " + schema_.table + " is wrong for row " +
                                          std::to_string(fid) + ": maps may leave it out.");
    }

    void verify_number_of_rows() {
        const std::string table = sql_name(revision_table(schema_));
        const std::int64_t expected = v_.database.integer(
            "SELECT count(*) FROM " + table + " r WHERE operation = 'put' AND NOT EXISTS (SELECT 1 FROM " + table +
            " s WHERE s.fid = r.fid AND s.revision > r.revision)");
        if (rows_ == expected) return;
        v_.add("store_current_differs",
               "The table " + schema_.table +
                   " holds another number of rows than its history: rows were removed or "
                   "added outside Cairn.",
               std::nullopt, std::to_string(rows_), std::to_string(expected));
    }

    void verify_rtree() {
        const std::string rtree = rtree_table(schema_);
        const std::string check = v_.database.text("SELECT rtreecheck(" + sql_text(rtree) + ")");
        const std::int64_t entries = v_.database.integer("SELECT count(*) FROM " + sql_name(rtree));
        const std::int64_t stray = v_.database.integer("SELECT count(*) FROM " + sql_name(rtree + "_node")) -
                                   v_.database.integer("SELECT count(*) FROM " + sql_name(rtree + "_parent")) - 1;
        if (check == "ok" && entries == boxes_ && stray == 0) return;
        v_.add("store_index_differs",
               "The spatial index of " + schema_.table + " is not whole: maps may leave rows out.", std::nullopt,
               check + ", " + std::to_string(entries) + " rows, " + std::to_string(stray) + " stray nodes",
               "ok, " + std::to_string(boxes_) + " rows");
    }

    void verify_contents() {
        Statement row = v_.database.prepare(
            "SELECT min_x, max_x, min_y, max_y, last_change, (SELECT time FROM change_set WHERE number = "
            "ifnull((SELECT "
            "max(change_set) FROM " +
            sql_name(revision_table(schema_)) + "), 1)) FROM gpkg_contents WHERE table_name = ?");
        row.bind(0, std::string_view(schema_.table));
        if (!row.step()) return;  // verify_layout says so
        bool fits = row.text(4) == row.text(5);
        if (extent_) {
            fits =
                fits && has_types(row, "rrrr") && Box{row.real(0), row.real(1), row.real(2), row.real(3)} == *extent_;
        } else {
            fits = fits && row.is_null(0) && row.is_null(1) && row.is_null(2) && row.is_null(3);
        }
        if (fits) return;
        v_.add("store_index_differs",
               "Extent or time of last change of " + schema_.table + " in gpkg_contents is not that of its rows.");
    }

    Verification& v_;
    const Schema& schema_;
    bool is_spatial_;
    Statement last_, box_;
    std::int64_t rows_ = 0, boxes_ = 0;
    std::optional<Box> extent_;
};

}  // namespace

void verify_current(Verification& v) {
    for (const Schema& schema : v.schemas.all()) {
        v.progress.begin(schema.table, v.database.integer("SELECT count(*) FROM " + sql_name(schema.table)));
        CurrentTable(v, schema).verify();
        v.progress.end();
    }
}

}  // namespace cairn::store
