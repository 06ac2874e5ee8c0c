// The report as PDF: whatever a browser does, the PDF is whole or absent, and nothing of the browser stays. Its map is
// where it says.

#include <filesystem>
#include <fstream>
#include <regex>

#include <gtest/gtest.h>

#include "cli/shell.hpp"
#include "support/temporary_folder.hpp"

namespace cairn::cli {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

constexpr const char* smallest_pdf =
    "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
    "xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \ntrailer\n<</Size 3/Root 1 0 R>>\n"
    "startxref\n100\n%%EOF\n";

class Pdf : public testing::Test {
   protected:
    void SetUp() override {
        fs::create_directories(temporary_);
        ASSERT_EQ(tests::run_shell(tests::program + " init " + store_ + " --by Somebody").exit_code, 0);
        folder_.write("whole.pdf", smallest_pdf);
    }

    /// A browser that does this; $out is where the PDF is expected.
    std::string browser(const std::string& deeds) const {
        const fs::path script = folder_.write("browser",
                                              "#!/bin/sh\nfor word; do case \"$word\" in "
                                              "--print-to-pdf=*) out=${word#*=} ;; esac; done\n" +
                                                  deeds + "\n");
        fs::permissions(script, fs::perms::owner_all);
        return "env TMPDIR=" + temporary_.string() + " CAIRN_BROWSER=" + script.string() + " ";
    }
    std::string report(const std::string& options = "") const {
        return tests::program + " report " + store_ + " -o \"" + out_.string() + "\" --pdf " + options;
    }
    void expect_nothing_stays() const {
        EXPECT_FALSE(fs::exists(out_ / "report.pdf"));
        EXPECT_FALSE(fs::exists(out_ / "report.pdf.part"));
        EXPECT_TRUE(fs::exists(out_ / "report.html"));
        EXPECT_TRUE(fs::is_empty(temporary_));
    }
    void expect_refused(const std::string& deeds, const std::string& answer) const {
        SCOPED_TRACE(deeds);
        fs::create_directories(out_);
        std::ofstream(out_ / "report.pdf") << "of an earlier run";
        const auto ran = tests::run_shell(browser(deeds) + report("--pdf-seconds 60"));
        EXPECT_EQ(ran.exit_code, 3);
        EXPECT_TRUE(tests::contains(ran.text, answer)) << ran.text;
        expect_nothing_stays();
    }

