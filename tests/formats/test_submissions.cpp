// Submissions of KoBo and ODK as JSON. The values stand by hand, from the files under tests/data/submissions.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cairn/formats/source_file.hpp"
#include "formats/read_all.hpp"
#include "support/temporary_folder.hpp"

using namespace cairn;
using cairn::tests::code_of;
using cairn::tests::read_text;
using cairn::tests::ReadFile;
using formats::SourceXY;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

namespace {

using Points = MultiPointOf<SourceXY>;
using Lines = MultiLineOf<SourceXY>;
using Polygons = MultiPolygonOf<SourceXY>;

std::filesystem::path fixture(const std::string& name) {
    return std::filesystem::path(CAIRN_TEST_DATA) / "submissions" / name;
}

std::vector<std::string> tables_of(const std::filesystem::path& file) {
    std::vector<std::string> names;
    auto source = formats::Source::open(file);
    EXPECT_TRUE(source) << (source ? "" : source.error().message);
    if (!source) return names;
    for (const auto& table : source->tables()) names.push_back(table.name);
    return names;
}

ReadFile read_table(const std::filesystem::path& file, const std::string& name, const formats::Limits& limits = {}) {
    ReadFile out;
    auto source = formats::Source::open(file, limits);
    if (!source) {
        out.table = failure(source.error());
        return out;
    }
    const auto at = source->find_table(name);
    if (!at) {
        out.table = failure(at.error());
        return out;
    }
    out.table = source->read(
        *at,
        [&out](formats::RawRow&& row) {
            out.rows.push_back(std::move(row));
            return true;
        },
        limits);
    return out;
}

std::string value(const formats::RawRow& row, const std::string& column) {
    const auto at = row.values.find(column);
    return at == row.values.end() ? "(absent)" : at->second;
}

std::vector<std::string> notes_of(const ReadFile& read) {
    std::vector<std::string> codes;
    if (read.table) {
        for (const Finding& note : read.table->notes) codes.push_back(note.code);
    }
    return codes;
}

std::vector<std::string> findings_of(const formats::RawRow& row) {
    std::vector<std::string> codes;
    for (const Finding& finding : row.findings) codes.push_back(finding.code);
    return codes;
}

}  // namespace

TEST(Submissions, APageOfKoboIsATableOfSubmissionsAndOneForEachRepeatGroup) {
    EXPECT_THAT(tables_of(fixture("kobo_page.json")), ElementsAre("submissions", "finds", "finds/photos"));
    const auto read = read_table(fixture("kobo_page.json"), "submissions");
    ASSERT_TRUE(read.table) << read.table.error().message;
    ASSERT_EQ(read.rows.size(), 3U);
    EXPECT_EQ(read.table->rows, 3);
    EXPECT_EQ(read.rows[0].number, 1);
    EXPECT_EQ(read.rows[0].source_id, "3f0c-01");
    EXPECT_EQ(value(read.rows[0], "_id"), "101");
    EXPECT_EQ(value(read.rows[0], "_index"), "1");
    EXPECT_EQ(value(read.rows[0], "_parent_index"), "(absent)");
    EXPECT_EQ(value(read.rows[0], "area/name"), "Ilidza meadow");
    EXPECT_EQ(value(read.rows[0], "area/mines"), "pma2 pmr2a");
    EXPECT_EQ(value(read.rows[0], "_geolocation"), "43.8501 18.4102");
    EXPECT_EQ(value(read.rows[0], "_attachments"), "photo 1.jpg; sketch.png");
    EXPECT_EQ(value(read.rows[1], "_geolocation"), "(absent)");
    EXPECT_EQ(value(read.rows[2], "area/mines"), "(absent)");
    EXPECT_THAT(read.table->columns, Not(Contains("finds")));
}

