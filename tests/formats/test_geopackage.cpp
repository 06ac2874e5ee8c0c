#include <cmath>
#include <memory>

#include <gdal.h>
#include <gtest/gtest.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <sqlite3.h>

#include "cairn/core/random.hpp"
#include "cairn/formats/gdal_session.hpp"
#include "cairn/formats/number_text.hpp"
#include "formats/read_all.hpp"

using namespace cairn;
using cairn::tests::code_of;
using cairn::tests::read_all;
using cairn::tests::TemporaryFolder;
using formats::SourceXY;

namespace {

struct LayerToMake {
    std::string name;
    int epsg = 4326;
    std::vector<std::string> wkt;  ///< one row each; empty for a null geometry
};

/// Made by GDAL with a column `note` of text and `depth` of reals.
void make_package(const std::filesystem::path& file, const std::vector<LayerToMake>& layers) {
    formats::require_gdal();
    GDALDatasetH data = GDALCreate(GDALGetDriverByName("GPKG"), file.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
    for (const auto& made : layers) {
        OGRSpatialReferenceH srs = OSRNewSpatialReference(nullptr);
        OSRImportFromEPSG(srs, made.epsg);
        OSRSetAxisMappingStrategy(srs, OAMS_TRADITIONAL_GIS_ORDER);
        OGRLayerH layer = GDALDatasetCreateLayer(data, made.name.c_str(), srs, wkbUnknown, nullptr);
        OSRDestroySpatialReference(srs);
        OGRFieldDefnH note = OGR_Fld_Create("note", OFTString);
        OGRFieldDefnH depth = OGR_Fld_Create("depth", OFTReal);
        OGRFieldDefnH day = OGR_Fld_Create("day", OFTDate);
        OGR_L_CreateField(layer, note, 0);
        OGR_L_CreateField(layer, depth, 0);
        OGR_L_CreateField(layer, day, 0);
        OGR_Fld_Destroy(note);
        OGR_Fld_Destroy(depth);
        OGR_Fld_Destroy(day);
        for (const auto& wkt : made.wkt) {
            OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
            OGR_F_SetFieldString(feature, 0, "a note");
            OGR_F_SetFieldDouble(feature, 1, 0.1);
            OGR_F_SetFieldDateTime(feature, 2, 2004, 5, 17, 0, 0, 0, 0);
            std::string text = wkt;
            char* cursor = text.data();
            OGRGeometryH geometry = nullptr;
            if (!wkt.empty()) OGR_G_CreateFromWkt(&cursor, nullptr, &geometry);
            OGR_F_SetGeometryDirectly(feature, geometry);
            EXPECT_EQ(OGR_L_CreateFeature(layer, feature), OGRERR_NONE);
            OGR_F_Destroy(feature);
        }
    }
    GDALClose(data);
}

/// What no well-behaved writer would do; the triggers that would forbid it go first.
void run_sql(const std::filesystem::path& file, const std::string& sql) {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(file.c_str(), &db), SQLITE_OK);
    std::string all;
    const auto collect = [](void* to, int, char** cells, char**) {
        *static_cast<std::string*>(to) += std::string("DROP TRIGGER \"") + cells[0] + "\";";
        return 0;
    };
    sqlite3_exec(db, "SELECT name FROM sqlite_master WHERE type = 'trigger'", collect, &all, nullptr);
    all += sql;
    char* message = nullptr;
    EXPECT_EQ(sqlite3_exec(db, all.c_str(), nullptr, nullptr, &message), SQLITE_OK) << (message ? message : "");
    sqlite3_close(db);
}

}  // namespace

TEST(GeoPackage, RowsGeometryAndReferenceSystemAreRead) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "a.gpkg";
    make_package(file, {{"mines", 32633, {"", "POINT (500000 4800000)", "POLYGON Z ((0 0 1, 4 0 1, 4 4 1, 0 0 1))"}}});
    const auto read = read_all(file);
    ASSERT_TRUE(read.table) << read.table.error().message;
    EXPECT_EQ(read.table->format, "GeoPackage");
    EXPECT_EQ(read.table->crs, "EPSG:32633");
    EXPECT_EQ(read.table->crs_statement, "gpkg_geometry_columns, srs_id 32633");
    EXPECT_EQ(read.table->columns, (std::vector<std::string>{"note", "depth", "day"}));
    EXPECT_EQ(read.table->rows, 3);
    ASSERT_EQ(read.rows.size(), 3U);
    EXPECT_FALSE(read.rows[0].geometry);
    EXPECT_FALSE(read.rows[0].geometry_finding);
    EXPECT_EQ(read.rows[1].geometry, formats::SourceGeometry(MultiPointOf<SourceXY>{{500000, 4800000}}));
    EXPECT_EQ(read.rows[2].geometry,
              formats::SourceGeometry(MultiPolygonOf<SourceXY>{{{{0, 0}, {4, 0}, {4, 4}, {0, 0}}, {}}}));
    EXPECT_EQ(read.rows[1].values.at("note"), "a note");
    EXPECT_EQ(read.rows[1].values.at("depth"), "0.1");
    EXPECT_EQ(read.rows[1].values.at("day"), "2004-05-17");
    EXPECT_EQ(read.rows[1].source_id, "2");
}

