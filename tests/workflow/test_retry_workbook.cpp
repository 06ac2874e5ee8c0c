// The workbook of what was set aside: every finding at its cell, and nothing that a person could break by accident.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cairn/formats/write_workbook.hpp"
#include "cairn/store/store.hpp"
#include "cairn/workflow/import_files.hpp"
#include "cairn/workflow/store_tasks.hpp"
#include "formats/gdal_layers.hpp"
#include "support/temporary_folder.hpp"

using namespace cairn;
using testing::HasSubstr;

namespace {

// An impossible date, a code that nobody knows, a number that is none, a place that is none. All invented.
constexpr const char* awkward_finds =
    "no,found_on,type,items,lon,lat,note\n"
    "1,2004-05-17,ap-mine,1,18.1,43.9,good\n"
    "2,2004-02-31,ap-mine,1,18.1,43.9,=1+1\n"
    "3,2004-05-17,gizmo,many,18.1,43.9,\n"
    "4,2004-05-17,ap-mine,1,abc,43.9,007\n";
constexpr const char* finds_mapping = R"({"kind":"find","crs":"EPSG:4326","place":{"lon":"lon","lat":"lat"},"id":"no",
    "fields":{"date_found":"found_on","device_category":{"column":"type","codes":{"P-1":"ap-mine"}},"count":"items",
    "comments":"note"}})";

class RetryWorkbook : public testing::Test {
   protected:
    RetryWorkbook() {
        store::create_store(store_, {"tester", "init", "a new store"});
        NoProgress progress;
        workflow::ImportRequest request;
        request.store = store_;
        request.files = {folder_.write("finds.csv", awkward_finds)};
        request.kind = "find";
        request.mapping = folder_.write("m.json", finds_mapping);
        request.actor = "tester";
        const auto answer = workflow::import_files(request, [](const std::string&) { return true; }, progress);
        EXPECT_EQ(answer.files.at(0).set_aside, 3);
        EXPECT_EQ(workflow::export_set_aside(store_, sheet_), 3);
    }

    tests::TemporaryFolder folder_;
    std::string store_ = (folder_.path() / "s.gpkg").string();
    std::string sheet_ = (folder_.path() / "sheet.xlsx").string();
};

TEST_F(RetryWorkbook, HoldsTheRowsAsTheyCame) {
    const auto sheets = tests::read_with_gdal(sheet_, "XLSX");
    ASSERT_TRUE(sheets.contains("about"));
    ASSERT_TRUE(sheets.contains("set_aside"));
    const auto& sheet = sheets.at("set_aside");
    EXPECT_EQ(sheet.columns, (std::vector<std::string>{"_import", "_row", "_code", "_message", "no", "found_on", "type",
                                                       "items", "lon", "lat", "note"}));
    ASSERT_EQ(sheet.rows.size(), 3U);
    EXPECT_EQ(sheet.rows[0].values.at("_row"), "2");
    EXPECT_EQ(sheet.rows[0].values.at("found_on"), "2004-02-31");
    EXPECT_EQ(sheet.rows[0].values.at("note"), "=1+1");
    EXPECT_EQ(sheet.rows[1].values.at("type"), "gizmo");
    EXPECT_EQ(sheet.rows[2].values.at("note"), "007");
}

TEST_F(RetryWorkbook, HasEachFindingAtItsCell) {
    const std::string comments =
        tests::read_part(sheet_, "xl/comments2.xml") + tests::read_part(sheet_, "xl/comments1.xml");
    for (const char* cell : {"F2", "G3", "H3", "I4"})
        EXPECT_THAT(comments, HasSubstr("<comment ref=\"" + std::string(cell) + "\"")) << comments;
    EXPECT_THAT(comments, HasSubstr("Found: gizmo"));
}

TEST_F(RetryWorkbook, OffersTheCodeListAndTheSourcesOwnWords) {
    const std::string sheet = tests::read_part(sheet_, "xl/worksheets/sheet2.xml");
    EXPECT_THAT(sheet, HasSubstr("sqref=\"G2:G4\"><formula1>codes!$A$1:$A$8</formula1>"));
    const std::string codes = tests::read_part(sheet_, "xl/worksheets/sheet4.xml");
    EXPECT_THAT(codes, HasSubstr(">P-1<"));
    EXPECT_THAT(codes, HasSubstr(">Anti-personnel mine<"));
}

