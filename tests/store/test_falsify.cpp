// Random falsifications, from fixed seeds: a random change to a random table. All must be found out.

#include <map>

#include <gtest/gtest.h>

#include "cairn/core/error.hpp"
#include "cairn/core/random.hpp"
#include "store/raw.hpp"
#include "store/sample.hpp"
#include "store/temp_folder.hpp"

namespace cairn::store {
namespace {

std::string quote(const std::string& name) { return "\"" + name + "\""; }

class Forger {
   public:
    Forger(Raw& raw, Random& random) : raw_(raw), random_(random) {}

    /// One change as SQL; empty when the draw cannot be done.
    std::string draw() {
        // How layers are drawn is for users to change (docs/styles.md).
        const auto tables = raw_.column(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> "
            "'layer_styles'");
        table_ = pick(tables);
        const auto what = random_.below(20);
        if (what == 0) {
            way_ = "drop";
            return "DROP " + pick({"TRIGGER " + quote(table_ + "_guard_update"), "TABLE " + quote(table_)});
        }
        if (what <= 3) {
            way_ = "truncate";  // the end of a table, or all of it
            return "DELETE FROM " + quote(table_) + " WHERE rowid >= " + row();
        }
        if (what <= 6) {
            way_ = "delete";
            return "DELETE FROM " + quote(table_) + " WHERE rowid = " + row();
        }
        if (what <= 8) {
            way_ = "repeat";
            return repeat();
        }
        if (what <= 15) {
            way_ = "reorder";  // often of rows that say the same: then it is drawn again
            return swap();
        }
        way_ = "edit";
        return "UPDATE " + quote(table_) + " SET " + quote(column()) + " = " + value() + " WHERE rowid = " + row();
    }
    const std::string& table() const { return table_; }
    const std::string& way() const { return way_; }

   private:
    std::string pick(const std::vector<std::string>& all) { return all.empty() ? "" : all[random_.below(all.size())]; }
    std::vector<std::string> columns() { return raw_.column("SELECT name FROM pragma_table_info('" + table_ + "')"); }
    std::string column() { return pick(columns()); }
    std::string row() {
        const auto rows = raw_.column("SELECT rowid FROM " + quote(table_));
        return rows.empty() ? "-1" : pick(rows);
    }
    /// Some other value: a number, a text, nothing, or bytes.
    std::string value() {
        const std::string number = std::to_string(random_.below(1000));
        return pick({number, "-" + number, number + ".25", "'x" + number + "'", "NULL", "randomblob(1228)",
                     quote(column_) + " || 'x'"});
    }
    /// The row again, at the end of its table.
    std::string repeat() {
        const auto all = columns();
        std::string list;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const bool is_key = i == 0;
            list +=
                (is_key ? "" : ", ") + (is_key ? "(SELECT max(rowid) + 1 FROM " + quote(table_) + ")" : quote(all[i]));
        }
        return "INSERT INTO " + quote(table_) + " SELECT " + list + " FROM " + quote(table_) +
               " WHERE rowid = " + row();
    }
    std::string swap() {
        const std::string a = row();
        const std::string b = row();
        const std::string c = quote(column());
        const std::string t = quote(table_);
        return "UPDATE " + t + " SET " + c + " = (SELECT " + c + " FROM " + t + " o WHERE o.rowid = CASE " + t +
               ".rowid WHEN " + a + " THEN " + b + " ELSE " + a + " END) WHERE rowid IN (" + a + ", " + b + ")";
    }

    Raw& raw_;
    Random& random_;
    std::string table_, way_;
    std::string column_ = "rowid";
};

/// All that a file says, so that a change that changes nothing is not counted. An R-tree that is written to may
/// lay its nodes out anew and still say the same: then these are left out.
std::string contents(Raw& raw, bool with_rtree_nodes) {
    std::string out;
    for (const auto& name : raw.column("SELECT name FROM sqlite_master WHERE type IN ('table', 'trigger')"))
        out += name + ";";
    const std::string except = with_rtree_nodes ? "" : " AND name NOT LIKE 'rtree_%_geom_%'";
    for (const auto& table :
         raw.column("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'" + except)) {
        std::string list;
        for (const auto& column : raw.column("SELECT name FROM pragma_table_info('" + table + "')")) {
            list += (list.empty() ? "" : " || ") + ("quote(" + quote(column) + ") || typeof(" + quote(column) + ")");
        }
        for (const auto& row : raw.column("SELECT " + list + " FROM " + quote(table) + " ORDER BY 1")) out += row;
    }
    return out;
}

bool is_found_out(const std::filesystem::path& file) {
    try {
        NoProgress progress;
        return !open_store(file.string())->verify(progress).is_clean;
    } catch (const Error&) {
        return true;
    }
}

TEST(Falsify, AHundredAndFiftyRandomChangesAreAllFoundOut) {
    const TempFolder folder;
    const auto whole = folder / "whole.gpkg";
    fill(*create_store(whole.string(), sample_header));
    Raw(whole).change("DELETE FROM gpkg_contents WHERE table_name = 'layer_styles'");  // nor is it missed
    ASSERT_FALSE(is_found_out(whole));
    std::map<std::string, int> tables, ways;
    int done = 0;
    for (std::uint64_t seed = 1; done < 150 && seed < 3000; ++seed) {
        Random random(seed);
        const auto file = folder / "s.gpkg";
        std::filesystem::copy_file(whole, file, std::filesystem::copy_options::overwrite_existing);
        std::string sql;
        bool is_changed = false;
        {
            Raw raw(file);
            Forger forger(raw, random);
            sql = forger.draw();
            const bool with_nodes = !forger.table().ends_with("_geom");
            const std::string before = contents(raw, with_nodes);
            is_changed = raw.run(sql).empty() && contents(raw, with_nodes) != before;
            if (is_changed) ++tables[forger.table()], ++ways[forger.way()];
        }
        if (!is_changed) continue;  // such as a table that has no rows
        ++done;
        EXPECT_TRUE(is_found_out(file)) << "seed " << seed << ": " << sql;
    }
    EXPECT_EQ(done, 150);
    EXPECT_GT(tables.size(), 30U) << "tables that were hit";
    for (const char* way : {"edit", "delete", "reorder", "truncate", "repeat"}) EXPECT_GE(ways[way], 10) << way;
}

}  // namespace
}  // namespace cairn::store