TEST(Submissions, RoundsOfARepeatGroupTellTheRowThatTheyBelongTo) {
    const auto finds = read_table(fixture("kobo_page.json"), "finds");
    ASSERT_TRUE(finds.table);
    EXPECT_THAT(finds.table->columns, ElementsAre("_index", "_parent_index", "type", "at", "at/accuracy_m"));
    ASSERT_EQ(finds.rows.size(), 3U);
    const std::vector<std::string> types{"PMA-2", "PMR-2A", "fuze"}, parents{"1", "1", "3"}, indices{"1", "2", "3"};
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(value(finds.rows[i], "type"), types[i]);
        EXPECT_EQ(value(finds.rows[i], "_parent_index"), parents[i]);
        EXPECT_EQ(value(finds.rows[i], "_index"), indices[i]);
    }
    EXPECT_EQ(value(finds.rows[0], "at/accuracy_m"), "3.0");
    EXPECT_EQ(value(finds.rows[1], "at/accuracy_m"), "(absent)");  // 0: nobody measured it
    ASSERT_TRUE(finds.rows[2].geometry);
    EXPECT_EQ(std::get<Points>(*finds.rows[2].geometry), (Points{{18.4001, 43.8701}}));

    const auto photos = read_table(fixture("kobo_page.json"), "finds/photos");
    ASSERT_EQ(photos.rows.size(), 2U);
    EXPECT_EQ(value(photos.rows[1], "name"), "b.jpg");
    EXPECT_EQ(value(photos.rows[1], "_parent_index"), "3");  // the third find, not the third submission's first
    EXPECT_FALSE(photos.table->has_geometry);
    EXPECT_FALSE(photos.table->crs);
}

TEST(Submissions, TheColumnWithMostPositionsIsThePlaceAndTheOthersAreTold) {
    const auto read = read_table(fixture("kobo_page.json"), "submissions");
    ASSERT_TRUE(read.table);
    EXPECT_TRUE(read.table->has_geometry);
    EXPECT_EQ(read.table->crs, "EPSG:4326");
    EXPECT_EQ(read.table->crs_statement, "KoBo/ODK geopoint: WGS 84");
    EXPECT_THAT(notes_of(read), ElementsAre("several_geometries"));
    EXPECT_EQ(read.table->notes[0].field, "area/corner");
    EXPECT_THAT(read.table->notes[0].message, HasSubstr("\"area/extent\""));
    ASSERT_TRUE(read.rows[0].geometry);
    EXPECT_EQ(std::get<Points>(*read.rows[0].geometry), (Points{{18.4102, 43.8501}}));
    EXPECT_EQ(value(read.rows[0], "area/corner"), "43.8501 18.4102 512.3 4.9");
    EXPECT_EQ(value(read.rows[0], "area/corner/accuracy_m"), "4.9");
    EXPECT_THAT(value(read.rows[0], "area/extent"), HasSubstr(";43.85 18.42 0 0;"));
    EXPECT_FALSE(read.rows[1].geometry);
    EXPECT_FALSE(read.rows[1].geometry_finding);
}

TEST(Submissions, OfOdkCentralGroupsAreNestedAndPlacesGeoJson) {
    EXPECT_THAT(tables_of(fixture("odk_central.json")), ElementsAre("submissions", "finds"));
    const auto read = read_table(fixture("odk_central.json"), "submissions");
    ASSERT_TRUE(read.table) << read.table.error().message;
    ASSERT_EQ(read.rows.size(), 2U);
    EXPECT_EQ(read.rows[0].source_id, "uuid:aa");
    EXPECT_EQ(value(read.rows[0], "__system/submitterName"), "Team 1");
    EXPECT_EQ(value(read.rows[1], "__system/submitterName"), "(absent)");
    EXPECT_EQ(value(read.rows[0], "site/count"), "1.10");
    EXPECT_EQ(value(read.rows[0], "site/cleared"), "false");
    EXPECT_EQ(value(read.rows[0], "site/point/accuracy_m"), "4.9");
    ASSERT_TRUE(read.rows[0].geometry);
    EXPECT_EQ(std::get<Points>(*read.rows[0].geometry), (Points{{18.41, 43.85}}));
    EXPECT_FALSE(read.rows[1].geometry);
    const auto finds = read_table(fixture("odk_central.json"), "finds");
    ASSERT_EQ(finds.rows.size(), 3U);
    EXPECT_EQ(finds.rows[2].source_id, "f3");
    EXPECT_EQ(value(finds.rows[2], "_parent_index"), "2");
}

TEST(Submissions, ALineThatClosesIsAPolygon) {
    const auto read = cairn::tests::read_all(fixture("array.json"));
    ASSERT_TRUE(read.table) << read.table.error().message;
    ASSERT_EQ(read.rows.size(), 2U);
    ASSERT_TRUE(read.rows[0].geometry && read.rows[1].geometry);
    EXPECT_EQ(std::get<Lines>(*read.rows[0].geometry), (Lines{{{{18.41, 43.85}, {18.42, 43.86}}}}));
    const auto& polygons = std::get<Polygons>(*read.rows[1].geometry);
    ASSERT_EQ(polygons.size(), 1U);
    EXPECT_THAT(polygons[0].shell, ElementsAre(SourceXY{18.41, 43.85}, SourceXY{18.42, 43.85}, SourceXY{18.42, 43.86},
                                               SourceXY{18.41, 43.85}));
}

