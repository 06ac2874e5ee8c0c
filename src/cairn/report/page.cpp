#include "cairn/report/page.hpp"

#include <algorithm>

#include "cairn/core/text.hpp"

namespace cairn::report {
std::string Page::package_name(const std::string& id) const {
    const auto at =
        std::find_if(input.packages.begin(), input.packages.end(), [&](const Package& p) { return p.id == id; });
    return at == input.packages.end() || at->name.empty() ? id : at->name;
}

std::string Page::area_name(const std::string& id) const {
    const auto at = input.area_names.find(id);
    return at == input.area_names.end() || at->second.empty() ? id : at->second;
}

bool Page::is_todays_residue() const {
    const auto& cautions = input.assessment.cautions;
    return scores_hazards() || std::find(cautions.begin(), cautions.end(), "todays_residue") != cautions.end();
}

Slots Page::slots(Slots more) const {
    const bool is_residue = is_todays_residue();
    more.push_back({"footprint", words.text(is_residue ? "noun.polygon" : "noun.record")});
    more.push_back({"footprints", words.text(is_residue ? "noun.polygons" : "noun.records")});
    more.push_back({"Footprint", words.text(is_residue ? "noun.start.polygon" : "noun.start.record")});
    more.push_back({"Footprints", words.text(is_residue ? "noun.start.polygons" : "noun.start.records")});
    more.push_back({"tolerance", tolerance()});
    return more;
}

std::string store_name(const Page& page) { return shorten(page.input.store_name); }

std::string foot_text(const Page& page) {
    const ReportInput& in = page.input;
    return page.words.text("foot.print", {{"store", store_name(page)},
                                          {"as_of", page.numbers.date(in.assessment.as_of)},
                                          {"seed", std::to_string(in.assessment.seed)},
                                          {"version", in.version},
                                          {"sensitivity", in.sensitivity}});
}

void write_runs(Markup& out, const std::vector<Run>& runs) {
    for (const Run& run : runs) {
        if (run.is_strong) {
            out.element("b", run.text);
        } else {
            out.text(run.text);
        }
    }
}

void write_message(Page& page, std::string_view tag, std::string_view css_class, std::string_view key,
                   const Slots& slots) {
    Attributes attributes;
    if (!css_class.empty()) attributes.push_back({"class", std::string(css_class)});
    page.out.open(tag, attributes);
    write_runs(page.out, page.words.runs(key, page.slots(slots)));
    page.out.close(tag).line();
}

}  // namespace cairn::report
