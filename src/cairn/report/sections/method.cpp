// Method and definitions: every measure on the page, every warning beside one, and how ranges were made.

#include <set>
#include <tuple>
#include <utility>

#include "cairn/report/measure_rows.hpp"
#include "cairn/report/sections.hpp"

namespace cairn::report {
namespace {

bool applies(const Page&) { return true; }

std::string title(const Page& page) { return page.words.text("method.title"); }

void write_term(Page& page, const std::string& term, const std::string& definition) {
    page.out.open("div").element("dt", term).element("dd", definition).close("div").line();
}

void write_definitions(Page& page) {
    std::set<std::tuple<std::string, CountUnit, Weighting>> seen;
    std::vector<const Measure*> first;
    for (const Measure& m : page.input.assessment.measures) {
        if (!m.definition.empty() && seen.emplace(m.measure, m.unit, m.weighting).second) first.push_back(&m);
    }
    if (first.empty()) return;
    page.out.element("h3", page.words.text("method.measures")).open("dl");
    for (const Measure* m : first) write_term(page, full_name(page, *m), m->definition);
    page.out.close("dl");
}

void write_intervals(Page& page) {
    std::set<std::string> codes;
    for (const Measure& m : page.input.assessment.measures)
        if (!m.interval.empty()) codes.insert(m.interval);
    if (codes.empty()) return;
    page.out.element("h3", page.words.text("method.intervals"));
    write_message(page, "p", "sub", "method.intervals_lead");
    page.out.open("dl");
    for (const std::string& code : codes) {
        const std::string key = "interval." + code;
        write_term(page, spaced(code), page.words.has(key) ? page.words.text(key) : spaced(code) + ".");
    }
    page.out.close("dl");
}

void write_cautions(Page& page) {
    std::set<std::string> codes(page.input.assessment.cautions.begin(), page.input.assessment.cautions.end());
    for (const Measure& m : page.input.assessment.measures)
        for (std::string& code : split_cautions(m.caution)) codes.insert(std::move(code));
    for (const ShiftEstimate& s : page.input.assessment.shifts)
        for (std::string& code : split_cautions(s.caution)) codes.insert(std::move(code));
    if (codes.empty()) return;
    page.out.element("h3", page.words.text("method.cautions")).open("dl");
    for (const std::string& code : codes) write_term(page, spaced(code), caution_text(page, code));
    page.out.close("dl");
}

void write(Page& page) {
    page.out.element("h3", page.words.text("method.states")).open("dl");
    for (const std::string_view state : {"unseen", "searched", "hazard"}) {
        const std::string key = "state." + std::string(state);
        write_term(page, page.words.text(key + ".name"), page.words.text(key + ".meaning"));
    }
    page.out.close("dl");
    page.out.element("h3", page.words.text("method.terms")).open("dl");
    for (const std::string_view term : {"tolerance", "tested", "compatible", "chance", "clusters"}) {
        const std::string key = "term." + std::string(term);
        write_term(page, page.words.text(key + ".name"), page.words.text(key + ".meaning"));
    }
    page.out.close("dl");
    write_definitions(page);
    write_intervals(page);
    write_cautions(page);
    write_message(page, "p", "src", "method.words");
}

}  // namespace

const Section method_section{"method", applies, title, write};

}  // namespace cairn::report
