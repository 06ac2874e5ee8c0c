#include <gtest/gtest.h>

#include "cairn/intake/set_aside.hpp"
#include "intake/import_text.hpp"

using namespace cairn;
using cairn::intake::Outcome;
using cairn::tests::import_text;

namespace {

constexpr const char* mapping = R"({"kind":"find","crs":"EPSG:4326","place":{"lon":"lon","lat":"lat"},
    "fields":{"count":"n","comments":"note"}})";

std::string write_sheet(const tests::Imported& imported, std::int64_t import) {
    std::vector<intake::SetAsideRow> rows;
    for (const auto& row : imported.rows) {
        if (row.outcome == Outcome::set_aside) rows.push_back({import, row.number, row.findings, row.raw_json});
    }
    const tests::TemporaryFolder folder;
    formats::write_csv(folder.path() / "sheet.csv", intake::to_sheet(rows));
    return tests::read_bytes(folder.path() / "sheet.csv");
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.rfind(from);  // messages stand before the cells
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST(SetAside, ARowReadsBackAsItCame) {
    formats::RawRow row;
    row.values = {{"a", "text with \"quotes\" and é"}, {"b", " 1.10 "}};
    row.geometry = MultiPolygonOf<XY>{{{{0, 0}, {1.5, 0}, {1, 1}, {0, 0}}, {}}};
    row.source_id = "HA-7";
    formats::RawTable table;
    table.columns = {"b", "a", "c"};
    const auto json = intake::to_raw_json(row, table);
    const auto read = intake::from_raw_json(json);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->values, row.values);
    EXPECT_EQ(read->geometry, row.geometry);
    EXPECT_EQ(read->source_id, row.source_id);
    EXPECT_EQ(intake::from_raw_json("[]").error().code, "broken_raw_row");
    EXPECT_EQ(intake::from_raw_json(R"({"values":{},"geometry_wkt":"POINT"})").error().code, "broken_raw_row");
}

TEST(SetAside, TheSheetHasTheReasonTheColumnsAndTheRow) {
    const auto done = import_text("a.csv", "lon,lat,n,note\n10,45,x,=1+2\n10,45,1,fine\n", mapping);
    const std::string sheet = write_sheet(done, 12);
    EXPECT_TRUE(sheet.starts_with("_import,_row,_code,_message,lon,lat,n,note\r\n12,1,not_a_number,")) << sheet;
    EXPECT_NE(sheet.find("\"'=1+2\""), std::string::npos) << "a spreadsheet must not run it";
}

TEST(SetAside, ACorrectedSheetIsAcceptedAsTheRowItWas) {
    tests::MemoryStore store;
    const auto first = import_text("a.csv", "lon,lat,n,note\n10,45,x,=1+2\n10,45,y,b\n10,45,3,c\n", mapping);
    store.keep(first);
    EXPECT_EQ(first.summary().set_aside, 2);
    const std::string sheet = replaced(write_sheet(first, 12), "10,45,x", "10,45,2");

    const tests::TemporaryFolder folder;
    const auto counts = intake::count_sheet_rows(folder.write("sheet.csv", sheet));
    ASSERT_TRUE(counts);
    EXPECT_EQ(*counts, (std::map<std::int64_t, std::int64_t>{{12, 2}}));

    const auto retry = [&](intake::ImportRequest& request) {
        request.retry = intake::Retry{12, first.summary().sha256};
        request.known = store.known();
    };
    const auto second = import_text("sheet.csv", sheet, to_json(first.result.mapping), retry);
    EXPECT_EQ(second.summary().accepted, 1);
    EXPECT_EQ(second.summary().set_aside, 1) << "the row that was not corrected";
    EXPECT_EQ(second.rows[0].corrects, (intake::CorrectedRow{12, 1}));
    const Entity& e = second.entity(0);
    EXPECT_EQ(text_of(e, "source_file"), first.summary().sha256) << "it is a row of the original file";
    EXPECT_EQ(integer_of(e, "source_row"), 1);
    EXPECT_EQ(text_of(e, "comments"), "=1+2") << "the apostrophe was ours";
    store.keep(second);

    const auto third = import_text("sheet.csv", sheet + "\r\n", to_json(first.result.mapping), retry);
    EXPECT_EQ(third.summary().accepted, 0);
    EXPECT_EQ(third.summary().merged, 1) << "a corrected row is not corrected twice";
    const auto whole = import_text("a.csv", "lon,lat,n,note\n10,45,x,=1+2\n10,45,y,b\n10,45,3,c\n", mapping,
                                   [&](intake::ImportRequest& request) { request.known = store.known(); });
    EXPECT_EQ(whole.summary().merged, 2) << "the original again: the corrected row is known by its place in it";
    EXPECT_EQ(whole.summary().set_aside, 1);
}

