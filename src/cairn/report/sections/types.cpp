// Types, counts and dates: what the records say of the devices against what was found.

#include <algorithm>
#include <numeric>

#include "cairn/report/measure_rows.hpp"
#include "cairn/report/sections.hpp"

namespace cairn::report {
namespace {

constexpr std::string_view codes[] = {"count_ratio", "type_agreement", "date_conflict", "form_completeness"};

std::vector<const Measure*> measures_of(const Page& page) {
    std::vector<const Measure*> out;
    for (const std::string_view code : codes)
        if (const Measure* m = page.measures.find({.measure = code})) out.push_back(m);
    return out;
}

const TypeAgreement* whole(const Page& page) {
    const auto& types = page.input.assessment.types;
    const auto at = std::find_if(types.begin(), types.end(),
                                 [](const TypeAgreement& t) { return !t.package && !t.counts.empty(); });
    return at == types.end() ? nullptr : &*at;
}

double total(const TypeAgreement& types) {
    double sum = 0;
    for (const auto& row : types.counts) sum = std::accumulate(row.begin(), row.end(), sum);
    return sum;
}

std::string category_name(const Page& page, const std::string& category) {
    const std::string key = "category." + category;
    return page.words.has(key) ? page.words.text(key) : spaced(category);
}

/// Categories that nothing was claimed or found of would only fill the page with zeros.
std::vector<std::size_t> categories_met(const TypeAgreement& types) {
    std::vector<std::size_t> met;
    for (std::size_t i = 0; i < types.categories.size(); ++i) {
        double sum = 0;
        for (std::size_t k = 0; k < types.counts.size(); ++k) {
            if (i < types.counts[k].size()) sum += types.counts[k][i];
            if (i < types.counts.size() && k < types.counts[i].size()) sum += types.counts[i][k];
        }
        if (sum > 0) met.push_back(i);
    }
    return met;
}

void write_types(Page& page, const TypeAgreement& types) {
    const auto met = categories_met(types);
    const auto count = [&](std::size_t claimed, std::size_t found) {
        return claimed < types.counts.size() && found < types.counts[claimed].size() ? types.counts[claimed][found]
                                                                                     : 0.0;
    };
    page.out.element("h3", page.words.text("types.matrix_title"));
    Table table{page.words.text("types.matrix_title"), {{page.words.text("types.claimed")}}, {}};
    for (const std::size_t i : met) table.columns.push_back({category_name(page, types.categories[i]), true});
    for (const std::size_t i : met) {
        std::vector<Cell> row{{.text = category_name(page, types.categories[i])}};
        for (const std::size_t k : met) {
            // what agrees stands on the diagonal, and is told apart by weight
            row.push_back({.text = page.numbers.count(count(i, k)), .is_strong = i == k && count(i, k) > 0});
        }
        table.rows.push_back(std::move(row));
    }
    write_table(page, table);
    write_message(page, "p", "src", "types.matrix_note");
}

bool applies(const Page& page) {
    const TypeAgreement* types = whole(page);
    return !measures_of(page).empty() || (types != nullptr && total(*types) > 0);
}

std::string title(const Page& page) {
    const Measure* ratio = page.measures.find({.measure = "count_ratio"});
    if (ratio != nullptr && ratio->value && ratio->numerator && ratio->denominator) {
        return page.words.text("types.title_ratio", {{"found", page.numbers.count(*ratio->numerator)},
                                                     {"claimed", page.numbers.count(*ratio->denominator)}});
    }
    const Measure* agreement = page.measures.find({.measure = "type_agreement"});
    if (standing(agreement) == Standing::stated) {
        return page.words.text("types.title_agreement",
                               {{"fraction", fraction_text(page, *agreement, page.words.text("noun.typed_finds"))}});
    }
    return page.words.text("types.title_few");
}

void write(Page& page) {
    if (const auto rows = measures_of(page); !rows.empty()) {
        write_measure_rows(page, rows, page.words.text("section.types.name"));
    }
    if (const TypeAgreement* types = whole(page); types != nullptr && total(*types) > 0) write_types(page, *types);
    write_message(page, "p", "src", "types.note");
}

}  // namespace

const Section types_section{"types", applies, title, write};

}  // namespace cairn::report
