// ODS: OASIS OpenDocument 1.3, part 3, clause 9.

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "cairn/formats/cell_text.hpp"
#include "cairn/formats/number_text.hpp"
#include "cairn/formats/sheet_table.hpp"
#include "cairn/formats/workbook.hpp"
#include "cairn/formats/xml_stream.hpp"
#include "cairn/formats/zip_member.hpp"

namespace cairn::formats {
namespace {

constexpr std::int64_t most_rows = 1'048'576;
constexpr std::size_t most_columns = 16'384;
constexpr std::size_t most_cells = 100'000'000;  // that repetitions may make

/// A count of repetitions: at least 1, at most what a sheet can hold.
std::int64_t repeated(std::string_view text) {
    const auto number = parse_number(text);
    if (!number || *number < 1) return 1;
    return static_cast<std::int64_t>(std::min(*number, 1e9));
}

/// Walks content.xml; hands out the cells of one sheet, or only the names of all.
class Content {
   public:
    Content(std::string sheet, SheetTable* table, std::vector<MergedCells>* merged, const Limits& limits)
        : sheet_(std::move(sheet)), table_(table), merged_(merged), limits_(limits) {}

    Result<TableList> walk(const std::filesystem::path& file) {
        XmlStream xml({[this](std::string_view name, const XmlAttributes& with) { begin(name, with); },
                       [this](std::string_view name) { end(name); },
                       [this](std::string_view text) { add_text(text); }});
        stream_ = &xml;
        const auto found =
            read_zip_member(file, "content.xml", limits_, [&xml](std::string_view piece) { return xml.feed(piece); });
        if (!found) return failure(found.error());
        auto problem = problem_ ? problem_ : xml.finish();
        if (!*found) problem = broken("no content");
        if (problem) return failure(*std::move(problem));
        return std::move(sheets_);
    }

   private:
    static Finding broken(const std::string& what) {
        return {.code = "broken_file",
                .severity = Severity::error,
                .message = "The sheet cannot be read: it has " + what +
                           ". Open the workbook in a spreadsheet program, and save it again.",
                .found = what,
                .expected = "a sheet of at most " + std::to_string(most_rows) + " rows"};
    }
    void fail(const std::string& what) {
        if (!problem_) problem_ = broken(what);
        stream_->stop();
    }

    /// Only the names of all sheets, and how many rows of each have a value.
    bool is_list() const { return table_ == nullptr && merged_ == nullptr; }

    /// Within a cell: what stands there is none of the sheet's.
    bool is_in_inner_table() const { return tables_open_ > 1; }

    void begin(std::string_view name, const XmlAttributes& with) {
        if (name == "style") style_ = with["name"];
        if (name == "table-properties" && with["display"] == "false") hidden_styles_.insert(style_);
        if (name == "table") begin_sheet(with);
        if (!is_in_sheet_ || is_in_inner_table()) return;
        if (name == "table-row") {
            row_ = {.number = row_number_ + 1};
            row_.is_hidden = with["visibility"] == "collapse" || with["visibility"] == "filter";
            row_repeats_ = repeated(with["number-rows-repeated"]);
            next_column_ = 0;
        } else if (name == "table-cell" || name == "covered-table-cell") {
            begin_cell(with);
        } else if (is_in_cell_) {
            begin_in_cell(name, with);
        }
    }

    void begin_sheet(const XmlAttributes& with) {
        ++tables_open_;
        if (is_in_inner_table()) return;
        if (sheets_.size() > limits_.max_columns) return fail("too many sheets");
        const std::string name(with["name"]);
        sheets_.push_back({.name = name, .is_secondary = hidden_styles_.contains(std::string(with["style-name"]))});
        is_in_sheet_ = table_ != nullptr && name == sheet_;
        if (table_ == nullptr) is_in_sheet_ = merged_ == nullptr || name == sheet_;
        if (is_list()) sheets_.back().rows = 0;
        row_number_ = 0;
    }

    void begin_cell(const XmlAttributes& with) {
        is_in_cell_ = true;
        cell_ = {.column = next_column_};
        cell_repeats_ = repeated(with["number-columns-repeated"]);
        type_ = with["value-type"];
        const bool is_date = type_ == "date";
        stored_ = is_date              ? with["date-value"]
                  : type_ == "time"    ? with["time-value"]
                  : type_ == "boolean" ? with["boolean-value"]
                                       : with["value"];
        has_formula_ = !with["formula"].empty();
        cell_.is_error = false;
        text_.clear();
        paragraphs_ = 0;
        const std::int64_t spans = repeated(with["number-rows-spanned"]);
        if (merged_ != nullptr && spans > 1 && merged_->size() < 20'000) {
            merged_->push_back({row_number_ + 1, row_number_ + spans, next_column_, next_column_});
        }
    }

    void begin_in_cell(std::string_view name, const XmlAttributes& with) {
        if (name == "annotation") ++notes_open_;
        if (notes_open_ > 0) return;
        if (name == "p" && paragraphs_++ > 0) text_ += '\n';
        if (name == "p") ++text_open_;
        if (name == "s" && text_.size() < limits_.max_text_bytes_per_row)
            text_.append(static_cast<std::size_t>(std::min<std::int64_t>(repeated(with["c"]), 1000)), ' ');
        if (name == "tab") text_ += '\t';
        if (name == "line-break") text_ += '\n';
    }

