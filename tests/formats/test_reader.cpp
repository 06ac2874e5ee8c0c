#include <gtest/gtest.h>

#include "cairn/core/error.hpp"
#include "formats/read_all.hpp"

using cairn::tests::code_of;
using cairn::tests::read_text;

TEST(Reader, TheContentTellsTheFormatNotTheName) {
    EXPECT_EQ(read_text("a.txt", "a,b\n1,2\n").table->format, "CSV");
    EXPECT_EQ(read_text("a.csv", R"( {"type":"FeatureCollection","features":[]})").table->format, "GeoJSON");
    EXPECT_EQ(read_text("a.geojson", "\xEF\xBB\xBF{\"type\":\"FeatureCollection\",\"features\":[]}").table->format,
              "GeoJSON");
}

TEST(Reader, WhatIsHandedInByMistakeIsNamed) {
    using namespace std::string_literals;
    EXPECT_EQ(code_of(read_text("a.geojson", "%PDF-1.7\n")), "wrong_format");
    EXPECT_EQ(code_of(read_text("a.csv", "PK\x03\x04 bomb")), "compressed_file");
    EXPECT_EQ(code_of(read_text("a.gpkg", "\x1F\x8B\x08")), "compressed_file");
    EXPECT_EQ(code_of(read_text("a.csv",
                                "\xFF\xFE"
                                "a\0,\0"s)),
              "not_utf8");
    EXPECT_EQ(code_of(read_text("a.csv", "ab\0cd"s)), "wrong_format");
    EXPECT_EQ(code_of(read_text("a.csv", "<html>")), "wrong_format");
    EXPECT_EQ(code_of(read_text("a.csv", "")), "empty_file");
    EXPECT_EQ(code_of(read_text("a.csv", " \n\n ")), "empty_file");
    EXPECT_EQ(code_of(read_text("a.gpkg", "SQLite format 3\0 and then nothing of the kind"s)), "broken_file");
}

TEST(Reader, AFailureNamesTheFile) {
    const cairn::tests::TemporaryFolder folder;
    const auto file = folder.write("scan.geojson", "%PDF-1.7\n");
    const auto read = cairn::tests::read_all(file);
    ASSERT_FALSE(read.table);
    EXPECT_EQ(read.table.error().file, file.string());
}

TEST(Reader, AddressesVirtualPathsAndFoldersAreNoFiles) {
    for (const char* name : {"/vsicurl/http://example.org/a.geojson", "/vsizip/a.zip", "https://example.org/a.csv",
                             "postgresql://host/db", "/", "/dev/zero"}) {
        EXPECT_THROW(cairn::formats::describe_file(name), cairn::CallError) << name;
    }
}

TEST(Reader, AMissingFileIsTheWorldsFailure) {
    EXPECT_THROW(cairn::formats::describe_file("no-such-file.csv"), cairn::WorldError);
}

TEST(Reader, DescribingTellsColumnsAndRows) {
    const cairn::tests::TemporaryFolder folder;
    const auto table = cairn::formats::describe_file(folder.write("a.csv", "a;b\n1;2\n3;4\n"));
    ASSERT_TRUE(table);
    EXPECT_EQ(table->columns, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(table->rows, 2);
    EXPECT_EQ(table->delimiter, ';');
}
