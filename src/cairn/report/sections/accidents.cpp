// Accidents outside every record: as reported, allowing for how roughly they are placed, and without look-alikes.

#include <algorithm>
#include <utility>

#include "cairn/report/breakdown.hpp"
#include "cairn/report/measure_rows.hpp"
#include "cairn/report/sections.hpp"
#include "cairn/report/svg_chart.hpp"

namespace cairn::report {
namespace {

constexpr std::string_view codes[] = {"accidents_outside",
                                      "accidents_outside_adjusted",
                                      "accidents_outside_without_duplicates",
                                      "accidents_outside_without_shared_coordinates",
                                      "accidents_on_shared_coordinates",
                                      "accidents_on_record_points",
                                      "accidents_possibly_repeated"};

bool applies(const Page& page) { return page.measures.find({.measure = "accidents_outside"}) != nullptr; }

void write_chart(Page& page) {
    std::vector<Curve> curves;
    for (const std::string_view code : {codes[0], codes[1]}) {
        Curve curve{page.words.text(code == codes[0] ? "accidents.plain_label" : "accidents.adjusted_label"),
                    page.measures.find_curve({.measure = code, .unit = CountUnit::event}), code == codes[0]};
        if (curve.points.size() > 1) curves.push_back(std::move(curve));
    }
    if (curves.empty()) return;
    const Measure* at = page.measures.find({.measure = codes[0], .unit = CountUnit::event});
    const std::string name = page.words.text("accidents.chart_title", page.slots());
    page.out.element("h3", name);
    write_curve_chart(
        page, {.id = "chart-accidents",
               .title = name,
               .description = page.words.text("chart.description",
                                              {{"what", name},
                                               {"tolerance", page.tolerance()},
                                               {"value", at ? stated_text(page, *at) : page.words.text("value.none")}}),
               .curves = std::move(curves)});
}

/// "2004/2008" → "2004–2008".
std::string period_text(const Page& page, const std::string& period) {
    const auto slash = period.find('/');
    if (slash == std::string::npos) return page.numbers.date(period);
    const std::string from = page.numbers.date(period.substr(0, slash)),
                      to = page.numbers.date(period.substr(slash + 1));
    return from == to ? from : from + page.words.symbols().range + to;
}

void write_periods(Page& page) {
    auto periods = page.measures.periods();
    if (periods.empty()) return;
    std::sort(periods.begin(), periods.end());
    std::vector<BreakdownRow> rows;
    for (const std::string& period : periods) {
        BreakdownRow row{
            .scope = {.package = {}, .area = {}, .period = period}, .name = period_text(page, period), .note = {}};
        find_measures(page, row);
        rows.push_back(std::move(row));
    }
    page.out.element("h3", page.words.text("accidents.periods"));
    write_breakdown(page, rows, "accidents_outside", page.words.text("accidents.period"),
                    page.words.text("accidents.periods"));
}

void write(Page& page) {
    write_message(page, "p", "sub", page.is_todays_residue() ? "accidents.lead_residue" : "accidents.lead",
                  page.slots());
    const Measure* plain = page.measures.find({.measure = codes[0], .unit = CountUnit::event});
    if (standing(plain) == Standing::stated && plain->chance) {
        write_message(
            page, "p", "lead", "accidents.chance",
            page.slots({{"value", value_text(page, *plain)}, {"chance", page.numbers.percent(*plain->chance)}}));
    }
    page.out.open("div", {{"class", "one"}});
    write_chart(page);
    page.out.close("div");
    std::vector<const Measure*> rows;
    for (const std::string_view code : codes) {
        for (const CountUnit unit : {CountUnit::event, CountUnit::person}) {
            for (const Weighting weighting : {Weighting::raw, Weighting::ground}) {
                const Measure* m = page.measures.find({.measure = code, .weighting = weighting, .unit = unit});
                if (m != nullptr) rows.push_back(m);
            }
        }
    }
    page.out.element("h3", page.words.text("table.at_tolerance", {{"tolerance", page.tolerance()}}));
    write_measure_rows(page, rows, page.words.text("table.at_tolerance", {{"tolerance", page.tolerance()}}));
    write_periods(page);
    write_message(page, "p", "src", "accidents.note");
}

}  // namespace

const Section accidents_section{"accidents", applies, accidents_title, write};

}  // namespace cairn::report