    void add_text(std::string_view text) {
        if (!is_in_cell_ || is_in_inner_table() || notes_open_ > 0 || text_open_ == 0) return;
        if (text_.size() < limits_.max_text_bytes_per_row) text_ += text;
    }

    void end(std::string_view name) {
        if (name == "table") end_sheet();
        if (!is_in_sheet_ || is_in_inner_table()) return;
        if (name == "annotation" && notes_open_ > 0) --notes_open_;
        if (name == "p" && notes_open_ == 0 && text_open_ > 0) --text_open_;
        if (name == "table-cell" || name == "covered-table-cell") end_cell();
        if (name == "table-row") end_row();
    }

    void end_sheet() {
        if (--tables_open_ > 0 || !is_in_sheet_) return;
        is_in_sheet_ = false;
        if (!is_list()) stream_->stop();  // the sheet is whole
    }

    std::string shown() const {
        if (type_ == "date") return without_midnight(stored_);
        if (type_ == "boolean") return stored_;
        if (type_ == "float" || type_ == "currency") return with_zeros(number_cell(stored_));
        if (type_ == "percentage") return number_cell(stored_);
        return text_;
    }

    /// "00123" in a cell whose number is 123: the zeros belong to the number.
    std::string with_zeros(std::string number) const {
        const bool is_whole = text_.find_first_not_of("0123456789") == std::string::npos;
        const bool is_same = is_whole && text_.size() > number.size() && text_.ends_with(number) &&
                             text_.find_first_not_of('0') == text_.size() - number.size();
        return is_same ? text_ : number;
    }

    void end_cell() {
        is_in_cell_ = false;
        cell_.text = shown();
        cell_.is_text = type_ == "string" || type_.empty();
        const bool is_told_error = text_.starts_with("#") || text_.starts_with("Err:");
        cell_.is_error = has_formula_ && is_told_error;
        if (cell_.is_error) cell_.text = text_;
        cell_.is_uncomputed = has_formula_ && type_.empty() && text_.empty();
        const bool is_blank = cell_.text.empty() && !cell_.is_uncomputed;
        const std::size_t first = next_column_;
        next_column_ += static_cast<std::size_t>(cell_repeats_);
        if (is_blank) return;
        if (next_column_ > most_columns) return fail("more than " + std::to_string(most_columns) + " columns");
        for (std::size_t column = first; column < next_column_; ++column) {
            cell_.column = column;
            row_.add(cell_, limits_);
        }
    }

    void end_row() {
        const std::int64_t first = row_number_ + 1;
        row_number_ += row_repeats_;
        if (row_.is_blank()) return;
        if (is_list()) {
            *sheets_.back().rows += row_repeats_;
            return;
        }
        if (row_number_ > most_rows) return fail("more than " + std::to_string(most_rows) + " rows");
        for (std::int64_t number = first; number <= row_number_; ++number) {
            cells_ += row_.cells.size();
            if (cells_ > most_cells) return fail("more than " + std::to_string(most_cells) + " cells");
            if (table_ == nullptr) continue;
            SheetRow row = row_;
            row.number = number;
            if (!table_->add(std::move(row))) return stream_->stop();
        }
    }

    const std::string sheet_;
    SheetTable* table_;
    std::vector<MergedCells>* merged_;
    const Limits& limits_;
    XmlStream* stream_ = nullptr;
    TableList sheets_;
    std::set<std::string> hidden_styles_;
    std::string style_, type_, stored_, text_;
    SheetRow row_;
    SheetCell cell_;
    std::int64_t row_number_ = 0, row_repeats_ = 1, cell_repeats_ = 1;
    std::size_t next_column_ = 0, cells_ = 0;
    int tables_open_ = 0, notes_open_ = 0, text_open_ = 0, paragraphs_ = 0;
    bool is_in_sheet_ = false, is_in_cell_ = false, has_formula_ = false;
    std::optional<Finding> problem_;
};

}  // namespace

Result<TableList> list_ods(const std::filesystem::path& file, const Limits& limits) {
    auto sheets = Content({}, nullptr, nullptr, limits).walk(file);
    if (sheets && sheets->empty()) {
        return failure({.code = "broken_file",
                        .severity = Severity::error,
                        .message = "The workbook has no sheet. Open it in a spreadsheet program, and save it again.",
                        .found = "no sheet",
                        .expected = "at least one sheet"});
    }
    return sheets;
}

Result<RawTable> read_ods(const std::filesystem::path& file, const std::string& sheet,
                          const std::function<bool(RawRow&&)>& on_row, const Limits& limits) {
    std::vector<MergedCells> merged;
    if (const auto met = Content(sheet, nullptr, &merged, limits).walk(file); !met) return failure(met.error());
    SheetTable table(merged, on_row, limits);
    if (const auto met = Content(sheet, &table, nullptr, limits).walk(file); !met) return failure(met.error());
    return table.finish("ODS");
}

}  // namespace cairn::formats
