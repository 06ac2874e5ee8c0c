// How far records and finds agree: as curves over the tolerance, and as a table at the called-out one.

#include <algorithm>
#include <utility>

#include "cairn/report/measure_rows.hpp"
#include "cairn/report/sections.hpp"
#include "cairn/report/svg_chart.hpp"

namespace cairn::report {
namespace {

void write_chart(Page& page, std::string_view measure, std::string_view label, std::string_view title) {
    Curve curve{page.words.text(label, page.slots()), page.measures.find_curve({.measure = measure}), true};
    if (curve.points.size() < 2) return;
    const Measure* at = page.measures.find({.measure = measure});
    const std::string name = page.words.text(title, page.slots());
    page.out.open("div").element("h3", name);
    if (at != nullptr && at->denominator && *at->denominator < min_denominator) {
        // a curve over a handful of tests is noise that looks like a finding
        write_message(page, "p", "missing", "agreement.no_curve", {{"counts", counts_text(page, *at)}});
        page.out.close("div");
        return;
    }
    write_curve_chart(
        page, {.id = "chart-" + std::string(measure),
               .title = name,
               .description = page.words.text("chart.description",
                                              {{"what", name},
                                               {"tolerance", page.tolerance()},
                                               {"value", at ? stated_text(page, *at) : page.words.text("value.none")}}),
               .curves = {std::move(curve)}});
    page.out.close("div");
}

std::vector<const Measure*> table_measures(const Page& page) {
    std::vector<const Measure*> out;
    const auto add = [&](std::string_view code, std::optional<CountUnit> unit = {}) {
        for (const Weighting weighting : {Weighting::raw, Weighting::ground}) {
            const Measure* m = page.measures.find({.measure = code, .weighting = weighting, .unit = unit});
            if (m != nullptr) out.push_back(m);
        }
    };
    for (const std::string_view code : {"located_share", "place_only_share", "not_locatable_share", "tested_share",
                                        "confirmed_rate", "confirmed_of_all_records"}) {
        add(code);
    }
    add("coverage", CountUnit::find);
    add("coverage", CountUnit::device);
    for (const std::string_view code : {"area_commission", "area_omission", "area_within", "searched_area_within"})
        add(code);
    return out;
}

constexpr std::size_t most_records = 200;

/// Tested and not confirmed: where the paper is most in doubt, the best searched first.
void write_unconfirmed(Page& page) {
    std::vector<const RecordResult*> records;
    for (const RecordResult& r : page.input.assessment.records)
        if (r.is_tested && !r.is_confirmed) records.push_back(&r);
    if (records.empty()) return;
    std::stable_sort(records.begin(), records.end(), [](const RecordResult* a, const RecordResult* b) {
        return a->searched_share > b->searched_share;
    });
    const double n = static_cast<double>(records.size());
    const std::string title = page.words.plural("agreement.unconfirmed", n, page.slots({{"n", page.numbers.count(n)}}));
    Table table{title,
                {{page.words.text("agreement.record", page.slots())},
                 {page.words.text("agreement.searched"), true},
                 {page.words.text("agreement.nearest"), true}},
                {}};
    for (std::size_t i = 0; i < std::min(records.size(), most_records); ++i) {
        const RecordResult& r = *records[i];
        table.rows.push_back({{.text = r.id, .is_name = true},
                              {.text = page.numbers.percent(r.searched_share)},
                              {.text = r.nearest_find_m ? page.numbers.metres(*r.nearest_find_m)
                                                        : page.words.text("agreement.no_find")}});
    }
    page.out.element("h3", title);
    write_message(page, "p", "sub", "agreement.unconfirmed_lead", page.slots());
    write_table(page, table);
    if (records.size() > most_records) {
        write_message(page, "p", "src", "table.more",
                      {{"n", page.numbers.count(n - static_cast<double>(most_records))}});
    }
}

bool applies(const Page& page) {
    return page.measures.find({.measure = "confirmed_rate"}) != nullptr ||
           page.measures.find({.measure = "coverage"}) != nullptr;
}

/// A match is news only as far as it beats what records thrown down at random would show.
void write_chance(Page& page) {
    const Measure* m = page.measures.find({.measure = "confirmed_rate"});
    if (standing(m) != Standing::stated) m = page.measures.find({.measure = "coverage"});
    if (standing(m) != Standing::stated || !m->chance) return;
    const bool is_above = *m->low > *m->chance;
    const bool is_below = *m->high < *m->chance;
    write_message(page, "p", "lead",
                  is_above   ? "agreement.above_chance"
                  : is_below ? "agreement.below_chance"
                             : "agreement.at_chance",
                  {{"tolerance", page.tolerance()},
                   {"value", value_text(page, *m)},
                   {"chance", page.numbers.percent(*m->chance)},
                   {"what", measure_name(page, m->measure)}});
}

void write(Page& page) {
    write_message(page, "p", "sub", "agreement.lead");
    write_chance(page);
    page.out.open("div", {{"class", "two charts"}});
    write_chart(page, "confirmed_rate", "agreement.confirmed_label", "agreement.confirmed_title");
    write_chart(page, "coverage", "agreement.coverage_label", "agreement.coverage_title");
    page.out.close("div");
    page.out.element("h3", page.words.text("table.at_tolerance", {{"tolerance", page.tolerance()}}));
    write_measure_rows(page, table_measures(page),
                       page.words.text("table.at_tolerance", {{"tolerance", page.tolerance()}}));
    write_unconfirmed(page);
}

}  // namespace

const Section agreement_section{"agreement", applies, agreement_title, write};

}  // namespace cairn::report
