#include "cairn/report/table.hpp"

#include <algorithm>
#include <cstddef>
#include <span>

#include "cairn/report/css.hpp"

namespace cairn::report {
namespace {

constexpr std::size_t rows_on_the_page = 20;

void write_verdict(Page& page, Verdict verdict) {
    struct Look {
        std::string_view css_class, key;
    };
    const Look look = [&]() -> Look {
        switch (verdict) {
            case Verdict::more_than_half: return {"verdict yes", "verdict.more_than_half"};
            case Verdict::spans_half: return {"verdict part", "verdict.spans_half"};
            case Verdict::fewer_than_half: return {"verdict no", "verdict.fewer_than_half"};
            case Verdict::too_few: break;
        }
        return {"verdict few", "verdict.too_few"};
    }();
    page.out.open("span", {{"class", std::string(look.css_class)}}).element("i", "");
    page.out.text(page.words.text(look.key)).close("span");
}

void write_cell(Page& page, const Column& column, const Cell& cell, bool is_head) {
    const std::string_view tag = is_head ? "th" : "td";
    Attributes attributes;
    if (is_head) attributes.push_back({"scope", "row"});
    if (column.is_number) attributes.push_back({"class", "num"});
    if (column.is_interval) attributes.push_back({"class", "ticks"});
    page.out.open(tag, attributes);
    if (cell.mark) write_interval(page, *cell.mark);
    if (cell.verdict) write_verdict(page, *cell.verdict);
    if (!cell.text.empty()) {
        const std::string_view inner = cell.is_strong ? "b" : cell.is_name ? "bdi" : "span";
        page.out.element(inner, cell.text);
    }
    if (!cell.note.empty()) page.out.text(" ").element("small", cell.note);
    page.out.close(tag);
}

void write_head(Page& page, const std::vector<Column>& columns) {
    page.out.open("thead").open("tr");
    for (const Column& column : columns) {
        Attributes attributes{{"scope", "col"}};
        if (column.is_number) attributes.push_back({"class", "num"});
        if (column.is_interval) attributes.push_back({"class", "wide"});
        page.out.open("th", attributes).text(column.head);
        if (column.is_interval) {
            page.out.open("div", {{"class", "axis"}, {"aria-hidden", "true"}});
            for (const int x : {0, 25, 50, 75, 100}) {
                page.out.element("span", {{"style", "--x:" + std::to_string(x)}}, std::to_string(x));
            }
            page.out.close("div");
        }
        page.out.close("th");
    }
    page.out.close("tr").close("thead");
}

void write_rows(Page& page, const Table& table, std::span<const std::vector<Cell>> rows, const std::string& caption) {
    page.out.open("table").element("caption", {{"class", "unseen"}}, caption);
    write_head(page, table.columns);
    page.out.open("tbody");
    for (const auto& row : rows) {
        page.out.open("tr");
        for (std::size_t i = 0; i < row.size() && i < table.columns.size(); ++i) {
            write_cell(page, table.columns[i], row[i], i == 0);
        }
        page.out.close("tr").line();
    }
    page.out.close("tbody").close("table");
}

bool is_empty(const Cell& cell) { return cell.text.empty() && cell.note.empty() && !cell.mark && !cell.verdict; }

Table without_empty_columns(const Table& table) {
    Table out{table.caption, {}, std::vector<std::vector<Cell>>(table.rows.size())};
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const bool is_used = i == 0 || std::any_of(table.rows.begin(), table.rows.end(), [&](const auto& row) {
                                 return i < row.size() && !is_empty(row[i]);
                             });
        if (!is_used) continue;
        out.columns.push_back(table.columns[i]);
        for (std::size_t k = 0; k < table.rows.size(); ++k) {
            out.rows[k].push_back(i < table.rows[k].size() ? table.rows[k][i] : Cell{});
        }
    }
    return out;
}

}  // namespace

IntervalMark interval_mark(const Measure& m) {
    return {.value = is_bounds(m) ? std::nullopt : m.value,
            .low = m.low.value_or(0),
            .high = m.high.value_or(1),
            .chance = m.chance};
}

void write_interval(Page& page, const IntervalMark& mark) {
    const auto percent = [](double share) { return css_number(100 * std::clamp(share, 0.0, 1.0)); };
    std::string style = "--lo:" + percent(mark.low) + ";--hi:" + percent(mark.high);
    if (mark.value) style += ";--v:" + percent(*mark.value);
    if (mark.chance) style += ";--c:" + percent(*mark.chance);
    page.out.open("div", {{"class", mark.value ? "iv" : "iv bounds"}, {"style", style}, {"aria-hidden", "true"}});
    if (mark.chance) page.out.element("i", "");
    if (mark.value) page.out.element("b", "");
    page.out.close("div");
}

void write_table(Page& page, const Table& all) {
    const Table table = without_empty_columns(all);
    const std::span<const std::vector<Cell>> rows(table.rows);
    const std::size_t shown = std::min(rows.size(), rows_on_the_page);
    page.out.open("div", {{"class", "scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", table.caption}});
    write_rows(page, table, rows.first(shown), table.caption);
    page.out.close("div");
    if (shown < rows.size()) {
        const double last = static_cast<double>(rows.size());
        const std::string rest = page.words.text(
            "table.rest",
            {{"first", page.numbers.count(static_cast<double>(shown) + 1)}, {"last", page.numbers.count(last)}});
        page.out.open("details").element("summary", rest).open("div", {{"class", "scroll"}});
        write_rows(page, table, rows.subspan(shown), table.caption + ": " + rest);
        page.out.close("div").close("details");
    }
}

}  // namespace cairn::report
