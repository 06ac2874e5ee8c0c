// The head of the page. Every word here depends on how much the evidence bears; when it bears little, it says so.

#include <algorithm>
#include <string>

#include "cairn/report/sections.hpp"

namespace cairn::report {
namespace {

struct Main {
    const Measure* confirmed;
    const Measure* coverage;
    const Measure* outside;
    const Measure* adjusted;
};

Main main_measures(const Page& page) {
    const Measures& m = page.measures;
    return {m.find({.measure = "confirmed_rate"}), m.find({.measure = "coverage"}),
            m.find({.measure = "accidents_outside", .unit = CountUnit::event}),
            m.find({.measure = "accidents_outside_adjusted", .unit = CountUnit::event})};
}

bool cannot_be_told(const Measure* adjusted) {
    return adjusted != nullptr && !adjusted->value && has_caution(*adjusted, "cannot_be_told");
}

using Sentence = std::vector<Run>;

void append(Sentence& to, const Sentence& more) { to.insert(to.end(), more.begin(), more.end()); }

std::string number(const Page& page, const std::optional<double>& n) { return page.numbers.count(n.value_or(0)); }

Sentence share_sentence(const Page& page, std::string_view key, const Measure& m) {
    return page.words.runs(key, page.slots({{"part", number(page, m.numerator)},
                                            {"all", number(page, m.denominator)},
                                            {"share", value_text(page, m)}}));
}

/// What the same share would be by chance alone: without it no share can be judged.
Sentence chance_of(const Page& page, const Measure& m) {
    if (!m.chance) return {};
    return page.words.runs("answer.chance", {{"chance", page.numbers.percent(*m.chance)}});
}

/// Whichever of confirmed rate and coverage can be stated; both where both can.
Sentence agreement_sentence(const Page& page, const Main& m) {
    const Standing confirmed = standing(m.confirmed);
    const Standing coverage = standing(m.coverage);
    Sentence out;
    if (confirmed == Standing::stated) {
        out = share_sentence(page, "answer.confirmed", *m.confirmed);
        append(out, chance_of(page, *m.confirmed));
    } else if (confirmed == Standing::too_few) {
        out = share_sentence(page, "answer.confirmed_few", *m.confirmed);
    } else {
        const bool has_measure = m.confirmed != nullptr || m.coverage != nullptr;
        out = page.words.runs(has_measure ? "answer.confirmed_absent" : "answer.nothing_held", page.slots());
    }
    if (coverage == Standing::stated) {
        append(out, share_sentence(page, "answer.coverage", *m.coverage));
        append(out, chance_of(page, *m.coverage));
    } else if (coverage == Standing::too_few) {
        append(out, share_sentence(page, "answer.coverage_few", *m.coverage));
    }
    append(out, page.words.runs("answer.stop"));
    return out;
}

Sentence accidents_sentence(const Page& page, const Main& m) {
    if (standing(m.outside) == Standing::absent) {
        return page.words.runs("answer.outside_absent", page.slots());
    }
    Sentence out = standing(m.outside) == Standing::stated ? share_sentence(page, "answer.outside", *m.outside)
                                                           : share_sentence(page, "answer.outside_few", *m.outside);
    if (standing(m.outside) == Standing::stated) append(out, chance_of(page, *m.outside));
    if (cannot_be_told(m.adjusted)) {
        append(out, page.words.runs("answer.adjusted_not_told"));
    } else if (standing(m.adjusted) == Standing::stated && !has_caution(*m.adjusted, "positions_precise_enough")) {
        append(out, page.words.runs("answer.adjusted", {{"share", value_text(page, *m.adjusted)}}));
    }
    append(out, page.words.runs("answer.stop"));
    return out;
}

/// What the answer does not mean: with the share of the ground that nobody looked at, where it can be computed.
Sentence limits_sentence(const Page& page) {
    const auto& ground = page.ground;
    if (!ground || ground->study_m2 <= 0) return page.words.runs("answer.limits", page.slots());
    const double unseen = 1 - ground->searched_m2 / ground->study_m2;
    return page.words.runs("answer.limits_unseen", page.slots({{"unseen", page.numbers.percent(unseen)}}));
}

std::string share_title(const Page& page, std::string_view key, const Measure& m, std::string_view things) {
    const std::string fraction = fraction_text(page, m, page.words.text(things, page.slots()));
    const std::string title = page.words.text(key, page.slots({{"fraction", fraction}}));
    const bool is_as_chance = m.chance && *m.low <= *m.chance && *m.chance <= *m.high;
    return is_as_chance ? page.words.text("title.as_chance", {{"title", title}}) : title;
}

}  // namespace

std::string agreement_title(const Page& page) {
    const Main m = main_measures(page);
    if (standing(m.confirmed) == Standing::stated) {
        return share_title(page, "title.confirmed", *m.confirmed, "noun.tested");
    }
    if (standing(m.coverage) == Standing::stated) return share_title(page, "title.coverage", *m.coverage, "noun.finds");
    const bool has_any = standing(m.confirmed) != Standing::absent || standing(m.coverage) != Standing::absent;
    return page.words.text(has_any ? "title.agreement_few" : "title.agreement_absent", page.slots());
}

std::string accidents_title(const Page& page) {
    const Main m = main_measures(page);
    if (cannot_be_told(m.adjusted)) return page.words.text("title.outside_not_told", page.slots());
    const Measure* best = standing(m.adjusted) == Standing::stated ? m.adjusted : m.outside;
    switch (standing(best)) {
        case Standing::stated:
            return share_title(page, page.is_todays_residue() ? "title.outside_residue" : "title.outside", *best,
                               "noun.accidents");
        case Standing::too_few: return page.words.text("title.outside_few", page.slots());
        case Standing::absent: break;
    }
    return page.words.text("title.outside_absent", page.slots());
}

std::string answer_title(const Page& page) {
    const Main m = main_measures(page);
    const bool has_agreement = standing(m.confirmed) != Standing::absent || standing(m.coverage) != Standing::absent;
    const bool has_accidents = standing(m.outside) != Standing::absent;
    if (!has_agreement && !has_accidents) return page.words.text("title.nothing", page.slots());
    std::string title;
    // where today's residue is scored, that it is no map comes before any share
    const bool says_residue = page.is_todays_residue() && standing(m.outside) == Standing::stated;
    if (has_agreement && !says_residue) title = agreement_title(page);
    if (has_accidents) {
        const std::string second = accidents_title(page);
        title = title.empty() ? second : page.words.text("title.two", {{"first", title}, {"second", second}});
    }
    return page.words.text("title.end", {{"title", title}});
}

std::vector<std::vector<Run>> answer_sentences(const Page& page) {
    const Main m = main_measures(page);
    if (!page.is_todays_residue()) {
        return {agreement_sentence(page, m), accidents_sentence(page, m), limits_sentence(page)};
    }
    Sentence second = accidents_sentence(page, m);
    if (standing(m.coverage) == Standing::stated) {
        second.pop_back();  // the full stop: both figures share one sentence
        append(second, share_sentence(page, "answer.coverage", *m.coverage));
        append(second, chance_of(page, *m.coverage));
        append(second, page.words.runs("answer.stop"));
    }
    return {page.words.runs("answer.residue"), second, limits_sentence(page)};
}

}  // namespace cairn::report
