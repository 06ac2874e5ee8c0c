// The whole way of a row that was set aside: out on a sheet, corrected, and in again as what it always was.

#include <filesystem>

#include <gdal_priv.h>
#include <gdal_utils.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <ogrsf_frmts.h>

#include "end_to_end/program.hpp"

namespace cairn::tests {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

// Cleared ground in UTM zone 33 of a system that no reader would assume; the second one's date does not exist.
constexpr const char* cleared_geojson = R"({"type":"FeatureCollection",
    "crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32633"}},"features":[
    {"type":"Feature","properties":{"no":"C-1","finished":"2004-05-17"},"geometry":{"type":"Polygon",
     "coordinates":[[[500000,4983000],[500100,4983000],[500100,4983100],[500000,4983100],[500000,4983000]]]}},
    {"type":"Feature","properties":{"no":"C-2","finished":"2004-02-31"},"geometry":{"type":"Polygon",
     "coordinates":[[[500500,4983000],[500600,4983000],[500600,4983100],[500500,4983100],[500500,4983000]]]}}]})";
constexpr const char* cleared_mapping =
    R"({"kind":"search","place":"file","id":"no","fields":{"date_end":"finished"}})";

class Sheet : public testing::Test {
   protected:
    static void SetUpTestSuite() { GDALAllRegister(); }

    std::string store() const { return folder_ / "s.gpkg"; }

    Json import(const std::vector<std::string>& arguments) const {
        std::vector<std::string> words{"import", store()};
        words.insert(words.end(), arguments.begin(), arguments.end());
        words.emplace_back("--json");
        const Ran ran = run_cairn(words);
        EXPECT_EQ(ran.exit_code, 0) << ran.err;
        return ran.exit_code == 0 ? Json::parse(ran.out).at("files").at(0) : Json{};
    }

    /// The sheet of what is set aside, with one text in place of another.
    std::string corrected_sheet(const std::string& wrong, const std::string& right) const {
        const std::string sheet = folder_ / "sheet.csv";
        EXPECT_EQ(run_cairn({"export", store(), "--set-aside", sheet}).exit_code, 0);
        std::string text = read_text(sheet);
        const auto at = text.rfind(wrong);  // the cell; the message quotes it before
        EXPECT_NE(at, std::string::npos) << text;
        if (at != std::string::npos) text.replace(at, wrong.size(), right);
        write_text(sheet, text);
        return sheet;
    }

