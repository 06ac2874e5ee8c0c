#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cairn/core/error.hpp"
#include "cairn/core/random.hpp"
#include "cairn/core/wkt.hpp"

namespace cairn {
namespace {

using testing::HasSubstr;

std::string there_and_back(std::string_view text) {
    const auto geometry = parse_wkt(text);
    return geometry ? to_wkt(*geometry) : geometry.error().message;
}

TEST(Wkt, EveryKindIsReadAndWrittenAlike) {
    for (const char* text :
         {"POINT (18.5 43.25)", "LINESTRING (0 0, 1 1, 2 0)", "POLYGON ((0 0, 1 0, 1 1, 0 0))",
          "POLYGON ((0 0, 9 0, 9 9, 0 0), (1 1, 2 1, 2 2, 1 1))", "MULTIPOINT ((1 2), (3 4))",
          "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))",
          "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5), (5.2 5.1, 5.3 5.1, 5.3 5.2, 5.2 5.1)))",
          "MULTIPOINT EMPTY", "MULTILINESTRING EMPTY", "MULTIPOLYGON EMPTY"})
        EXPECT_EQ(there_and_back(text), text);
}

TEST(Wkt, CaseSpaceAndSignsDoNotMatter) {
    EXPECT_EQ(there_and_back("  point(+1 -2)\n"), "POINT (1 -2)");
    EXPECT_EQ(there_and_back("Polygon((0 0,1e1 0,10 1E1,0 0))"), "POLYGON ((0 0, 10 0, 10 10, 0 0))");
    EXPECT_EQ(there_and_back("LINESTRING\t( .5 0 ,\n1. 1 )"), "LINESTRING (0.5 0, 1 1)");
}

TEST(Wkt, HeightsAndMeasuresAreDropped) {
    for (const char* text : {"POINT Z (1 2 3)", "POINTZ(1 2 3)", "POINT M (1 2 3)", "POINT ZM (1 2 3 4)",
                             "POINTZM (1 2 3 4)", "POINT (1 2 3)", "point z (1 2 nan)", "POINT (1 2 3 4)"})
        EXPECT_EQ(there_and_back(text), "POINT (1 2)") << text;
    EXPECT_EQ(there_and_back("MULTIPOLYGON Z (((0 0 1, 1 0 1, 1 1 1, 0 0 1)))"), "POLYGON ((0 0, 1 0, 1 1, 0 0))");
}

TEST(Wkt, EmptyMembersAreLeftOut) {
    EXPECT_EQ(there_and_back("POINT EMPTY"), "MULTIPOINT EMPTY");
    EXPECT_EQ(there_and_back("POLYGON Z EMPTY"), "MULTIPOLYGON EMPTY");
    EXPECT_EQ(there_and_back("MULTIPOINT (EMPTY, (1 2))"), "POINT (1 2)");
    EXPECT_EQ(there_and_back("MULTIPOINT (1 2, 3 4)"), "MULTIPOINT ((1 2), (3 4))");
}

TEST(Wkt, SaysWhereATextGoesWrongAndWhatBelongsThere) {
    const auto message = [](std::string_view text) {
        const auto geometry = parse_wkt(text);
        return geometry ? "" : geometry.error().message;
    };
    EXPECT_THAT(message("POINT (18,5 43,2)"), HasSubstr("at character 10 stands \",5 43,2)\" where a number"));
    EXPECT_THAT(message("POINT (1 2"), HasSubstr("the end of the text where \")\" was expected"));
    EXPECT_THAT(message("CIRCLE (1 2)"), HasSubstr("MULTIPOLYGON was expected"));
}

TEST(Wkt, RefusesWhatIsNoGeometry) {
    for (const char* text : {"",
                             "POINT",
                             "POINT ()",
                             "POINT (1)",
                             "POINT (1 2) x",
                             "POINT (1 2, 3 4)",
                             "POINT (nan 2)",
                             "POINT (inf 1)",
                             "POINT (1e999 1)",
                             "POINT (0x10 1)",
                             "POINT (1 2 3 4 5)",
                             "POINT Z (1 2)",
                             "POINT ZM (1 2 3)",
                             "POINT Q (1 2)",
                             "POINTQ (1 2)",
                             "LINESTRING (0 0, 1 1 1)",
                             "POLYGON (0 0, 1 1)",
                             "POLYGON ((0 0, 1 1)",
                             "POLYGON (())",
                             "MULTIPOINT ((1 2), 3",
                             "GEOMETRYCOLLECTION (POINT (1 2))",
                             "SRID=4326;POINT (1 2)",
                             "POINT (1 2))",
                             "POINT (1-2 3)",
                             "POINT (--1 3)",
                             "POINT (+-1 3)",
                             "18.5 43.2",
                             "((((((((((((((("}) {
        const auto geometry = parse_wkt(text);
        ASSERT_FALSE(geometry.has_value()) << text;
        EXPECT_EQ(geometry.error().code, "malformed_wkt");
    }
}

TEST(Wkt, CountsAreBounded) {
    EXPECT_TRUE(parse_wkt("MULTIPOINT (1 1, 2 2)", 2).has_value());
    EXPECT_EQ(parse_wkt("MULTIPOINT (1 1, 2 2)", 1).error().code, "too_many_positions");
    // Neither depth nor a cut text takes more than the text itself.
    EXPECT_FALSE(parse_wkt("POLYGON " + std::string(1'000'000, '(')).has_value());
    const std::string whole = "MULTIPOLYGON Z (((0 0 1, 1 0 1, 1 1 1, 0 0 1)), EMPTY)";
    for (std::size_t length = 0; length < whole.size(); ++length)
        EXPECT_FALSE(parse_wkt(whole.substr(0, length)).has_value());
}

TEST(Wkt, NumbersComeBackToTheLastBit) {
    Random random(1);
    for (int i = 0; i < 1000; ++i) {
        const GeometryOf<XY> point = MultiPointOf<XY>{{random.normal() * 1e6, random.uniform()}};
        EXPECT_EQ(parse_wkt(to_wkt(point)).value(), point);
    }
    EXPECT_THROW(to_wkt(MultiPointOf<XY>{{std::numeric_limits<double>::infinity(), 0}}), CallError);
}

}  // namespace
}  // namespace cairn