    const tests::TemporaryFolder folder_;
    const fs::path out_ = folder_.path() / "out put";
    const fs::path temporary_ = folder_.path() / "temporary";
    const std::string store_ = (folder_.path() / "s.gpkg").string();
};

TEST_F(Pdf, WhatABrowserLaysOutStandsBesideThePage) {
    const auto ran =
        tests::run_shell(browser("cp " + (folder_.path() / "whole.pdf").string() + " \"$out\"") + report());
    EXPECT_EQ(ran.exit_code, 0) << ran.text;
    EXPECT_TRUE(tests::contains(ran.text, "report.pdf")) << ran.text;
    EXPECT_EQ(bytes_of(out_ / "report.pdf"), smallest_pdf);
    EXPECT_TRUE(fs::is_empty(temporary_));
}

TEST_F(Pdf, ABrowserThatFailsLeavesNoPdf) {
    expect_refused("echo no display >&2; exit 5", "ended with code 5. Its last words: no display");
    expect_refused("exit 5", "The page itself is in " + (out_ / "report.html").string() + ": print that");
    expect_refused("kill -SEGV $$", "was ended by signal 11");
    expect_refused("true", "wrote no file");
    expect_refused("head -c 3000 /dev/urandom > \"$out\"", "wrote what is no whole PDF");
    expect_refused("head -c 200 " + (folder_.path() / "whole.pdf").string() + " > \"$out\"",
                   "wrote what is no whole PDF");
    expect_refused("ln -s " + (folder_.path() / "whole.pdf").string() + " \"$out\"", "wrote no file");
    expect_refused("mkdir \"$out\"", "wrote no file");
}

/// Whether the process that a browser started still runs; one that nobody has buried yet does not.
bool is_alive(const fs::path& number) {
    const std::string command = "for i in $(seq 100); do grep -q '^State:[[:space:]]*[^Z]' /proc/$(cat " +
                                number.string() + ")/status 2>/dev/null || exit 1; sleep 0.1; done";
    return tests::run_shell(command).exit_code == 0;
}

TEST_F(Pdf, ABrowserThatHangsIsStoppedWithAllThatItStarted) {
    const fs::path number = folder_.path() / "number";
    const auto ran = tests::run_shell(browser("sleep 1000 & echo $! > " + number.string() + "; sleep 1000") +
                                      report("--pdf-seconds 3"));
    EXPECT_EQ(ran.exit_code, 3);
    EXPECT_TRUE(tests::contains(ran.text, "did not end within 3 s and was stopped")) << ran.text;
    EXPECT_FALSE(is_alive(number));
    expect_nothing_stays();
}

TEST_F(Pdf, CtrlCEndsTheBrowserAndLeavesNothingHalfWritten) {
    const fs::path number = folder_.path() / "number";
    // The signal is sent once the browser runs.
    const auto ran =
        tests::run_shell(browser("sleep 1000 & echo $! > " + number.string() + "; sleep 1000") + "sh -c '" + report() +
                         " & cairn=$!; for i in $(seq 1200); do [ -s " + number.string() +
                         " ] && break; sleep 0.1; done; " + "kill -TERM $cairn; wait $cairn'");
    EXPECT_EQ(ran.exit_code, 3) << ran.text;
    EXPECT_TRUE(tests::contains(ran.text, "Stopped as asked")) << ran.text;
    EXPECT_FALSE(is_alive(number));
    expect_nothing_stays();
}

constexpr const char* printed_report = "case \"$*\" in *map.html*) echo no paper >&2; exit 4 ;; esac; cp ";

TEST_F(Pdf, WhenTheMapFailsItIsSaidWhatIsThereToPrintInstead) {
    const fs::path recorded = folder_.write("areas.geojson", R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"record_id":"A"},"geometry":{"type":"Polygon","coordinates":
  [[[45.02,40.01],[45.05,40.013],[45.047,40.04],[45.02,40.01]]]}}]})");
    const auto ran =
        tests::run_shell(browser(printed_report + (folder_.path() / "whole.pdf").string() + " \"$out\"") +
                         tests::program + " run " + (folder_.path() / "map.gpkg").string() +
                         " -y --crs EPSG:4326 --recorded " + recorded.string() + " -o '" + out_.string() + "' --pdf");
    EXPECT_EQ(ran.exit_code, 3) << ran.text;
    EXPECT_TRUE(tests::contains(ran.text, "no paper")) << ran.text;
    EXPECT_TRUE(
        tests::contains(ran.text, "report.pdf was written; the same map is in " + (out_ / "report.html").string()))
        << ran.text;
    EXPECT_TRUE(fs::exists(out_ / "report.pdf"));
    EXPECT_FALSE(fs::exists(out_ / "map.pdf"));
    EXPECT_TRUE(fs::is_empty(temporary_));
}

TEST_F(Pdf, WithoutABrowserItIsSaidBeforeAnyWorkWhatToInstall) {
    const auto ran = tests::run_shell("env -u CAIRN_BROWSER PATH=/nowhere " + report());
    EXPECT_EQ(ran.exit_code, 3);
    EXPECT_TRUE(tests::contains(ran.text, "apt-get install chromium")) << ran.text;
    EXPECT_FALSE(fs::exists(out_));
    EXPECT_EQ(tests::run_shell("env CAIRN_BROWSER=/nowhere/browser " + report()).exit_code, 3);
    EXPECT_EQ(tests::run_shell(tests::program + " report " + store_ + " -o x --paper letter").exit_code, 2);
    EXPECT_EQ(tests::run_shell(report("--paper a0")).exit_code, 2);
}

TEST_F(Pdf, ARealBrowserKeepsToThePaperAndPrintsEveryPageWithItsNumber) {
    if (!tests::has_program("chromium")) GTEST_SKIP() << "chromium is not installed";
    if (!tests::has_program("pdfinfo")) GTEST_SKIP() << "poppler-utils is not installed";
    struct Sheet {
        const char* paper;
        double width_pt, height_pt;
    };
    for (const Sheet& sheet : {Sheet{"a4", 595.3, 841.9}, Sheet{"letter", 612, 792}}) {
        SCOPED_TRACE(sheet.paper);
        const auto ran = tests::run_shell("env TMPDIR=" + temporary_.string() + " " +
                                          report("--pdf-seconds 500 --paper " + std::string(sheet.paper)));
        ASSERT_EQ(ran.exit_code, 0) << ran.text;
        const std::string pdf = (out_ / "report.pdf").string();
        const std::string info = tests::run_shell("pdfinfo '" + pdf + "'").text;
        std::smatch match;
        ASSERT_TRUE(std::regex_search(info, match, std::regex(R"(Page size: +([0-9.]+) x ([0-9.]+) pts)"))) << info;
        EXPECT_NEAR(std::stod(match[1]), sheet.width_pt, 1);
        EXPECT_NEAR(std::stod(match[2]), sheet.height_pt, 1);
        ASSERT_TRUE(std::regex_search(info, match, std::regex(R"(Pages: +([0-9]+))"))) << info;
        const std::string pages = match[1];
        const std::string text = tests::run_shell("pdftotext -layout '" + pdf + "' -").text;
        EXPECT_TRUE(tests::contains(text, "page 1 / " + pages)) << text;
        EXPECT_TRUE(tests::contains(text, "page " + pages + " / " + pages)) << text;
        EXPECT_TRUE(tests::contains(text, "s.gpkg"));
    }
    EXPECT_TRUE(fs::is_empty(temporary_));
}

