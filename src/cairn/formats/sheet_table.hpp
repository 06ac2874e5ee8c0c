#pragma once
// The cells of a sheet, row by row, as a table: where its header is, which cells are merged, what they lack.

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "cairn/core/result.hpp"
#include "cairn/formats/reader.hpp"

namespace cairn::formats {

struct SheetCell {
    std::size_t column = 0;  ///< 0 is A
    std::string text;        ///< as a person sees it; empty: blank
    bool is_error = false;   ///< "#REF!", "#N/A" …
    bool is_uncomputed = false;  ///< a formula whose value was never stored
    bool is_text = true;
};

struct SheetRow {
    std::int64_t number = 0;  ///< as the sheet shows it, from 1
    std::vector<SheetCell> cells;  ///< by column, without blanks
    bool is_hidden = false;
    std::size_t text_bytes = 0;  ///< of all cells, and of those that were left out

    /// Leaves the cell out when the row comes to more text than a row may have.
    void add(const SheetCell& cell, const Limits& limits);
    bool is_blank() const { return cells.empty() && text_bytes == 0; }
};

/// A block of cells that are one: its value stands in the first.
struct MergedCells {
    std::int64_t first_row = 0, last_row = 0;
    std::size_t first_column = 0, last_column = 0;
};

class SheetTable {
   public:
    /// All must outlive it. `merged` cells that span rows say the same for each of them.
    SheetTable(const std::vector<MergedCells>& merged, const std::function<bool(RawRow&&)>& on_row,
               const Limits& limits);

    /// Rows in their order; false when no more are wanted.
    bool add(SheetRow&& row);
    /// After the last row.
    Result<RawTable> finish(std::string format);

   private:
    bool give(SheetRow&& row);
    bool start();
    std::size_t find_header() const;
    void name_columns(const SheetRow& header);
    const std::string& name_of(std::size_t column);
    void fill_merged(SheetRow& row);
    void put(const SheetCell& cell, RawRow& raw);

    const std::vector<MergedCells>& merged_;
    const std::function<bool(RawRow&&)>& on_row_;
    const Limits& limits_;
    RawTable table_;
    std::vector<SheetRow> first_;  ///< rows among which the header is looked for
    std::map<std::size_t, std::string> names_;  ///< of columns
    std::set<std::string> known_;
    std::map<std::size_t, SheetCell> spanning_;  ///< values of merged cells, by number of the block
    std::int64_t rows_ = 0, hidden_rows_ = 0, filled_ = 0;
    bool has_header_ = false;
    bool is_stopped_ = false;
    std::optional<Finding> failed_;
};

}  // namespace cairn::formats
