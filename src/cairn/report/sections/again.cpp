// How to get these numbers again: the call, and everything that it depends on.

#include "cairn/report/sections.hpp"

namespace cairn::report {
namespace {

bool applies(const Page& page) { return !page.input.command.empty(); }

std::string title(const Page& page) { return page.words.text("again.title"); }

void write_fact(Page& page, std::string_view key, const std::string& value) {
    if (value.empty()) return;
    page.out.open("div")
        .element("dt", page.words.text(key))
        .open("dd")
        .element("bdi", {{"class", "mono"}}, value)
        .close("dd")
        .close("div");
}

void write(Page& page) {
    const ReportInput& in = page.input;
    write_message(page, "p", "sub", "again.lead");
    page.out.open("pre", {{"tabindex", "0"}}).element("code", in.command).close("pre");
    page.out.open("dl", {{"class", "facts"}});
    write_fact(page, "again.version", in.version);
    write_fact(page, "again.head", in.head);
    write_fact(page, "again.seed", std::to_string(in.assessment.seed));
    write_fact(page, "again.as_of", in.assessment.as_of);
    write_fact(page, "again.records_as_of", in.assessment.records_as_of.value_or(""));
    write_fact(page, "again.evidence_after", in.assessment.evidence_after.value_or(""));
    write_fact(page, "again.scored", in.assessment.scored);
    write_fact(page, "again.tolerance", page.tolerance());
    write_fact(page, "again.frame", in.map.frame_definition);
    write_fact(page, "again.created", in.created);
    page.out.close("dl");
    Table table{
        page.words.text("again.files"), {{page.words.text("given.file")}, {page.words.text("again.sha256")}}, {}};
    for (const ImportSummary& file : in.imports) {
        table.rows.push_back({{.text = file.path, .is_name = true}, {.text = file.sha256}});
    }
    if (!table.rows.empty()) write_table(page, table);
}

}  // namespace

const Section again_section{"again", applies, title, write};

}  // namespace cairn::report
