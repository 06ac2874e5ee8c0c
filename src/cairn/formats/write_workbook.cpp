#include "cairn/formats/write_workbook.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <set>
#include <xlsxwriter.h>

#include "cairn/core/error.hpp"
#include "cairn/core/text.hpp"
#include "cairn/core/wkt.hpp"
#include "cairn/formats/utf8.hpp"
#include "cairn/formats/whole_file.hpp"

namespace cairn::formats {
namespace {

constexpr std::size_t most_rows = 1'048'575;  // below the header
constexpr std::size_t most_columns = 16'384;
constexpr std::size_t longest_cell = 32'767;  // characters, in UTF-16 units
constexpr std::size_t longest_note = 1'500;   // more cannot be read in the box
constexpr std::size_t longest_name = 31;      // of a sheet
constexpr double widest_column = 60;
constexpr double about_width = 90;
constexpr const char* geometry_column = "geometry_wkt";

/// Bytes of the longest beginning that has at most `units` UTF-16 units. Precondition: UTF-8.
std::size_t fitting(std::string_view text, std::size_t units) {
    std::size_t end = 0, used = 0;
    while (end < text.size()) {
        const std::size_t length = std::max<std::size_t>(1, sequence_length(text.substr(end)));
        const std::size_t wide = length == 4 ? 2 : 1;
        if (used + wide > units) break;
        used += wide;
        end += length;
    }
    return end;
}

/// Characters, as far as code points are.
std::size_t shown_length(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::size_t shown_width(std::string_view text) {
    std::size_t width = 0, longest = 0;
    for (const char c : text) {
        if (c == '\n') width = 0;
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++width;
        longest = std::max(longest, width);
    }
    return longest;
}

/// Without the characters that a sheet's name must not have, and unique without case.
std::string sheet_name(const std::string& wanted, std::set<std::string>& taken) {
    std::string plain;
    for (const char c : wanted) plain += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : '_';
    plain = plain.substr(0, fitting(plain, longest_name));
    if (plain.empty()) plain = "sheet";
    std::string name = plain;
    for (int i = 2; !taken.insert(to_lower_ascii(name)).second; ++i) {
        const std::string end = " " + std::to_string(i);
        name = plain.substr(0, fitting(plain, longest_name - end.size())) + end;
    }
    return name;
}

/// Which texts stand where on the sheet "codes".
class ChoiceLists {
   public:
    std::size_t add(const std::vector<std::string>& texts) {
        const auto [at, is_new] = places_.try_emplace(texts, lists_.size());
        if (is_new) lists_.push_back(texts);
        return at->second;
    }
    std::string reference(const std::vector<std::string>& texts) {
        const std::size_t column = add(texts);
        char from[LXW_MAX_CELL_NAME_LENGTH], to[LXW_MAX_CELL_NAME_LENGTH];
        lxw_rowcol_to_cell_abs(from, 0, static_cast<lxw_col_t>(column), 1, 1);
        lxw_rowcol_to_cell_abs(to, static_cast<lxw_row_t>(texts.size() - 1), static_cast<lxw_col_t>(column), 1, 1);
        return std::string("=codes!") + from + ":" + to;
    }
    const std::vector<std::vector<std::string>>& lists() const { return lists_; }

   private:
    std::map<std::vector<std::string>, std::size_t> places_;
    std::vector<std::vector<std::string>> lists_;
};

class WorkbookWriter {
   public:
    WorkbookWriter(const std::filesystem::path& file, const std::filesystem::path& named) : named_(named) {
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        book_ = workbook_new_opt(file.c_str(), &options);
        if (book_ == nullptr) fail(LXW_ERROR_MEMORY_MALLOC_FAILED);
        for (const bool is_locked : {false, true}) {
            for (const bool is_marked : {false, true}) {
                for (const bool is_date : {false, true}) {
                    lxw_format* format = workbook_add_format(book_);
                    if (!is_locked) format_set_unlocked(format);
                    if (is_locked) format_set_font_color(format, 0x5F6B67);
                    if (is_marked) format_set_bg_color(format, 0xFBECEF);
                    if (is_marked) format_set_border_color(format, 0x9B1C3B);
                    if (is_marked) format_set_border(format, LXW_BORDER_THIN);
                    format_set_num_format(format, is_date ? "yyyy-mm-dd" : "General");
                    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
                    formats_[{is_locked, is_marked, is_date}] = format;
                }
            }
        }
        heading_ = workbook_add_format(book_);
        format_set_bold(heading_);
        format_set_bottom(heading_, LXW_BORDER_THIN);
        format_set_bg_color(heading_, 0xECEDE8);
        paragraph_ = workbook_add_format(book_);
        format_set_text_wrap(paragraph_);
        format_set_align(paragraph_, LXW_ALIGN_VERTICAL_TOP);
    }
    ~WorkbookWriter() {
        if (book_ != nullptr) lxw_workbook_free(book_);
    }
    WorkbookWriter(const WorkbookWriter&) = delete;
    WorkbookWriter& operator=(const WorkbookWriter&) = delete;

    void write(const Workbook& workbook) {
        lxw_doc_properties properties{};
        std::string title = replace_invalid(workbook.title);
        properties.title = title.data();
        workbook_set_properties(book_, &properties);
        // Taken before any sheet of the caller's: its own are found under these names.
        for (const char* name : {"about", "columns", "codes", "long_texts"}) taken_names_.insert(name);
        if (!workbook.about.empty()) write_about(workbook);
        for (const Sheet& sheet : workbook.sheets) {
            // An empty layer is a sheet too: that there is none is said.
            for (std::size_t begin = 0; begin == 0 || begin < sheet.layer.rows.size(); begin += most_rows)
                write_sheet(sheet, begin, std::min(begin + most_rows, sheet.layer.rows.size()));
        }
        write_columns(workbook);
        if (!long_texts_.empty()) write_long_texts();
        if (!choices_.lists().empty()) write_codes();
    }

    void close() {
        const lxw_error error = workbook_close(book_);
        book_ = nullptr;  // workbook_close frees it, also when it fails
        if (error != LXW_NO_ERROR) fail(error);
    }

    std::vector<LongText>& long_texts() { return long_texts_; }

   private:
    struct FormatKey {
        bool is_locked = false, is_marked = false, is_date = false;
        auto operator<=>(const FormatKey&) const = default;
    };
    /// A sheet while it is written.
    struct Open {
        lxw_worksheet* sheet = nullptr;
        std::string name;
        std::vector<double> widths;
    };

    [[noreturn]] void fail(lxw_error error) {
        throw WorldError("\"" + named_.string() + "\" cannot be written: " + lxw_strerror(error) + ".");
    }
    void check(lxw_error error) {
        if (error != LXW_NO_ERROR) fail(error);
    }

    Open add_sheet(const std::string& name, std::size_t columns) {
        Open open{.sheet = workbook_add_worksheet(book_, name.c_str()), .name = name, .widths = {}};
        if (open.sheet == nullptr) fail(LXW_ERROR_MEMORY_MALLOC_FAILED);
        open.widths.assign(columns, 8);
        return open;
    }

    void write_text(Open& open, std::size_t row, std::size_t column, const std::string& text, lxw_format* format) {
        check(worksheet_write_string(open.sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                                     text.c_str(), format));
        if (column < open.widths.size()) {
            const double wide = static_cast<double>(shown_width(text)) + 2;
            open.widths[column] = std::max(open.widths[column], std::min(wide, widest_column));
        }
    }

    void set_widths(Open& open, const Sheet* sheet, const std::vector<std::string>& columns) {
        for (std::size_t i = 0; i < open.widths.size(); ++i) {
            // So that the blank cells of a protected sheet can be filled.
            const bool is_open =
                sheet != nullptr && !sheet->locked_columns.empty() && !is_locked(*sheet, columns.at(i));
            const auto at = static_cast<lxw_col_t>(i);
            check(worksheet_set_column(open.sheet, at, at, open.widths[i], is_open ? formats_.at({}) : nullptr));
        }
    }

    void write_about(const Workbook& workbook) {
        Open open = add_sheet("about", 0);
        std::size_t row = 0;
        for (const auto& [heading, text] : workbook.about) {
            // Stated, for not every program finds the height of a wrapped text by itself.
            const double lines = std::ceil(static_cast<double>(shown_length(text)) / about_width);
            check(
                worksheet_set_row(open.sheet, static_cast<lxw_row_t>(row), 16 * std::clamp(lines, 1.0, 25.0), nullptr));
            if (!heading.empty()) write_text(open, row, 0, replace_invalid(heading), heading_);
            const std::string clean = replace_invalid(text);
            write_text(open, row, 1, clean.substr(0, fitting(clean, longest_cell)), paragraph_);
            ++row;
        }
        check(worksheet_set_column(open.sheet, 0, 0, 24, nullptr));
        check(worksheet_set_column(open.sheet, 1, 1, about_width + 10, nullptr));
        worksheet_fit_to_pages(open.sheet, 1, 0);
    }

    static bool is_locked(const Sheet& sheet, const std::string& column) {
        return std::find(sheet.locked_columns.begin(), sheet.locked_columns.end(), column) !=
               sheet.locked_columns.end();
    }

    void write_sheet(const Sheet& sheet, std::size_t begin, std::size_t end) {
        const Layer& layer = sheet.layer;
        std::vector<std::string> columns;
        for (const Column& column : layer.columns) columns.push_back(column.name);
        const bool has_own = std::find(columns.begin(), columns.end(), geometry_column) != columns.end();
        const bool has_geometry = !has_own && std::any_of(layer.rows.begin(), layer.rows.end(),
                                                          [](const Entity& row) { return row.geometry.has_value(); });
        if (has_geometry) columns.emplace_back(geometry_column);
        if (columns.empty() || columns.size() > most_columns) {
            throw CallError("The layer " + layer.name + " has " + std::to_string(columns.size()) +
                            " columns; a sheet holds 1 to 16 384. Choose another format.");
        }
        Open open = add_sheet(sheet_name(layer.name, taken_names_), columns.size());
        for (std::size_t i = 0; i < columns.size(); ++i) write_text(open, 0, i, replace_invalid(columns[i]), heading_);
        std::map<std::pair<std::size_t, std::string>, const CellNote*> notes;
        for (const CellNote& note : sheet.notes) notes[{note.row, note.column}] = &note;
        for (std::size_t i = begin; i < end; ++i) {
            for (std::size_t c = 0; c < columns.size(); ++c) {
                const auto note = notes.find({i, columns[c]});
                const bool is_marked = note != notes.end();
                write_cell(open, sheet, i, i - begin + 1, c, is_marked);
                if (is_marked) write_note(open, i - begin + 1, c, note->second->text);
            }
        }
        finish(open, sheet, columns, end - begin);
        for (const auto& choice : sheet.choices) {
            const auto at = std::find(columns.begin(), columns.end(), choice.column);
            if (choice.first_row >= end || choice.last_row < begin || at == columns.end()) continue;
            const std::size_t first = std::max(choice.first_row, begin) - begin + 1;
            const std::size_t last = std::min(choice.last_row, end - 1) - begin + 1;
            offer(open, first, last, static_cast<std::size_t>(at - columns.begin()), choice.texts);
        }
    }

    void finish(Open& open, const Sheet& sheet, const std::vector<std::string>& columns, std::size_t rows) {
        worksheet_freeze_panes(open.sheet, 1, 0);
        const auto last = static_cast<lxw_col_t>(columns.size() - 1);
        check(worksheet_autofilter(open.sheet, 0, 0, static_cast<lxw_row_t>(std::max<std::size_t>(rows, 1)), last));
        worksheet_repeat_rows(open.sheet, 0, 0);
        worksheet_set_landscape(open.sheet);
        set_widths(open, &sheet, columns);
        // A number that was kept as text is text on purpose.
        char range[LXW_MAX_CELL_RANGE_LENGTH];
        lxw_rowcol_to_range(range, 0, 0, static_cast<lxw_row_t>(std::max<std::size_t>(rows, 1)), last);
        worksheet_ignore_errors(open.sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range);
        for (std::size_t c = 0; c < sheet.layer.columns.size(); ++c)
            if (!sheet.layer.columns[c].choices.empty() && rows > 0)
                offer(open, 1, rows, c, sheet.layer.columns[c].choices);
        if (sheet.locked_columns.empty()) return;
        lxw_protection allowed{};
        allowed.format_cells = allowed.format_columns = allowed.format_rows = LXW_TRUE;
        allowed.sort = allowed.autofilter = LXW_TRUE;
        allowed.objects = LXW_TRUE;  // notes can be moved and sized
        worksheet_protect(open.sheet, nullptr, &allowed);
    }

    /// A person may write another text all the same: the import says what it thinks of it.
    void offer(Open& open, std::size_t first, std::size_t last, std::size_t column,
               const std::vector<std::string>& texts) {
        std::string source = choices_.reference(texts);
        std::string title = "Not in the list";
        std::string message = "The import knows the texts of the list. Another one may set the row aside.";
        lxw_data_validation validation{};
        validation.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        validation.value_formula = source.data();
        validation.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
        validation.error_title = title.data();
        validation.error_message = message.data();
        validation.ignore_blank = LXW_VALIDATION_ON;
        validation.show_input = LXW_VALIDATION_ON;
        validation.show_error = LXW_VALIDATION_ON;
        validation.dropdown = LXW_VALIDATION_ON;
        const auto at = static_cast<lxw_col_t>(column);
        check(worksheet_data_validation_range(open.sheet, static_cast<lxw_row_t>(first), at,
                                              static_cast<lxw_row_t>(last), at, &validation));
    }

    void write_note(Open& open, std::size_t row, std::size_t column, const std::string& text) {
        const std::string clean = replace_invalid(text);
        const std::string shown = clean.substr(0, fitting(clean, longest_note));
        lxw_comment_options options{};
        options.width = 320;
        options.height = static_cast<std::uint16_t>(std::clamp<std::size_t>(40 + shown.size() / 45 * 18, 60, 400));
        options.color = 0xFFF6DC;
        check(worksheet_write_comment_opt(open.sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                                          shown.c_str(), &options));
    }

    void write_cell(Open& open, const Sheet& sheet, std::size_t entry, std::size_t row, std::size_t c, bool is_marked) {
        const Layer& layer = sheet.layer;
        const Entity& entity = layer.rows[entry];
        FormatKey key{.is_locked = false, .is_marked = is_marked, .is_date = false};
        if (c >= layer.columns.size()) {
            if (entity.geometry)
                write_long(open, entry, entity, row, c, geometry_column, wkt_of(*entity.geometry), formats_.at(key));
            else if (is_marked)
                write_blank(open, row, c, formats_.at(key));
            return;
        }
        const Column& column = layer.columns[c];
        key.is_locked = !sheet.locked_columns.empty() && is_locked(sheet, column.name);
        Value id;
        const Value* value = value_of(entity, column, id);
        if (value == nullptr) {
            if (is_marked || key.is_locked) write_blank(open, row, c, formats_.at(key));
        } else {
            write_value(open, entry, entity, row, c, column.name, *value, key);
        }
    }

    void write_blank(Open& open, std::size_t row, std::size_t column, lxw_format* format) {
        check(worksheet_write_blank(open.sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), format));
    }

    void write_value(Open& open, std::size_t entry, const Entity& entity, std::size_t row, std::size_t c,
                     const std::string& column, const Value& value, FormatKey key) {
        const auto r = static_cast<lxw_row_t>(row);
        const auto at = static_cast<lxw_col_t>(c);
        lxw_format* format = formats_.at(key);
        // The spreadsheet counts in doubles.
        constexpr std::int64_t largest_whole = std::int64_t{1} << 53;
        const auto* whole = std::get_if<std::int64_t>(&value);
        const auto* real = std::get_if<double>(&value);
        const auto* date = std::get_if<Date>(&value);
        if (whole != nullptr && *whole >= -largest_whole && *whole <= largest_whole) {
            check(worksheet_write_number(open.sheet, r, at, static_cast<double>(*whole), format));
        } else if (real != nullptr && std::isfinite(*real)) {
            check(worksheet_write_number(open.sheet, r, at, *real, format));
        } else if (const auto* flag = std::get_if<bool>(&value)) {
            check(worksheet_write_boolean(open.sheet, r, at, *flag ? 1 : 0, format));
        } else if (const auto serial = date == nullptr ? std::nullopt : serial_of(*date)) {
            key.is_date = true;
            check(worksheet_write_number(open.sheet, r, at, *serial, formats_.at(key)));
            open.widths[c] = std::max(open.widths[c], 12.0);
        } else if (real == nullptr) {
            write_long(open, entry, entity, row, c, column, replace_invalid(to_text(value)), format);
        }
    }

    /// Days since 1899-12-30; absent before 1900-03-01, where spreadsheets do not agree, and for a month or a year.
    static std::optional<double> serial_of(const Date& date) {
        if (date.precision != DatePrecision::day) return std::nullopt;
        const std::chrono::sys_days zero = std::chrono::year(1899) / 12 / 30;
        const auto days = (date.first - zero).count();
        if (days < 61) return std::nullopt;
        return static_cast<double>(days);
    }

    static std::string wkt_of(const GeoGeometry& geometry) {
        return to_wkt(map_positions<XY>(geometry, [](const LonLat& p) { return XY{p.lon_deg, p.lat_deg}; }));
    }

    void write_long(Open& open, std::size_t entry, const Entity& entity, std::size_t row, std::size_t c,
                    const std::string& column, const std::string& text, lxw_format* format) {
        // A cell ends at a NUL, which no text of ours should have.
        const std::size_t end = std::min(fitting(text, longest_cell), text.find('\0'));
        if (end < text.size()) {
            const std::string id = entity.id.empty() ? std::to_string(entry + 1) : entity.id;
            long_texts_.push_back({open.name, id, column, text});
        }
        write_text(open, row, c, text.substr(0, end), format);
    }

    void write_columns(const Workbook& workbook) {
        Open open = add_sheet("columns", 4);
        const char* heads[] = {"sheet", "column", "label", "definition"};
        for (std::size_t i = 0; i < 4; ++i) write_text(open, 0, i, heads[i], heading_);
        std::size_t row = 0;
        for (const Sheet& sheet : workbook.sheets) {
            for (const Column& column : sheet.layer.columns) {
                if (column.label.empty() && column.definition.empty()) continue;
                const std::string* cells[] = {&sheet.layer.name, &column.name, &column.label, &column.definition};
                ++row;
                for (std::size_t i = 0; i < 4; ++i) write_text(open, row, i, replace_invalid(*cells[i]), nullptr);
            }
        }
        worksheet_freeze_panes(open.sheet, 1, 0);
        set_widths(open, nullptr, {});
        if (row == 0) worksheet_hide(open.sheet);
    }

    void write_long_texts() {
        Open open = add_sheet("long_texts", 5);
        const char* heads[] = {"sheet", "id", "column", "piece", "text"};
        for (std::size_t i = 0; i < 5; ++i) write_text(open, 0, i, heads[i], heading_);
        std::size_t row = 0;
        for (const LongText& each : long_texts_) {
            std::string_view rest = each.text;
            for (int piece = 1; !rest.empty() && row < most_rows; ++piece) {
                // Single bytes that a cell cannot hold stand as the character that says so.
                const std::size_t size = std::min(fitting(rest, longest_cell), rest.find('\0'));
                ++row;
                write_text(open, row, 0, each.table, nullptr);
                write_text(open, row, 1, each.id, nullptr);
                write_text(open, row, 2, each.field, nullptr);
                check(worksheet_write_number(open.sheet, static_cast<lxw_row_t>(row), 3, piece, nullptr));
                write_text(open, row, 4,
                           size == 0 ? std::string(replacement_character) : std::string(rest.substr(0, size)), nullptr);
                rest.remove_prefix(std::max<std::size_t>(size, 1));
            }
        }
        worksheet_freeze_panes(open.sheet, 1, 0);
        set_widths(open, nullptr, {});
    }

    void write_codes() {
        const auto& lists = choices_.lists();
        Open open = add_sheet("codes", lists.size());
        std::size_t longest = 0;
        for (const auto& list : lists) longest = std::max(longest, list.size());
        for (std::size_t row = 0; row < longest; ++row)
            for (std::size_t c = 0; c < lists.size(); ++c)
                if (row < lists[c].size()) write_text(open, row, c, replace_invalid(lists[c][row]), nullptr);
        worksheet_hide(open.sheet);
    }

    std::filesystem::path named_;
    lxw_workbook* book_ = nullptr;
    std::map<FormatKey, lxw_format*> formats_;
    lxw_format* heading_ = nullptr;
    lxw_format* paragraph_ = nullptr;
    std::set<std::string> taken_names_;
    ChoiceLists choices_;
    std::vector<LongText> long_texts_;
};

}  // namespace

std::vector<LongText> write_workbook(const std::filesystem::path& file, const Workbook& workbook) {
    TemporaryName name(file);
    WorkbookWriter writer(name.path(), file);
    writer.write(workbook);
    writer.close();
    name.commit();
    return std::move(writer.long_texts());
}

}  // namespace cairn::formats
