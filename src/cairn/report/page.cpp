#include "cairn/report/page.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>

#include "cairn/report/css.hpp"

namespace cairn::report {
namespace {

constexpr std::size_t rows_on_the_page = 20;

std::string number_text(const Page& page, double value) {
    const bool is_whole = std::abs(value - std::round(value)) < 1e-6;
    return is_whole ? page.numbers.count(value) : page.numbers.estimate(value);
}

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

}  // namespace

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

std::string spaced(std::string_view code) {
    std::string out(code);
    std::replace_if(out.begin(), out.end(), [](char c) { return c == '_' || c == '-'; }, ' ');
    return out;
}

std::string Page::package_name(const std::string& id) const {
    const auto at =
        std::find_if(input.packages.begin(), input.packages.end(), [&](const Package& p) { return p.id == id; });
    return at == input.packages.end() || at->name.empty() ? id : at->name;
}

std::string Page::area_name(const std::string& id) const {
    const auto at = input.area_names.find(id);
    return at == input.area_names.end() || at->second.empty() ? id : at->second;
}

bool Page::is_todays_residue() const {
    const auto& cautions = input.assessment.cautions;
    return scores_hazards() || std::find(cautions.begin(), cautions.end(), "todays_residue") != cautions.end();
}

Slots Page::slots(Slots more) const {
    const bool is_residue = is_todays_residue();
    more.push_back({"footprint", words.text(is_residue ? "noun.polygon" : "noun.record")});
    more.push_back({"footprints", words.text(is_residue ? "noun.polygons" : "noun.records")});
    more.push_back({"tolerance", tolerance()});
    return more;
}

void write_runs(Markup& out, const std::vector<Run>& runs) {
    for (const Run& run : runs) {
        if (run.is_strong) {
            out.element("b", run.text);
        } else {
            out.text(run.text);
        }
    }
}

void write_message(Page& page, std::string_view tag, std::string_view css_class, std::string_view key,
                   const Slots& slots) {
    Attributes attributes;
    if (!css_class.empty()) attributes.push_back({"class", std::string(css_class)});
    page.out.open(tag, attributes);
    write_runs(page.out, page.words.runs(key, slots));
    page.out.close(tag).line();
}

void write_table(Page& page, const Table& table) {
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

std::string point_text(const Page& page, const Measure& m) {
    if (!m.value) {
        if (is_bounds(m)) return {};
        return page.words.text(m.caution == "cannot_be_told" ? "value.cannot_be_told" : "value.none");
    }
    switch (value_kind(m)) {
        case ValueKind::ratio: return page.numbers.ratio(*m.value);
        case ValueKind::count: return number_text(page, *m.value);
        case ValueKind::share: break;
    }
    return page.numbers.percent(*m.value, m.denominator);
}

std::string range_text(const Page& page, const Measure& m) {
    if (!m.low || !m.high) return {};
    switch (value_kind(m)) {
        case ValueKind::ratio: return page.numbers.ratio_range(*m.low, *m.high);
        case ValueKind::count:
            return number_text(page, *m.low) + page.words.symbols().range + number_text(page, *m.high);
        case ValueKind::share: break;
    }
    return page.numbers.percent_range(*m.low, *m.high, m.denominator);
}

std::string value_text(const Page& page, const Measure& m) {
    const std::string range = range_text(page, m);
    if (!m.value && is_bounds(m) && m.low && m.high) {
        return page.words.text("value.bounds",
                               {{"low", page.numbers.percent(*m.low)}, {"high", page.numbers.percent(*m.high)}});
    }
    const std::string point = point_text(page, m);
    return range.empty() || !m.value ? point : point + "\u00A0(" + range + ")";
}

std::string counts_text(const Page& page, const Measure& m) {
    if (!m.numerator || !m.denominator || m.weighting == Weighting::ground) return {};
    const std::string_view slash = "\u202F/\u202F";
    if (m.unit == CountUnit::square_metre) {
        return page.numbers.area(*m.numerator) + std::string(slash) + page.numbers.area(*m.denominator);
    }
    return number_text(page, *m.numerator) + std::string(slash) + number_text(page, *m.denominator);
}

std::string measure_name(const Page& page, const std::string& code) {
    const std::string key = "measure." + code;
    return page.words.has(key) ? page.words.text(key) : spaced(code);
}

std::string caution_text(const Page& page, const std::string& code) {
    const std::string key = "caution." + code;
    return page.words.has(key) ? page.words.text(key) : spaced(code) + ".";
}

std::string fraction_text(const Page& page, double share, const std::string& things) {
    struct Fraction {
        double share;
        std::string_view key;
    };
    // What people say: tenths, and the quarters and thirds that lie between them.
    static constexpr Fraction fractions[] = {
        {0.1, "fraction.1"},
        {0.2, "fraction.2"},
        {0.25, "fraction.quarter"},
        {0.3, "fraction.3"},
        {1.0 / 3, "fraction.third"},
        {0.4, "fraction.4"},
        {0.5, "fraction.half"},
        {0.6, "fraction.6"},
        {2.0 / 3, "fraction.two_thirds"},
        {0.7, "fraction.7"},
        {0.75, "fraction.three_quarters"},
        {0.8, "fraction.8"},
        {0.9, "fraction.9"},
    };
    std::string_view key = "fraction.few";
    if (share > 0.95) {
        key = "fraction.most";
    } else if (share >= 0.05) {
        const auto nearest = std::min_element(
            std::begin(fractions), std::end(fractions),
            [&](const auto& a, const auto& b) { return std::abs(a.share - share) < std::abs(b.share - share); });
        key = nearest->key;
    }
    return page.words.text(key, {{"things", things}});
}

IntervalMark interval_mark(const Measure& m) {
    return {.value = m.value, .low = m.low.value_or(0), .high = m.high.value_or(1), .chance = m.chance};
}

}  // namespace cairn::report
