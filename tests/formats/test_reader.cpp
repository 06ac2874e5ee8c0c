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
    EXPECT_EQ(code_of(read_text("a.csv", "PK\x03\x04 bomb")), "broken_file");
    EXPECT_EQ(code_of(read_text("a.gpkg", "\x1F\x8B\x08")), "no_table");
    EXPECT_EQ(code_of(read_text("a.csv", "ab\0cd"s)), "wrong_format");
    EXPECT_EQ(code_of(read_text("a.csv", "<html>")), "wrong_format");
    EXPECT_EQ(code_of(read_text("a.csv", "")), "empty_file");
    EXPECT_EQ(code_of(read_text("a.csv", " \n\n ")), "empty_file");
    EXPECT_EQ(code_of(read_text("a.gpkg", "SQLite format 3\0 and then nothing of the kind"s)), "broken_file");
}

TEST(Reader, TextIsReadInTheEncodingThatItsLettersTell) {
    const std::string text = "id,place\n1,Верхняя Поляна\n2,Заречье\n3,Новая Слобода\n4,Приозёрск\n";
    for (const auto encoding :
         {cairn::formats::Encoding::cp1251, cairn::formats::Encoding::koi8_r, cairn::formats::Encoding::utf16le,
          cairn::formats::Encoding::utf8_twice_cp1252, cairn::formats::Encoding::utf8}) {
        const auto read = read_text("a.csv", *cairn::formats::from_utf8(text, encoding));
        ASSERT_TRUE(read.table) << cairn::formats::to_text(encoding);
        EXPECT_EQ(read.table->encoding->encoding(), encoding);
        EXPECT_TRUE(read.table->encoding->is_clear);
        EXPECT_EQ(read.rows.at(3).values.at("place"), "Приозёрск");
        EXPECT_EQ(read.table->encoding->readings.front().samples.at(0), "Верхняя");
    }
}

TEST(Reader, PiecesOfALongFileAreDecodedAsOne) {
    std::string text = "id,place\n";
    for (int row = 0; row < 20'000; ++row) text += std::to_string(row) + ",Приозёрск\n";
    for (const auto encoding : {cairn::formats::Encoding::cp866, cairn::formats::Encoding::utf16be,
                                cairn::formats::Encoding::utf8_twice_cp1251}) {
        const auto read = read_text("a.csv", *cairn::formats::from_utf8(text, encoding));
        ASSERT_EQ(read.rows.size(), 20'000U) << cairn::formats::to_text(encoding);
        for (const auto& row : read.rows) ASSERT_EQ(row.values.at("place"), "Приозёрск");
    }
}

TEST(Reader, AStatedEncodingWinsAndWhatItCannotMeanSetsItsRowAside) {
    const auto read = read_text("a.csv", "place\nT\x81\n\xE9t\xE9\n", {.encoding = cairn::formats::Encoding::cp1252});
    ASSERT_EQ(read.rows.size(), 2U);
    EXPECT_EQ(read.rows[0].findings.at(0).code, "not_utf8");
    EXPECT_EQ(read.rows[1].values.at("place"), "été");
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
