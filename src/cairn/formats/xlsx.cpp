// XLSX: ECMA-376, part 1, clause 18.

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "cairn/core/text.hpp"
#include "cairn/formats/cell_text.hpp"
#include "cairn/formats/number_text.hpp"
#include "cairn/formats/sheet_table.hpp"
#include "cairn/formats/workbook.hpp"
#include "cairn/formats/xml_stream.hpp"
#include "cairn/formats/zip_member.hpp"

namespace cairn::formats {
namespace {

constexpr std::int64_t most_rows = 1'048'576;  // Excel's own
constexpr std::size_t most_columns = 16'384;
constexpr std::size_t most_merged = 20'000;
constexpr std::size_t most_shared_bytes = std::size_t{1} << 30;

using Step = std::optional<Finding>;  ///< why it cannot go on

/// A member of the zip as XML; `is_needed`: that it is missing is a failure.
Step read_part(const std::filesystem::path& file, const std::string& name, bool is_needed, const Limits& limits,
               XmlStream& xml) {
    const auto found = read_zip_member(file, name, limits, [&xml](std::string_view piece) { return xml.feed(piece); });
    if (!found) return found.error();
    if (*found) return xml.finish();
    if (!is_needed) return std::nullopt;
    return Finding{
        .code = "broken_file",
        .severity = Severity::error,
        .message = "The workbook lacks its part \"" + name.substr(0, 100) + "\". Save it again, or ask for it again.",
        .found = "no " + name.substr(0, 100),
        .expected = "a whole workbook"};
}

struct Sheet {
    std::string name;
    std::string part;  ///< of the zip
    bool is_hidden = false;
};

struct Book {
    std::vector<Sheet> sheets;
    bool is_1904 = false;
};

std::string part_of(std::string target) {
    if (target.starts_with('/')) return target.substr(1);
    return "xl/" + target;
}

Result<Book> read_book(const std::filesystem::path& file, const Limits& limits) {
    std::map<std::string, std::string, std::less<>> parts;
    const auto ignore_end = [](std::string_view) {};
    const auto ignore_text = [](std::string_view) {};
    XmlStream relations({[&](std::string_view name, const XmlAttributes& with) {
                             const std::string_view type = with["Type"];
                             if (name == "Relationship" && type.ends_with("/worksheet") &&
                                 with["TargetMode"] != "External") {
                                 parts.emplace(with["Id"], part_of(std::string(with["Target"])));
                             }
                         },
                         ignore_end, ignore_text});
    if (auto problem = read_part(file, "xl/_rels/workbook.xml.rels", true, limits, relations)) {
        return failure(*std::move(problem));
    }
    Book book;
    XmlStream workbook({[&](std::string_view name, const XmlAttributes& with) {
                            if (name == "workbookPr")
                                book.is_1904 = with["date1904"] == "1" || with["date1904"] == "true";
                            if (name != "sheet" || book.sheets.size() > limits.max_columns) return;
                            const auto part = parts.find(with["id"]);
                            if (part == parts.end()) return;  // a chart
                            const std::string_view state = with["state"];
                            book.sheets.push_back(
                                {std::string(with["name"]), part->second, state == "hidden" || state == "veryHidden"});
                        },
                        ignore_end, ignore_text});
    if (auto problem = read_part(file, "xl/workbook.xml", true, limits, workbook)) return failure(*std::move(problem));
    if (book.sheets.empty()) {
        return failure({.code = "broken_file",
                        .severity = Severity::error,
                        .message = "The workbook has no sheet with cells of its own. Open it in a spreadsheet program, "
                                   "and save it again.",
                        .found = "no sheet",
                        .expected = "at least one sheet"});
    }
    return book;
}

/// Texts that cells share; phonetic readings beside them are not part of them.
Result<std::vector<std::string>> read_shared_texts(const std::filesystem::path& file, const Limits& limits) {
    std::vector<std::string> texts;
    std::size_t bytes = 0;
    bool is_in_text = false;
    int phonetic = 0;
    XmlStream* stream = nullptr;
    XmlStream xml({[&](std::string_view name, const XmlAttributes&) {
                       if (name == "si") texts.emplace_back();
                       if (name == "rPh") ++phonetic;
                       is_in_text = name == "t" && phonetic == 0;
                   },
                   [&](std::string_view name) {
                       if (name == "rPh") --phonetic;
                       if (name == "t") is_in_text = false;
                   },
                   [&](std::string_view text) {
                       if (!is_in_text || texts.empty()) return;
                       bytes += text.size();
                       if (bytes > most_shared_bytes) return stream->stop();
                       texts.back() += text;
                   }});
    stream = &xml;
    if (auto problem = read_part(file, "xl/sharedStrings.xml", false, limits, xml)) return failure(*std::move(problem));
    if (bytes > most_shared_bytes) {
        return failure({.code = "archive_too_large",
                        .severity = Severity::error,
                        .message = "The workbook has more than 1 GiB of text. Divide it.",
                        .found = "more than 1 GiB of text",
                        .expected = "at most 1 GiB"});
    }
    return texts;
}

/// How numbers are shown, by the style that a cell names.
Result<std::vector<NumberFormat>> read_formats(const std::filesystem::path& file, const Limits& limits) {
    std::map<int, NumberFormat> own;
    std::vector<NumberFormat> formats;
    bool is_in_cells = false;
    const auto id_of = [](std::string_view text) {
        return static_cast<int>(std::clamp(parse_number(text).value_or(0), 0.0, 1e6));
    };
    XmlStream xml({[&](std::string_view name, const XmlAttributes& with) {
                       if (name == "numFmt") own[id_of(with["numFmtId"])] = parse_number_format(with["formatCode"]);
                       if (name == "cellXfs") is_in_cells = true;
                       if (name != "xf" || !is_in_cells || formats.size() > 100'000) return;
                       const int id = id_of(with["numFmtId"]);
                       const auto at = own.find(id);
                       formats.push_back(at != own.end() ? at->second : built_in_format(id));
                   },
                   [&](std::string_view name) {
                       if (name == "cellXfs") is_in_cells = false;
                   },
                   [](std::string_view) {}});
    if (auto problem = read_part(file, "xl/styles.xml", false, limits, xml)) return failure(*std::move(problem));
    return formats;
}

/// Merged blocks stand behind the cells: they are read first.
Result<std::vector<MergedCells>> read_merged(const std::filesystem::path& file, const std::string& part,
                                             const Limits& limits) {
    std::vector<MergedCells> merged;
    XmlStream xml({[&](std::string_view name, const XmlAttributes& with) {
                       if (name != "mergeCell" || merged.size() >= most_merged) return;
                       const std::string_view range = with["ref"];
                       const auto colon = range.find(':');
                       MergedCells block;
                       if (colon == std::string_view::npos ||
                           !parse_reference(range.substr(0, colon), block.first_column, block.first_row) ||
                           !parse_reference(range.substr(colon + 1), block.last_column, block.last_row)) {
                           return;
                       }
                       if (block.last_row > block.first_row) merged.push_back(block);
                   },
                   [](std::string_view) {}, [](std::string_view) {}});
    if (auto problem = read_part(file, part, true, limits, xml)) return failure(*std::move(problem));
    return merged;
}

/// Cells of one sheet, as they stand in its XML.
class SheetReader {
   public:
    SheetReader(const Book& book, const std::vector<std::string>& texts, const std::vector<NumberFormat>& formats,
                SheetTable& table, const Limits& limits)
        : book_(book), texts_(texts), formats_(formats), table_(table), limits_(limits) {}

    XmlHandlers handlers() {
        return {[this](std::string_view name, const XmlAttributes& with) { begin(name, with); },
                [this](std::string_view name) { end(name); },
                [this](std::string_view text) {
                    if (is_in_value_ && value_.size() < limits_.max_text_bytes_per_row) value_ += text;
                }};
    }
    void set_stream(XmlStream& stream) { stream_ = &stream; }
    const Step& problem() const { return problem_; }

   private:
    void begin(std::string_view name, const XmlAttributes& with) {
        if (name == "row") {
            const auto number = parse_number(with["r"]);
            const std::int64_t next = row_.number + 1;
            row_ = {.number = number && *number >= 1 ? static_cast<std::int64_t>(std::min(*number, 1e9)) : next};
            row_.is_hidden = with["hidden"] == "1" || with["hidden"] == "true";
            if (row_.number < next)
                fail("row " + std::to_string(row_.number) + " stands after row " + std::to_string(next - 1));
            if (row_.number > most_rows)
                fail("row " + std::to_string(row_.number) + ", where a sheet ends at " + std::to_string(most_rows));
        } else if (name == "c") {
            begin_cell(with);
        } else if (name == "f") {
            has_formula_ = true;
        } else if (name == "v" || (name == "t" && phonetic_ == 0)) {
            is_in_value_ = true;
        } else if (name == "rPh") {
            ++phonetic_;
        }
    }

    void begin_cell(const XmlAttributes& with) {
        std::size_t column = next_column_;
        std::int64_t row = 0;
        if (const auto reference = with["r"]; !reference.empty() && !parse_reference(reference, column, row)) {
            fail("a cell called \"" + std::string(first_bytes(reference, 20)) + "\"");
        }
        if (!row_.cells.empty() && column <= row_.cells.back().column) fail("cells that are not in order");
        if (column >= most_columns) fail("more than " + std::to_string(most_columns) + " columns");
        cell_ = {.column = column};
        next_column_ = column + 1;
        type_ = with["t"];
        const auto style = parse_number(with["s"]);
        const bool has_style = style && *style >= 0 && *style < static_cast<double>(formats_.size());
        format_ = has_style ? formats_[static_cast<std::size_t>(*style)] : NumberFormat{};
        value_.clear();
        has_formula_ = false;
    }

    void end(std::string_view name) {
        if (name == "v" || name == "t") is_in_value_ = false;
        if (name == "rPh") --phonetic_;
        if (name == "c") end_cell();
        if (name != "row" || problem_) return;
        next_column_ = 0;
        if (!table_.add(std::exchange(row_, {.number = row_.number}))) stream_->stop();
    }

    void end_cell() {
        cell_.is_text = type_ == "s" || type_ == "str" || type_ == "inlineStr";
        cell_.is_error = type_ == "e";
        cell_.is_uncomputed = has_formula_ && value_.empty() && type_ != "str";
        cell_.text = text();
        if (!cell_.text.empty() || cell_.is_uncomputed) row_.add(cell_, limits_);
    }

    std::string text() {
        if (type_ == "s") {
            const auto at = parse_number(value_);
            if (at && *at >= 0 && *at < static_cast<double>(texts_.size()))
                return texts_[static_cast<std::size_t>(*at)];
            if (!value_.empty()) fail("a shared text that is not there");
            return {};
        }
        if (type_ == "b") return value_ == "1" ? "true" : value_ == "0" ? "false" : value_;
        if (type_ == "d") return without_midnight(value_);
        if (!type_.empty() && type_ != "n") return value_;
        const auto number = parse_number(value_);
        if (!number) return value_;
        if (format_.is_date) return date_cell(*number, book_.is_1904);
        return number_cell(value_, format_);
    }

    void fail(const std::string& found) {
        if (problem_) return;
        problem_ = Finding{.code = "broken_file",
                           .severity = Severity::error,
                           .message = "The sheet cannot be read: it has " + found +
                                      ". Open the workbook in a spreadsheet program, and save it again.",
                           .found = found,
                           .expected = "rows and cells in their order"};
        stream_->stop();
    }

    const Book& book_;
    const std::vector<std::string>& texts_;
    const std::vector<NumberFormat>& formats_;
    SheetTable& table_;
    const Limits& limits_;
    XmlStream* stream_ = nullptr;
    SheetRow row_;
    SheetCell cell_;
    std::size_t next_column_ = 0;
    std::string type_, value_;
    NumberFormat format_;
    bool has_formula_ = false, is_in_value_ = false;
    int phonetic_ = 0;
    Step problem_;
};

/// Rows with a value, of a workbook with several sheets: for the question which of them is meant. Absent for large
/// ones, where it is only told whether there is any.
std::optional<std::int64_t> count_filled(const std::filesystem::path& file, const std::string& part,
                                         const Limits& limits) {
    std::error_code error;
    const bool is_small = std::filesystem::file_size(file, error) < 4'000'000;
    std::int64_t rows = 0;
    bool is_filled = false;
    XmlStream* stream = nullptr;
    XmlStream xml({[&](std::string_view name, const XmlAttributes&) {
                       if (name == "row") is_filled = false;
                       if (name != "v" && name != "t") return;
                       if (!std::exchange(is_filled, true)) ++rows;
                       if (!is_small) stream->stop();
                   },
                   [](std::string_view) {}, [](std::string_view) {}});
    stream = &xml;
    if (read_part(file, part, true, limits, xml)) return std::nullopt;
    return rows == 0 || is_small ? std::optional(rows) : std::nullopt;
}

}  // namespace

Result<TableList> list_xlsx(const std::filesystem::path& file, const Limits& limits) {
    const auto book = read_book(file, limits);
    if (!book) return failure(book.error());
    TableList out;
    for (const Sheet& sheet : book->sheets) {
        const bool is_one = book->sheets.size() == 1;
        out.push_back({.name = sheet.name,
                       .rows = is_one ? std::nullopt : count_filled(file, sheet.part, limits),
                       .is_secondary = sheet.is_hidden});
    }
    return out;
}

Result<RawTable> read_xlsx(const std::filesystem::path& file, const std::string& sheet,
                           const std::function<bool(RawRow&&)>& on_row, const Limits& limits) {
    const auto book = read_book(file, limits);
    if (!book) return failure(book.error());
    const auto at = std::find_if(book->sheets.begin(), book->sheets.end(),
                                 [&sheet](const Sheet& each) { return each.name == sheet; });
    if (at == book->sheets.end()) {
        return failure({.code = "no_such_table",
                        .severity = Severity::error,
                        .message = "The workbook has no such sheet.",
                        .found = sheet,
                        .expected = "one of its sheets"});
    }
    const auto texts = read_shared_texts(file, limits);
    if (!texts) return failure(texts.error());
    const auto formats = read_formats(file, limits);
    if (!formats) return failure(formats.error());
    const auto merged = read_merged(file, at->part, limits);
    if (!merged) return failure(merged.error());
    SheetTable table(*merged, on_row, limits);
    SheetReader reader(*book, *texts, *formats, table, limits);
    XmlStream xml(reader.handlers());
    reader.set_stream(xml);
    if (auto problem = read_part(file, at->part, true, limits, xml)) return failure(*std::move(problem));
    if (reader.problem()) return failure(*reader.problem());
    return table.finish("XLSX");
}

}  // namespace cairn::formats
