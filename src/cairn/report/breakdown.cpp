#include "cairn/report/breakdown.hpp"

#include <algorithm>

#include "cairn/report/phrases.hpp"
#include "cairn/report/table.hpp"

namespace cairn::report {
namespace {

Verdict verdict_of(const Measure* m) {
    if (standing(m) != Standing::stated) return Verdict::too_few;
    if (*m->low > 0.5) return Verdict::more_than_half;
    return *m->high < 0.5 ? Verdict::fewer_than_half : Verdict::spans_half;
}

/// The counts always; the share only where enough was tested.
Cell share_cell(const Page& page, const Measure* m) {
    if (m == nullptr || !m->denominator) return {};
    if (standing(m) != Standing::stated) return {.text = counts_text(page, *m)};
    return {.text = value_text(page, *m), .note = counts_text(page, *m)};
}

Cell count_cell(const Page& page, const Measure* m) {
    return {.text = m != nullptr && m->denominator ? counts_text(page, *m) : ""};
}

double tested(const BreakdownRow& row, std::string_view measure) {
    const Measure* m = main_of(row, measure);
    return m != nullptr ? m->denominator.value_or(0) : -1;
}

bool less(const BreakdownRow& a, const BreakdownRow& b, std::string_view measure) {
    const Measure* first = main_of(a, measure);
    const Measure* second = main_of(b, measure);
    const bool a_stated = standing(first) == Standing::stated;
    const bool b_stated = standing(second) == Standing::stated;
    if (a_stated != b_stated) return a_stated;
    if (a_stated && *first->value != *second->value) return *first->value > *second->value;
    if (!a_stated && tested(a, measure) != tested(b, measure)) return tested(a, measure) > tested(b, measure);
    return a.name != b.name ? a.name < b.name : a.note < b.note;
}

}  // namespace

void find_measures(const Page& page, BreakdownRow& row) {
    const Measures& m = page.measures;
    row.confirmed = m.find({.measure = "confirmed_rate", .scope = row.scope});
    row.coverage = m.find({.measure = "coverage", .scope = row.scope});
    row.outside = m.find({.measure = "accidents_outside", .scope = row.scope, .unit = CountUnit::event});
    row.tested = m.find({.measure = "tested_share", .scope = row.scope});
    row.located = m.find({.measure = "located_share", .scope = row.scope});
}

const Measure* main_of(const BreakdownRow& row, std::string_view measure) {
    if (measure == "confirmed_rate") return row.confirmed;
    return measure == "coverage" ? row.coverage : row.outside;
}

std::size_t count_stated(const std::vector<BreakdownRow>& rows, std::string_view measure) {
    return static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), [&](const BreakdownRow& row) {
        return standing(main_of(row, measure)) == Standing::stated;
    }));
}

std::string_view main_measure(const std::vector<BreakdownRow>& rows) {
    std::string_view best = "confirmed_rate";
    std::size_t most = 0;
    for (const std::string_view measure : {"confirmed_rate", "coverage", "accidents_outside"}) {
        // by name order above where two are equal: records are what is judged
        if (const std::size_t n = count_stated(rows, measure); n > most) {
            most = n;
            best = measure;
        }
    }
    return best;
}

void sort_rows(std::vector<BreakdownRow>& rows, std::string_view measure) {
    std::stable_sort(rows.begin(), rows.end(),
                     [&](const BreakdownRow& a, const BreakdownRow& b) { return less(a, b, measure); });
}

void write_breakdown(Page& page, const std::vector<BreakdownRow>& rows, std::string_view measure,
                     const std::string& head, const std::string& caption, BreakdownColumns columns) {
    const auto word = [&](std::string_view key) { return page.words.text(key, page.slots()); };
    const std::string main_name =
        page.words.text("breakdown.main_head", {{"measure", measure_name(page, std::string(measure))}});
    Table table{caption,
                {{head},
                 {word("breakdown.tested"), true},
                 {main_name, false, true},
                 {page.words.text("breakdown.in_words")},
                 {word("breakdown.confirmed"), true},
                 {word("breakdown.coverage"), true},
                 {word("breakdown.outside"), true}},
                {}};
    for (const BreakdownRow& row : rows) {
        const Measure* m = main_of(row, measure);
        const bool has_mark = m != nullptr && m->low && m->high;
        table.rows.push_back(
            {{.text = row.name, .note = row.note, .is_name = true},
             {.text = row.tested != nullptr ? counts_text(page, *row.tested) : ""},
             {.mark = has_mark ? std::optional(interval_mark(*m)) : std::nullopt},
             {.verdict = verdict_of(m)},
             share_cell(page, row.confirmed),
             columns.coverage_as_count ? count_cell(page, row.coverage) : share_cell(page, row.coverage),
             share_cell(page, row.outside)});
    }
    write_table(page, table);
}

}  // namespace cairn::report