TEST(Submissions, WhatIsNotInTheFileIsTold) {
    const auto read = cairn::tests::read_all(fixture("links.json"));
    ASSERT_TRUE(read.table) << read.table.error().message;
    EXPECT_THAT(notes_of(read), ElementsAre("repeats_not_in_file", "more_pages"));
    EXPECT_THAT(read.table->notes[0].message, HasSubstr("\"finds\""));
}

TEST(Submissions, NumbersOfChoicesAreNoPlace) {
    const auto read = read_text("a.json", R"([{"a":"1 2 3 4","b":"1.5 2.5","c":[43.5,18.5]},{"a":"10 20","b":"x"}])");
    ASSERT_TRUE(read.table);
    EXPECT_FALSE(read.table->has_geometry);
    EXPECT_EQ(value(read.rows[0], "a"), "1 2 3 4");
    EXPECT_EQ(value(read.rows[0], "c"), "43.5 18.5");
}

TEST(Submissions, APositionThatIsNoneAmongOthersIsToldWithItsRow) {
    const auto read =
        read_text("a.json", R"([{"p":"43.5 18.5 0 3"},{"p":"43.5 18.6 0 3"},{"p":"43.5; E 18"},{"p":""}])");
    ASSERT_TRUE(read.table);
    ASSERT_EQ(read.rows.size(), 4U);
    EXPECT_TRUE(read.rows[1].geometry);
    ASSERT_TRUE(read.rows[2].geometry_finding);
    EXPECT_EQ(read.rows[2].geometry_finding->code, "geometry_unreadable");
    EXPECT_EQ(value(read.rows[2], "p"), "43.5; E 18");
    EXPECT_FALSE(read.rows[3].geometry || read.rows[3].geometry_finding);
}

TEST(Submissions, ColumnsThatAreOursKeepTheirMeaning) {
    const auto read = read_text("a.json", R"([{"_index":7,"p/accuracy_m":"good","p":"43.5 18.5 0 3"}])");
    ASSERT_TRUE(read.table);
    EXPECT_EQ(value(read.rows[0], "_index"), "1");
    EXPECT_EQ(value(read.rows[0], "_index (data)"), "7");
    EXPECT_EQ(value(read.rows[0], "p/accuracy_m"), "good");
    EXPECT_EQ(value(read.rows[0], "p/accuracy_m (position)"), "3");
}

TEST(Submissions, AnItemThatIsNoObjectIsARowWithAFinding) {
    const auto read = read_text("a.json", R"([{"a":1},7,null,["x"],{"a":2,"a":3}])");
    ASSERT_TRUE(read.table);
    ASSERT_EQ(read.rows.size(), 5U);
    for (const std::size_t i : {1U, 2U, 3U}) EXPECT_THAT(findings_of(read.rows[i]), ElementsAre("not_a_submission"));
    EXPECT_THAT(findings_of(read.rows[4]), ElementsAre("duplicate_column"));
    EXPECT_EQ(value(read.rows[4], "a"), "2");
}

TEST(Submissions, OtherJsonIsWhatItWas) {
    EXPECT_EQ(code_of(read_text("a.json", "[1,2]")), "wrong_format");
    EXPECT_EQ(code_of(read_text("a.json", "[]")), "wrong_format");
    EXPECT_EQ(code_of(read_text("a.json", R"([{"type":"Feature","geometry":null,"properties":{}}])")), "wrong_format");
    EXPECT_EQ(code_of(read_text("a.json", R"({"value":3})")), "wrong_format");
    EXPECT_EQ(code_of(read_text("a.json", R"({"count":0,"next":null,"results":[]})")), "empty_file");
    const auto geojson = read_text("a.json", R"({"type":"FeatureCollection","value":[{}],"features":[]})");
    ASSERT_TRUE(geojson.table);
    EXPECT_EQ(geojson.table->format, "GeoJSON");
}

