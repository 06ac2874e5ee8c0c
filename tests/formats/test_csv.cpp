#include <gtest/gtest.h>

#include "cairn/formats/csv_records.hpp"
#include "formats/read_all.hpp"

using cairn::formats::detect_delimiter;
using cairn::tests::code_of;
using cairn::tests::read_text;

namespace {

std::string cell(const cairn::tests::ReadFile& read, std::size_t row, const std::string& column) {
    const auto& values = read.rows.at(row).values;
    const auto at = values.find(column);
    return at == values.end() ? "(blank)" : at->second;
}

std::string codes(const cairn::formats::RawRow& row) {
    std::string all;
    for (const auto& finding : row.findings) all += finding.code + " ";
    return all;
}

}  // namespace

TEST(Csv, CommaSemicolonTabAndBarAreDetected) {
    EXPECT_EQ(detect_delimiter("a,b\n1,2\n", true), ',');
    EXPECT_EQ(detect_delimiter("a;b\n1,5;2,5\n", true), ';');
    EXPECT_EQ(detect_delimiter("a\tb\n1,5\t2;5\n", true), '\t');
    EXPECT_EQ(detect_delimiter("a|b|c\n1|2|3\n", true), '|');
    EXPECT_EQ(detect_delimiter("a;b\n\"x,y,z\";1\n\"x,y\";2\n", true), ';');
    EXPECT_EQ(detect_delimiter("single\n1,5\n", true), ',');
    EXPECT_EQ(detect_delimiter("", true), ',');
}

TEST(Csv, ARowKeepsItsTextsAndItsNumber) {
    const auto read = read_text("a.csv", "id,depth\n7, 1.10 \n8,0012\n");
    ASSERT_TRUE(read.table);
    EXPECT_EQ(read.table->format, "CSV");
    EXPECT_EQ(read.table->columns, (std::vector<std::string>{"id", "depth"}));
    EXPECT_EQ(read.table->rows, 2);
    EXPECT_EQ(cell(read, 0, "depth"), " 1.10 ");
    EXPECT_EQ(cell(read, 1, "depth"), "0012");
    EXPECT_EQ(read.rows[1].number, 2);
}

TEST(Csv, NeverStatesAReferenceSystem) {
    const auto read = read_text("a.csv", "lon,lat\n18.1,43.9\n");
    ASSERT_TRUE(read.table);
    EXPECT_FALSE(read.table->crs);
    EXPECT_FALSE(read.table->has_geometry);
}

TEST(Csv, QuotesHoldDelimitersLineEndsAndDoubledQuotes) {
    const auto read = read_text("a.csv", "a,b\r\n\"x, \"\"y\"\"\r\nz\",2\r\n");
    ASSERT_TRUE(read.table);
    ASSERT_EQ(read.rows.size(), 1U);
    EXPECT_EQ(cell(read, 0, "a"), "x, \"y\"\r\nz");
    EXPECT_EQ(cell(read, 0, "b"), "2");
}

TEST(Csv, AnyLineEndAByteOrderMarkAndBlankLinesAreTaken) {
    for (const char* text : {"a,b\n1,2\n3,4", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4\r",
                             "\xEF\xBB\xBF"
                             "a,b\n\n1,2\n\n3,4\n\n"}) {
        const auto read = read_text("a.csv", text);
        ASSERT_TRUE(read.table) << text;
        ASSERT_EQ(read.rows.size(), 2U) << text;
        EXPECT_EQ(cell(read, 1, "a"), "3");
        EXPECT_EQ(cell(read, 1, "b"), "4");
    }
}

TEST(Csv, BlankCellsAreAbsent) {
    const auto read = read_text("a.csv", "a,b,c\n,  ,\"\"\n");
    ASSERT_EQ(read.rows.size(), 1U);
    EXPECT_TRUE(read.rows[0].values.empty());
    EXPECT_TRUE(read.rows[0].findings.empty());
}

TEST(Csv, ARowWithTooManyCellsKeepsThemAndSaysSo) {
    const auto read = read_text("a.csv", "a,b\n1,2,3,4\n5,6\n7,8,,\n");
    ASSERT_TRUE(read.table);
    EXPECT_EQ(codes(read.rows[0]), "row_too_long ");
    EXPECT_EQ(read.rows[0].findings[0].found, "4 cells");
    EXPECT_EQ(read.rows[0].findings[0].expected, "2 cells");
    EXPECT_EQ(cell(read, 0, cairn::formats::surplus_column), "3,4");
    EXPECT_EQ(codes(read.rows[1]), "");
    EXPECT_EQ(codes(read.rows[2]), "") << "blank cells beyond the header are no cells";
}

TEST(Csv, ARowWithTooFewCellsSaysSo) {
    const auto read = read_text("a.csv", "a,b,c\n1,2\n");
    ASSERT_TRUE(read.table);
    EXPECT_EQ(codes(read.rows[0]), "row_too_short ");
}

TEST(Csv, BytesThatAreNotUtf8MarkTheirRowOnly) {
    const auto read =
        read_text("a.csv", "place\nNECH\xCD\nNECH\xC3\x8D\n", {.encoding = cairn::formats::Encoding::utf8});
    ASSERT_TRUE(read.table);
    EXPECT_EQ(codes(read.rows[0]), "not_utf8 ");
    EXPECT_EQ(cell(read, 0, "place"), "NECH\xEF\xBF\xBD");
    EXPECT_EQ(codes(read.rows[1]), "");
}

