// The page around the sections: head, answer, contents, foot.

#include "cairn/report/report.hpp"

#include <string_view>

#include "cairn/report/css.hpp"
#include "cairn/report/sections.hpp"

namespace cairn::report {
namespace {

void write_style(Page& page) {
    std::string css(style_sheet("report.css"));
    const std::string number = page.words.text("foot.page") + " ";
    css += "@page{size:" + page.input.paper + " portrait;@bottom-left{content:" + css_string(foot_text(page)) +
           "}@bottom-right{content:" + css_string(number) + " counter(page) \" / \" counter(pages)}}";
    page.out.style(css);
}

void write_mark(Markup& out) {
    struct Stone {
        std::string_view cx, cy, rx, ry, css_class;
    };
    out.open(
        "svg",
        {{"width", "20"}, {"height", "24"}, {"viewBox", "0 0 20 24"}, {"aria-hidden", "true"}, {"class", "stones"}});
    for (const Stone& s : {Stone{"10", "20.4", "9", "3.4", "s"}, Stone{"10.6", "13.6", "6.6", "2.9", "s"},
                           Stone{"9.6", "7.6", "4.6", "2.4", "s"}, Stone{"10.4", "2.7", "2.7", "1.9", "s top"}}) {
        out.leaf("ellipse", {{"cx", std::string(s.cx)},
                             {"cy", std::string(s.cy)},
                             {"rx", std::string(s.rx)},
                             {"ry", std::string(s.ry)},
                             {"class", std::string(s.css_class)}});
    }
    out.close("svg");
}

void write_bar(Page& page) {
    Markup& out = page.out;
    out.open("header", {{"class", "bar"}}).open("span", {{"class", "brand"}});
    write_mark(out);
    out.element("span", "Cairn").close("span");
    out.element("bdi", {{"class", "store"}}, page.input.store_name);
    out.open("span", {{"class", "asof"}}).text(page.words.text("bar.as_of") + " ");
    out.element("b", page.numbers.date(page.input.assessment.as_of)).close("span");
    out.close("header").line();
}

void write_contents(Page& page) {
    Markup& out = page.out;
    out.open("nav", {{"class", "contents"}, {"aria-label", page.words.text("contents.title")}}).open("ol");
    for (const Section& section : sections()) {
        const std::string id(section.id);
        out.open("li")
            .element("a", {{"href", "#" + id}}, page.words.text("section." + id + ".name", page.slots()))
            .close("li");
    }
    out.close("ol").close("nav").line();
}

void write_section(Page& page, const Section& section, int number) {
    Markup& out = page.out;
    const std::string id(section.id);
    const std::string name = page.words.text("section." + id + ".name", page.slots());
    const bool applies = section.applies(page);
    out.open("section", {{"class", "panel"}, {"id", id}, {"aria-labelledby", id + "-title"}});
    out.element("p", {{"class", "kicker"}}, std::to_string(number) + "\u2002" + name);
    out.element("h2", {{"id", id + "-title"}},
                applies ? section.title(page) : page.words.text("section.missing_title", {{"name", name}}));
    out.line();
    if (applies) {
        section.write(page);
    } else {
        write_message(page, "p", "missing", "section." + id + ".missing");
    }
    out.close("section").line();
}

void write_foot(Page& page) {
    Markup& out = page.out;
    out.open("footer", {{"class", "status"}});
    out.element("span", foot_text(page));
    out.element("span", page.words.text("foot.ranges"));
    out.element("span", {{"class", "sp"}}, page.words.text("foot.principle"));
    out.close("footer").line();
}

}  // namespace

std::string write_report(const ReportInput& input) {
    const Catalogue words(input.language);
    const Numbers numbers(words.symbols());
    const Measures measures(input.assessment);
    Markup out;
    Page page{input, words, numbers, measures, out, measure_ground(input.map)};

    out.open("html", {{"lang", input.language}, {"dir", "ltr"}}).open("head");
    out.leaf("meta", {{"charset", "utf-8"}});
    out.leaf("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
    out.leaf("meta", {{"name", "generator"}, {"content", "cairn " + input.version}});
    out.element("title", answer_title(page));
    write_style(page);
    out.close("head").line().open("body");
    out.element("a", {{"class", "skip"}, {"href", "#main"}}, words.text("bar.skip"));
    write_bar(page);
    out.open("main", {{"id", "main"}});
    write_answer(page);
    write_contents(page);
    int number = 1;
    for (const Section& section : sections()) write_section(page, section, number++);
    out.close("main");
    write_foot(page);
    out.close("body").close("html");
    return "<!DOCTYPE html>\n" + std::move(out).take() + "\n";
}

std::vector<std::string> answer(const ReportInput& input) {
    const Catalogue words(input.language);
    const Numbers numbers(words.symbols());
    const Measures measures(input.assessment);
    Markup out;
    const Page page{input, words, numbers, measures, out, measure_ground(input.map)};
    std::vector<std::string> sentences;
    for (const auto& runs : answer_sentences(page)) {
        std::string& sentence = sentences.emplace_back();
        for (const Run& run : runs) sentence += run.text;
    }
    return sentences;
}

}  // namespace cairn::report
