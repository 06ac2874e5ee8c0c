// From what a person names to a store: sets of files, sheets, archives and folders, each row known by its file, table
// and number.

#include <algorithm>
#include <cmath>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cairn/core/error.hpp"
#include "cairn/store/store.hpp"
#include "cairn/workflow/import_files.hpp"
#include "cairn/workflow/store_tasks.hpp"
#include "support/temporary_folder.hpp"

using namespace cairn;
using testing::HasSubstr;

namespace {

class SourcesIn : public testing::Test {
   protected:
    SourcesIn() : store_((folder_.path() / "s.gpkg").string()) {
        NoProgress progress;
        workflow::init_store(store_, std::nullopt, "tester", progress);
    }

    static std::filesystem::path fixture(const std::string& name) {
        return std::filesystem::path(CAIRN_TEST_DATA) / "formats" / name;
    }

    workflow::ImportAnswer take(const std::vector<std::filesystem::path>& files, const std::string& kind,
                                const std::vector<std::string>& layers = {}) const {
        workflow::ImportRequest request;
        request.store = store_;
        request.files = files;
        request.layers = layers;
        request.kind = kind;
        request.crs = "EPSG:4326";
        request.actor = "tester";
        NoProgress progress;
        return workflow::import_files(request, [](const std::string&) { return true; }, progress);
    }

    std::string refusal(const std::vector<std::filesystem::path>& files, const std::string& kind) const {
        try {
            (void)take(files, kind);
        } catch (const CallError& error) {
            return error.what();
        }
        return "it was taken";
    }

    std::vector<std::string> tables_of(const std::string& kind) const {
        std::vector<std::string> out;
        store::open_store_to_read(store_)->for_each(kind, std::nullopt, [&](const Entity& entity) {
            out.push_back(text_of(entity, "source_table").value_or("-") + " " +
                          std::to_string(integer_of(entity, "source_row").value_or(0)));
        });
        return out;
    }

    tests::TemporaryFolder folder_;
    std::string store_;
};

}  // namespace

TEST_F(SourcesIn, ASetOfFilesIsKeptAsOneZipThatIsKnownAgain) {
    const auto first = take({fixture("shapefile/hazards.shp")}, "hazard");
    ASSERT_EQ(first.files.size(), 1U);
    EXPECT_EQ(first.files[0].accepted, 3);
    EXPECT_TRUE(take({fixture("shapefile/hazards.dbf")}, "hazard").files[0].already_known);
    const auto back = folder_.path() / "back.zip";
    workflow::export_original(store_, first.files[0].sha256, back);
    EXPECT_TRUE(take({back}, "hazard").files[0].already_known) << "the zip that comes back is the original";
    EXPECT_EQ(tables_of("hazard"), (std::vector<std::string>{"- 1", "- 2", "- 3"}));
}

TEST_F(SourcesIn, SheetsAreAskedForByNameAndNumberedByTheSheet) {
    const std::string text = refusal({fixture("xlsx/sheets.xlsx")}, "find");
    EXPECT_THAT(text, HasSubstr("several_tables"));
    EXPECT_THAT(text, HasSubstr("\"Finds\" (3 rows)"));
    EXPECT_THAT(text, HasSubstr("--layer"));
    EXPECT_EQ(take({fixture("xlsx/sheets.xlsx")}, "find", {"Finds"}).files[0].accepted, 2);
    const auto again = take({fixture("xlsx/sheets.xlsx")}, "find", {"finds"});
    EXPECT_TRUE(again.files[0].already_known);
    EXPECT_EQ(take({fixture("xlsx/sheets.xlsx").string() + "#Accidents"}, "find").files[0].accepted, 1)
        << "the same number in another sheet is another row";
    EXPECT_EQ(tables_of("find"), (std::vector<std::string>{"Finds 2", "Finds 3", "Accidents 2"}));
    NoProgress progress;
    EXPECT_TRUE(store::open_store_to_read(store_)->verify(progress).is_clean);
}

TEST_F(SourcesIn, OfAFolderAllThatIsATableIsTakenAndTheRestTold) {
    const auto answer = take({fixture("folder")}, "find");
    EXPECT_EQ(answer.files.size(), 3U);
    ASSERT_EQ(answer.notes.size(), 1U);
    EXPECT_EQ(answer.notes[0].code, "not_a_table");
    EXPECT_THAT(answer.notes[0].message, HasSubstr("b.txt"));
    EXPECT_THAT(answer.json, HasSubstr("not_a_table"));
}

TEST_F(SourcesIn, TablesOfAnArchiveAreOnesOfOneFile) {
    const auto answer = take({fixture("zipped/two.zip")}, "find");
    ASSERT_EQ(answer.files.size(), 2U);
    EXPECT_EQ(answer.files[0].sha256, answer.files[1].sha256);
    EXPECT_EQ(answer.files[0].table, "a/hazards.shp");
    EXPECT_TRUE(take({fixture("zipped/two.zip")}, "find").files[1].already_known);
}

