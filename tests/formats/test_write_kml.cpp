// KML as GDAL's LIBKML reads it: every value and every bit of the coordinates.

#include <gtest/gtest.h>

#include "cairn/core/wkt.hpp"
#include "formats/gdal_layers.hpp"
#include "formats/read_all.hpp"
#include "formats/sample_layers.hpp"

using namespace cairn;
using cairn::tests::read_with_gdal;
using cairn::tests::TemporaryFolder;

namespace {

formats::Layer styled() {
    auto layer = tests::sample_layer();
    layer.style = LayerStyle{
        .name = "hazard",
        .title = "Hazardous areas",
        .level = 3,
        .rules = {{.name = "confirmed",
                   .label = "Confirmed",
                   .field = "hazard_class",
                   .values = {"cha"},
                   .symbol = {.fills = {{.colour = "#9B1C3B", .opacity = 0.1}}, .stroke = Stroke{"#9B1C3B", 2.2}}},
                  {.name = "other", .label = "Other", .field = "", .symbol = {.stroke = Stroke{"#112233", 2}}}}};
    return layer;
}

TEST(WriteKml, EveryValueAndEveryBitOfTheCoordinatesComesBack) {
    const TemporaryFolder folder;
    const std::string file = folder.path() / "out.kml";
    formats::write_kml(file, {tests::sample_layer()}, "All <invented>");
    const auto layers = read_with_gdal(file, "LIBKML");
    ASSERT_EQ(layers.count("hazard"), 1U);
    const auto& rows = layers.at("hazard").rows;
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[0].values.at("Name"), tests::awkward_text);
    EXPECT_EQ(rows[0].values.at("reported_area_m2"), "123456.0625");
    EXPECT_EQ(std::stod(rows[0].values.at("reported_area_ha")), 0.1);
    EXPECT_EQ(rows[0].values.at("claimed_count_low"), "1152921504606846976");
    EXPECT_EQ(rows[0].values.at("marked"), "1");
    EXPECT_EQ(rows[1].values.at("marked"), "0");
    EXPECT_EQ(rows[0].values.at("date_reported"), "2004-05-17");
    EXPECT_EQ(rows[1].values.at("date_reported"), "2004-05");
    EXPECT_EQ(rows[2].values.at("date_reported"), "1999");
    EXPECT_EQ(rows[1].values.at("Name"), "=1+2");
    EXPECT_EQ(rows[2].values.at("Name"), "007");
    EXPECT_EQ(rows[3].values.at("id"), "h-4");
    EXPECT_EQ(rows[3].values.count("hazard_class"), 0U);
    EXPECT_EQ(rows[3].values.count("Name"), 0U) << "a blank name stays blank";
    EXPECT_EQ(parse_wkt(rows[1].wkt).value(), parse_wkt("POINT (18.123456789012345 -43.98765432109876)").value());
    EXPECT_EQ(rows[2].wkt, "MULTILINESTRING ((1 2,3 4),(5 6,7 8))");
    EXPECT_EQ(rows[3].wkt, "");
    EXPECT_NE(rows[0].wkt.find("MULTIPOLYGON (((18.1"), std::string::npos) << rows[0].wkt;
    EXPECT_NE(rows[0].wkt.find("18.100000000000001 43.89"), std::string::npos) << rows[0].wkt;
    EXPECT_NE(rows[0].wkt.find(",(19.3"), std::string::npos) << rows[0].wkt;
}

TEST(WriteKml, AColourStandsAsAlphaBlueGreenRedAndTheFirstRuleThatFitsDraws) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "out.kml";
    formats::write_kml(file, {styled()}, "");
    const std::string text = tests::read_bytes(file);
    EXPECT_NE(text.find("<LineStyle><color>ff3B1C9B</color><width>2.2</width>"), std::string::npos);
    EXPECT_NE(text.find("<PolyStyle><color>1a3B1C9B</color></PolyStyle>"), std::string::npos);
    const auto confirmed = text.find("<styleUrl>#hazard.confirmed");
    ASSERT_NE(confirmed, std::string::npos);
    EXPECT_EQ(text.find("<styleUrl>#hazard.confirmed", confirmed + 1), std::string::npos);
    EXPECT_NE(text.find("<styleUrl>#hazard.other"), std::string::npos);
}

TEST(WriteKml, KmzIsTheSameDocumentZippedAndTheSameBytesEachTime) {
    const TemporaryFolder folder;
    const std::string file = folder.path() / "out.kmz";
    const std::string again = folder.path() / "again.kmz";
    formats::write_kml(file, {tests::sample_layer()}, "");
    formats::write_kml(again, {tests::sample_layer()}, "");
    EXPECT_EQ(tests::read_bytes(file), tests::read_bytes(again));
    EXPECT_EQ(read_with_gdal(file, "LIBKML").at("hazard").rows.size(), 4U);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 2) << "nothing else stays behind";
}

TEST(WriteKml, ControlCharactersThatXmlHasNotGotBecomeTheOneThatSaysSo) {
    const TemporaryFolder folder;
    const std::string file = folder.path() / "out.kml";
    formats::Layer layer{.name = "a", .description = {}, .columns = {{"text"}}, .rows = {Entity{}}};
    layer.rows[0].fields["text"] = std::string(
        "a\x01"
        "b\xEF\xBF\xBE"
        "c\xFF");
    formats::write_kml(file, {layer}, "");
    EXPECT_EQ(read_with_gdal(file, "LIBKML").at("a").rows.at(0).values.at("text"), "a\uFFFDb\uFFFDc\uFFFD");
}

}  // namespace
