#include "cairn/formats/csv.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "cairn/core/text.hpp"
#include "cairn/formats/csv_records.hpp"
#include "cairn/formats/file_findings.hpp"
#include "cairn/formats/utf8.hpp"

namespace cairn::formats {
namespace {

constexpr std::size_t sample_bytes = 65536;

tl::unexpected<Finding> refuse(std::string code, std::string message, std::string found = {},
                               std::string expected = {}) {
    return failure({.code = std::move(code),
                    .severity = Severity::error,
                    .message = std::move(message),
                    .found = std::move(found),
                    .expected = std::move(expected)});
}

Result<std::vector<std::string>> read_header(const std::vector<std::string>& cells) {
    std::vector<std::string> columns;
    std::set<std::string> seen;
    for (const auto& cell : cells) {
        if (!is_utf8(cell)) {
            return refuse("not_utf8", "The header line has bytes that are not UTF-8. Save the file again as UTF-8.",
                          replace_invalid(cell), "text in UTF-8");
        }
        std::string name(trim(cell));
        if (name.empty()) name = "column " + std::to_string(columns.size() + 1);
        if (!seen.insert(name).second) {
            return refuse("duplicate_column",
                          "The column name \"" + name +
                              "\" stands twice in the header line. Give each column a "
                              "name of its own.",
                          name, "each column name once");
        }
        columns.push_back(std::move(name));
    }
    return columns;
}

void keep_surplus(RawRow& row, const std::vector<std::string>& cells, std::size_t expected, char delimiter) {
    std::string surplus;
    for (std::size_t i = expected; i < cells.size(); ++i) {
        if (i > expected) surplus += delimiter;
        surplus += cells[i];
    }
    const std::string blanks = std::string(" \t") + delimiter;
    if (surplus.find_first_not_of(blanks) == std::string::npos) return;
    row.values[surplus_column] = replace_invalid(surplus);
    row.findings.push_back({.code = "row_too_long",
                            .severity = Severity::error,
                            .message = "The row has more cells than the header line. A text with the delimiter in it "
                                       "needs quotes around it.",
                            .found = std::to_string(cells.size()) + " cells",
                            .expected = std::to_string(expected) + " cells"});
}

/// A row takes the place of the one before it, whose memory it uses again.
class RowMaker {
   public:
    explicit RowMaker(const RawTable& table) : table_(table) {
        for (std::size_t i = 0; i < table.columns.size(); ++i) by_name_.push_back(i);
        std::sort(by_name_.begin(), by_name_.end(),
                  [&](std::size_t a, std::size_t b) { return table.columns[a] < table.columns[b]; });
    }

    void make(RawRow& row, const std::vector<std::string>& cells) const;

   private:
    const RawTable& table_;
    std::vector<std::size_t> by_name_;  ///< places in columns, in the order of names
};

void RowMaker::make(RawRow& row, const std::vector<std::string>& cells) const {
    const RawTable& table = table_;
    row.source_id.reset();
    row.geometry.reset();
    row.geometry_finding.reset();
    row.findings.clear();
    bool has_bad_bytes = false;
    auto at = row.values.begin();
    const auto drop_until = [&](const std::string* name) {
        while (at != row.values.end() && (name == nullptr || at->first < *name)) at = row.values.erase(at);
    };
    for (const std::size_t i : by_name_) {
        if (i >= cells.size() || is_blank(cells[i])) continue;
        drop_until(&table.columns[i]);
        const bool is_good = is_utf8(cells[i]);
        has_bad_bytes |= !is_good;
        if (at == row.values.end() || at->first != table.columns[i])
            at = row.values.emplace_hint(at, table.columns[i], std::string());
        if (is_good)
            at->second.assign(cells[i]);
        else
            at->second = replace_invalid(cells[i]);
        ++at;
    }
    drop_until(nullptr);
    if (has_bad_bytes) row.findings.push_back(not_utf8_row());
    if (cells.size() > table.columns.size()) keep_surplus(row, cells, table.columns.size(), table.delimiter);
    if (cells.size() < table.columns.size()) {
        row.findings.push_back({.code = "row_too_short",
                                .severity = Severity::error,
                                .message = "The row has fewer cells than the header line: it may be cut off.",
                                .found = std::to_string(cells.size()) + " cells",
                                .expected = std::to_string(table.columns.size()) + " cells"});
    }
}

/// The length of a first line "sep=;" with its end, which Excel writes and honours, and the sign; absent: there is
/// none.
struct StatedDelimiter {
    std::size_t bytes = 0;
    char sign = ',';
};
std::optional<StatedDelimiter> find_stated_delimiter(std::string_view sample) {
    const bool is_quoted = sample.starts_with('"');
    const std::string_view line = sample.substr(is_quoted ? 1 : 0, 8);
    if (line.size() < 5 || to_lower_ascii(std::string(line.substr(0, 4))) != "sep=") return std::nullopt;
    constexpr std::string_view signs = ",;|\t:";
    std::size_t at = 5;
    if (signs.find(line[4]) == std::string_view::npos) return std::nullopt;
    if (is_quoted && (line.size() <= at || line[at++] != '"')) return std::nullopt;
    if (at < line.size() && line[at] != '\r' && line[at] != '\n') return std::nullopt;
    return StatedDelimiter{.bytes = at + (is_quoted ? 1 : 0), .sign = line[4]};
}

/// The records of a file, of which the first can be looked at before they are read.
class FirstRecords {
   public:
    explicit FirstRecords(CsvRecords& records) : records_(records) {
        std::vector<std::string> cells;
        std::size_t bytes = 0;
        while (first_.size() < most_records && bytes < most_bytes && records_.read(cells)) {
            for (const std::string& cell : cells) bytes += cell.size() + 1;
            first_.push_back(cells);
        }
    }