TEST(Submissions, ABrokenFileIsRefusedAndSaysAfterHowManyRows) {
    for (const char* text :
         {R"([{"a":1},{"a":)", R"([{"a":1})", R"([{"a":1}]x)", R"({"results":[{"a":1},)",
          R"({"results":[{"a":1}],"next":)", R"([{"a":1},{"a":[1,{]}])", R"({"value":[{"a":1}]]})"}) {
        const auto read = read_text("a.json", text);
        EXPECT_EQ(code_of(read), "broken_file") << text;
        if (!read.table) {
            EXPECT_THAT(read.table.error().message, HasSubstr("after 1 whole")) << text;
        }
    }
}

TEST(Submissions, NestingIsBounded) {
    const auto nested = [](std::size_t groups) {
        std::string text = "[";
        for (std::size_t i = 0; i < groups; ++i) text += R"({"g":)";
        text += "1";
        return text + std::string(groups, '}') + "]";
    };
    const auto read = read_text("a.json", nested(32));
    ASSERT_TRUE(read.table);
    EXPECT_EQ(read.table->columns.back().size(), 32U + 31U);
    EXPECT_EQ(code_of(read_text("a.json", nested(33))), "nested_too_deep");
    EXPECT_EQ(code_of(read_text("a.json", nested(50000))), "nested_too_deep");
    EXPECT_EQ(code_of(read_text("a.json", R"([{"a":)" + std::string(100000, '['))), "nested_too_deep");
}

TEST(Submissions, RowsColumnsTablesNamesAndPositionsAreBounded) {
    formats::Limits limits;
    limits.max_rows = 2;
    EXPECT_EQ(code_of(read_text("a.json", R"([{"a":1},{"a":1},{"a":1}])", limits)), "too_many_rows");
    EXPECT_EQ(code_of(read_text("a.json", R"([{"r":[{"a":1},{"a":2},{"a":3}]}])", limits)), "too_many_rows");
    limits = {};
    limits.max_columns = 3;
    EXPECT_EQ(code_of(read_text("a.json", R"([{"a":1,"b":1,"c":1,"d":1}])", limits)), "too_many_columns");
    EXPECT_EQ(code_of(read_text("a.json", R"([{"a":1},{"b":1},{"c":1},{"d":1}])", limits)), "too_many_columns");
    EXPECT_EQ(code_of(read_text("a.json", R"([{"a":[{}],"b":[{}],"c":[{}],"d":[{}]}])", limits)), "too_many_columns");
    EXPECT_EQ(code_of(read_text("a.json", R"([{")" + std::string(1001, 'n') + R"(":1}])")), "column_name_too_long");
    limits = {};
    limits.max_positions_per_row = 2;
    const auto read = read_text("a.json", R"([{"p":"1.5 2 0 0;1.5 3 0 0;1.5 4 0 0"}])", limits);
    ASSERT_TRUE(read.table);
    EXPECT_TRUE(read.rows.at(0).geometry_finding);
    std::string many = R"([{"a":[0)";
    for (int i = 0; i < 1'000'000; ++i) many += ",0";
    EXPECT_EQ(code_of(read_text("a.json", many + "]}]")), "too_many_values");
}

TEST(Submissions, BrokenGeometriesAndBytesAreToldWithTheirRow) {
    const auto read = read_text("a.json",
                                "[{\"p\":{\"type\":\"Point\",\"coordinates\":[\"x\"]}},"
                                "{\"p\":{\"type\":\"Polygon\",\"coordinates\":[]}},"
                                "{\"p\":{\"type\":\"Point\",\"coordinates\":[18.5,43.5]},\"q\":[[1,\"a\"],[]]}]");
    ASSERT_TRUE(read.table);
    ASSERT_EQ(read.rows.size(), 3U);
    ASSERT_TRUE(read.rows[0].geometry_finding && read.rows[1].geometry_finding);
    EXPECT_EQ(read.rows[0].geometry_finding->code, "geometry_unreadable");
    EXPECT_EQ(read.rows[1].geometry_finding->code, "empty_geometry");
    EXPECT_TRUE(read.rows[2].geometry);
    EXPECT_EQ(value(read.rows[2], "q"), R"([[1,"a"],[]])");
}

TEST(Submissions, ARepeatGroupMayBeCalledLikeTheTable) {
    const cairn::tests::TemporaryFolder folder;
    const auto file = folder.write("a.json", R"([{"submissions":[{"a":1}]}])");
    EXPECT_THAT(tables_of(file), ElementsAre("submissions", "submissions (repeat)"));
    EXPECT_EQ(read_table(file, "submissions (repeat)").rows.size(), 1U);
}
