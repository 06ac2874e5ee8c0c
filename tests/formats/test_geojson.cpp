#include <gtest/gtest.h>

#include "formats/read_all.hpp"

using namespace cairn;
using cairn::tests::code_of;
using cairn::tests::problem_of;
using cairn::tests::read_text;
using formats::SourceXY;

namespace {

std::string collection(const std::string& features, const std::string& members = "") {
    return R"({"type":"FeatureCollection",)" + members + R"("features":[)" + features + "]}";
}

std::string feature(const std::string& geometry, const std::string& properties = "{}") {
    return R"({"type":"Feature","geometry":)" + geometry + R"(,"properties":)" + properties + "}";
}

formats::RawRow read_geometry(const std::string& geometry, const formats::Limits& limits = {}) {
    auto read = read_text("a.geojson", collection(feature(geometry)), limits);
    EXPECT_TRUE(read.table) << (read.table ? "" : read.table.error().message);
    if (read.rows.size() != 1) return {};
    return read.rows[0];
}

}  // namespace

TEST(GeoJson, WithoutACrsMemberItIsWgs84ByItsStandard) {
    const auto read = read_text("a.geojson", collection(feature(R"({"type":"Point","coordinates":[18.1,43.9]})")));
    ASSERT_TRUE(read.table);
    EXPECT_EQ(read.table->crs, "OGC:CRS84");
    EXPECT_EQ(read.table->crs_statement, "RFC 7946, section 4");
    EXPECT_TRUE(read.table->has_geometry);
    EXPECT_EQ(read.table->rows, 1);
}

TEST(GeoJson, TheCrsMemberOf2008IsTakenAndANullOneStatesNothing) {
    const auto crs_of = [](const std::string& member) {
        const auto read = read_text("a.geojson", collection("", R"("crs":)" + member + ","));
        return read.table ? read.table->crs.value_or("(not stated)") : code_of(read);
    };
    EXPECT_EQ(crs_of(R"({"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}})"), "OGC:CRS84");
    EXPECT_EQ(crs_of(R"({"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32633"}})"), "EPSG:32633");
    EXPECT_EQ(crs_of(R"({"type":"name","properties":{"name":"EPSG:4284"}})"), "EPSG:4284");
    // Found by fuzzing: a name without a code ended the program.
    EXPECT_EQ(crs_of(R"({"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG"}})"), "urn:ogc:def:crs:EPSG");
    EXPECT_EQ(crs_of("null"), "(not stated)");
    EXPECT_EQ(crs_of(R"({"type":"link","properties":{"href":"http://example.org/1"}})"), "(not stated)");
    EXPECT_EQ(crs_of("[]"), "(not stated)");
}

TEST(GeoJson, ACrsMemberBehindTheFeaturesCountsToo) {
    const auto read = read_text("a.geojson", R"({"features":[],"type":"FeatureCollection","crs":null})");
    ASSERT_TRUE(read.table);
    EXPECT_FALSE(read.table->crs);
}

TEST(GeoJson, ValuesKeepTheirText) {
    const auto read = read_text(
        "a.geojson",
        collection(feature("null", R"({"n":1.10,"big":123456789012345678901234567890,"t":"2004/05/06","b":true,)"
                                   R"("o":{"k":[1,null]},"none":null,"blank":"  ","nan":NaN})")));
    ASSERT_EQ(read.rows.size(), 1U);
    const std::map<std::string, std::string, std::less<>> expected{{"n", "1.10"},
                                                                   {"big", "123456789012345678901234567890"},
                                                                   {"t", "2004/05/06"},
                                                                   {"b", "true"},
                                                                   {"o", R"({"k":[1,null]})"}};
    EXPECT_EQ(read.rows[0].values, expected);
    EXPECT_EQ(read.table->columns, (std::vector<std::string>{"n", "big", "t", "b", "o", "none", "blank", "nan"}));
}

TEST(GeoJson, EachGeometryTypeIsRead) {
    using formats::SourceGeometry;
    const SourceXY a{0, 0}, b{4, 0}, c{4, 4};
    const SourceXY d{1, 1}, e{2, 1}, f{2, 2};
    const auto read = [](const std::string& text) { return read_geometry(text).geometry; };
    EXPECT_EQ(read(R"({"type":"Point","coordinates":[4,0,99,1]})"), SourceGeometry(MultiPointOf<SourceXY>{b}));
    EXPECT_EQ(read(R"({"coordinates":[[0,0],[4,0]],"type":"MultiPoint"})"),
              SourceGeometry(MultiPointOf<SourceXY>{a, b}));
    EXPECT_EQ(read(R"({"type":"LineString","coordinates":[[0,0],[4,0]]})"),
              SourceGeometry(MultiLineOf<SourceXY>{{{a, b}}}));
    EXPECT_EQ(read(R"({"type":"MultiLineString","coordinates":[[[0,0],[4,0]],[[4,4],[0,0]]]})"),
              SourceGeometry(MultiLineOf<SourceXY>{{{a, b}}, {{c, a}}}));
    const PolygonOf<SourceXY> with_hole{{a, b, c, a}, {{d, e, f, d}}};
    EXPECT_EQ(read(R"({"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,0]],[[1,1],[2,1],[2,2],[1,1]]]})"),
              SourceGeometry(MultiPolygonOf<SourceXY>{with_hole}));
    EXPECT_EQ(read(R"({"type":"MultiPolygon","coordinates":[[[[0,0],[4,0],[4,4],[0,0]],[[1,1],[2,1],[2,2],[1,1]]],)"
                   R"([[[1,1],[2,1],[2,2],[1,1]]]]})"),
              SourceGeometry(MultiPolygonOf<SourceXY>{with_hole, {{d, e, f, d}, {}}}));
    EXPECT_EQ(read(R"({"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[0,0]},)"
                   R"({"type":"MultiPoint","coordinates":[[4,0]]}]})"),
              SourceGeometry(MultiPointOf<SourceXY>{a, b}));
}

