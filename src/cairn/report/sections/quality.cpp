// Data quality: what the checks found in the files, by kind of finding, with one example each.

#include <algorithm>
#include <map>

#include "cairn/report/sections.hpp"

namespace cairn::report {
namespace {

struct Group {
    Severity severity = Severity::note;
    std::int64_t count = 0;
    const Finding* example = nullptr;
};

std::map<std::string, Group> groups_of(const std::vector<ImportSummary>& imports) {
    std::map<std::string, Group> groups;
    for (const ImportSummary& file : imports) {
        // a summary that was read back from a store has counts without sentences
        for (const auto& [code, n] : file.findings_by_code) groups[code].count += n;
        for (const Finding& finding : file.findings) {
            Group& group = groups[finding.code];
            if (!file.findings_by_code.contains(finding.code)) ++group.count;
            group.severity = std::max(group.severity, finding.severity);
            if (group.example == nullptr) group.example = &finding;
        }
    }
    return groups;
}

std::string where(const Page& page, const Finding& finding) {
    if (finding.file.empty()) return {};
    if (!finding.row) return finding.file;
    return page.words.text("quality.where",
                           {{"file", finding.file}, {"row", page.numbers.count(static_cast<double>(*finding.row))}});
}

bool applies(const Page& page) { return !page.input.imports.empty(); }

std::string title(const Page& page) {
    const auto groups = groups_of(page.input.imports);
    std::int64_t total = 0;
    for (const auto& [code, group] : groups) total += group.count;
    if (total == 0) return page.words.text("quality.title_none");
    const double kinds = static_cast<double>(groups.size());
    return page.words.plural(
        "quality.title", kinds,
        {{"n", page.numbers.count(kinds)}, {"all", page.numbers.count(static_cast<double>(total))}});
}

void write(Page& page) {
    const auto groups = groups_of(page.input.imports);
    if (groups.empty()) {
        write_message(page, "p", "sub", "quality.none");
        return;
    }
    write_message(page, "p", "sub", "quality.lead");
    std::vector<std::pair<std::string, Group>> sorted(groups.begin(), groups.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
        return a.second.severity != b.second.severity ? a.second.severity > b.second.severity
                                                      : a.second.count > b.second.count;
    });
    Table table{page.words.text("section.quality.name"),
                {{page.words.text("quality.code")},
                 {page.words.text("quality.severity")},
                 {page.words.text("quality.count"), true},
                 {page.words.text("quality.example")}},
                {}};
    for (const auto& [code, group] : sorted) {
        const std::string severity = "severity." + std::string(to_text(group.severity));
        table.rows.push_back({{.text = spaced(code)},
                              {.text = page.words.text(severity), .is_strong = group.severity == Severity::error},
                              {.text = page.numbers.count(static_cast<double>(group.count))},
                              {.text = group.example ? group.example->message : "",
                               .note = group.example ? where(page, *group.example) : "",
                               .is_name = true}});
    }
    write_table(page, table);
}

}  // namespace

const Section quality_section{"quality", applies, title, write};

}  // namespace cairn::report