TEST(GeoPackage, AnUndefinedSystemIsNotStated) {
    for (const char* id : {"0", "-1"}) {
        const TemporaryFolder folder;
        const auto file = folder.path() / "a.gpkg";
        make_package(file, {{"mines", 4326, {"POINT (1 2)"}}});
        run_sql(file, std::string("UPDATE gpkg_geometry_columns SET srs_id = ") + id);
        const auto read = read_all(file);
        ASSERT_TRUE(read.table);
        EXPECT_FALSE(read.table->crs) << id;
        EXPECT_EQ(read.rows.size(), 1U);
    }
}

TEST(GeoPackage, CellsKeepWhatSqliteHoldsWhateverTheColumnSays) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "a.gpkg";
    make_package(file, {{"mines", 4326, {"POINT (1 2)"}}});
    run_sql(file, "UPDATE mines SET depth = 'about 5', day = '2004-13-45', note = x'00ff'");
    const auto read = read_all(file);
    ASSERT_TRUE(read.table);
    ASSERT_EQ(read.rows.size(), 1U);
    EXPECT_EQ(read.rows[0].values.at("depth"), "about 5");
    EXPECT_EQ(read.rows[0].values.at("day"), "2004-13-45");
    EXPECT_FALSE(read.rows[0].values.contains("note")) << "bytes are no text";
}

TEST(GeoPackage, RealsReadBackAsTheSameDouble) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "a.gpkg";
    make_package(file, {{"mines", 4326, {}}});
    Random random(2);
    std::vector<double> expected;
    run_sql(file, "");
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(file.c_str(), &db), SQLITE_OK);
    sqlite3_exec(db, "BEGIN", nullptr, nullptr, nullptr);
    sqlite3_stmt* insert = nullptr;
    sqlite3_prepare_v2(db, "INSERT INTO mines (depth) VALUES (?)", -1, &insert, nullptr);
    for (int i = 0; i < 2000; ++i) {
        expected.push_back(random.normal() * std::pow(10.0, random.uniform(-12, 12)));
        sqlite3_bind_double(insert, 1, expected.back());
        sqlite3_step(insert);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
    sqlite3_close(db);
    const auto read = read_all(file);
    ASSERT_TRUE(read.table) << read.table.error().message;
    ASSERT_EQ(read.rows.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_EQ(formats::parse_number(read.rows[i].values.at("depth")), expected[i]);
    }
}

TEST(GeoPackage, ABrokenGeometryIsAFindingOfItsRow) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "a.gpkg";
    make_package(file, {{"mines", 4326, {"POINT (1 2)", "POINT (3 4)", "POINT (5 6)"}}});
    run_sql(file, "UPDATE mines SET geom = x'47500001' WHERE fid = 2");
    const auto read = read_all(file);
    ASSERT_TRUE(read.table) << read.table.error().message;
    ASSERT_EQ(read.rows.size(), 3U);
    EXPECT_FALSE(read.rows[1].geometry);
    ASSERT_TRUE(read.rows[1].geometry_finding);
    EXPECT_EQ(read.rows[1].geometry_finding->code, "geometry_unreadable");
    EXPECT_TRUE(read.rows[2].geometry);
}

TEST(GeoPackage, LayersAreReadOneAfterTheOtherAndTold) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "a.gpkg";
    make_package(file, {{"one", 4326, {"POINT (1 2)"}}, {"two's", 4326, {"POINT (3 4)", "POINT (5 6)"}}});
    const auto read = read_all(file);
    ASSERT_TRUE(read.table) << read.table.error().message;
    ASSERT_EQ(read.rows.size(), 3U);
    EXPECT_EQ(read.rows[0].values.at(formats::layer_column), "one");
    EXPECT_EQ(read.rows[2].values.at(formats::layer_column), "two's");
    EXPECT_EQ(read.rows[2].number, 3);
}

TEST(GeoPackage, LayersInDifferentSystemsAreRefused) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "a.gpkg";
    make_package(file, {{"one", 4326, {}}, {"two", 32633, {}}});
    EXPECT_EQ(code_of(read_all(file)), "layers_differ");
}

TEST(GeoPackage, TruncatedAndForeignDatabasesAreRefused) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "a.gpkg";
    make_package(file, {{"mines", 4326, {"POINT (1 2)"}}});
    const std::string bytes = tests::read_bytes(file);
    for (const std::size_t n : {16UL, 100UL, 4096UL, bytes.size() / 2}) {
        const auto read = read_all(folder.write("cut.gpkg", bytes.substr(0, n)));
        EXPECT_EQ(code_of(read), "broken_file") << n;
    }
    const auto other = folder.path() / "other.sqlite";
    run_sql(other, "CREATE TABLE t (a); INSERT INTO t VALUES (1)");
    EXPECT_EQ(code_of(read_all(other)), "broken_file");
}

TEST(GeoPackage, LimitsAreHeld) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "a.gpkg";
    make_package(file, {{"mines", 4326, {"POINT (1 2)", "LINESTRING (0 0, 1 1, 2 2)"}}});
    EXPECT_EQ(code_of(read_all(file, {.max_rows = 1})), "too_many_rows");
    EXPECT_EQ(code_of(read_all(file, {.max_columns = 2})), "too_many_columns");
    const auto read = read_all(file, {.max_positions_per_row = 2});
    ASSERT_TRUE(read.table);
    EXPECT_TRUE(read.rows[1].geometry_finding);
}
