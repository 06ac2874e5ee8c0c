// What was given: each file's rows add up, and those set aside say why.

#include <map>

#include "cairn/report/css.hpp"
#include "cairn/report/sections.hpp"

namespace cairn::report {
namespace {

struct Total {
    std::int64_t read = 0, accepted = 0, merged = 0, set_aside = 0, duplicates = 0;
};

/// Files that were imported before in the same way changed nothing and are not counted again.
Total total_of(const std::vector<ImportSummary>& imports) {
    Total total;
    for (const ImportSummary& file : imports) {
        if (file.already_known) continue;
        total.read += file.read;
        total.accepted += file.accepted;
        total.merged += file.merged;
        total.set_aside += file.set_aside;
        total.duplicates += file.possible_duplicates;
    }
    return total;
}

std::string count(const Page& page, std::int64_t n) { return page.numbers.count(static_cast<double>(n)); }

/// read = accepted + merged + set aside, as a sum and as a strip; a fault when it does not add up.
void write_balance(Page& page, const Total& t) {
    Markup& out = page.out;
    const std::int64_t missing = t.read - t.accepted - t.merged - t.set_aside;
    write_message(page, "p", missing == 0 ? "balance" : "balance bad", "given.balance",
                  {{"read", count(page, t.read)},
                   {"accepted", count(page, t.accepted)},
                   {"merged", count(page, t.merged)},
                   {"set_aside", count(page, t.set_aside)}});
    if (missing != 0) {
        write_message(page, "p", "bad", "given.does_not_add_up", {{"missing", count(page, missing)}});
    }
    if (t.read <= 0) return;
    const auto share = [&](std::int64_t n) {
        return "flex-grow:" + css_number(1000 * static_cast<double>(n) / static_cast<double>(t.read));
    };
    out.open("div", {{"class", "strip parts"}, {"aria-hidden", "true"}});
    if (t.accepted > 0) out.element("i", {{"class", "full"}, {"style", share(t.accepted)}}, "");
    if (t.merged > 0) out.element("i", {{"class", "half"}, {"style", share(t.merged)}}, "");
    if (t.set_aside > 0) out.element("i", {{"class", "empty"}, {"style", share(t.set_aside)}}, "");
    out.close("div");
    out.open("p", {{"class", "keys"}, {"aria-hidden", "true"}});
    for (const auto& [css, key] : {std::pair{"full", "given.accepted"}, std::pair{"half", "given.merged"},
                                   std::pair{"empty", "given.set_aside"}}) {
        out.open("span").element("i", {{"class", css}}, "").text(page.words.text(key)).close("span");
    }
    out.close("p").line();
}

void write_files(Page& page) {
    const auto head = [&](std::string_view key) { return Column{page.words.text(key), true}; };
    Table table{page.words.text("given.files_caption"),
                {{page.words.text("given.file")},
                 {page.words.text("given.kind")},
                 head("given.read"),
                 head("given.accepted"),
                 head("given.merged"),
                 head("given.set_aside"),
                 head("given.duplicates")},
                {}};
    for (const ImportSummary& file : page.input.imports) {
        std::string note;
        if (file.package) note = page.package_name(*file.package);
        if (file.already_known) note += (note.empty() ? "" : "; ") + page.words.text("given.already_known");
        if (file.not_selected > 0) {
            note += (note.empty() ? "" : "; ") +
                    page.words.text("given.not_selected", {{"n", count(page, file.not_selected)}});
        }
        table.rows.push_back({{.text = file.path, .note = note, .is_name = true},
                              {.text = spaced(file.kind)},
                              {.text = count(page, file.read)},
                              {.text = count(page, file.accepted)},
                              {.text = count(page, file.merged)},
                              {.text = count(page, file.set_aside), .is_strong = file.set_aside > 0},
                              {.text = count(page, file.possible_duplicates)}});
    }
    write_table(page, table);
}

void write_reasons(Page& page) {
    std::map<std::string, std::int64_t> rows_by_reason;
    std::map<std::string, const Finding*> example;
    for (const ImportSummary& file : page.input.imports) {
        if (file.already_known) continue;
        for (const auto& [code, rows] : file.set_aside_by_reason) rows_by_reason[code] += rows;
        for (const Finding& finding : file.findings) example.emplace(finding.code, &finding);
    }
    if (rows_by_reason.empty()) return;
    page.out.element("h3", page.words.text("given.reasons_title"));
    write_message(page, "p", "sub", "given.reasons_lead");
    Table table{
        page.words.text("given.reasons_title"),
        {{page.words.text("given.reason")}, {page.words.text("given.rows"), true}, {page.words.text("given.example")}},
        {}};
    for (const auto& [code, rows] : rows_by_reason) {
        const auto at = example.find(code);
        table.rows.push_back({{.text = spaced(code)},
                              {.text = count(page, rows), .is_strong = true},
                              {.text = at == example.end() ? "" : at->second->message, .is_name = true}});
    }
    write_table(page, table);
}

bool applies(const Page& page) { return !page.input.imports.empty(); }

std::string title(const Page& page) {
    const Total t = total_of(page.input.imports);
    const Slots slots{{"read", count(page, t.read)}, {"set_aside", count(page, t.set_aside)}};
    if (t.set_aside == 0) return page.words.text("given.title_all", {slots[0]});
    return page.words.plural("given.title", static_cast<double>(t.set_aside), slots);
}

void write(Page& page) {
    const Total t = total_of(page.input.imports);
    write_balance(page, t);
    write_files(page);
    write_reasons(page);
    if (t.duplicates > 0) {
        write_message(page, "p", "sub", "given.duplicates_lead", {{"n", count(page, t.duplicates)}});
    }
}

}  // namespace

const Section given_section{"given", applies, title, write};

}  // namespace cairn::report