TEST(Csv, AColumnNameThatStandsTwiceIsRefused) {
    const auto read = read_text("a.csv", "a,b, a \n1,2,3\n");
    EXPECT_EQ(code_of(read), "duplicate_column");
    EXPECT_EQ(read.table.error().found, "a");
    EXPECT_TRUE(read.rows.empty());
}

TEST(Csv, AColumnWithoutANameIsNamedByItsPlace) {
    const auto read = read_text("a.csv", ",b\n1,2\n");
    ASSERT_TRUE(read.table);
    EXPECT_EQ(cell(read, 0, "column 1"), "1");
}

TEST(Csv, AQuoteWithoutAnEndBreaksTheFileAfterTheRowsBefore) {
    const auto read = read_text("a.csv", "a,b\n1,2\n\"3,4\n5,6\n");
    EXPECT_EQ(code_of(read), "broken_file");
    EXPECT_EQ(read.rows.size(), 1U);
    EXPECT_NE(read.table.error().message.find("a quote has no end"), std::string::npos);
}

TEST(Csv, TheLineThatStatesTheDelimiterIsHonouredAndNoHeader) {
    for (const char* first : {"sep=;\r\n", "\"sep=;\"\n", "SEP=;\n", "\xEF\xBB\xBFsep=;\n"}) {
        const auto read = read_text("a.csv", first + std::string("name;lat\r\na, b, c;1,5\r\n"));
        ASSERT_TRUE(read.table) << first;
        EXPECT_EQ(read.table->columns, (std::vector<std::string>{"name", "lat"})) << first;
        EXPECT_EQ(cell(read, 0, "lat"), "1,5");
    }
    EXPECT_EQ(read_text("a.csv", "sep=x,b\n1,2\n").table->columns.front(), "sep=x");
}

TEST(Csv, TitlesAboveTheHeaderAreToldAndAreNoRows) {
    for (const char* titles :
         {"List of finds 2019;;;;\nPrepared by: Office;;;;\n;;;;\n", "List of finds, 2019\n", "List\n\n"}) {
        const auto read = read_text("a.csv", titles + std::string("No;Latitude;Longitude;Date;Type\n"
                                                                  "F-1;40,5123;46,5123;13.05.2019;AP mine\n"
                                                                  "F-2;40,6123;46,6123;14.05.2019;AT mine\n"));
        ASSERT_TRUE(read.table) << titles;
        EXPECT_EQ(read.table->columns.front(), "No") << titles;
        ASSERT_EQ(read.rows.size(), 2U) << titles;
        EXPECT_EQ(read.rows[0].number, 1);
        EXPECT_EQ(cell(read, 1, "Latitude"), "40,6123") << titles;
        ASSERT_EQ(read.table->notes.size(), 1U);
        EXPECT_EQ(read.table->notes[0].code, "title_lines");
    }
}

TEST(Csv, WhatIsNarrowOrHasNoNamesIsNoTitle) {
    EXPECT_EQ(read_text("a.csv", "position\n43.85; 18.41\n43.86; 18.42\n").rows.size(), 2U);
    EXPECT_EQ(read_text("a.csv", "a,,c\nx,y,z\n").table->columns.front(), "a");
    EXPECT_EQ(read_text("a.csv", "a,b\nx,y,z,w\n").table->columns.front(), "a");
    EXPECT_EQ(read_text("a.csv", "2019,,\n1,2,3\n4,5,6\n").table->columns.front(), "2019");
}

TEST(Csv, LimitsAreHeld) {
    EXPECT_EQ(code_of(read_text("a.csv", "a\n1\n2\n3\n", {.max_rows = 2})), "too_many_rows");
    EXPECT_EQ(code_of(read_text("a.csv", "a,b,c\n1,2,3\n", {.max_columns = 2})), "broken_file");
    EXPECT_EQ(code_of(read_text("a.csv", "a\n" + std::string(5000, 'x') + "\n", {.max_text_bytes_per_row = 1000})),
              "broken_file");
    EXPECT_EQ(code_of(read_text("a.csv", "a\n1\n", {.max_bytes = 3})), "file_too_large");
}

TEST(Csv, ReadingStopsWhenAsked) {
    const cairn::tests::TemporaryFolder folder;
    const auto file = folder.write("a.csv", "a\n1\n2\n3\n");
    int rows = 0;
    const auto table = cairn::formats::read_file(file, [&rows](cairn::formats::RawRow&&) { return ++rows < 2; });
    ASSERT_TRUE(table);
    EXPECT_EQ(rows, 2);
    EXPECT_FALSE(table->rows) << "the file was not read to its end";
}

TEST(Csv, ARowLongerThanOnePieceOfTheFileIsWhole) {
    const std::string text(400'000, 'x');
    const auto read = read_text("a.csv", "a,b\n1," + text + "\n\"" + text + "\",2\n");
    ASSERT_EQ(read.rows.size(), 2U);
    EXPECT_EQ(cell(read, 0, "b"), text);
    EXPECT_EQ(cell(read, 1, "a"), text);
}
