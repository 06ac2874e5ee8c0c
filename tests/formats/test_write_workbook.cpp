// Workbooks as GDAL's XLSX driver reads them, and as the parts of the package say.

#include <cpl_vsi.h>
#include <gtest/gtest.h>

#include "cairn/formats/write_workbook.hpp"
#include "formats/gdal_layers.hpp"
#include "formats/read_all.hpp"
#include "formats/sample_layers.hpp"

using namespace cairn;
using cairn::tests::read_with_gdal;
using cairn::tests::TemporaryFolder;

namespace {

std::size_t occurrences(const std::string& text, const std::string& what) {
    std::size_t n = 0;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
    return n;
}

formats::Workbook sample_workbook() {
    return {.title = "Sample", .about = {}, .sheets = {{.layer = tests::sample_layer()}}};
}

TEST(WriteWorkbook, EveryValueComesBackInItsType) {
    const TemporaryFolder folder;
    const std::string file = folder.path() / "out.xlsx";
    EXPECT_TRUE(formats::write_workbook(file, sample_workbook()).empty());
    const auto layers = read_with_gdal(file, "XLSX");
    ASSERT_EQ(layers.count("hazard"), 1U);
    const auto& sheet = layers.at("hazard");
    ASSERT_EQ(sheet.rows.size(), 4U);
    EXPECT_EQ(sheet.rows[0].values.at("name"), tests::awkward_text);
    EXPECT_EQ(sheet.rows[0].values.at("reported_area_m2"), "123456.0625");
    EXPECT_EQ(std::stod(sheet.rows[0].values.at("reported_area_ha")), 0.1);
    EXPECT_EQ(sheet.rows[0].values.at("claimed_count_low"), "1152921504606846976") << "too large for a double: text";
    EXPECT_EQ(sheet.rows[0].values.at("marked"), "1");
    EXPECT_EQ(sheet.rows[1].values.at("marked"), "0");
    EXPECT_EQ(sheet.rows[1].values.at("name"), "=1+2");
    EXPECT_EQ(sheet.rows[2].values.at("name"), "007");
    EXPECT_EQ(sheet.rows[1].values.at("date_reported"), "2004-05");
    EXPECT_EQ(sheet.rows[2].values.at("date_reported"), "1999");
    EXPECT_EQ(sheet.rows[1].values.at("geometry_wkt"), "POINT (18.123456789012344 -43.98765432109876)");
}

TEST(WriteWorkbook, NoCellIsAFormulaAndADayIsANumberWithADateFormat) {
    const TemporaryFolder folder;
    const std::string file = folder.path() / "out.xlsx";
    formats::write_workbook(file, sample_workbook());
    const std::string sheet = tests::read_part(file, "xl/worksheets/sheet1.xml");
    EXPECT_EQ(occurrences(sheet, "<f>"), 0U);
    // 2004-05-17 is day 38 124 of the spreadsheet's count.
    EXPECT_EQ(occurrences(sheet, "<v>38124</v>"), 1U);
    EXPECT_NE(tests::read_part(file, "xl/styles.xml").find("yyyy-mm-dd"), std::string::npos);
    EXPECT_NE(sheet.find("state=\"frozen\""), std::string::npos);
    EXPECT_NE(sheet.find("<autoFilter ref=\"A1:I5\""), std::string::npos);
}

TEST(WriteWorkbook, AColumnWithChoicesHasADropDown) {
    const TemporaryFolder folder;
    const std::string file = folder.path() / "out.xlsx";
    formats::write_workbook(file, sample_workbook());
    const std::string sheet = tests::read_part(file, "xl/worksheets/sheet1.xml");
    EXPECT_NE(sheet.find("sqref=\"H2:H5\"><formula1>codes!$A$1:$A$2</formula1>"), std::string::npos) << sheet;
    const auto layers = read_with_gdal(file, "XLSX");
    ASSERT_EQ(layers.count("codes"), 1U);
}

TEST(WriteWorkbook, NotesStandAtTheirCellsAndOnlyTheLockedColumnsAreLocked) {
    const TemporaryFolder folder;
    const std::string file = folder.path() / "out.xlsx";
    auto workbook = sample_workbook();
    workbook.sheets[0].notes = {{.row = 1, .column = "name", .text = "Not a name"},
                                {.row = 3, .column = "geometry_wkt", .text = "No place"}};
    workbook.sheets[0].locked_columns = {"id"};
    formats::write_workbook(file, workbook);
    const std::string comments = tests::read_part(file, "xl/comments1.xml");
    EXPECT_NE(comments.find("<comment ref=\"B3\""), std::string::npos);
    EXPECT_NE(comments.find("<comment ref=\"I5\""), std::string::npos);
    EXPECT_NE(comments.find("Not a name"), std::string::npos);
    const std::string sheet = tests::read_part(file, "xl/worksheets/sheet1.xml");
    EXPECT_EQ(occurrences(sheet, "<sheetProtection "), 1U);
    EXPECT_EQ(occurrences(sheet, "password="), 0U);
    EXPECT_NE(tests::read_part(file, "xl/styles.xml").find("<protection locked=\"0\"/>"), std::string::npos);
}

TEST(WriteWorkbook, ATextThatACellCannotHoldStandsWholeOnASheetOfItsOwn) {
    const TemporaryFolder folder;
    const std::string file = folder.path() / "out.xlsx";
    std::string text;
    for (int i = 0; i < 20'000; ++i) text += "aЖ";
    auto workbook = sample_workbook();
    workbook.sheets[0].layer.rows[0].fields["name"] = text;
    const auto told = formats::write_workbook(file, workbook);
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].table, "hazard");
    const auto layers = read_with_gdal(file, "XLSX");
    std::string whole;
    for (const auto& row : layers.at("long_texts").rows) whole += row.values.at("text");
    EXPECT_EQ(whole, text);
}

TEST(WriteWorkbook, SheetsGetNamesThatASpreadsheetTakes) {
    const TemporaryFolder folder;
    const std::string file = folder.path() / "out.xlsx";
    auto workbook = sample_workbook();
    workbook.sheets[0].layer.name = "a very long name of a layer: [with] brackets/and more";
    workbook.sheets.push_back(workbook.sheets[0]);
    workbook.sheets.push_back({.layer = {.name = "codes", .description = {}, .columns = {{"id"}}, .rows = {}}});
    formats::write_workbook(file, workbook);
    const auto layers = read_with_gdal(file, "XLSX");
    EXPECT_EQ(layers.count("a very long name of a layer_ _w"), 1U);
    EXPECT_EQ(layers.count("a very long name of a layer_  2"), 1U);
    EXPECT_EQ(layers.count("codes 2"), 1U);
}

}  // namespace
