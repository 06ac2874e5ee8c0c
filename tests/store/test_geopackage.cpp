// The GeoPackage as other programs see it, and what belongs to a file: journals, versions, days.

#include <array>
#include <cstdio>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cairn/core/error.hpp"
#include "cairn/store/geopackage.hpp"
#include "cairn/store/gpkg_tables.hpp"
#include "store/raw.hpp"
#include "store/sample.hpp"
#include "store/temp_folder.hpp"

namespace cairn::store {
namespace {

using testing::HasSubstr;

struct Answer {
    int status = 0;
    std::string text;
};

Answer run(const std::string& command) {
    Answer answer;
    FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    std::array<char, 4096> buffer{};
    while (std::fgets(buffer.data(), buffer.size(), pipe) != nullptr) answer.text += buffer.data();
    answer.status = ::pclose(pipe);
    return answer;
}

class GeoPackage : public testing::Test {
   protected:
    GeoPackage() : file_(folder_ / "s.gpkg") { fill(*create_store(file_.string(), sample_header)); }
    VerifyReport verify() {
        NoProgress progress;
        return open_store(file_.string())->verify(progress);
    }
    TempFolder folder_;
    std::filesystem::path file_;
};

TEST_F(GeoPackage, PassesTheValidatorOfGdal) {
    if (run("/usr/bin/python3 -c 'import osgeo_utils.samples.validate_gpkg'").status != 0) {
        GTEST_SKIP() << "python3-gdal is absent";
    }
    const Answer answer = run("/usr/bin/python3 -m osgeo_utils.samples.validate_gpkg -k " + file_.string());
    EXPECT_EQ(answer.status, 0) << answer.text;
    EXPECT_TRUE(verify().is_clean) << "reading changes nothing";
}

TEST_F(GeoPackage, IsReadByGdalAndNotWritten) {
    if (run("/usr/bin/python3 -c 'from osgeo import ogr'").status != 0) GTEST_SKIP() << "python3-gdal is absent";
    write_bytes(folder_ / "look.py", R"(
import sys
from osgeo import ogr
ogr.UseExceptions()
source = ogr.Open(sys.argv[1], 1)
print("layers:", sorted(source.GetLayer(i).GetName() for i in range(source.GetLayerCount())))
layer = source.GetLayerByName("accident")
print("accidents:", layer.GetFeatureCount(), layer.GetExtent())
layer.SetSpatialFilterRect(10.9, -40.1, 11.15, -39.0)
print("near:", sorted(f.GetField("id") for f in layer))
layer.SetSpatialFilter(None)
feature = layer.GetNextFeature()
feature.SetField("killed", 5)
for change in (lambda: layer.SetFeature(feature), lambda: layer.DeleteFeature(feature.GetFID()),
               lambda: layer.CreateFeature(feature)):
    try:
        print("changed:", change())
    except RuntimeError as error:
        print("refused:", error)
)");
    const Answer answer = run("/usr/bin/python3 " + (folder_ / "look.py").string() + " " + file_.string());
    EXPECT_THAT(answer.text, HasSubstr("layers: ['accident', 'area', 'find', 'hazard', 'layer_styles', 'package', "
                                       "'place', 'recorded_area', 'search']"));
    EXPECT_THAT(answer.text, HasSubstr("accidents: 62 (10.0, 15.9, -40.0, -37.05)"));
    EXPECT_THAT(answer.text, HasSubstr("near: ['a0', 'm10', 'm11', 'm9']"));
    EXPECT_THAT(answer.text, HasSubstr("it is changed through Cairn only"));
    EXPECT_THAT(answer.text, testing::Not(HasSubstr("changed: 0")));
    const VerifyReport report = verify();
    EXPECT_TRUE(report.is_clean) << (report.findings.empty() ? "" : report.findings[0].message);
}

TEST_F(GeoPackage, OtherProgramsAreRefusedWithASentence) {
    Raw raw(file_, true);
    for (const char* sql : {"DELETE FROM hazard", "DELETE FROM change_set", "UPDATE import SET kind = 'x'",
                            "INSERT INTO store_meta VALUES ('a', 'b')", "UPDATE package SET name = 'x'",
                            "DELETE FROM hazard_revision", "UPDATE source_chunk SET file = 9"}) {
        EXPECT_THAT(raw.run(sql), HasSubstr("it is changed through Cairn only")) << sql;
    }
    // The standard's triggers on these tables call functions that a bare SQLite lacks: refused all the same.
    EXPECT_NE(raw.run("UPDATE hazard SET name = 'x'"), "");
    EXPECT_NE(raw.run("INSERT INTO hazard (fid, id) VALUES (9, 'x')"), "");
    EXPECT_TRUE(verify().is_clean);
}

TEST_F(GeoPackage, OneFileRemainsAndItsJournalIsSetOnEveryOpen) {
    const auto beside = [&](const char* suffix) { return std::filesystem::exists(file_.string() + suffix); };
    EXPECT_FALSE(beside("-wal") || beside("-shm") || beside("-journal"));
    Raw raw(file_);
    EXPECT_EQ(raw.one("PRAGMA journal_mode"), "delete");
    const auto store = open_store(file_.string());
    EXPECT_EQ(Raw(file_).one("PRAGMA journal_mode"), "wal");
}

TEST_F(GeoPackage, KnowsWhatWasKnownOnADay) {
    const Entity now = open_store(file_.string())->find("hazard", "h1").value();
    Raw(file_).change("UPDATE change_set SET time = '2001-0' || number || '-01T23:59:59.999Z'");
    const auto store = open_store(file_.string());
    const auto ids = [&](const char* kind, const char* day) {
        std::string out;
        store->for_each(kind, parse_date(day).value(), [&](const Entity& entity) { out += entity.id + " "; });
        return out;
    };
    EXPECT_EQ(ids("hazard", "2001-01"), "");
    EXPECT_EQ(ids("hazard", "2001-02-01"), "h1 h2 ");
    EXPECT_EQ(ids("hazard", "2001-04-30"), "h1 h2 ");
    EXPECT_EQ(ids("hazard", "2001-05"), "h1 ");
    EXPECT_EQ(ids("hazard", "2001-06"), "h1 h4 ");
    EXPECT_EQ(ids("hazard", "2001"), "h1 h4 ");
    EXPECT_EQ(ids("accident", "2001-03-31"), "a0 ");
    EXPECT_EQ(store->imports(parse_date("2001-05").value()).size(), 1U);
    std::vector<Entity> then;
    store->for_each("hazard", parse_date("2001-02").value(), [&](const Entity& entity) { then.push_back(entity); });
    EXPECT_EQ(text_of(then.at(0), "status"), "open");
    EXPECT_EQ(then[0].geometry, square(11, -40));
    store->for_each("hazard", parse_date("2001-04").value(),
                    [&](const Entity& entity) { EXPECT_EQ(entity, entity.id == "h1" ? now : entity); });
}

TEST_F(GeoPackage, TimeNeverRunsBackwards) {
    Raw(file_).change("UPDATE change_set SET time = '2199-01-01T00:00:00.000Z' WHERE number = 7");
    const auto store = open_store(file_.string());
    EXPECT_EQ(store->begin(sample_header)->commit().time, "2199-01-01T00:00:00.000Z");
}

TEST_F(GeoPackage, AStoreOfAnOlderVersionIsBroughtUpToDate) {
    static const Migration steps[] = {
        {3, "keep who checked", [](Database& db) { db.run("CREATE TABLE checked (who TEXT)"); }},
        {4, "and when", [](Database& db) { db.run("ALTER TABLE checked ADD COLUMN day TEXT"); }}};
    EXPECT_THROW((void)GeoPackageStore::open_to_read(file_.string(), steps), CallError) << "reading changes nothing";
    {
        const auto store = GeoPackageStore::open(file_.string(), steps);
        const auto log = store->log();
        ASSERT_EQ(log.size(), 9U);
        EXPECT_EQ(log[8].header.action, "migrate");
        EXPECT_EQ(log[8].header.reason, "and when");
        NoProgress progress;
        const VerifyReport report = store->verify(progress, log[6].hash);
        EXPECT_TRUE(report.is_clean) << "a table that is new is no misfit, the history is continued";
    }
    EXPECT_EQ(GeoPackageStore::open(file_.string(), steps)->log().size(), 9U) << "once";
    EXPECT_THROW((void)open_store(file_.string()), CallError) << "an older Cairn leaves it alone";
}

TEST_F(GeoPackage, AMigrationThatFailsLeavesTheStoreAsItWas) {
    static const Migration steps[] = {{3, "breaks", [](Database& db) {
                                           db.run("CREATE TABLE half (x)");
                                           db.run("this is no SQL");
                                       }}};
    EXPECT_THROW((void)GeoPackageStore::open(file_.string(), steps), WorldError);
    EXPECT_TRUE(verify().is_clean);
    EXPECT_EQ(Raw(file_).one("SELECT count(*) FROM sqlite_master WHERE name = 'half'"), "0");
}

TEST_F(GeoPackage, AFullDiskLeavesEverythingAsItWas) {
    const auto store = GeoPackageStore::open(file_.string());
    Database& db = store->database();
    const auto head = store->head().hash;
    db.integer("PRAGMA max_page_count=" + std::to_string(db.integer("PRAGMA page_count") + 20));
    try {
        auto t = store->begin(sample_header);
        t->keep_bytes("large", std::string(3'000'000, 'y'), hash_of(std::string(3'000'000, 'y')));
        t->commit();
        ADD_FAILURE() << "it fitted";
    } catch (const WorldError& error) {
        EXPECT_THAT(error.what(), HasSubstr("the disk is full"));
    }
    EXPECT_EQ(store->head().hash, head);
    NoProgress progress;
    EXPECT_TRUE(store->verify(progress, std::nullopt).is_clean);
    db.integer("PRAGMA max_page_count=1000000");
    auto t = store->begin(sample_header);
    t->put(hazard("h50"));
    t->commit();
    EXPECT_TRUE(store->verify(progress, std::nullopt).is_clean);
}

TEST_F(GeoPackage, AnotherWriterIsWaitedForAndThenReported) {
    Raw raw(file_);
    const auto store = GeoPackageStore::open(file_.string());
    store->database().integer("PRAGMA busy_timeout=50");
    ASSERT_EQ(raw.run("BEGIN IMMEDIATE"), "");
    try {
        store->begin(sample_header);
        ADD_FAILURE();
    } catch (const WorldError& error) {
        EXPECT_THAT(error.what(), HasSubstr("another program is writing"));
    }
    raw.run("ROLLBACK");
    EXPECT_EQ(store->begin(sample_header)->commit().number, 8);
}

}  // namespace
}  // namespace cairn::store