/// Outlines large enough to be drawn with every corner, none along the sides of the page.
constexpr const char* outlines = R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"record_id":"A"},"geometry":{"type":"Polygon","coordinates":
  [[[45.02,40.01],[45.05,40.013],[45.047,40.04],[45.031,40.029],[45.018,40.035],[45.02,40.01]]]}},
{"type":"Feature","properties":{"record_id":"B"},"geometry":{"type":"Polygon","coordinates":
  [[[45.16,40.07],[45.181,40.076],[45.172,40.093],[45.16,40.07]]]}}]})";

std::string rectangle(double east_deg, double north_deg) {
    const std::string e = std::to_string(east_deg), n = std::to_string(north_deg);
    return R"({"type":"FeatureCollection","features":[{"type":"Feature",)"
           R"("properties":{"ref":"s","unit_name":"Study","area_level":"study-area"},"geometry":)"
           R"({"type":"Polygon","coordinates":[[[45,40],[)" +
           e + ",40],[" + e + "," + n + "],[45," + n + "],[45,40]]]}}]}";
}

TEST_F(Pdf, GdalFindsTheCornersOfRecordedAreasWhereARealBrowserDrewThem) {
    if (!tests::has_program("chromium")) GTEST_SKIP() << "chromium is not installed";
    if (!tests::has_program("pdftocairo")) GTEST_SKIP() << "poppler-utils is not installed";
    const fs::path recorded = folder_.write("recorded.geojson", outlines);
    struct Sheet {
        const char* paper;
        double east_deg, north_deg, width_pt, height_pt;
    };
    for (const Sheet& sheet :
         {Sheet{"a4", 45.2, 40.1, 841.9, 595.3}, {"letter", 45.2, 40.5, 612, 792}, {"letter", 45.2, 40.1, 792, 612}}) {
        SCOPED_TRACE(std::string(sheet.paper) + " " + std::to_string(sheet.north_deg));
        const fs::path boundary = folder_.write("study.geojson", rectangle(sheet.east_deg, sheet.north_deg));
        const fs::path store = folder_.path() / "map.gpkg";
        fs::remove(store);
        const auto ran = tests::run_shell("env TMPDIR=" + temporary_.string() + " " + tests::program + " run " +
                                          store.string() + " -y --crs EPSG:4326 --boundary " + boundary.string() +
                                          " --recorded " + recorded.string() + " -o '" + out_.string() +
                                          "' --pdf --pdf-seconds 500 --paper " + sheet.paper);
        ASSERT_EQ(ran.exit_code, 0) << ran.text;
        const std::string map = "'" + (out_ / "map.pdf").string() + "'";
        const std::string info = tests::run_shell("pdfinfo " + map).text;
        std::smatch size;
        ASSERT_TRUE(std::regex_search(info, size, std::regex(R"(Page size: +([0-9.]+) x ([0-9.]+) pts)"))) << info;
        EXPECT_NEAR(std::stod(size[1]), sheet.width_pt, 1);
        EXPECT_NEAR(std::stod(size[2]), sheet.height_pt, 1);
        EXPECT_TRUE(tests::contains(info, "Pages:           1\n")) << info;
        const std::string text = tests::run_shell("pdftotext " + map + " - | tr '\\n' ' '").text;
        for (const char* last : {"never the end of danger", "Made ", "restricted"})
            EXPECT_TRUE(tests::contains(text, last)) << text;
        const auto placed = tests::run_shell("/usr/bin/python3 " CAIRN_SOURCE_DIR "/tests/cli/place_on_map.py " + map +
                                             " " + recorded.string());
        if (placed.exit_code == 77) GTEST_SKIP() << "GDAL's Python module, or its reader of PDF, is not installed";
        std::smatch found;
        ASSERT_TRUE(std::regex_search(placed.text, found, std::regex(R"(10 corners, largest distance ([0-9.]+) mm)")))
            << placed.text;
        EXPECT_LT(std::stod(found[1]), 0.05);
        RecordProperty("worst_mm", found[1]);
    }
    EXPECT_TRUE(fs::is_empty(temporary_));
}

}  // namespace
}  // namespace cairn::cli
