// From what a person names to a store: sets of files, sheets, archives and folders, each row known by its file, table
// and number.

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>

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

TEST_F(SourcesIn, AFileOfAFolderThatAsksSomethingStopsNoOtherAndIsToldWithTheCallThatTakesIt) {
    const tests::TemporaryFolder folder;
    std::filesystem::copy_file(fixture("xlsx/sheets.xlsx"), folder.path() / "a.xlsx");
    (void)folder.write("b.csv", "id,lon,lat\nF-7,18.5,43.5\nF-9,18.6,43.6\n");
    (void)folder.write("c.csv", "id,remark\nN-1,seen\nN-2,not seen\n");
    (void)folder.write("d.prj", R"(GEOGCS["WGS 84",DATUM["WGS_1984"]])");
    const auto answer = take({folder.path()}, "find");
    ASSERT_EQ(answer.files.size(), 1U);
    EXPECT_EQ(answer.files[0].accepted, 2);
    std::map<std::string, std::string> told;
    for (const auto& note : answer.notes)
        told[std::filesystem::path(note.file).filename().string()] = note.code + note.message;
    EXPECT_THAT(told["a.xlsx"], HasSubstr("several_tables"));
    EXPECT_THAT(told["a.xlsx"], HasSubstr("a.xlsx#TABLE"));
    EXPECT_THAT(told["c.csv"], HasSubstr("\"place\": \"none\"")) << "notes are no finds without places";
    EXPECT_THAT(told["d.prj"], HasSubstr("reference system of a Shapefile"));
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

TEST_F(SourcesIn, ASystemOfTheCallThatTheFileContradictsIsToldAndNotUsed) {
    workflow::ImportRequest request;
    request.store = store_;
    request.files = {fixture("shapefile/hazards.shp")};
    request.kind = "hazard";
    request.crs = "EPSG:28407";
    NoProgress progress;
    const auto answer = workflow::import_files(request, [](const std::string&) { return true; }, progress);
    EXPECT_EQ(answer.files.at(0).findings_by_code.count("crs_of_file_counts"), 1U);
    EXPECT_EQ(take({fixture("shapefile/sk42.shp")}, "hazard").files.at(0).findings_by_code.count("crs_of_file_counts"),
              1U);
}

// A kind that nobody knows was looked up, and what was not found was used.
TEST_F(SourcesIn, AMappingNamesAKindAsTheCallDoesOrIsRefused) {
    workflow::ImportRequest request;
    request.store = store_;
    request.files = {folder_.write("a.csv", "lon,lat\n46,40\n")};
    request.mapping =
        folder_.write("m.json", R"({"kind":"finds","crs":"EPSG:4326","place":{"lon":"lon","lat":"lat"},"fields":{}})");
    NoProgress progress;
    const auto take_it = [&] {
        return workflow::import_files(request, [](const std::string&) { return true; }, progress);
    };
    try {
        take_it();
        ADD_FAILURE() << "it was taken";
    } catch (const CallError& error) {
        EXPECT_THAT(error.what(), HasSubstr("m.json: There is no kind \"finds\". Did you mean find?"));
    }
    folder_.write("m.json", R"({"kind":"clearance","crs":"EPSG:4326","place":{"lon":"lon","lat":"lat"},"fields":{}})");
    EXPECT_EQ(take_it().files.at(0).kind, "search");
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

namespace {

std::string maxml_point(const std::string& name, double lat, double lon, const std::string& more = {}) {
    return "<" + name + ">" + more + "<Latitude>" + std::to_string(lat) + "</Latitude><Longitude>" +
           std::to_string(lon) + "</Longitude></" + name + ">";
}

std::string maxml_shape(const std::string& shape, double lat, const std::string& more = {}) {
    return "<Geo><Shape>" + shape + "</Shape>" + maxml_point("GeoPoint", lat, 10, more) +
           maxml_point("GeoPoint", lat + 0.01, 10, more) + maxml_point("GeoPoint", lat + 0.01, 10.01, more) + "</Geo>";
}

std::string maxml_hazard(const std::string& id, const std::string& inside) {
    return "<FieldReport><Hazard><OriginalID>" + id + "</OriginalID><Status>Active</Status>" + inside +
           "</Hazard></FieldReport>";
}

std::string maxml_file(const std::string& reports) {
    return "<MineActionFieldReport>" + reports + "</MineActionFieldReport>";
}

}  // namespace

TEST_F(SourcesIn, PolygonsOfOneItemOfMaxmlAreOnePlaceAndItsLinesAreNone) {
    const auto two = maxml_shape("Polygon", 50) + maxml_shape("Polygon", 51);
    const auto file = folder_.write(
        "h.xml", maxml_file(maxml_hazard("two", two + maxml_shape("Line", 52)) +
                            maxml_hazard("line", maxml_shape("Polyline", 53)) +
                            maxml_hazard("circle", maxml_shape("Circle", 53)) +
                            maxml_hazard("overlap", maxml_shape("Polygon", 54) + maxml_shape("Polygon", 54.003))));
    const auto answer = take({file.string() + "#Hazard/points"}, "hazard");
    const auto& summary = answer.files.at(0);
    EXPECT_EQ(summary.accepted, 1) << answer.json;
    EXPECT_EQ(summary.merged, 8);
    EXPECT_EQ(summary.set_aside, 12);
    EXPECT_EQ(summary.set_aside_by_reason.at("shape_is_no_polygon"), 2);
    EXPECT_EQ(summary.set_aside_by_reason.at("ring_crosses_itself"), 1);
    EXPECT_EQ(summary.findings_by_code.at("several_geometries"), 1);
    const auto by_items = take({file}, "hazard", {"Hazard"});
    EXPECT_EQ(by_items.files.at(0).merged, 1) << "the same place, by either way: " << by_items.json;
    int hazards = 0;
    store::open_store_to_read(store_)->for_each("hazard", std::nullopt, [&](const Entity& entity) {
        if (text_of(entity, "source_id") != "two") return;
        ++hazards;
        EXPECT_EQ(text_of(entity, "status"), "open");
        EXPECT_EQ(std::get<GeoMultiPolygon>(*entity.geometry).size(), 2U);
    });
    EXPECT_EQ(hazards, 1);
}

TEST_F(SourcesIn, PointsOfMaxmlInAnotherSystemWaitForSomebodyToSayWhich) {
    const std::string pulkovo = "<CoordRefSys>Pulkovo 1942</CoordRefSys>", wgs = "<CoordRefSys>WGS-84</CoordRefSys>";
    const auto file = folder_.write("h.xml", maxml_file(maxml_hazard("old", maxml_shape("Polygon", 50, pulkovo)) +
                                                        maxml_hazard("new", maxml_shape("Polygon", 51, wgs)) +
                                                        maxml_hazard("none", maxml_shape("Polygon", 52))));
    const auto points = file.string() + "#Hazard/points";
    EXPECT_THAT(refusal({points}, "hazard"), testing::AllOf(HasSubstr("crs_not_stated"), HasSubstr("Pulkovo 1942")));
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
    EXPECT_EQ(mapping["crs_codes"]["WGS-84"].get<std::string>(), "EPSG:4326");
    mapping["crs_codes"]["Pulkovo 1942"] = "EPSG:4284";
    std::ofstream(*request.save_mapping) << mapping;
    request.mapping = std::exchange(request.save_mapping, std::nullopt);
    const auto answer = workflow::import_files(request, yes, progress);
    EXPECT_EQ(answer.files[0].accepted, 3) << answer.json;
    store::open_store_to_read(store_)->for_each("hazard", std::nullopt, [&](const Entity& entity) {
        const bool is_moved = text_of(entity, "source_id") == "old";
        double least_lon = 180;
        for_each_position(*entity.geometry, [&](const LonLat& p) { least_lon = std::min(least_lon, p.lon_deg); });
        EXPECT_EQ(std::abs(least_lon - 10) > 5e-4, is_moved) << least_lon;  // about 100 m
        EXPECT_EQ(text_of(entity, "position_crs"), is_moved ? "EPSG:4284" : "EPSG:4326");
    });
}

TEST_F(SourcesIn, AnAccidentOfMaxmlIsWhereItsPointIsAndNotItsLandmark) {
    const auto file = folder_.write(
        "a.xml",
        maxml_file("<FieldReport><Accident><OriginalID>A</OriginalID><DateOfAccident>2001-07-04</DateOfAccident>" +
                   maxml_point("Landmark", 51, 11) + maxml_point("GeoPoint", 50, 10) + "</Accident></FieldReport>"));
    for (const char* table : {"Accident/points", "Accident"}) {
        const auto answer = take({file.string() + "#" + table}, "accident");
        EXPECT_EQ(answer.files.at(0).accepted + answer.files.at(0).merged, 1) << answer.json;
    }
    int accidents = 0;
    store::open_store_to_read(store_)->for_each("accident", std::nullopt, [&](const Entity& entity) {
        ++accidents;
        for_each_position(*entity.geometry, [](const LonLat& p) { EXPECT_DOUBLE_EQ(p.lon_deg, 10); });
        EXPECT_TRUE(entity.fields.contains("date"));
    });
    EXPECT_EQ(accidents, 1);
}

TEST_F(SourcesIn, ThePointsOwnCoordinatesAreTakenAndNoneBesideThem) {
    const std::string original =
        "<OriginalCoordinates><Latitude>9</Latitude><Longitude>9</Longitude>"
        "</OriginalCoordinates>";
    const auto file = folder_.write("h.xml", maxml_file(maxml_hazard("h", maxml_shape("Polygon", 50, original))));
    const auto answer = take({file.string() + "#Hazard/points"}, "hazard");
    EXPECT_EQ(answer.files.at(0).accepted, 1) << answer.json;
    store::open_store_to_read(store_)->for_each("hazard", std::nullopt, [&](const Entity& entity) {
        for_each_position(*entity.geometry, [](const LonLat& p) { EXPECT_GT(p.lat_deg, 49); });
    });
}

TEST_F(SourcesIn, TheStartOfALegOfMaxmlIsFoundByItsNameAndNotTakenForTheLegsEnd) {
    std::ifstream in(fixture("maxml/hazards.xml"));
    std::string text{std::istreambuf_iterator<char>(in), {}};
    for (auto at = text.find("<FromPoint>"); at != std::string::npos; at = text.find("<FromPoint>", at + 1)) {
        text.insert(at + 11, "<Latitude>1</Latitude><Longitude>2</Longitude><LocalId>");
        text.insert(text.find("</FromPoint>", at), "</LocalId>");
    }
    workflow::ImportRequest request;
    request.store = store_;
    request.files = {folder_.write("h.xml", text).string() + "#Hazard/points"};
    request.kind = "hazard";
    request.save_mapping = folder_.path() / "m.json";
    request.actor = "tester";
    NoProgress progress;
    EXPECT_THROW(workflow::import_files(request, [](const std::string&) { return true; }, progress), CallError);
    const auto points = nlohmann::json::parse(std::ifstream(*request.save_mapping))["points"];
    EXPECT_EQ(points["from"].get<std::string>(), "point/FromPoint/LocalId");
    EXPECT_EQ(points["point"].get<std::string>(), "point/LocalId");
    EXPECT_THAT(take({folder_.path() / "h.xml"}, "hazard", {"Hazard"}).json,
                HasSubstr("has no latitude and longitude"));
}