    /// The columns of the first row that a question to the store gives, joined by bars.
    std::string ask(const std::string& sql) const {
        const GDALDatasetUniquePtr data(GDALDataset::Open(store().c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
        OGRLayer* rows = data->ExecuteSQL(sql.c_str(), nullptr, nullptr);
        if (rows == nullptr) return CPLGetLastErrorMsg();
        std::string text;
        if (const OGRFeatureUniquePtr row{rows->GetNextFeature()}) {
            for (int i = 0; i < row->GetFieldCount(); ++i)
                text += (i == 0 ? "" : "|") + std::string(row->GetFieldAsString(i));
        }
        data->ReleaseResultSet(rows);
        return text;
    }

    /// Takes in `file`, corrects the row that was set aside, and looks where it came to.
    void expect_the_row_comes_in_as_what_it_was(const std::string& file) {
        ASSERT_EQ(run_cairn({"init", store()}).exit_code, 0);
        write_text(folder_ / "m.json", cleared_mapping);
        const Json first =
            import({file, "--as", "clearance", "--package", "Handover of May", "--mapping", folder_ / "m.json"});
        ASSERT_EQ(first.value("set_aside", 0), 1) << first.dump(1);
        const Json retried = import({corrected_sheet("2004-02-31", "2004-02-21"), "--retry"});
        EXPECT_EQ(retried.value("read", 0), 1) << retried.dump(1);
        EXPECT_EQ(retried.value("accepted", 0), 1) << retried.dump(1);

        const std::string original = first.at("sha256"), sheet = retried.at("sha256");
        EXPECT_EQ(
            ask("SELECT activity, package, date_end, source_id, source_file, source_row FROM search WHERE id = 'C-2'"),
            "clearance|Handover of May|2004-02-21|C-2|" + original + "|2");
        EXPECT_EQ(ask("SELECT position_crs FROM search WHERE id = 'C-2'"),
                  ask("SELECT position_crs FROM search WHERE id = 'C-1'"));
        EXPECT_EQ(ask("SELECT corrected_by FROM import_correction WHERE import = 1 AND number = 2"), "2/1");
        EXPECT_EQ(ask("SELECT outcome, entity_id FROM import_row WHERE import = 2 AND number = 1"), "accepted|C-2");
        EXPECT_EQ(ask("SELECT file_sha256 FROM import WHERE row = 2"), sheet) << "the sheet is kept, too";
        EXPECT_EQ(ask("SELECT count(*) FROM source_file WHERE sha256 IN ('" + original + "', '" + sheet + "')"), "2");

        const Json again =
            import({file, "--as", "clearance", "--package", "Handover of May", "--mapping", folder_ / "m.json"});
        EXPECT_EQ(again.value("merged", 0), 2) << "the original knows its corrected row: " << again.dump(1);
        EXPECT_EQ(run_cairn({"verify", store()}).exit_code, 0);
    }

    Folder folder_;
};

TEST_F(Sheet, ARowOfAGeoJsonKeepsItsSystemItsKindAndItsDelivery) {
    write_text(folder_ / "cleared.geojson", cleared_geojson);
    expect_the_row_comes_in_as_what_it_was(folder_ / "cleared.geojson");
}

TEST_F(Sheet, ARowOfAGeoPackageKeepsItsSystemItsKindAndItsDelivery) {
    write_text(folder_ / "cleared.geojson", cleared_geojson);
    // Ids and dates as texts: a GeoPackage would have a type for dates, and no place for one that does not exist.
    const char* open_options[] = {"DATE_AS_STRING=YES", nullptr};
    const GDALDatasetUniquePtr source(
        GDALDataset::Open((folder_ / "cleared.geojson").c_str(), GDAL_OF_VECTOR, nullptr, open_options));
    ASSERT_TRUE(source);
    char format[] = "-f", gpkg[] = "GPKG";
    char* words[] = {format, gpkg, nullptr};
    GDALVectorTranslateOptions* options = GDALVectorTranslateOptionsNew(words, nullptr);
    GDALDatasetH from = source.get();
    GDALClose(GDALVectorTranslate((folder_ / "cleared.gpkg").c_str(), nullptr, 1, &from, options, nullptr));
    GDALVectorTranslateOptionsFree(options);
    expect_the_row_comes_in_as_what_it_was(folder_ / "cleared.gpkg");
}

TEST_F(Sheet, ATechnicalSurveyStaysOneWhereTheSheetSaysNothingElse) {
    ASSERT_EQ(run_cairn({"init", store()}).exit_code, 0);
    write_text(folder_ / "s.csv", "no,lon,lat,finished,activity\nT-1,10,45,never,\nT-2,10,46,never,clearance\n");
    write_text(folder_ / "m.json", R"({"kind":"search","crs":"EPSG:4326","place":{"lon":"lon","lat":"lat"},"id":"no",
        "fields":{"date_end":"finished","activity":"activity"}})");
    const Json first = import({folder_ / "s.csv", "--as", "technical-survey", "--mapping", folder_ / "m.json"});
    ASSERT_EQ(first.value("set_aside", 0), 2);
    const std::string sheet = corrected_sheet("T-1,10,45,never", "T-1,10,45,2001");
    std::string text = read_text(sheet);
    text.replace(text.rfind("never"), 5, "2002");
    write_text(sheet, text);
    EXPECT_EQ(import({sheet, "--retry"}).value("accepted", 0), 2);
    EXPECT_EQ(ask("SELECT activity FROM search WHERE id = 'T-1'"), "technical-survey") << "as the call said";
    EXPECT_EQ(ask("SELECT activity FROM search WHERE id = 'T-2'"), "clearance") << "as its own column says";
}

// The sheet of the first round was refused as a whole; that of the second had its first columns twice.
TEST_F(Sheet, ARowWithAnErrorLeftInComesInInTheNextRoundOfTheSameSheetOrOfANewOne) {
    ASSERT_EQ(run_cairn({"init", store()}).exit_code, 0);
    write_text(folder_ / "s.csv", "no,lon,lat,finished\nS-1,10,45,never\nS-2,10,46,never\nS-3,10,47,never\n");
    write_text(folder_ / "m.json", R"({"kind":"search","crs":"EPSG:4326","place":{"lon":"lon","lat":"lat"},"id":"no",
        "fields":{"date_end":"finished"}})");
    ASSERT_EQ(import({folder_ / "s.csv", "--as", "clearance", "--mapping", folder_ / "m.json"}).value("set_aside", 0),
              3);
    const std::string sheet = corrected_sheet("S-1,10,45,never", "S-1,10,45,2001");
    const Json first = import({sheet, "--retry"});
    EXPECT_EQ(first.value("accepted", 0), 1);
    EXPECT_EQ(first.value("set_aside", 0), 2);
    std::string text = read_text(sheet);
    text.replace(text.find("S-2,10,46,never"), 15, "S-2,10,46,2002");
    write_text(sheet, text);
    const Json second = import({sheet, "--retry"});
    EXPECT_EQ(second.value("accepted", 0), 1) << second.dump(1);
    EXPECT_EQ(second.value("merged", 0), 1);
    EXPECT_EQ(second.value("set_aside", 0), 1);
    const std::string last = corrected_sheet("S-3,10,47,never", "S-3,10,47,2003");
    EXPECT_EQ(read_text(last).find("_import", 5), std::string::npos) << read_text(last);
    EXPECT_EQ(import({last, "--retry"}).value("accepted", 0), 1);
    EXPECT_EQ(ask("SELECT count(*) FROM search"), "3");
    EXPECT_EQ(run_cairn({"verify", store()}).exit_code, 0);
}

}  // namespace
}  // namespace cairn::tests
