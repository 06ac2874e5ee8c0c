// How far records and finds agree: as curves over the tolerance, and as a table at the called-out one.

#include <utility>

#include "cairn/report/measure_rows.hpp"
#include "cairn/report/sections.hpp"
#include "cairn/report/svg_chart.hpp"

namespace cairn::report {
namespace {

void write_chart(Page& page, std::string_view measure, std::string_view label, std::string_view title) {
    Curve curve{page.words.text(label), page.measures.find_curve({.measure = measure}), true};
    if (curve.points.size() < 2) return;
    const Measure* at = page.measures.find({.measure = measure});
    const std::string name = page.words.text(title);
    page.out.open("div").element("h3", name);
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
    const auto add = [&](std::string_view code) {
        for (const Weighting weighting : {Weighting::raw, Weighting::ground}) {
            if (const Measure* m = page.measures.find({.measure = code, .weighting = weighting})) out.push_back(m);
        }
    };
    for (const std::string_view code : {"located_share", "tested_share", "confirmed_rate", "coverage",
                                        "area_commission", "area_omission", "area_within"}) {
        add(code);
    }
    return out;
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
    page.out.open("div", {{"class", "two"}});
    write_chart(page, "confirmed_rate", "agreement.confirmed_label", "agreement.confirmed_title");
    write_chart(page, "coverage", "agreement.coverage_label", "agreement.coverage_title");
    page.out.close("div");
    page.out.element("h3", page.words.text("table.at_tolerance", {{"tolerance", page.tolerance()}}));
    write_measure_rows(page, table_measures(page),
                       page.words.text("table.at_tolerance", {{"tolerance", page.tolerance()}}));
}

}  // namespace

const Section agreement_section{"agreement", applies, agreement_title, write};

}  // namespace cairn::report
