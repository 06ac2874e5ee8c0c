// What would change the answer: the same share under other choices, each with how far it moves.

#include <algorithm>
#include <cmath>

#include "cairn/report/sections.hpp"

namespace cairn::report {
namespace {

struct Change {
    std::string figure, now, what;
    std::string value;
    double moves = 0;  ///< |difference| as a share
};

void add(const Page& page, std::vector<Change>& changes, std::string what, const Measure& from, const Measure* to) {
    if (to == nullptr || to == &from || (!to->value && !is_bounds(*to)) || !from.value) return;
    double moves = 0;
    if (is_bounds(*to) && to->low && to->high) {
        moves = std::max(std::abs(*to->low - *from.value), std::abs(*to->high - *from.value));
    } else if (to->value) {
        moves = std::abs(*to->value - *from.value);
    }
    changes.push_back(
        {measure_name(page, from.measure), value_text(page, from), std::move(what), value_text(page, *to), moves});
}

/// Another tolerance: half and double the called-out one, the nearest that were computed.
void add_tolerances(const Page& page, std::vector<Change>& changes, const Measure& from) {
    const double t0 = page.input.assessment.tolerance_m;
    const Measure* smaller = nullptr;
    const Measure* larger = nullptr;
    for (const Measure* m : page.measures.find_curve({.measure = from.measure, .unit = from.unit})) {
        if (*m->tolerance_m <= 0.55 * t0) smaller = m;
        if (larger == nullptr && *m->tolerance_m >= 1.8 * t0) larger = m;
    }
    for (const Measure* m : {smaller, larger}) {
        if (m == nullptr) continue;
        add(page, changes, page.words.text("change.tolerance", {{"tolerance", page.numbers.metres(*m->tolerance_m)}}),
            from, m);
    }
}

std::vector<Change> changes_of(const Page& page) {
    std::vector<Change> changes;
    const Measures& m = page.measures;
    for (const std::string_view code : {"confirmed_rate", "coverage"}) {
        const Measure* raw = m.find({.measure = code});
        if (standing(raw) != Standing::stated) continue;
        add_tolerances(page, changes, *raw);
        add(page, changes, page.words.text("change.weighted"), *raw,
            m.find({.measure = code, .weighting = Weighting::ground}));
        if (raw->measure != "confirmed_rate") continue;
        add(page, changes, page.words.text("change.untested", page.slots()), *raw,
            m.find({.measure = "confirmed_of_all_records"}));
    }
    if (const Measure* outside = m.find({.measure = "accidents_outside", .unit = CountUnit::event});
        standing(outside) == Standing::stated) {
        add_tolerances(page, changes, *outside);
        for (const auto& [code, key] : {std::pair{"accidents_outside_adjusted", "change.adjusted"},
                                        std::pair{"accidents_outside_without_duplicates", "change.duplicates"},
                                        std::pair{"accidents_outside_without_shared_coordinates", "change.shared"}}) {
            add(page, changes, page.words.text(key), *outside, m.find({.measure = code, .unit = CountUnit::event}));
        }
    }
    std::stable_sort(changes.begin(), changes.end(),
                     [](const Change& a, const Change& b) { return a.moves > b.moves; });
    return changes;
}

bool applies(const Page& page) { return !changes_of(page).empty(); }

std::string title(const Page& page) {
    const auto changes = changes_of(page);
    const double points = 100 * changes.front().moves;
    if (points < 5) return page.words.text("change.title_little");
    return page.words.text("change.title", {{"points", page.numbers.count(points)}});
}

void write(Page& page) {
    write_message(page, "p", "sub", "change.lead");
    Table table{page.words.text("section.change.name"),
                {{page.words.text("change.figure")},
                 {page.words.text("change.now"), true},
                 {page.words.text("change.what")},
                 {page.words.text("change.becomes"), true},
                 {page.words.text("change.moves"), true}},
                {}};
    for (const Change& change : changes_of(page)) {
        table.rows.push_back({{.text = change.figure},
                              {.text = change.now},
                              {.text = change.what},
                              {.text = change.value, .is_strong = true},
                              {.text = page.numbers.count(100 * change.moves)}});
    }
    write_table(page, table);
    double set_aside = 0;
    for (const ImportSummary& file : page.input.imports)
        set_aside += static_cast<double>(file.already_known ? 0 : file.set_aside);
    if (set_aside > 0) {
        page.out.element("p", {{"class", "sub"}},
                         page.words.plural("change.set_aside", set_aside, {{"n", page.numbers.count(set_aside)}}));
    }
    write_message(page, "p", "sub", "change.ground");
}

}  // namespace

const Section change_section{"change", applies, title, write};

}  // namespace cairn::report