TEST(GeoJson, ANullGeometryIsAbsentWithoutAFinding) {
    const auto row = read_geometry("null");
    EXPECT_FALSE(row.geometry);
    EXPECT_FALSE(row.geometry_finding);
}

TEST(GeoJson, AGeometryWithoutPositionsIsAbsentAndSaysSo) {
    for (const char* text :
         {R"({"type":"Point","coordinates":[]})", R"({"type":"MultiPolygon","coordinates":[]})",
          R"({"type":"Polygon","coordinates":[[]]})", R"({"type":"GeometryCollection","geometries":[]})"}) {
        const auto row = read_geometry(text);
        EXPECT_FALSE(row.geometry) << text;
        ASSERT_TRUE(row.geometry_finding) << text;
        EXPECT_EQ(row.geometry_finding->code, "empty_geometry") << text;
    }
}

TEST(GeoJson, ABrokenGeometryIsAbsentAndSaysWhy) {
    const auto why = [](const std::string& text) { return problem_of(read_geometry(text)); };
    EXPECT_EQ(why(R"({"type":"Point","coordinates":[1]})"), "a position has fewer than two numbers");
    EXPECT_EQ(why(R"({"type":"Point","coordinates":["1","2"]})"), "a coordinate is not a number");
    EXPECT_EQ(why(R"({"type":"Point","coordinates":[NaN,2]})"), "a coordinate is not a finite number");
    EXPECT_EQ(why(R"({"type":"Point","coordinates":[1,null]})"), "a coordinate is not a finite number");
    EXPECT_EQ(why(R"({"type":"Point","coordinates":[1,1e999]})"), "a coordinate is not a finite number");
    EXPECT_EQ(why(R"({"type":"Point","coordinates":[[1,2]]})"), "the coordinates are not those of a Point");
    EXPECT_EQ(why(R"({"type":"Polygon","coordinates":[[[1,2],[3,[4]]]]})"), "a coordinate is not a number");
    EXPECT_EQ(why(R"({"type":"Polygon","coordinates":[[],[[0,0],[4,0],[4,4],[0,0]]]})"),
              "the coordinates are nested unevenly");
    EXPECT_EQ(why(R"({"type":"Polygon","coordinates":[[[0,0],[]]]})"), "a position has fewer than two numbers");
    EXPECT_EQ(why(R"({"type":"MultiPoint","coordinates":[[0,0],1,2]})"), "the coordinates are nested unevenly");
    EXPECT_EQ(why(R"({"type":"Circle","coordinates":[0,0]})"), "\"Circle\" is no geometry type");
    EXPECT_EQ(why(R"({"coordinates":[0,0]})"), "it has no type");
    EXPECT_EQ(why("\"POINT (1 2)\""), "it is not an object");
    EXPECT_EQ(why(R"({"type":"Point","coordinates":{"x":1,"y":[2]}})"), "the coordinates are not an array");
    EXPECT_EQ(why(R"({"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[0,0]},)"
                  R"({"type":"LineString","coordinates":[[0,0],[1,1]]}]})"),
              "it mixes points, lines and polygons");
}

TEST(GeoJson, ABrokenGeometryDoesNotDisturbTheRowsAround) {
    const std::string good = feature(R"({"type":"Point","coordinates":[1,2]})", R"({"a":1})");
    const std::string bad = feature(R"({"type":"Polygon","coordinates":[[[1,{"x":[1]}],[[["deep"]]]]]})", R"({"a":2})");
    const auto read = read_text("a.geojson", collection(good + "," + bad + "," + good));
    ASSERT_TRUE(read.table);
    ASSERT_EQ(read.rows.size(), 3U);
    EXPECT_TRUE(read.rows[1].geometry_finding);
    EXPECT_EQ(read.rows[1].values.at("a"), "2");
    EXPECT_TRUE(read.rows[2].geometry);
}

TEST(GeoJson, AMillionPositionsAreReadAndMoreThanTheLimitRefused) {
    std::string ring;
    for (int i = 0; i < 1'000'000; ++i) ring += "[" + std::to_string(i % 100) + ".5,1],";
    const std::string text = R"({"type":"Polygon","coordinates":[[)" + ring + "[0.5,1]]]}";
    const auto row = read_geometry(text);
    ASSERT_TRUE(row.geometry);
    EXPECT_EQ(std::get<MultiPolygonOf<SourceXY>>(*row.geometry)[0].shell.size(), 1'000'001U);
    const auto refused = read_geometry(text, {.max_positions_per_row = 1000});
    EXPECT_FALSE(refused.geometry);
    EXPECT_EQ(problem_of(refused), "it has more than 1000 positions");
}

