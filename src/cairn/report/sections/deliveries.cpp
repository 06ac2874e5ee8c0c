// By delivery: the same measures for what one party handed over on one date.

#include "cairn/report/breakdown.hpp"
#include "cairn/report/sections.hpp"

namespace cairn::report {
namespace {

std::string note_of(const Page& page, const std::string& id) {
    for (const Package& package : page.input.packages) {
        if (package.id != id) continue;
        std::string note;
        if (package.date_received) note = page.numbers.date(to_text(*package.date_received));
        if (package.from_party)
            note += (note.empty() ? "" : ", ") + page.words.text("deliveries.from", {{"party", *package.from_party}});
        return note;
    }
    return {};
}

std::vector<BreakdownRow> rows_of(const Page& page) {
    std::vector<BreakdownRow> rows;
    for (const std::string& id : page.measures.packages()) {
        BreakdownRow row{.scope = {.package = id, .area = {}, .period = {}},
                         .name = page.package_name(id),
                         .note = note_of(page, id)};
        find_measures(page, row);
        row.outside = nullptr;  // outside one delivery's records says nothing of that delivery
        if (row.located != nullptr && row.located->numerator && row.located->denominator) {
            row.note += (row.note.empty() ? "" : "; ") +
                        page.words.text("deliveries.located", {{"counts", counts_text(page, *row.located)}});
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

/// Finds near one delivery's records are a share of all finds: that compares sizes, not accuracy.
constexpr std::string_view measure = "confirmed_rate";

bool applies(const Page& page) { return !page.measures.packages().empty(); }

std::string title(const Page& page) {
    const auto rows = rows_of(page);
    const double stated = static_cast<double>(count_stated(rows, measure));
    const double all = static_cast<double>(rows.size());
    if (stated == 0) return page.words.plural("deliveries.title_none", all, {{"n", page.numbers.count(all)}});
    return page.words.plural("deliveries.title", stated,
                             {{"n", page.numbers.count(stated)}, {"all", page.numbers.count(all)}});
}

void write(Page& page) {
    auto rows = rows_of(page);
    sort_rows(rows, measure);
    write_message(page, "p", "sub", "breakdown.lead");
    write_breakdown(page, rows, measure, page.words.text("deliveries.head"), page.words.text("section.deliveries.name"),
                    {.coverage_as_count = true});
    write_message(page, "p", "src", "breakdown.few_note");
    write_message(page, "p", "src", "deliveries.note");
}

}  // namespace

const Section deliveries_section{"deliveries", applies, title, write};

}  // namespace cairn::report