TEST_F(RetryWorkbook, LocksWhereARowBelongsAndNothingElse) {
    const std::string sheet = tests::read_part(sheet_, "xl/worksheets/sheet2.xml");
    EXPECT_THAT(sheet, HasSubstr("<sheetProtection sheet=\"1\""));
    EXPECT_THAT(sheet, testing::Not(HasSubstr("password")));
    const std::string styles = tests::read_part(sheet_, "xl/styles.xml");
    EXPECT_THAT(styles, HasSubstr("<protection locked=\"0\"/>"));
}

TEST_F(RetryWorkbook, IsCsvUnderAnyOtherName) {
    const auto csv = folder_.path() / "sheet.csv";
    EXPECT_EQ(workflow::export_set_aside(store_, csv), 3);
    EXPECT_THAT(tests::read_bytes(csv), HasSubstr("_import,_row,_code,_message,no,"));
}

/// The workbook as a person leaves it in LibreOffice: some cells typed anew. `cells` by row and column of the rows.
void type_into(const std::string& workbook, const std::map<std::pair<std::size_t, std::string>, Value>& cells) {
    const auto sheets = tests::read_with_gdal(workbook, "XLSX");
    const auto& read = sheets.at("set_aside");
    formats::Sheet sheet{.layer = {.name = "set_aside", .description = {}, .columns = {}, .rows = {}}};
    for (const auto& column : read.columns) sheet.layer.columns.push_back({column});
    for (std::size_t i = 0; i < read.rows.size(); ++i) {
        Entity row;
        for (const auto& [column, text] : read.rows[i].values) row.fields[column] = text;
        for (const auto& [cell, value] : cells)
            if (cell.first == i) row.fields[cell.second] = value;
        sheet.layer.rows.push_back(std::move(row));
    }
    formats::write_workbook(workbook, {.title = {}, .about = {{"Read me", "first"}}, .sheets = {std::move(sheet)}});
}

TEST_F(RetryWorkbook, ComesBackWithDatesAndNumbersAsAPersonTypesThem) {
    type_into(sheet_, {{{0, "found_on"}, *parse_date("2004-02-29")},  // a date of the spreadsheet
                       {{1, "type"}, std::string("Anti-vehicle mine")},
                       {{1, "items"}, std::int64_t{3}},
                       {{2, "lon"}, 18.25}});
    NoProgress progress;
    workflow::ImportRequest request;
    request.store = store_;
    request.files = {sheet_};
    request.retry = true;
    request.actor = "tester";
    const auto answer = workflow::import_files(request, [](const std::string&) { return true; }, progress);
    EXPECT_EQ(answer.files.at(0).accepted, 3) << answer.json;
    std::map<std::string, Entity> finds;
    store::open_store_to_read(store_)->for_each(
        "find", std::nullopt, [&finds](const Entity& find) { finds[text_of(find, "source_id").value_or("")] = find; });
    ASSERT_EQ(finds.size(), 4U);
    EXPECT_EQ(date_of(finds.at("2"), "date_found"), *parse_date("2004-02-29"));
    EXPECT_EQ(text_of(finds.at("2"), "comments"), "=1+1");
    EXPECT_EQ(text_of(finds.at("3"), "device_category"), "av-mine");
    EXPECT_EQ(integer_of(finds.at("3"), "count"), 3);
    EXPECT_EQ(finds.at("4").geometry, GeoGeometry(MultiPointOf<LonLat>{{18.25, 43.9}}));
    EXPECT_EQ(text_of(finds.at("4"), "comments"), "007");
    EXPECT_EQ(integer_of(finds.at("4"), "source_row"), 4) << "the row of the original file that it always was";
    EXPECT_EQ(workflow::export_set_aside(store_, sheet_), 0);
}

}  // namespace