    bool read(std::vector<std::string>& cells) {
        if (next_ == first_.size()) return records_.read(cells);
        cells = std::move(first_[next_++]);
        return true;
    }

    /// Lines above a table, its titles, are filled less far than its rows; 0: there are none.
    std::size_t count_titles() const {
        const std::size_t width = usual_width();
        for (std::size_t i = 0; i < first_.size(); ++i) {
            std::size_t filled = 0, texts = 0;
            for (const std::string& cell : first_[i]) {
                if (is_blank(cell)) continue;
                ++filled;
                if (!looks_like_number(cell)) ++texts;
            }
            if (filled * 10 < width * 6) continue;
            return texts * 2 > filled ? i : 0;
        }
        return 0;
    }

   private:
    static constexpr std::size_t most_records = 30, most_bytes = 1 << 20;

    static bool looks_like_number(std::string_view cell) {
        return trim(cell).find_first_not_of("0123456789.,+-eE ") == std::string_view::npos;
    }

    /// Cells of most records; of two widths that are as frequent, that of the record that comes first.
    std::size_t usual_width() const {
        std::map<std::size_t, std::size_t> records;
        for (const auto& cells : first_) ++records[cells.size()];
        std::size_t width = 0;
        for (const auto& cells : first_) {
            if (width == 0 || records[cells.size()] > records[width]) width = cells.size();
        }
        return width;
    }

    CsvRecords& records_;
    std::vector<std::vector<std::string>> first_;
    std::size_t next_ = 0;
};

Finding tell_titles(const std::string& first_title, std::size_t lines) {
    return {.code = "title_lines",
            .severity = Severity::note,
            .message = std::to_string(lines) + (lines == 1 ? " line" : " lines") +
                       " above the line with the names of the columns were taken for titles, and are no rows.",
            .found = first_title,
            .expected = "names of columns in the first line"};
}

}  // namespace

Result<RawTable> read_csv(Input& input, const std::function<bool(RawRow&&)>& on_row, const Limits& limits) {
    input.skip_byte_order_mark();
    const std::string_view sample = input.look_ahead(sample_bytes);
    RawTable table;
    table.format = "CSV";
    if (const auto stated = find_stated_delimiter(sample)) {
        table.delimiter = stated->sign;
        input.skip(stated->bytes);
    } else {
        table.delimiter = detect_delimiter(sample.substr(0, sample_bytes), sample.size() < sample_bytes);
    }

    CsvRecords records(input, table.delimiter, limits.max_text_bytes_per_row, limits.max_columns);
    FirstRecords all(records);
    std::vector<std::string> cells;
    const std::size_t titles = all.count_titles();
    bool has_header = all.read(cells);
    if (titles > 0) {
        table.notes.push_back(tell_titles(replace_invalid(cells.front()), titles));
        table.header_row = static_cast<std::int64_t>(titles) + 1;
        for (std::size_t i = 0; i < titles; ++i) has_header = all.read(cells);
    }
    if (!has_header) {
        if (records.problem().empty()) {
            return refuse("empty_file", "The file has no header line: there is nothing to read.", "an empty file",
                          "a header line and rows");
        }
        return refuse("broken_file", "The header line cannot be read: " + records.problem() + ".", records.problem(),
                      "a header line of at most " + std::to_string(limits.max_columns) + " columns");
    }
    auto columns = read_header(cells);
    if (!columns) return failure(columns.error());
    if (auto bad = find_bad_columns(*columns, limits)) return failure(*std::move(bad));
    table.columns = *std::move(columns);

    const RowMaker maker(table);
    RawRow row;
    std::int64_t rows = 0;
    while (all.read(cells)) {
        if (++rows > limits.max_rows) return failure(too_many_rows(limits));
        maker.make(row, cells);
        row.number = rows;
        if (!on_row(std::move(row))) return table;
    }
    if (!records.problem().empty()) {
        return refuse("broken_file",
                      "The file cannot be read beyond " +
                          (rows == 0 ? "its line of column names" : "row " + std::to_string(rows)) + ": " +
                          records.problem() + ". Correct what follows it, or export the file again.",
                      records.problem(), "rows that end");
    }
    table.rows = rows;
    return table;
}

}  // namespace cairn::formats
