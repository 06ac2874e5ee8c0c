// What our readers hand out is what GDAL's drivers read from the same file: the same rows, geometries and values.
// Where the two differ on purpose (docs/formats/geojson.md, csv.md), a test says how.

#include <cstdlib>
#include <random>

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <ogrsf_frmts.h>

#include "cairn/core/text.hpp"
#include "cairn/formats/writer.hpp"
#include "formats/read_all.hpp"
#include "support/real_data.hpp"

using namespace cairn;
using cairn::tests::read_all;
using cairn::tests::TemporaryFolder;

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

GDALDatasetUniquePtr open_with_gdal(const fs::path& file) {
    GDALAllRegister();
    // Texts stay texts: types that a driver finds by itself are its own judgement.
    const char* of_csv[] = {"AUTODETECT_TYPE=NO",       "HEADERS=YES", "KEEP_GEOM_COLUMNS=YES", "X_POSSIBLE_NAMES=",
                            "EMPTY_STRING_AS_NULL=YES", nullptr};
    const char* of_json[] = {"DATE_AS_STRING=YES", nullptr};
    const bool is_csv = file.extension() == ".csv";
    return GDALDatasetUniquePtr(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR, nullptr, is_csv ? of_csv : of_json));
}

/// Of one kind of its own, flat, so that a polygon equals a collection of one.
std::string flat_multi_wkt(const OGRGeometry* given) {
    if (given == nullptr || given->IsEmpty()) return {};
    OGRGeometry* geometry = given->clone();
    geometry->flattenTo2D();
    switch (wkbFlatten(geometry->getGeometryType())) {
        case wkbPoint: geometry = OGRGeometryFactory::forceToMultiPoint(geometry); break;
        case wkbLineString: geometry = OGRGeometryFactory::forceToMultiLineString(geometry); break;
        case wkbPolygon: geometry = OGRGeometryFactory::forceToMultiPolygon(geometry); break;
        default: break;
    }
    const OGRGeometryUniquePtr owner(geometry);
    OGRWktOptions exact;
    exact.precision = 17;
    return owner->exportToWkt(exact);
}

std::string flat_multi_wkt(const std::optional<formats::SourceGeometry>& geometry) {
    if (!geometry) return {};
    OGRGeometry* read = nullptr;
    OGRGeometryFactory::createFromWkt(to_wkt(*geometry).c_str(), nullptr, &read);
    const OGRGeometryUniquePtr owner(read);
    return flat_multi_wkt(owner.get());
}

/// GDAL's CSV driver makes every line end inside a cell a line feed.
std::string with_line_feeds(std::string text) {
    for (auto at = text.find("\r\n"); at != std::string::npos; at = text.find("\r\n", at)) text.erase(at, 1);
    return text;
}

bool are_equal_numbers(const std::string& text, double number) {
    char* end = nullptr;
    return std::strtod(text.c_str(), &end) == number && end == text.c_str() + text.size() && !text.empty();
}

/// Whether the text that we kept says what GDAL made of it, in the type that it chose for the column.
bool says_the_same(const std::string& ours, const OGRFeature& feature, int field) {
    if (!feature.IsFieldSetAndNotNull(field)) return ours.empty();
    const OGRFieldDefn& definition = *feature.GetFieldDefnRef(field);
    switch (definition.GetType()) {
        case OFTInteger:
            if (definition.GetSubType() == OFSTBoolean)
                return ours == (feature.GetFieldAsInteger(field) ? "true" : "false");
            [[fallthrough]];
        case OFTInteger64: return ours == std::to_string(feature.GetFieldAsInteger64(field));
        case OFTReal: return are_equal_numbers(ours, feature.GetFieldAsDouble(field));
        case OFTString: {
            const std::string theirs = feature.GetFieldAsString(field);
            if (ours == theirs || with_line_feeds(ours) == theirs || (ours.empty() && is_blank(theirs))) return true;
            // A column of texts, numbers and objects: GDAL writes numbers and objects in a form of its own.
            const Json a = Json::parse(ours, nullptr, false), b = Json::parse(theirs, nullptr, false);
            return !a.is_discarded() && a == b;
        }
        default: {
            char* text = feature.GetFieldAsSerializedJSon(field);
            const Json theirs = Json::parse(text == nullptr ? "" : text, nullptr, false);
            CPLFree(text);
            return !theirs.is_discarded() && Json::parse(ours, nullptr, false) == theirs;
        }
    }
}

