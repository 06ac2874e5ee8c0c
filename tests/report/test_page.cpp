#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <regex>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cairn/report/report.hpp"
#include "cairn/report/sections.hpp"
#include "report/sample.hpp"
#include "report/well_formed.hpp"

namespace cairn::report {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Named {
    std::string name;
    std::string page;
    tests::Document document;
};

const std::vector<Named>& pages() {
    static const std::vector<Named> all = [] {
        std::vector<Named> out;
        for (const auto& [name, input] : {std::pair{"sample", tests::sample_report()},
                                          {"empty", tests::empty_report()},
                                          {"sparse", tests::sparse_report()},
                                          {"residue", tests::residue_report()}}) {
            std::string page = write_report(input);
            tests::Document document = tests::parse_page(page);
            out.push_back({name, std::move(page), std::move(document)});
        }
        return out;
    }();
    return all;
}

TEST(Page, IsWellFormed) {
    for (const Named& p : pages()) EXPECT_EQ(p.document.error, "") << p.name;
}

TEST(Page, IsTheSameBytesForTheSameInput) {
    EXPECT_EQ(write_report(tests::sample_report()), write_report(tests::sample_report()));
}

TEST(Page, LoadsNothingAndRunsNothing) {
    for (const Named& p : pages()) {
        for (const char* tag : {"script", "link", "img", "iframe", "object", "embed", "form"})
            EXPECT_TRUE(p.document.with(tag).empty()) << tag;
        for (const auto& e : p.document.elements) {
            EXPECT_FALSE(e.attributes.contains("src")) << e.tag;
            for (const auto& [name, value] : e.attributes) EXPECT_NE(name.substr(0, 2), "on") << value;
            if (const auto at = e.attributes.find("href"); at != e.attributes.end()) {
                EXPECT_EQ(at->second.front(), '#');
            }
        }
        EXPECT_THAT(p.page, Not(HasSubstr("@import")));
        EXPECT_FALSE(std::regex_search(p.page, std::regex("url\\((?!#)")));
    }
}

TEST(Page, EveryIdIsUniqueAndEveryReferenceLeadsSomewhere) {
    for (const Named& p : pages()) {
        std::set<std::string> ids;
        for (const auto& e : p.document.elements) {
            if (const auto at = e.attributes.find("id"); at != e.attributes.end()) {
                EXPECT_TRUE(ids.insert(at->second).second) << at->second;
            }
        }
        for (const auto& e : p.document.elements) {
            if (const auto at = e.attributes.find("href"); at != e.attributes.end()) {
                EXPECT_TRUE(ids.contains(at->second.substr(1))) << at->second;
            }
            if (const auto at = e.attributes.find("aria-labelledby"); at != e.attributes.end()) {
                std::istringstream names(at->second);
                for (std::string id; names >> id;) EXPECT_TRUE(ids.contains(id)) << id;
            }
        }
    }
}

TEST(Page, CanBeReadWithoutSeeingIt) {
    for (const Named& p : pages()) {
        const auto& d = p.document;
        EXPECT_EQ(d.with("main").size(), 1U);
        EXPECT_EQ(d.with("header").size(), 1U);
        EXPECT_EQ(d.with("footer").size(), 1U);
        EXPECT_EQ(d.with("nav").size(), 1U);
        EXPECT_EQ(d.with("h1").size(), 1U);
        EXPECT_EQ(d.with("html").at(0)->attributes.at("lang"), "en");
        for (const auto* th : d.with("th")) EXPECT_TRUE(th->attributes.contains("scope"));
        EXPECT_EQ(d.with("table").size(), d.with("caption").size());
        for (const auto* svg : d.with("svg")) {
            EXPECT_TRUE(svg->attributes.contains("aria-hidden") || svg->attributes.contains("aria-labelledby"));
        }
        for (const auto* heading : d.with("h2")) EXPECT_FALSE(heading->text.empty());
    }
}

TEST(Page, HostileTextStaysText) {
    const std::string hostile = "</title></style><script>alert(1)</script>\"'>&\xFF\x01";
    ReportInput input = tests::sample_report();
    input.store_name = input.version = input.command = input.head = input.created = input.sensitivity = hostile;
    for (auto& package : input.packages) package.name = hostile, package.from_party = hostile;
    for (auto& [id, name] : input.area_names) name = hostile;
    for (auto& file : input.imports) {
        file.path = file.sha256 = file.kind = hostile;
        file.set_aside_by_reason[hostile] = 3;
        for (auto& finding : file.findings) finding.message = finding.code = finding.file = hostile;
    }
    for (auto& m : input.assessment.measures) m.definition = m.caution = m.interval = hostile;
    for (auto& plan : input.assessment.plans)
        for (auto& next : plan.next) next.footprint = next.reason = hostile;
    for (auto& types : input.assessment.types) types.categories.assign(types.categories.size(), hostile);
    input.assessment.cautions = {hostile};
    input.assessment.as_of = hostile;
    for (auto& place : input.map.settlements) place.label = hostile;
    input.map.frame_definition = hostile;
    const std::string page = write_report(input);
    const auto document = tests::parse_page(page);
    EXPECT_EQ(document.error, "");
    EXPECT_TRUE(document.with("script").empty());
    EXPECT_EQ(document.with("style").size(), 1U);
    EXPECT_THAT(page, Not(HasSubstr("<script")));
}

TEST(Page, SurvivesNumbersThatAreNotFinite) {
    for (const double broken : {std::nan(""), HUGE_VAL, -HUGE_VAL, 1e308}) {
        ReportInput input = tests::sample_report();
        for (auto& m : input.assessment.measures) {
            m.value = m.low = m.high = m.chance = m.numerator = m.denominator = m.clusters = m.n_effective = broken;
        }
        for (auto& s : input.assessment.shifts) {
            s.east_m = s.north_m = s.ce50_m = s.ce90_m = s.records = broken;
            s.region[0].shell[3] = {broken, -broken};
        }
        for (auto& plan : input.assessment.plans) plan.tests_needed = plan.tested_now = broken;
        for (auto* layer : {&input.map.footprints, &input.map.finds, &input.map.accidents}) {
            layer->push_back({.id = "x",
                              .label = "x",
                              .geometry = MultiPointOf<EastNorth>{{broken, 0}, {0, broken}},
                              .sigma_m = broken});
        }
        input.assessment.tolerance_m = broken;
        EXPECT_EQ(tests::parse_page(write_report(input)).error, "") << broken;
    }
}

TEST(Page, EverySectionSaysWhatIsMissingWhenNothingWasGiven) {
    const Named& empty = pages()[1];
    for (const Section& section : sections()) {
        const auto* element = empty.document.find_id(section.id);
        ASSERT_NE(element, nullptr) << section.id;
        if (section.id == "method") continue;  // the definitions stand in any case
        EXPECT_THAT(element->text, HasSubstr("nothing yet")) << section.id;
        const auto missing = empty.document.with_class("missing");
        EXPECT_TRUE(std::any_of(missing.begin(), missing.end(), [&](const auto* m) {
            return m->text.size() > 40 && element->text.find(m->text) != std::string::npos;
        })) << section.id;
    }
}

TEST(Page, EverySectionHasContentInTheSample) { EXPECT_TRUE(pages()[0].document.with_class("missing").empty()); }

TEST(Page, NeverSaysWhatNobodyMaySay) {
    const std::regex forbidden("\\bsafe\\b|clear of mines|mine-free|no risk|100[\\s\u202F]*%", std::regex::icase);
    for (const Named& p : pages()) {
        for (const auto* body : p.document.with("body"))
            EXPECT_FALSE(std::regex_search(body->text, forbidden)) << p.name;
    }
}

TEST(Page, ShowsAllThreeStatesInTheLegendWhetherTheyOccurOrNot) {
    for (const std::size_t i : {0U, 2U, 3U}) {
        const auto legends = pages()[i].document.with_class("legend");
        ASSERT_EQ(legends.size(), pages()[i].document.with_class("map").size());  // each map has its own
        for (const auto* legend : legends) {
            EXPECT_THAT(legend->text, HasSubstr("Not looked at"));
            EXPECT_THAT(legend->text, HasSubstr("Searched, nothing found"));
            EXPECT_THAT(legend->text, HasSubstr("Hazard"));
        }
    }
}

TEST(Page, PutsTheResidueFirst) {
    const Named& residue = pages()[3];
    const auto answer_block = residue.document.with_class("answer");
    ASSERT_EQ(answer_block.size(), 1U);
    EXPECT_THAT(residue.document.with("h1").at(0)->text, HasSubstr("not the accuracy of a map"));
    EXPECT_LT(answer_block[0]->text.find("not the accuracy"), answer_block[0]->text.find("17 of 26"));
}

TEST(Page, FlagsABalanceThatDoesNotAddUp) {
    ReportInput input = tests::sample_report();
    EXPECT_THAT(write_report(input), Not(HasSubstr("does not add up")));
    input.imports[0].accepted -= 7;
    EXPECT_THAT(write_report(input), HasSubstr("does not add up: 7 rows"));
}

TEST(Page, DoesNotCountAFileTwiceThatWasImportedTwice) {
    const auto balance = pages()[0].document.with_class("balance");
    ASSERT_EQ(balance.size(), 1U);
    EXPECT_EQ(balance[0]->text, "1\u202F112 read = 1\u202F079 accepted + 17 merged + 16 set aside");
}

TEST(Page, SaysTooFewInEveryTableWhereTenWereNotTested) {
    const auto verdicts = pages()[0].document.with_class("verdict");
    EXPECT_EQ(std::count_if(verdicts.begin(), verdicts.end(),
                            [](const auto* v) { return v->text == "Too few tests to say"; }),
              2);
    const auto* deliveries = pages()[0].document.find_id("deliveries");
    EXPECT_THAT(deliveries->text, HasSubstr("2\u202F/\u202F4"));
    EXPECT_THAT(deliveries->text, Not(HasSubstr("50\u202F%")));
}

TEST(Page, ShowsTwentyRowsAndFoldsTheRest) {
    const std::string& page = tests::country_page();
    const auto document = tests::parse_page(page);
    EXPECT_EQ(document.error, "");
    EXPECT_LT(page.size(), 3'000'000U);
    EXPECT_THAT(document.find_id("areas")->text, HasSubstr("Rows 21 to 143"));
}

// --- the style sheet ---------------------------------------------------------------------------------------

std::string style() { return pages()[0].document.with("style").at(0)->text; }

struct Colour {
    double r, g, b;
};

Colour colour(const std::string& hex) {
    const auto part = [&](std::size_t at, std::size_t n) {
        const double v = std::stoi(hex.substr(at, n), nullptr, 16);
        return n == 1 ? v * 17 / 255 : v / 255;
    };
    const std::size_t n = hex.size() == 4 ? 1 : 2;
    return {part(1, n), part(1 + n, n), part(1 + 2 * n, n)};
}

double luminance(const Colour& c) {  // WCAG 2.1, relative luminance
    const auto linear = [](double v) { return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

double contrast(const std::string& a, const std::string& b) {
    const double x = luminance(colour(a)), y = luminance(colour(b));
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

TEST(Style, IsSmall) { EXPECT_LT(style().size(), 20'000U); }

TEST(Style, HasNoGreen) {
    const std::string css = style();
    const std::regex hex("#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\\b");
    int seen = 0;
    for (std::sregex_iterator at(css.begin(), css.end(), hex), end; at != end; ++at, ++seen) {
        const Colour c = colour((*at)[0]);
        const double most = std::max({c.r, c.g, c.b}), least = std::min({c.r, c.g, c.b});
        const bool is_greenish = c.g > c.r + 0.06 && c.g > c.b + 0.06;
        EXPECT_FALSE(is_greenish && most - least > 0.08) << (*at)[0];
    }
    EXPECT_GT(seen, 25);
    EXPECT_FALSE(std::regex_search(css, std::regex("green|lime|teal|olive")) &&
                 !std::regex_search(css, std::regex("No green")));
}

TEST(Style, TextHasEnoughContrast) {
    const std::string css = style();
    const auto token = [&](const std::string& name) {
        std::smatch match;
        EXPECT_TRUE(std::regex_search(css, match, std::regex("--" + name + ":(#[0-9A-Fa-f]+)"))) << name;
        return match[1].str();
    };
    for (const char* text : {"ink", "ink-2", "ink-3", "accent", "bad", "second", "third"}) {
        for (const char* ground : {"surface", "paper"}) {
            EXPECT_GE(contrast(token(text), token(ground)), 4.5) << text << " on " << ground;
        }
    }
    for (const char* mark : {"unseen", "searched", "edge", "written"})
        EXPECT_GE(contrast(token(mark), token("surface")), 3.0) << mark;
}

TEST(Style, PrintsPatternsOnA4) {
    EXPECT_THAT(style(), HasSubstr("size:A4"));
    EXPECT_THAT(style(), HasSubstr("print-color-adjust:exact"));
    EXPECT_THAT(style(), HasSubstr("counter(page)"));
}

/// Not a check: writes the pages for people to look at, where CAIRN_REPORT_LOOK names a folder.
TEST(Page, CanBeWrittenForLookingAt) {
    const char* folder = std::getenv("CAIRN_REPORT_LOOK");
    if (folder == nullptr) GTEST_SKIP() << "CAIRN_REPORT_LOOK names no folder";
    for (const Named& p : pages()) std::ofstream(std::string(folder) + "/" + p.name + ".html") << p.page;
    std::ofstream(std::string(folder) + "/country.html") << tests::country_page();
}

}  // namespace
}  // namespace cairn::report