TEST_F(SourcesIn, NothingIsImportedWhenOneOfTheFilesIsNone) {
    EXPECT_THAT(refusal({fixture("text/marked.csv"), fixture("kml/page.kml")}, "find"), HasSubstr("web page"));
    EXPECT_TRUE(store::open_store_to_read(store_)->imports().empty());
}

TEST_F(SourcesIn, ReportsOfMaxmlAreHazardsUnderTheirOwnIdsAndTheOneWithoutCoordinatesIsSetAside) {
    const auto answer = take({fixture("maxml/hazards.xml")}, "hazard");
    ASSERT_EQ(answer.files.size(), 1U);
    EXPECT_EQ(answer.files[0].read, 3);
    EXPECT_EQ(answer.files[0].accepted, 2);
    EXPECT_EQ(answer.files[0].set_aside, 1);
    EXPECT_THAT(answer.json, HasSubstr("ends in \\\"/points\\\""));
    std::vector<std::string> told;
    store::open_store_to_read(store_)->for_each("hazard", std::nullopt, [&](const Entity& entity) {
        told.push_back(text_of(entity, "source_id").value_or("-") + " " + text_of(entity, "status").value_or("-") +
                       " " + text_of(entity, "organisation").value_or("-"));
    });
    EXPECT_EQ(told, (std::vector<std::string>{"H-1 open Office B", "H-2 open Office B"}));
    EXPECT_EQ(take({fixture("maxml/kinds.maxml")}, "accident", {"Accident"}).files[0].accepted, 1);
    EXPECT_THAT(refusal({fixture("maxml/cut_late.xml")}, "hazard"), HasSubstr("broken_file"));
}

TEST_F(SourcesIn, PointsOfMaxmlMakePolygonsByBearingAndDistanceOnceTheNorthIsStated) {
    const auto points = fixture("maxml/hazards.xml").string() + "#Hazard/points";
    EXPECT_THAT(refusal({points}, "hazard"), HasSubstr("north_not_stated"));
    workflow::ImportRequest request;
    request.store = store_;
    request.files = {points};
    request.kind = "hazard";
    request.save_mapping = folder_.path() / "m.json";
    request.actor = "tester";
    NoProgress progress;
    const auto yes = [](const std::string&) { return true; };
    EXPECT_THROW(workflow::import_files(request, yes, progress), CallError);
    auto mapping = nlohmann::json::parse(std::ifstream(*request.save_mapping));
    mapping["points"]["north"] = "true";
    std::ofstream(*request.save_mapping) << mapping;
    request.mapping = std::exchange(request.save_mapping, std::nullopt);
    request.where["_polygon"] = {"1.1", "3.1"};
    const auto answer = workflow::import_files(request, yes, progress);
    EXPECT_EQ(answer.files[0].accepted, 2) << answer.json;
    EXPECT_EQ(answer.files[0].merged, 8);
    // By GeodSolve: 500 m at 90° from 50 N 10 E, then 1 km at 0°, 90° and 180°.
    const std::vector<LonLat> expected{{10.0069739137, 49.99999979043},
                                       {10.0069739137, 50.00899023938},
                                       {10.0209243426, 50.00898940083},
                                       {10.0209243426, 49.99999895188}};
    std::size_t met = 0;
    store::open_store_to_read(store_)->for_each("hazard", std::nullopt, [&](const Entity& entity) {
        if (text_of(entity, "source_id") != "H-3") return;
        for (const LonLat& wanted : expected) {
            bool is_met = false;
            for_each_position(*entity.geometry, [&](const LonLat& p) {
                is_met |= std::abs(p.lon_deg - wanted.lon_deg) < 1e-8 && std::abs(p.lat_deg - wanted.lat_deg) < 1e-8;
            });
            met += is_met ? 1 : 0;
        }
    });
    EXPECT_EQ(met, expected.size());
}

TEST_F(SourcesIn, AReportOfMaxmlThatSaysOfAnItemSomethingElseIsSetAsideAndOneThatSaysTheSameIsMerged) {
    const auto report = [](const char* id, const char* name) {
        return "<FieldReport><Location><LocationID><OriginalID>" + std::string(id) +
               "</OriginalID></LocationID><Name>" + name +
               "</Name><GeoPoint><Latitude>43.9</Latitude><Longitude>18.1</Longitude></GeoPoint></Location>"
               "</FieldReport>";
    };
    const auto file =
        folder_.write("places.xml", "<MineActionFieldReport>" + report("1", "Dol") + report("2", "Brod") +
                                        report("1", "Dol") + report("2", "Most") + "</MineActionFieldReport>");
    const auto answer = take({file}, "place");
    EXPECT_EQ(answer.files.at(0).accepted, 2);
    EXPECT_EQ(answer.files.at(0).merged, 1);
    EXPECT_EQ(answer.files.at(0).set_aside, 1);
    EXPECT_THAT(answer.json, HasSubstr("same_id_other_values"));
}
