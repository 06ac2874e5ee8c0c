// Shapefiles as GDAL reads them back, and what a DBF cannot hold, told.

#include <fstream>

#include <gtest/gtest.h>

#include "cairn/core/wkt.hpp"
#include "formats/gdal_layers.hpp"
#include "formats/read_all.hpp"
#include "formats/sample_layers.hpp"

using namespace cairn;
using cairn::tests::read_all;
using cairn::tests::read_with_gdal;
using cairn::tests::TemporaryFolder;

namespace {

std::map<std::string, tests::GdalLayer> written(const TemporaryFolder& folder, const formats::Layer& layer) {
    formats::write_shapefiles(folder.path(), {layer});
    return read_with_gdal(folder.path(), "ESRI Shapefile");
}

TEST(WriteShapefile, EachKindOfGeometryIsAFileAndEveryValueComesBack) {
    const TemporaryFolder folder;
    auto layer = tests::sample_layer();
    layer.rows[0].fields["name"] = std::string("Кириллица Հայերեն العربية 漢字");
    const auto layers = written(folder, layer);
    ASSERT_EQ(layers.count("hazard_polygon"), 1U);
    ASSERT_EQ(layers.count("hazard_line"), 1U);
    ASSERT_EQ(layers.count("hazard_point"), 1U);
    const auto& polygon = layers.at("hazard_polygon");
    EXPECT_EQ(polygon.crs, "EPSG:4326");
    ASSERT_EQ(polygon.rows.size(), 2U) << "the row without geometry goes with the polygons";
    EXPECT_EQ(polygon.rows[0].values.at("name"), "Кириллица Հայերեն العربية 漢字");
    EXPECT_EQ(std::stod(polygon.rows[0].values.at("reported_a")), 123456.0625);
    EXPECT_EQ(std::stod(polygon.rows[0].values.at("reported_1")), 0.1);
    EXPECT_EQ(polygon.rows[0].values.at("claimed_co"), "1152921504606846976");
    EXPECT_EQ(polygon.rows[0].values.at("marked"), "true");
    EXPECT_EQ(polygon.rows[0].values.at("date_repor"), "2004-05-17");
    EXPECT_EQ(polygon.rows[1].values.at("id"), "h-4");
    EXPECT_EQ(polygon.rows[1].wkt, "");
    const auto& point = layers.at("hazard_point").rows.at(0);
    EXPECT_EQ(parse_wkt(point.wkt).value(), parse_wkt("POINT (18.123456789012345 -43.98765432109876)").value());
    EXPECT_EQ(std::stod(point.values.at("reported_a")), 1e11);
    EXPECT_EQ(layers.at("hazard_line").rows.at(0).wkt, "MULTILINESTRING ((1 2,3 4),(5 6,7 8))");
    EXPECT_EQ(layers.at("hazard_line").rows.at(0).values.at("date_repor"), "1999");
}

TEST(WriteShapefile, SaysThatItsTextIsUtf8AndWhatEachShortNameStandsFor) {
    const TemporaryFolder folder;
    written(folder, tests::sample_layer());
    EXPECT_EQ(tests::read_bytes(folder.path() / "hazard_polygon.cpg"), "UTF-8");
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "hazard_polygon.prj"));
    const auto names = read_all(folder.path() / "fields.csv");
    std::map<std::string, std::string> full;
    for (const auto& row : names.rows)
        if (row.values.at("file") == "hazard_polygon") full[row.values.at("short_name")] = row.values.at("name");
    EXPECT_EQ(full.size(), 8U) << "no two columns share a name";
    EXPECT_EQ(full.at("reported_a"), "reported_area_m2");
    EXPECT_EQ(full.at("reported_1"), "reported_area_ha");
}

TEST(WriteShapefile, NamesThatBeginAlikeStayApart) {
    const TemporaryFolder folder;
    formats::Layer layer{.name = "a", .description = {}, .columns = {}, .rows = {Entity{}}};
    for (int i = 0; i < 40; ++i) layer.columns.push_back({"possible_duplicate_" + std::to_string(i)});
    layer.columns.push_back({"Possible_d"});
    layer.columns.push_back({"имя"});
    const auto layers = written(folder, layer);
    const auto& columns = layers.at("a").columns;
    ASSERT_EQ(columns.size(), 42U);
    EXPECT_EQ(std::set<std::string>(columns.begin(), columns.end()).size(), 42U);
    for (const auto& name : columns) EXPECT_LE(name.size(), 10U);
}

TEST(WriteShapefile, ALongTextIsCutBetweenCharactersToldAndKeptWholeBeside) {
    const TemporaryFolder folder;
    std::string text = "x";
    for (int i = 0; i < 200; ++i) text += "Ж";
    formats::Layer layer{
        .name = "a", .description = {}, .columns = {{"id"}, {"comments"}}, .rows = {Entity{.id = "1"}}};
    layer.rows[0].fields["comments"] = text;
    const auto told = formats::write_shapefiles(folder.path(), {layer});
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].field, "comments");
    EXPECT_EQ(told[0].id, "1");
    const auto layers = read_with_gdal(folder.path(), "ESRI Shapefile");
    EXPECT_EQ(layers.at("a").rows.at(0).values.at("comments"), text.substr(0, 253));
    const auto whole = read_all(folder.path() / "long_texts.csv");
    ASSERT_EQ(whole.rows.size(), 1U);
    EXPECT_EQ(whole.rows[0].values.at("text"), text);
}

TEST(WriteShapefile, TheSameRowsGiveTheSameBytes) {
    const TemporaryFolder one, two;
    written(one, tests::sample_layer());
    written(two, tests::sample_layer());
    for (const auto& file : std::filesystem::directory_iterator(one.path()))
        EXPECT_EQ(tests::read_bytes(file.path()), tests::read_bytes(two.path() / file.path().filename()))
            << file.path();
}

}  // namespace