TEST(GeoJson, AFeatureAloneAndAGeometryAloneAreOneRow) {
    const auto one = read_text("a.geojson", feature(R"({"type":"Point","coordinates":[1,2]})", R"({"a":1})"));
    ASSERT_TRUE(one.table);
    ASSERT_EQ(one.rows.size(), 1U);
    EXPECT_EQ(one.rows[0].values.at("a"), "1");
    const auto bare = read_text("a.geojson", R"({"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,0]]]})");
    ASSERT_TRUE(bare.table);
    ASSERT_EQ(bare.rows.size(), 1U);
    EXPECT_TRUE(bare.rows[0].geometry);
}

TEST(GeoJson, TheFeaturesOwnIdIsKept) {
    const auto read =
        read_text("a.geojson", collection(R"({"type":"Feature","id":"HA-7","geometry":null,"properties":null},)"
                                          R"({"type":"Feature","id":12,"geometry":null,"properties":null})"));
    ASSERT_EQ(read.rows.size(), 2U);
    EXPECT_EQ(read.rows[0].source_id, "HA-7");
    EXPECT_EQ(read.rows[1].source_id, "12");
}

TEST(GeoJson, OtherJsonIsToldApart) {
    EXPECT_EQ(code_of(read_text("a.geojson", R"({"type":"Topology","objects":{},"arcs":[]})")), "wrong_format");
    EXPECT_EQ(code_of(read_text("a.geojson", R"({"a":1})")), "wrong_format");
    EXPECT_EQ(code_of(read_text("a.geojson", R"({"features":[{"attributes":{},"geometry":{"x":1,"y":2}}]})")),
              "broken_file")
        << "Esri JSON that does not say what its fields are";
    EXPECT_EQ(code_of(read_text("a.geojson", "[1,2]")), "wrong_format");
}

TEST(GeoJson, ATruncatedFileGivesItsWholeRowsAndSaysWhereItBreaks) {
    const std::string one = feature(R"({"type":"Point","coordinates":[1,2]})", R"({"a":1})");
    const std::string whole = collection(one + "," + one);
    for (std::size_t n = 1; n < whole.size(); ++n) {
        const auto read = read_text("a.geojson", whole.substr(0, n));
        EXPECT_EQ(code_of(read), "broken_file") << n;
        EXPECT_LE(read.rows.size(), 2U);
        for (const auto& row : read.rows) EXPECT_TRUE(row.geometry) << n;
    }
}

TEST(GeoJson, FeaturesThatAreNoneAreRowsWithAFinding) {
    const auto read = read_text("a.geojson", collection(R"(1,"x",null,[{}],{"type":"Feature","properties":[1]})"));
    ASSERT_TRUE(read.table);
    ASSERT_EQ(read.rows.size(), 5U);
    for (const auto& row : read.rows) {
        ASSERT_EQ(row.findings.size(), 1U);
        EXPECT_EQ(row.findings[0].code, "not_a_feature");
    }
}

TEST(GeoJson, APropertyThatStandsTwiceIsFound) {
    const auto read = read_text("a.geojson", collection(feature("null", R"({"a":1,"a":2})")));
    ASSERT_EQ(read.rows.size(), 1U);
    ASSERT_EQ(read.rows[0].findings.size(), 1U);
    EXPECT_EQ(read.rows[0].findings[0].code, "duplicate_column");
}

TEST(GeoJson, BytesThatAreNotUtf8MarkTheirRowOnly) {
    const auto read = read_text(
        "a.geojson", collection(feature("null", "{\"a\":\"NECH\xCD\"}") + "," + feature("null", R"({"a":"x"})")),
        {.encoding = formats::Encoding::utf8});
    ASSERT_TRUE(read.table);
    ASSERT_EQ(read.rows.size(), 2U);
    ASSERT_EQ(read.rows[0].findings.size(), 1U);
    EXPECT_EQ(read.rows[0].findings[0].code, "not_utf8");
    EXPECT_TRUE(read.rows[1].findings.empty());
}

TEST(GeoJson, LimitsAreHeld) {
    const std::string row = feature("null", R"({"a":1,"b":2,"c":3})");
    EXPECT_EQ(code_of(read_text("a.geojson", collection(row + "," + row + "," + row), {.max_rows = 2})),
              "too_many_rows");
    EXPECT_EQ(code_of(read_text("a.geojson", collection(row), {.max_columns = 2})), "too_many_columns");
    EXPECT_EQ(code_of(read_text("a.geojson", collection(feature("null", "{\"a\":\"" + std::string(5000, 'x') + "\"}")),
                                {.max_text_bytes_per_row = 1000})),
              "broken_file");
    EXPECT_EQ(code_of(read_text("a.geojson", R"({"x":)" + std::string(100'000, '['))), "broken_file");
}
