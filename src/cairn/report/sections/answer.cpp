// Head of the page: the answer as title and three sentences, the key figures, and what limits them.

#include "cairn/report/css.hpp"
#include "cairn/report/sections.hpp"

namespace cairn::report {
namespace {

void write_provenance(Page& page) {
    const Assessment& a = page.input.assessment;
    std::string line = page.words.text(page.is_todays_residue() ? "crumb.hazards" : "crumb.records");
    if (a.records_as_of)
        line += page.words.text("crumb.records_as_of", {{"date", page.numbers.date(*a.records_as_of)}});
    if (a.evidence_after)
        line += page.words.text("crumb.evidence_after", {{"date", page.numbers.date(*a.evidence_after)}});
    page.out.element("p", {{"class", "crumb"}}, line).line();
}

struct Figure {
    std::string_view title;
    const Measure* measure;
    std::string_view few;  ///< what there is too few of
    const Measure* adjusted = nullptr;
};

void write_figure(Page& page, const Figure& figure) {
    Markup& out = page.out;
    out.open("section", {{"class", "panel figure"}});
    out.element("h2", page.words.text(figure.title, page.slots()));
    const Measure* m = figure.measure;
    if (standing(m) == Standing::stated) {
        out.open("p", {{"class", "figrow"}}).element("span", {{"class", "fig"}}, point_text(page, *m));
        out.element("span", {{"class", "iv90"}}, range_text(page, *m) + page.words.symbols().percent).close("p");
        const IntervalMark mark = interval_mark(*m);
        write_interval(page, mark);
    } else {
        out.element("p", {{"class", "few"}}, page.words.text(m == nullptr ? "figure.absent" : figure.few));
    }
    if (m != nullptr && m->numerator && m->denominator) {
        std::string line = page.words.text("figure.counts", {{"counts", counts_text(page, *m)}});
        if (m->chance) line += page.words.text("figure.chance", {{"chance", page.numbers.percent(*m->chance)}});
        if (standing(figure.adjusted) == Standing::stated &&
            !has_caution(*figure.adjusted, "positions_precise_enough")) {
            line += page.words.text("figure.adjusted", {{"share", value_text(page, *figure.adjusted)}});
        }
        out.element("p", {{"class", "src"}}, line);
        if (!m->caution.empty()) out.element("p", {{"class", "src"}}, cautions_text(page, m->caution));
    }
    out.close("section");
}

void write_ground_figure(Page& page) {
    Markup& out = page.out;
    out.open("section", {{"class", "panel figure"}}).element("h2", page.words.text("figure.unseen"));
    if (const auto& ground = page.ground; ground && ground->study_m2 > 0) {
        const double unseen = 1 - ground->searched_m2 / ground->study_m2;
        out.open("p", {{"class", "figrow"}})
            .element("span", {{"class", "fig"}}, page.numbers.percent(unseen))
            .close("p");
        out.open("div", {{"class", "strip"}, {"aria-hidden", "true"}});
        out.element("i", {{"class", "hatch"}, {"style", "width:" + css_number(100 * unseen) + "%"}}, "");
        out.element("i", {{"class", "dots"}}, "").close("div");
        out.element("p", {{"class", "src"}},
                    page.words.text("figure.ground", {{"searched", page.numbers.area(ground->searched_m2)},
                                                      {"study", page.numbers.area(ground->study_m2)}}));
    } else {
        out.element("p", {{"class", "few"}}, page.words.text("figure.no_study_area"));
    }
    out.close("section");
}

void write_cautions(Page& page) {
    const auto& cautions = page.input.assessment.cautions;
    if (cautions.empty()) return;
    page.out.open("div", {{"class", "note"}, {"role", "note"}});
    page.out.element("b", page.words.text("cautions.title")).open("ul");
    for (const std::string& code : cautions) page.out.element("li", caution_text(page, code));
    page.out.close("ul").close("div").line();
}

}  // namespace

void write_answer(Page& page) {
    Markup& out = page.out;
    out.open("div", {{"class", "answer"}});
    write_provenance(page);
    out.element("h1", answer_title(page)).open("p");
    bool is_first = true;
    for (const auto& sentence : answer_sentences(page)) {
        if (!is_first) out.text(" ");
        write_runs(out, sentence);
        is_first = false;
    }
    out.close("p").close("div").line();
    out.open("div", {{"class", "figures"}});
    const Measures& m = page.measures;
    write_figure(page, {"figure.confirmed", m.find({.measure = "confirmed_rate"}), "figure.few_records"});
    write_figure(page, {"figure.coverage", m.find({.measure = "coverage"}), "figure.few_finds"});
    write_figure(page,
                 {"figure.outside", m.find({.measure = "accidents_outside", .unit = CountUnit::event}),
                  "figure.few_accidents", m.find({.measure = "accidents_outside_adjusted", .unit = CountUnit::event})});
    write_ground_figure(page);
    out.close("div").line();
    write_cautions(page);
}

}  // namespace cairn::report
