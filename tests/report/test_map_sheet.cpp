// The main map alone on a sheet: what the report's map shows, with all that it needs to be read by itself.

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <regex>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cairn/report/map_sheet.hpp"
#include "cairn/report/report.hpp"
#include "report/sample.hpp"
#include "report/well_formed.hpp"

namespace cairn::report {
namespace {

using testing::HasSubstr;
using testing::Not;

std::size_t count_of(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

PlaneMultiPolygon rectangle(double width_m, double height_m) {
    return {{.shell = {{0, 0}, {width_m, 0}, {width_m, height_m}, {0, height_m}, {0, 0}}, .holes = {}}};
}

TEST(MapSheet, SaysByItselfWhatItIsAndWhatItIsNot) {
    const ReportInput input = tests::sample_report();
    const auto sheet = write_map_sheet(input);
    ASSERT_TRUE(sheet);
    const auto document = tests::parse_page(sheet->html);
    ASSERT_EQ(document.error, "");
    const std::string text = document.with("body").front()->text;
    for (const char* said : {"nothing is known of it", "The map is no plan of where to walk.",
                             "A drawn boundary is the end of a search, never the end of danger.", "Not looked at",
                             "Scale about 1 : ", "WGS 84", "As of ", "Made "})
        EXPECT_THAT(text, HasSubstr(said));
    EXPECT_THAT(text, HasSubstr(input.store_name));
    EXPECT_THAT(text, HasSubstr(input.sensitivity));
    EXPECT_THAT(text, HasSubstr(input.map.frame_definition));
    EXPECT_EQ(document.with_class("map").size(), 1U);
    EXPECT_THAT(sheet->html, Not(HasSubstr("<script")));
    EXPECT_EQ(sheet->html, write_map_sheet(input)->html);
}

TEST(MapSheet, DrawsWhatTheMapOfTheReportDrawsAndNoMore) {
    const ReportInput input = tests::sample_report();
    const std::string page = write_report(input);
    const auto begin = page.find("id=\"map-all-t\""), end = page.find("</svg>", begin);
    ASSERT_NE(begin, std::string::npos);
    const std::string main_map = page.substr(begin, end - begin);
    const std::string html = write_map_sheet(input)->html;
    const auto from = html.find("id=\"map-t\"");
    const std::string sheet = html.substr(from, html.find("</svg>", from) - from);
    for (const char* what : {"href=\"#find\"", "href=\"#accident\"", "href=\"#accident-rough\"", "href=\"#outside\"",
                             "href=\"#confirmed\"", "href=\"#unconfirmed\"", "href=\"#search-place\"",
                             "class=\"written\"", "class=\"place\""})
        EXPECT_EQ(count_of(sheet, what), count_of(main_map, what)) << what;
    EXPECT_THAT(sheet, Not(HasSubstr("class=\"closeup\"")));  // there is nothing larger below
}

TEST(MapSheet, StandsOnWholePixelsWithinThePaperAndKeepsTheShapeOfTheGround) {
    for (const char* paper : {"A4", "letter"}) {
        for (const auto& [width_m, height_m] :
             {std::pair{9'000.0, 3'000.0}, {5'000.0, 5'000.0}, {700.0, 4'321.0}, {400'000.0, 30'000.0}, {13.0, 17.0}}) {
            SCOPED_TRACE(std::string(paper) + " " + std::to_string(width_m));
            ReportInput input = tests::sample_report();
            input.paper = paper;
            input.map.study_area = rectangle(width_m, height_m);
            const auto sheet = write_map_sheet(input);
            ASSERT_TRUE(sheet);
            for (const double px : {sheet->left_px, sheet->top_px, sheet->width_px, sheet->height_px})
                EXPECT_EQ(px, std::round(px));
            EXPECT_NEAR(sheet->window.width_m() / sheet->width_px / (sheet->window.height_m() / sheet->height_px), 1,
                        1e-9);
            EXPECT_TRUE(sheet->window.contains({0, 0}) && sheet->window.contains({width_m, height_m}));
            std::smatch size;
            ASSERT_TRUE(std::regex_search(sheet->html, size, std::regex(R"(@page\{size:([0-9.]+)mm ([0-9.]+)mm;)")));
            const double paper_width_px = std::stod(size[1]) * 96 / 25.4,
                         paper_height_px = std::stod(size[2]) * 96 / 25.4;
            EXPECT_LT(sheet->left_px + sheet->width_px, paper_width_px);
            EXPECT_LT(sheet->top_px + sheet->height_px, paper_height_px - 100);  // the cautions stand below
            EXPECT_EQ(paper_height_px > paper_width_px, height_m > 2 * width_m);
            EXPECT_THAT(sheet->html, HasSubstr("viewBox=\"0 0 " + std::to_string(std::lround(sheet->width_px)) + " " +
                                               std::to_string(std::lround(sheet->height_px)) + "\""));
        }
    }
}

TEST(MapSheet, SaysHowFarItsLinesMayLieFromWhatTheyDraw) {
    // Merged corners, simplification and rounding, in pixels (test_pictures.cpp), and what the browser adds.
    const double farthest_mm = (0.3 + 0.35 + std::hypot(0.05, 0.05)) * 25.4 / 96 + 0.02;
    const std::string html = write_map_sheet(tests::sample_report())->html;
    std::smatch said;
    ASSERT_TRUE(std::regex_search(html, said, std::regex("drawn to within ([0-9.]+)")));
    EXPECT_GT(std::stod(said[1]), farthest_mm);
}

TEST(MapSheet, IsAbsentWhereThereIsNothingToDraw) { EXPECT_FALSE(write_map_sheet(tests::empty_report())); }

TEST(MapSheet, LetsNoNameOfAStoreOutOfItsText) {
    ReportInput input = tests::sample_report();
    input.store_name = "</style><script>x</script>" + std::string(300, 'n');
    const auto sheet = write_map_sheet(input);
    EXPECT_EQ(tests::parse_page(sheet->html).error, "");
    EXPECT_THAT(sheet->html, Not(HasSubstr("<script")));
    EXPECT_THAT(sheet->html, Not(HasSubstr(std::string(100, 'n'))));
}

TEST(MapSheet, CanBeWrittenForLookingAt) {
    const char* folder = std::getenv("CAIRN_REPORT_LOOK");
    if (folder == nullptr) GTEST_SKIP() << "CAIRN_REPORT_LOOK names no folder";
    for (auto [name, input] : {std::pair{"sample", tests::sample_report()},
                               {"residue", tests::residue_report()},
                               {"country", tests::country_report()}}) {
        input.paper = "letter";
        std::ofstream(std::string(folder) + "/" + name + "-map.html") << write_map_sheet(input)->html;
    }
}

}  // namespace
}  // namespace cairn::report
