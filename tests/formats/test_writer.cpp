#include <gdal.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cairn/core/error.hpp"
#include "cairn/formats/writer.hpp"
#include "formats/read_all.hpp"

using namespace cairn;
using cairn::tests::read_all;
using cairn::tests::TemporaryFolder;
using formats::Column;
using formats::Layer;
using formats::write_csv;
using formats::write_geojson;
using formats::write_geopackage;

namespace {

Layer example() {
    Layer layer{.name = "finds",
                .description = "Invented finds",
                .columns = {{"id"},
                            {"note"},
                            {"depth_m", Column::Type::real},
                            {"count", Column::Type::integer},
                            {"marked", Column::Type::boolean},
                            {"date_found", Column::Type::date}}};
    Entity a{.kind = "find", .id = "f-1", .geometry = MultiPointOf<LonLat>{{18.12345678, -43.9}}};
    a.fields = {{"note", std::string("says \"hm\", twice\nand\tmore; é")},
                {"depth_m", 0.1},
                {"count", std::int64_t{3}},
                {"marked", true},
                {"date_found", *parse_date("2004-05")}};
    Entity b{.kind = "find", .id = "f-2"};
    layer.rows = {a, b};
    return layer;
}

Layer of_geometry(GeoGeometry geometry) {
    return {.name = "a", .columns = {{"id"}}, .rows = {Entity{.id = "1", .geometry = std::move(geometry)}}};
}

}  // namespace

TEST(Writer, CsvReadsBackAsItWas) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "a.csv";
    write_csv(file, example());
    const auto read = read_all(file);
    ASSERT_TRUE(read.table) << read.table.error().message;
    ASSERT_EQ(read.rows.size(), 2U);
    const std::map<std::string, std::string, std::less<>> expected{{"id", "f-1"},
                                                                   {"note", "says \"hm\", twice\nand\tmore; é"},
                                                                   {"depth_m", "0.1"},
                                                                   {"count", "3"},
                                                                   {"marked", "true"},
                                                                   {"date_found", "2004-05"},
                                                                   {"geometry_wkt", "POINT (18.12345678 -43.9)"}};
    EXPECT_EQ(read.rows[0].values, expected);
    EXPECT_EQ(read.rows[1].values.size(), 1U);
}

TEST(Writer, CsvCellsThatASpreadsheetWouldRunGetAnApostropheAndNumbersDoNot) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "a.csv";
    Layer layer{.name = "a", .columns = {{"text"}}};
    for (const char* text : {"=1+2", "+x", "-x", "@x", "-1.5", "+7", "plain"}) {
        layer.rows.push_back({.id = "", .fields = {{"text", std::string(text)}}});
    }
    write_csv(file, layer);
    EXPECT_EQ(tests::read_bytes(file), "text\r\n\"'=1+2\"\r\n\"'+x\"\r\n\"'-x\"\r\n\"'@x\"\r\n-1.5\r\n+7\r\nplain\r\n");
}

TEST(Writer, ARowOfBlanksStaysARow) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "a.csv";
    write_csv(file, {.name = "a", .columns = {{"text"}}, .rows = {Entity{}, Entity{}}});
    EXPECT_EQ(read_all(file).rows.size(), 2U);
}

TEST(Writer, GeoJsonIsValidAndReadsBack) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "a.geojson";
    write_geojson(file, example());
    const auto json = nlohmann::json::parse(tests::read_bytes(file));
    EXPECT_EQ(json["type"], "FeatureCollection");
    EXPECT_EQ(json["features"][0]["geometry"]["coordinates"], nlohmann::json::parse("[18.1234568,-43.9]"));
    EXPECT_EQ(json["features"][0]["properties"]["depth_m"], 0.1);
    EXPECT_EQ(json["features"][0]["properties"]["marked"], true);
    EXPECT_EQ(json["features"][0]["properties"]["date_found"], "2004-05");
    EXPECT_TRUE(json["features"][1]["geometry"].is_null());
    EXPECT_TRUE(json["features"][1]["properties"]["note"].is_null());
    const auto read = read_all(file);
    ASSERT_EQ(read.rows.size(), 2U);
    EXPECT_EQ(read.rows[0].values.at("note"), "says \"hm\", twice\nand\tmore; é");
}

