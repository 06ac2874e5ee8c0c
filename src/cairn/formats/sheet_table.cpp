#include "cairn/formats/sheet_table.hpp"

#include <algorithm>
#include <utility>

#include "cairn/core/text.hpp"
#include "cairn/formats/cell_text.hpp"
#include "cairn/formats/file_findings.hpp"
#include "cairn/formats/utf8.hpp"

namespace cairn::formats {
namespace {

constexpr std::size_t rows_to_search = 30;

Finding note(std::string code, std::string message, std::string found, std::string expected,
             Severity severity = Severity::note) {
    return {.code = std::move(code),
            .severity = severity,
            .message = std::move(message),
            .found = std::move(found),
            .expected = std::move(expected)};
}

}  // namespace

void SheetRow::add(const SheetCell& cell, const Limits& limits) {
    text_bytes += cell.text.size();
    if (text_bytes <= limits.max_text_bytes_per_row) cells.push_back(cell);
}

SheetTable::SheetTable(const std::vector<MergedCells>& merged, const std::function<bool(RawRow&&)>& on_row,
                       const Limits& limits)
    : merged_(merged), on_row_(on_row), limits_(limits) {}

bool SheetTable::add(SheetRow&& row) {
    if (is_stopped_ || failed_) return false;
    fill_merged(row);
    if (row.is_blank()) return true;
    if (has_header_) return give(std::move(row));
    first_.push_back(std::move(row));
    return first_.size() < rows_to_search || start();
}

/// A merged block of more than one row says the same in each; the program that shows it writes it once.
void SheetTable::fill_merged(SheetRow& row) {
    for (std::size_t i = 0; i < merged_.size(); ++i) {
        const MergedCells& block = merged_[i];
        if (row.number < block.first_row || row.number > block.last_row || block.first_row == block.last_row) continue;
        const auto at =
            std::lower_bound(row.cells.begin(), row.cells.end(), block.first_column,
                             [](const SheetCell& cell, std::size_t column) { return cell.column < column; });
        const bool is_there = at != row.cells.end() && at->column == block.first_column;
        if (row.number == block.first_row) {
            if (is_there) spanning_[i] = *at;
        } else if (const auto value = spanning_.find(i); value != spanning_.end() && !is_there) {
            row.text_bytes += value->second.text.size();
            if (row.text_bytes > limits_.max_text_bytes_per_row) continue;
            row.cells.insert(at, value->second);
            ++filled_;
        }
    }
}

/// The first row that is filled nearly as far as the widest: titles and notes above a table are narrower.
std::size_t SheetTable::find_header() const {
    std::size_t widest = 0;
    for (const SheetRow& row : first_) widest = std::max(widest, row.cells.size());
    for (std::size_t i = 0; i < first_.size(); ++i) {
        const auto& cells = first_[i].cells;
        const auto texts = static_cast<std::size_t>(
            std::count_if(cells.begin(), cells.end(), [](const SheetCell& cell) { return cell.is_text; }));
        if (cells.size() * 10 >= widest * 6 && texts * 2 > cells.size()) return i;
    }
    return 0;
}

void SheetTable::name_columns(const SheetRow& header) {
    std::size_t repeated = 0;
    for (const SheetCell& cell : header.cells) {
        std::string name(trim(replace_invalid(cell.text)));
        std::replace(name.begin(), name.end(), '\n', ' ');
        if (name.empty()) continue;
        if (known_.contains(name)) {
            ++repeated;
            name += " (column " + column_letters(cell.column) + ")";
        }
        known_.insert(name);
        names_[cell.column] = name;
        table_.columns.push_back(std::move(name));
    }
    if (repeated > 0) {
        table_.notes.push_back(note("duplicate_column",
                                    std::to_string(repeated) +
                                        " columns have the name of another before them; the letter of the column was "
                                        "added to it. Give each a name of its own.",
                                    std::to_string(repeated) + " columns", "each column name once", Severity::warning));
    }
}

bool SheetTable::start() {
    has_header_ = true;
    if (first_.empty()) return true;
    const std::size_t header = find_header();
    table_.header_row = first_[header].number;
    name_columns(first_[header]);
    if (auto bad = find_bad_columns(table_.columns, limits_)) {
        failed_ = *std::move(bad);
        return false;
    }
    std::vector<SheetRow> rows = std::exchange(first_, {});
    for (std::size_t i = header + 1; i < rows.size(); ++i) {
        if (!give(std::move(rows[i]))) return false;
    }
    return true;
}

const std::string& SheetTable::name_of(std::size_t column) {
    const auto at = names_.find(column);
    if (at != names_.end()) return at->second;
    std::string name = "column " + column_letters(column);
    while (known_.contains(name)) name += " ";
    known_.insert(name);
    table_.columns.push_back(name);
    return names_.emplace(column, std::move(name)).first->second;
}

void SheetTable::put(const SheetCell& cell, RawRow& raw) {
    const std::string& name = name_of(cell.column);
    if (cell.is_error) {
        Finding finding = note("cell_error",
                               "The formula of the cell came to an error, which stands there as its value. "
                               "Correct the formula, or the cell.",
                               cell.text, "a value", Severity::warning);
        finding.field = name;
        raw.findings.push_back(std::move(finding));
    }
    if (cell.is_uncomputed) {
        Finding finding = note("formula_without_value",
                               "The cell has a formula that was never computed: it counts as blank. Open the file in a "
                               "spreadsheet program, save it, and import it again.",
                               "a formula without a value", "a value", Severity::warning);
        finding.field = name;
        raw.findings.push_back(std::move(finding));
        return;
    }
    if (is_blank(cell.text)) return;
    if (!is_utf8(cell.text)) raw.findings.push_back(not_utf8_row());
    raw.values.emplace(name, replace_invalid(cell.text));
}

bool SheetTable::give(SheetRow&& row) {
    if (++rows_ > limits_.max_rows) {
        failed_ = too_many_rows(limits_);
        return false;
    }
    if (row.is_hidden) ++hidden_rows_;
    RawRow raw;
    raw.number = row.number;
    for (const SheetCell& cell : row.cells) put(cell, raw);
    if (row.text_bytes > limits_.max_text_bytes_per_row)
        raw.findings.push_back(too_much_text_row(row.text_bytes, limits_));
    if (table_.columns.size() > limits_.max_columns) {
        failed_ = too_many_columns(limits_);
        return false;
    }
    if (!on_row_(std::move(raw))) is_stopped_ = true;
    return !is_stopped_;
}

Result<RawTable> SheetTable::finish(std::string format) {
    if (!has_header_ && !failed_) start();
    if (failed_) return failure(*std::move(failed_));
    table_.format = std::move(format);
    if (table_.columns.empty() && !is_stopped_) {
        return failure({.code = "empty_file",
                        .severity = Severity::error,
                        .message = "The sheet is empty: there is nothing to read. Name another, or ask for it again.",
                        .found = "an empty sheet",
                        .expected = "a header row and rows"});
    }
    if (hidden_rows_ > 0) {
        table_.notes.push_back(
            note("hidden_rows",
                 std::to_string(hidden_rows_) +
                     " rows of the sheet are hidden (by hand or by a filter). They were read like the others.",
                 std::to_string(hidden_rows_) + " hidden rows", "rows that are shown", Severity::warning));
    }
    if (filled_ > 0) {
        table_.notes.push_back(note("merged_cells",
                                    "Cells that are merged over several rows count for each of them: " +
                                        std::to_string(filled_) + " cells were filled from above.",
                                    std::to_string(filled_) + " cells", "one value in each cell"));
    }
    if (!is_stopped_) table_.rows = rows_;
    return std::move(table_);
}

}  // namespace cairn::formats
