// By area: where the records hold, where they do not, and where too little was looked at to tell.

#include "cairn/report/breakdown.hpp"
#include "cairn/report/sections.hpp"

namespace cairn::report {
namespace {

std::vector<BreakdownRow> rows_of(const Page& page) {
    std::vector<BreakdownRow> rows;
    for (const std::string& id : page.measures.areas()) {
        BreakdownRow row{.scope = {.package = {}, .area = id, .period = {}}, .name = page.area_name(id), .note = {}};
        find_measures(page, row);
        rows.push_back(std::move(row));
    }
    return rows;
}

bool applies(const Page& page) { return !page.measures.areas().empty(); }

std::string title(const Page& page) {
    const auto rows = rows_of(page);
    const double stated = static_cast<double>(count_stated(rows, main_measure(rows)));
    const double all = static_cast<double>(rows.size());
    if (stated == 0) return page.words.plural("areas.title_none", all, {{"n", page.numbers.count(all)}});
    return page.words.plural("areas.title", stated,
                             {{"n", page.numbers.count(stated)}, {"all", page.numbers.count(all)}});
}

void write(Page& page) {
    auto rows = rows_of(page);
    const auto measure = main_measure(rows);
    sort_rows(rows, measure);
    write_message(page, "p", "sub", "breakdown.lead");
    write_breakdown(page, rows, measure, page.words.text("areas.head"), page.words.text("section.areas.name"));
    write_message(page, "p", "src", "areas.note");
}

}  // namespace

const Section areas_section{"areas", applies, title, write};

}  // namespace cairn::report
