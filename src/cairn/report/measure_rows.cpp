#include "cairn/report/measure_rows.hpp"

#include <cmath>

#include "cairn/report/phrases.hpp"
#include "cairn/report/table.hpp"

namespace cairn::report {
namespace {

std::string rests_on(const Page& page, const Measure& m) {
    if (is_census(m)) return page.words.text("rows.census");
    std::string text;
    if (m.clusters) text = page.words.plural("rows.clusters", *m.clusters, {{"n", page.numbers.count(*m.clusters)}});
    if (m.n_effective) {
        text += (text.empty() ? "" : ", ") + page.words.plural("rows.n_effective", std::round(*m.n_effective),
                                                               {{"n", page.numbers.count(*m.n_effective)}});
    }
    return text;
}

/// Nothing of a kind among all that was counted: not worth a row, except that none was tested.
bool is_empty_count(const Measure& m) { return is_census(m) && m.numerator == 0.0 && m.measure != "tested_share"; }

}  // namespace

std::string full_name(const Page& page, const Measure& m) {
    std::string name = measure_name(page, m.measure);
    if (m.weighting == Weighting::ground) name = page.words.text("rows.weighted", {{"name", name}});
    if (m.unit == CountUnit::person) name = page.words.text("rows.persons", {{"name", name}});
    if (m.unit == CountUnit::device && m.measure == "coverage")
        name = page.words.text("rows.devices", {{"name", name}});
    return name;
}

void write_measure_rows(Page& page, const std::vector<const Measure*>& measures, const std::string& caption) {
    const auto head = [&](std::string_view key) { return page.words.text(key); };
    Table table{caption,
                {{head("rows.measure")},
                 {head("rows.counts"), true},
                 {head("rows.scale"), false, true},
                 {head("rows.value"), true},
                 {head("rows.range"), true},
                 {head("rows.chance"), true},
                 {head("rows.rests_on")}},
                {}};
    for (const Measure* m : measures) {
        if (is_empty_count(*m)) continue;
        const bool is_share = value_kind(*m) == ValueKind::share && (m->value || is_bounds(*m));
        const bool is_too_few = is_share && m->value && !is_bounds(*m) && standing(m) != Standing::stated;
        table.rows.push_back(
            {{.text = full_name(page, *m), .note = cautions_text(page, m->caution)},
             {.text = counts_text(page, *m)},
             {.mark = is_share ? std::optional(interval_mark(*m)) : std::nullopt},
             {.text = is_too_few ? page.words.text("value.too_few") : point_text(page, *m), .is_strong = !is_too_few},
             {.text = range_text(page, *m)},
             {.text = m->chance ? page.numbers.percent(*m->chance) : ""},
             {.text = rests_on(page, *m)}});
    }
    write_table(page, table);
}

}  // namespace cairn::report