void expect_same_row(const formats::RawRow& row, const OGRFeature& feature, const std::vector<std::string>& columns) {
    const std::string place = "row " + std::to_string(row.number);
    EXPECT_EQ(flat_multi_wkt(row.geometry), flat_multi_wkt(feature.GetGeometryRef())) << place;
    EXPECT_TRUE(row.findings.empty()) << place;
    const bool is_empty = feature.GetGeometryRef() != nullptr && feature.GetGeometryRef()->IsEmpty();
    EXPECT_EQ(row.geometry_finding ? row.geometry_finding->code : "", is_empty ? "empty_geometry" : "") << place;
    for (const std::string& column : columns) {
        const int field = feature.GetFieldIndex(column.c_str());
        ASSERT_GE(field, 0) << "GDAL has no column " << column;
        const auto at = row.values.find(column);
        const std::string ours = at == row.values.end() ? "" : at->second;
        EXPECT_TRUE(says_the_same(ours, feature, field))
            << place << ", " << column << ": \"" << ours << "\" against \"" << feature.GetFieldAsString(field) << '"';
    }
}

void expect_read_alike(const fs::path& file) {
    SCOPED_TRACE(file.filename().string());
    const auto ours = read_all(file);
    ASSERT_TRUE(ours.table) << ours.table.error().message;
    const auto theirs = open_with_gdal(file);
    ASSERT_TRUE(theirs) << CPLGetLastErrorMsg();
    OGRLayer* layer = theirs->GetLayer(0);
    std::size_t row = 0;
    for (const auto& feature : *layer) {
        ASSERT_LT(row, ours.rows.size()) << "GDAL reads more rows";
        expect_same_row(ours.rows[row++], *feature, ours.table->columns);
        if (testing::Test::HasFailure()) return;
    }
    EXPECT_EQ(row, ours.rows.size()) << "we read more rows than GDAL";
    EXPECT_GT(row, 0U);
}

void expect_text_read_alike(const std::string& name, const std::string& text) {
    const TemporaryFolder folder;
    expect_read_alike(folder.write(name, text));
}

/// Texts that a file must carry through: quotes, separators, line ends, letters of many scripts.
class Texts {
   public:
    std::string next() {
        static const std::vector<std::string> pieces{"mine", "\"",   "\\", ",", ";", "\n",    "\t",
                                                     " ",    "/",    "é",  "ж", "Ա", "地雷",  "😀",
                                                     "'",    "=1+2", "{",  "]", "0", "-7.50", "true"};
        std::string text = "t";  // a text that is all number, or blank, is another question
        for (auto n = random_() % 6; n > 0; --n) text += pieces[random_() % pieces.size()];
        return text + "t";
    }
    double coordinate(double most) { return std::uniform_real_distribution<double>(-most, most)(random_); }
    std::mt19937 random_{7};
};

}  // namespace

TEST(AgainstGdal, GeoJsonOfEveryGeometryAndType) {
    expect_text_read_alike("a.geojson", R"({"type":"FeatureCollection","name":"a","features":[
        {"type":"Feature","properties":{"n":1,"r":0.1,"b":true,"t":"x","o":{"k":[1,null,"a"]},"l":[1,2,3],"s":["a","b"]},
         "geometry":{"type":"Point","coordinates":[18.123456789012345,-43.9]}},
        {"type":"Feature","properties":{"n":-9007199254740993,"r":-1.5e-7,"b":false,"t":"","o":null,"l":[],"s":null},
         "geometry":{"type":"MultiPoint","coordinates":[[1e1,2],[3,4E0]]}},
        {"type":"Feature","properties":{"n":null,"r":1e300,"t":"été \u00e9 \ud83d\ude00 \"q\" \\ \/ \n"},
         "geometry":{"type":"LineString","coordinates":[[0,0,120.5],[1,1,121]]}},
        {"type":"Feature","properties":{"n":0,"r":2,"extra":"only here"},
         "geometry":{"type":"MultiLineString","coordinates":[[[0,0],[1,1]],[[2,2],[3,3]]]}},
        {"type":"Feature","properties":null,"geometry":null},
        {"type":"Feature","properties":{},"bbox":[0,0,4,4],
         "geometry":{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,0]],[[2,1],[3,1],[3,2],[2,1]]]}},
        {"type":"Feature","properties":{"t":"2004-05-17"},
         "geometry":{"type":"MultiPolygon","coordinates":[[[[0,0],[4,0],[4,4],[0,0]]],[[[9,9],[8,9],[8,8],[9,9]]]]}}]})");
}

TEST(AgainstGdal, GeoJsonOfAThousandRandomRows) {
    Texts texts;
    Json features = Json::array();
    for (int i = 0; i < 1000; ++i) {
        const double x = texts.coordinate(180), y = texts.coordinate(90), size = texts.coordinate(1);
        features.push_back(
            {{"type", "Feature"},
             {"properties", {{"i", i}, {"name", texts.next()}, {texts.next(), texts.coordinate(1e6)}}},
             {"geometry",
              {{"type", "Polygon"}, {"coordinates", {{{x, y}, {x + size, y}, {x + size, y + size}, {x, y}}}}}}});
        if (features.back()["properties"].size() > 2 && i > 20)
            features.back()["properties"].erase(std::prev(features.back()["properties"].end()));
    }
    expect_text_read_alike("r.geojson", Json{{"type", "FeatureCollection"}, {"features", features}}.dump());
    expect_text_read_alike("indented.geojson",
                           Json{{"type", "FeatureCollection"}, {"features", features}}.dump(1, '\t', true));
}