TEST(SetAside, GeometryComesBackFromTheSheetInTheSourcesSystem) {
    const char* text =
        R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:32633"}},"features":[
        {"type":"Feature","geometry":{"type":"Point","coordinates":[500000.5,4983000]},"properties":{"d":"2004-02-31"}},
        {"type":"Feature","geometry":null,"properties":{"d":"2004"}}]})";
    const auto first = import_text("a.geojson", text, R"({"kind":"find","place":"file","fields":{"date_found":"d"}})");
    EXPECT_EQ(first.summary().set_aside, 2);
    std::string sheet = write_sheet(first, 3);
    EXPECT_NE(sheet.find("POINT (500000.5 4983000)"), std::string::npos);
    sheet = replaced(sheet, "2004-02-31", "2004-02-21");
    sheet = replaced(sheet, "2004,\r\n", "2004,POINT (500100 4983000)\r\n");
    const auto second =
        import_text("sheet.csv", sheet, to_json(first.result.mapping),
                    [&](intake::ImportRequest& request) { request.retry = intake::Retry{3, first.summary().sha256}; });
    EXPECT_EQ(second.summary().accepted, 2) << second.codes(0) << second.codes(1);
    EXPECT_NEAR(std::get<MultiPointOf<LonLat>>(*second.entity(0).geometry)[0].lon_deg, 15, 1e-4);
    EXPECT_EQ(text_of(second.entity(0), "position_crs"), "EPSG:32633");
}

TEST(SetAside, RowsOfOtherImportsAreLeftAlone) {
    const auto done =
        import_text("sheet.csv", "_import,_row,_code,lon,lat,n,note\n3,1,x,10,45,1,a\n4,1,x,10,45,1,a\n,,,10,45,1,a\n",
                    mapping, [](intake::ImportRequest& request) { request.retry = intake::Retry{4, "0f"}; });
    EXPECT_EQ(done.summary().read, 1);
    EXPECT_EQ(done.summary().not_selected, 2);
}

TEST(SetAside, AnOrdinaryFileIsNoSheet) {
    const tests::TemporaryFolder folder;
    EXPECT_EQ(intake::count_sheet_rows(folder.write("a.csv", "a,b\n1,2\n")).error().code, "not_a_sheet");
    // Such a row was left out without a word.
    const auto lost = intake::count_sheet_rows(folder.write("b.csv", "_import,_row,_code\n1,2,x\n1e9,2,x\n"));
    ASSERT_FALSE(lost);
    EXPECT_EQ(lost.error().row, 2);
}

TEST(SetAside, AColumnOfTheSourceMayBeCalledLikeOurs) {
    const char* own =
        R"({"kind":"recorded-area","crs":"EPSG:4326","place":{"wkt":"geometry_wkt"},"fields":{"date_laid":"d"}})";
    const auto first =
        import_text("a.csv", "geometry_wkt,d\n\"POLYGON ((10 45, 10.01 45, 10 45.01, 10 45))\",never\n", own);
    EXPECT_EQ(first.codes(0), "impossible_date");
    const std::string sheet = replaced(write_sheet(first, 1), "never", "2001");
    const auto second = import_text("sheet.csv", sheet, own, [&](intake::ImportRequest& request) {
        request.retry = intake::Retry{1, first.summary().sha256};
    });
    EXPECT_EQ(second.summary().accepted, 1) << second.codes(0);
}