TEST(Writer, GeoJsonIsTheSameBytesForTheSameInput) {
    const TemporaryFolder folder;
    write_geojson(folder.path() / "a.geojson", example());
    write_geojson(folder.path() / "b.geojson", example());
    EXPECT_EQ(tests::read_bytes(folder.path() / "a.geojson"), tests::read_bytes(folder.path() / "b.geojson"));
}

TEST(Writer, GeoJsonShellsRunCounterClockwiseAndHolesClockwise) {
    const TemporaryFolder folder;
    const GeoRing clockwise{{0, 0}, {0, 4}, {4, 4}, {4, 0}, {0, 0}};
    const GeoRing hole{{1, 1}, {2, 1}, {2, 2}, {1, 1}};
    write_geojson(folder.path() / "a.geojson", of_geometry(GeoMultiPolygon{{clockwise, {hole}}}));
    const auto json = nlohmann::json::parse(tests::read_bytes(folder.path() / "a.geojson"));
    const auto& rings = json["features"][0]["geometry"]["coordinates"];
    EXPECT_EQ(rings[0][1], nlohmann::json::parse("[4,0]"));
    EXPECT_EQ(rings[1][1], nlohmann::json::parse("[2,2]"));
}

TEST(Writer, EveryGeometryKindReadsBackFromEveryFormat) {
    const GeoPolygon square{{{0, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 0}}, {{{1, 1}, {1, 2}, {2, 2}, {1, 1}}}};
    const std::vector<GeoGeometry> all{MultiPointOf<LonLat>{{1, 2}},
                                       MultiPointOf<LonLat>{{1, 2}, {3, 4}},
                                       MultiLineOf<LonLat>{{{{1, 2}, {3, 4}}}},
                                       MultiLineOf<LonLat>{{{{1, 2}, {3, 4}}}, {{{5, 6}, {7, 8}}}},
                                       GeoMultiPolygon{square},
                                       GeoMultiPolygon{square, {{{9, 9}, {10, 9}, {10, 10}, {9, 9}}, {}}}};
    for (const auto& geometry : all) {
        const TemporaryFolder folder;
        write_geojson(folder.path() / "a.geojson", of_geometry(geometry));
        write_geopackage(folder.path() / "a.gpkg", {of_geometry(geometry)});
        for (const char* name : {"a.geojson", "a.gpkg"}) {
            const auto read = read_all(folder.path() / name);
            ASSERT_TRUE(read.table) << read.table.error().message;
            ASSERT_EQ(read.rows.size(), 1U);
            ASSERT_TRUE(read.rows[0].geometry);
            const auto expected = map_positions<XY>(geometry, [](LonLat p) { return XY{p.lon_deg, p.lat_deg}; });
            EXPECT_EQ(*read.rows[0].geometry, expected) << name;
        }
    }
}

TEST(Writer, GeoPackageHoldsAllLayersWithTheirTypes) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "a.gpkg";
    Layer table{.name = "numbers", .columns = {{"value", Column::Type::real}}, .rows = {Entity{}}};
    table.rows[0].fields["value"] = 2.5;
    write_geopackage(file, {example(), table});
    const auto read = read_all(file);
    ASSERT_TRUE(read.table) << read.table.error().message;
    ASSERT_EQ(read.rows.size(), 3U);
    EXPECT_EQ(read.table->crs, "EPSG:4326");
    EXPECT_EQ(read.rows[0].values.at("id"), "f-1");
    EXPECT_EQ(read.rows[0].values.at("date_found"), "2004-05");
    EXPECT_EQ(read.rows[0].values.at("marked"), "1");
    EXPECT_EQ(read.rows[2].values.at("value"), "2.5");
}

TEST(Writer, AFileIsReplacedWholeOrNotAtAll) {
    const TemporaryFolder folder;
    const auto file = folder.write("a.gpkg", "old");
    write_geopackage(file, {example()});
    EXPECT_TRUE(read_all(file).table);
    std::size_t files = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path())) ++files;
    EXPECT_EQ(files, 1U) << "nothing temporary stays";
    EXPECT_THROW(write_csv(folder.path() / "no-folder" / "a.csv", example()), WorldError);
    EXPECT_THROW(write_geojson(folder.path() / "no-folder" / "a.geojson", example()), WorldError);
    EXPECT_THROW(write_geopackage(folder.path() / "no-folder" / "a.gpkg", {example()}), WorldError);
}