TEST(AgainstGdal, CsvOfEveryDelimiterAndQuote) {
    expect_text_read_alike("comma.csv",
                           "id,name,lon,lat\n1,plain,10.5000,45\n2,\"a, b\",-1,2\n3,\"says \"\"hm\"\"\",,\n");
    expect_text_read_alike("crlf.csv", "id,name\r\n1,\"two\r\nlines\"\r\n2,\"\"\r\n3, padded \r\n");
    expect_text_read_alike("semicolon.csv", "id;name;depth\n1;a,b;0,5\n2;;1,5\n");
    expect_text_read_alike("tab.csv", "id\tname\n1\ta b\n2\t\"c\td\"\n");
    expect_text_read_alike("bom.csv", "\xEF\xBB\xBFid,name\n1,был\n2,地雷\n");
    expect_text_read_alike("wkt.csv", "id,shape\n1,\"POLYGON ((0 0, 1 0, 1 1, 0 0))\"\n2,POINT (1 2)\n");
    expect_text_read_alike("last.csv", "id,name\n1,a\n2,no line end");
}

TEST(AgainstGdal, CsvOfAThousandRandomRows) {
    Texts texts;
    formats::Layer layer{.name = "r", .columns = {{"name"}, {"note"}, {"n", formats::Column::Type::real}}};
    for (int i = 0; i < 1000; ++i) {
        Entity row{.kind = "find", .id = std::to_string(i)};
        row.fields = {{"name", texts.next()}, {"note", texts.next()}, {"n", texts.coordinate(1e9)}};
        layer.rows.push_back(row);
    }
    const TemporaryFolder folder;
    formats::write_csv(folder.path() / "r.csv", layer);
    expect_read_alike(folder.path() / "r.csv");
}

TEST(AgainstGdal, RealFiles) {
    CAIRN_REQUIRE_REAL_DATA("bosnia");
    int files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(cairn::tests::real_data())) {
        const auto extension = entry.path().extension();
        if (extension != ".geojson" && extension != ".csv") continue;
        ++files;
        expect_read_alike(entry.path());
    }
    EXPECT_GT(files, 5);
}

TEST(AgainstGdal, WeTellABrokenGeometryFromANullOne) {
    const TemporaryFolder folder;
    const auto file = folder.write("a.geojson", R"({"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{},"geometry":null},
        {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1]}}]})");
    const auto theirs = open_with_gdal(file);
    for (const auto& feature : *theirs->GetLayer(0)) EXPECT_FALSE(feature->GetGeometryRef()) << "both are null there";
    const auto ours = read_all(file);
    EXPECT_FALSE(ours.rows.at(0).geometry_finding);
    EXPECT_TRUE(ours.rows.at(1).geometry_finding);
}

TEST(AgainstGdal, WeKeepTheTextOfANumberAndOfADate) {
    const TemporaryFolder folder;
    const auto file = folder.write("a.geojson", R"({"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"n":1.10,"d":"2004/05/06"},"geometry":null}]})");
    GDALAllRegister();
    const GDALDatasetUniquePtr theirs(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR));  // with its own options
    const OGRFeatureUniquePtr feature(theirs->GetLayer(0)->GetNextFeature());
    EXPECT_STRNE(feature->GetFieldAsString("n"), "1.10");
    EXPECT_EQ(feature->GetFieldDefnRef(feature->GetFieldIndex("d"))->GetType(), OFTDate) << "it says what is meant";
    const auto ours = read_all(file);
    EXPECT_EQ(ours.rows.at(0).values.at("n"), "1.10");
    EXPECT_EQ(ours.rows.at(0).values.at("d"), "2004/05/06");
}

TEST(AgainstGdal, WeSayThatBytesAreNotUtf8AndThatARowIsTooShort) {
    const TemporaryFolder folder;
    const auto file = folder.write("a.csv", "id,name\n1,\xE9t\xE9\n2\n");
    const auto theirs = open_with_gdal(file);
    EXPECT_EQ(theirs->GetLayer(0)->GetFeatureCount(), 2) << "without a word";
    const auto ours = read_all(file, {.encoding = formats::Encoding::utf8});
    EXPECT_EQ(ours.rows.at(0).findings.at(0).code, "not_utf8");
    EXPECT_EQ(ours.rows.at(1).findings.at(0).code, "row_too_short");
}
