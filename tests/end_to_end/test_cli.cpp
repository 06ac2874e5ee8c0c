// The program as a person meets it: what it answers, what it refuses, and with which exit code.

#include <filesystem>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "end_to_end/answers.hpp"
#include "end_to_end/program.hpp"

namespace cairn::tests {
namespace {

namespace fs = std::filesystem;

class Cli : public testing::Test {
   protected:
    std::string store() const { return folder_ / "s.gpkg"; }
    std::string write(const std::string& name, const std::string& text) const {
        write_text(folder_ / name, text);
        return folder_ / name;
    }
    Folder folder_;
};

constexpr const char* accidents_csv =
    "accident_id,latitude,longitude,date_of_accident,killed,injured\n"
    "A1,-40.001,-140.001,1999-05-02,0,1\n"
    "A2,-40.002,-140.002,1999-13-02,0,1\n"   // a month that does not exist
    "A3,,-140.003,2001,1,0\n"                // no latitude
    "A4,-40.004,-140.004,2002-07,2,1\n"
    "A5,-40.005,-140.005,2003-01-31,0,1\n"
    "A6,-40.006,-140.006,2004-06-01,0,2\n"
    "A7,-40.007,-140.007,2005-11-21,1,0\n"
    "A8,-40.008,-140.008,2006-08-15,0,1\n"
    "A9,-40.009,-140.009,2007-03-09,0,1\n";

TEST_F(Cli, HelpNamesEveryVerbAndTheExitCodes) {
    const Ran ran = run_cairn({"--help"});
    EXPECT_EQ(ran.exit_code, 0);
    for (const char* word : {"run", "import", "assess", "report", "export", "verify", "simulate", "Exit codes"})
        EXPECT_NE(ran.out.find(word), std::string::npos) << word;
}

TEST_F(Cli, AWrongCallExitsWithTwoAndMakesNothing) {
    EXPECT_EQ(run_cairn({}).exit_code, 2);
    EXPECT_EQ(run_cairn({"import", store()}).exit_code, 2);
    EXPECT_EQ(run_cairn({"assess", store()}).exit_code, 2);
    EXPECT_EQ(run_cairn({"verify", store()}).exit_code, 2);
    EXPECT_EQ(run_cairn({"import", store(), write("a.csv", accidents_csv), "--as", "nonsense", "--crs", "EPSG:4326"})
                  .exit_code,
              2);
    EXPECT_EQ(run_cairn({"assess", store(), "--as-of", "2001-02-30"}).exit_code, 2);
    EXPECT_FALSE(fs::exists(store()));
}

TEST_F(Cli, AFileThatIsNotThereExitsWithThree) {
    ASSERT_EQ(run_cairn({"init", store()}).exit_code, 0);
    const Ran ran = run_cairn({"import", store(), folder_ / "absent.csv", "--as", "accident"});
    EXPECT_EQ(ran.exit_code, 3);
    EXPECT_NE(ran.err.find("absent.csv"), std::string::npos);
}

TEST_F(Cli, ADryRunSaysWhatWouldHappenAndKeepsNothing) {
    ASSERT_EQ(run_cairn({"init", store()}).exit_code, 0);
    const std::string before = run_cairn({"log", store()}).out;
    const Ran ran = run_cairn({"import", store(), write("a.csv", accidents_csv), "--as", "accident", "--crs",
                               "EPSG:4326", "--dry-run", "--json"});
    ASSERT_EQ(ran.exit_code, 0) << ran.err;
    const auto f = nlohmann::json::parse(ran.out).at("files").at(0);
    EXPECT_EQ(f.at("accepted"), 7);
    EXPECT_EQ(f.at("set_aside"), 2);
    EXPECT_EQ(run_cairn({"log", store()}).out, before);
}

TEST_F(Cli, SetAsideRowsAreFindingsWithRowAndFieldAndStrictMakesThemAnError) {
    ASSERT_EQ(run_cairn({"init", store()}).exit_code, 0);
    const std::string file = write("a.csv", accidents_csv);
    const Ran ran =
        run_cairn({"import", store(), file, "--as", "accident", "--crs", "EPSG:4326", "--json", "--strict"});
    EXPECT_EQ(ran.exit_code, 1);
    const auto answer = nlohmann::json::parse(ran.out);
    bool is_named = false;
    for (const auto& finding : answer.at("findings"))
        is_named |= finding.at("code") == "impossible_date" && finding.at("row") == 2 &&
                    finding.at("field") == "date" && finding.at("found") == "1999-13-02";
    EXPECT_TRUE(is_named) << answer.at("findings").dump(1);
}

TEST_F(Cli, SetAsideRowsAreExportedCorrectedAndRetried) {
    ASSERT_EQ(run_cairn({"init", store()}).exit_code, 0);
    const std::string file = write("a.csv", accidents_csv);
    ASSERT_EQ(run_cairn({"import", store(), file, "--as", "accident", "--crs", "EPSG:4326", "-y"}).exit_code, 0);
    const std::string sheet = folder_ / "sheet.csv";
    ASSERT_EQ(run_cairn({"export", store(), "--set-aside", sheet}).exit_code, 0);
    std::string text = read_text(sheet);
    const auto wrong = text.rfind("1999-13-02");  // the cell; the message quotes it before
    ASSERT_NE(wrong, std::string::npos) << text;
    text.replace(wrong, 10, "1999-12-02");
    write_text(sheet, text);
    const Ran retried = run_cairn({"import", store(), sheet, "--retry", "--json"});
    ASSERT_EQ(retried.exit_code, 0) << retried.err;
    const auto f = nlohmann::json::parse(retried.out).at("files").at(0);
    EXPECT_EQ(f.at("read"), 2);
    EXPECT_EQ(f.at("accepted"), 1);
    EXPECT_EQ(f.at("set_aside"), 1);
    // The row that was corrected is no longer asked for; the other one is, once.
    fs::remove(sheet);
    ASSERT_EQ(run_cairn({"export", store(), "--set-aside", sheet}).exit_code, 0);
    text = read_text(sheet);
    EXPECT_EQ(text.find("1999-12-02"), std::string::npos) << text;
    EXPECT_NE(text.find("A3"), std::string::npos) << text;
    EXPECT_EQ(run_cairn({"verify", store()}).exit_code, 0);
}

TEST_F(Cli, ImportingTheSameFileAgainChangesNothing) {
    ASSERT_EQ(run_cairn({"init", store()}).exit_code, 0);
    const std::string file = write("a.csv", accidents_csv);
    const std::vector<std::string> import{"import", store(),     file, "--as",  "accident",
                                          "--crs",  "EPSG:4326", "-y", "--json"};
    ASSERT_EQ(run_cairn(import).exit_code, 0);
    const std::string log = run_cairn({"log", store()}).out;
    const Ran again = run_cairn(import);
    ASSERT_EQ(again.exit_code, 0) << again.err;
    const auto f = nlohmann::json::parse(again.out).at("files").at(0);
    EXPECT_EQ(f.at("accepted"), 0);
    EXPECT_EQ(f.at("merged"), 7);
    EXPECT_EQ(run_cairn({"log", store()}).out, log);
}

TEST_F(Cli, TheOriginalFileComesBackByteForByte) {
    ASSERT_EQ(run_cairn({"init", store()}).exit_code, 0);
    const std::string file = write("a.csv", accidents_csv);
    const Ran ran = run_cairn({"import", store(), file, "--as", "accident", "--crs", "EPSG:4326", "-y", "--json"});
    const std::string sha = nlohmann::json::parse(ran.out).at("files").at(0).at("sha256");
    ASSERT_EQ(run_cairn({"export", store(), "--original", sha.substr(0, 12), "--to", folder_ / "back.csv"}).exit_code,
              0);
    EXPECT_EQ(read_text(folder_ / "back.csv"), accidents_csv);
}

TEST_F(Cli, AMappingThatWasSavedReadsTheSameFileTheSameWay) {
    ASSERT_EQ(run_cairn({"init", store()}).exit_code, 0);
    const std::string file = write("a.csv", accidents_csv);
    const std::string mapping = folder_ / "m.json";
    ASSERT_EQ(
        run_cairn({"import", store(), file, "--as", "accident", "--crs", "EPSG:4326", "-y", "--save-mapping", mapping})
            .exit_code,
        0);
    ASSERT_EQ(run_cairn({"init", folder_ / "t.gpkg"}).exit_code, 0);
    const Ran ran = run_cairn({"import", folder_ / "t.gpkg", file, "--mapping", mapping, "--json"});
    ASSERT_EQ(ran.exit_code, 0) << ran.err;
    EXPECT_EQ(nlohmann::json::parse(ran.out).at("files").at(0).at("accepted"), 7);
}

TEST_F(Cli, ASimulatedWorldRunsFromItsOwnFilesToAReportAndTheAnswerIsTheSameTwice) {
    for (const std::string scenario : {"borne-out", "contradicted"}) {
        const std::string world = folder_ / scenario;
        const Ran simulated = run_cairn({"simulate", scenario, "-o", world});
        ASSERT_EQ(simulated.exit_code, 0) << simulated.err;
        ASSERT_NE(simulated.out.find("cairn run"), std::string::npos);
        std::string answers[2];
        for (std::string& answer : answers) {
            const std::string name = folder_ / (scenario + (answer.data() == answers[0].data() ? "1" : "2"));
            const Ran ran =
                run_cairn({"run", name + ".gpkg", "--recorded", world + "/recorded_areas.geojson", "--searched",
                           world + "/searches.geojson", "--finds", world + "/finds.csv", "--accidents",
                           world + "/accidents.csv", "--crs", "EPSG:4326", "-o", name, "--json", "-y"});
            ASSERT_EQ(ran.exit_code, 0) << ran.err;
            const auto json = nlohmann::json::parse(ran.out);
            answer = json.at("measures").dump();
            EXPECT_TRUE(fs::exists(name + "/report.html"));
            EXPECT_TRUE(fs::exists(name + "/results.gpkg"));
        }
        EXPECT_EQ(answers[0], answers[1]);
    }
}

}  // namespace
}  // namespace cairn::tests
