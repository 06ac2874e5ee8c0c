// Every hostile file goes through all that a user's file does: profile, guess, check, import.

#include <gtest/gtest.h>

#include "cairn/core/error.hpp"
#include "cairn/intake/describe.hpp"
#include "intake/hostile_containers.hpp"
#include "intake/hostile_files.hpp"
#include "intake/import_text.hpp"

using namespace cairn;
using tests::HostileFile;

namespace {

struct Told {
    std::set<std::string> codes;
    std::string problem;  ///< what broke a promise
    std::int64_t set_aside = 0;
};

void note(Told& told, const Findings& findings) {
    for (const auto& finding : findings) {
        told.codes.insert(finding.code);
        if (finding.message.size() < 20) told.problem = "the message of " + finding.code + " says nothing";
        if (finding.message.size() > 2000) told.problem = "the message of " + finding.code + " is endless";
    }
}

Told take_in(const std::filesystem::path& file) {
    Told told;
    const auto& schemas = registers::Schemas::built_in();
    try {
        const auto profile = intake::profile_file(file);
        if (!profile) {
            note(told, {profile.error()});
            if (profile.error().file.empty()) told.problem = "the finding does not name the file";
            return told;
        }
        auto guess = intake::guess_mapping(*profile, "recorded-area", schemas);
        note(told, guess.questions);
        if (describe_mapping(guess.mapping, *profile, schemas).empty()) told.problem = "nothing to approve";
        if (!profile->table.crs) guess.mapping.crs = "EPSG:4326";
        intake::ImportRequest request;
        request.file = file;
        request.mapping = guess.mapping;
        const auto done = tests::import_file(std::move(request));
        if (!done.failure.empty()) {
            told.codes.insert(done.failure);
            return told;
        }
        note(told, done.summary().findings);
        told.set_aside = done.summary().set_aside;
        for (const auto& row : done.rows) {
            if (row.outcome != intake::Outcome::set_aside) continue;
            if (!intake::from_raw_json(row.raw_json)) told.problem = "a row that was set aside cannot be read back";
            if (row.findings.empty()) told.problem = "a row was set aside without a reason";
        }
    } catch (const CallError& error) {
        told.codes.insert("CallError");
    }
    return told;
}

void expect_all_told(const std::vector<HostileFile>& files) {
    const tests::TemporaryFolder folder;
    for (const auto& hostile : files) {
        const auto file = folder.write(hostile.name, hostile.bytes);
        const Told told = take_in(file);
        EXPECT_EQ(told.problem, "") << hostile.name;
        std::string all;
        for (const auto& code : told.codes) all += code + " ";
        if (hostile.told == "-") {
            EXPECT_EQ(told.set_aside, 0) << hostile.name << " told " << all;
            continue;
        }
        if (hostile.told.empty()) continue;
        std::istringstream wanted(hostile.told);
        bool is_told = false;
        for (std::string code; wanted >> code;) is_told |= told.codes.contains(code);
        EXPECT_TRUE(is_told) << hostile.name << " should tell " << hostile.told << ", told " << all;
        std::filesystem::remove(file);
    }
}

}  // namespace

TEST(Hostile, FilesOfOtherKindsAreNamed) { expect_all_told(tests::files_of_other_kinds()); }
TEST(Hostile, GeoJsonBreaksNothing) { expect_all_told(tests::hostile_geojson()); }
TEST(Hostile, CsvBreaksNothing) { expect_all_told(tests::hostile_csv()); }
TEST(Hostile, GeoPackagesBreakNothing) { expect_all_told(tests::hostile_geopackages()); }

TEST(Hostile, ArchivesBreakNothing) { expect_all_told(tests::hostile_archives()); }
TEST(Hostile, WorkbooksBreakNothing) { expect_all_told(tests::hostile_workbooks()); }
TEST(Hostile, XmlBreaksNothing) { expect_all_told(tests::hostile_xml()); }

TEST(Hostile, MaxmlBreaksNothing) { expect_all_told(tests::hostile_maxml()); }
TEST(Hostile, BinariesBreakNothing) { expect_all_told(tests::hostile_binaries()); }

TEST(Hostile, ThereAreAHundredContainers) {
    EXPECT_GT(tests::hostile_archives().size() + tests::hostile_workbooks().size() + tests::hostile_xml().size() +
                  tests::hostile_binaries().size(),
              100U);
}

TEST(Hostile, ThereAreMoreThanTwoHundred) {
    EXPECT_GT(tests::files_of_other_kinds().size() + tests::hostile_geojson().size() + tests::hostile_csv().size() +
                  tests::hostile_geopackages().size(),
              200U);
}
