// The same 500 hazards in eight disguises: formats, reference systems, notations, languages and encodings. Each is
// imported as a user would, with no mapping; what the store then holds is held against where the hazards are.

#include <cstdlib>

#include <GeographicLib/Geodesic.hpp>
#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <ogrsf_frmts.h>

#include "end_to_end/program.hpp"

namespace cairn::tests {
namespace {

using Json = nlohmann::json;

struct Disguise {
    const char* file;
    bool states_its_crs;  ///< else EPSG:4326 is stated on the command line
    double finest_m;      ///< half of what its notation can tell apart, each axis
};

// GeoConvert and the drivers write a geodetic position to: 1e-15 degrees, 1 mm (SK-42, there and back without heights),
// 0.01", 1 m cut off (MGRS), 1e-7 degrees, 1 cm (UTM), 0.00001', 1e-15 degrees.
constexpr std::array<Disguise, 8> disguises{{{"1-english.gpkg", true, 0},
                                             {"2-russian.shp", true, 0.001},
                                             {"3-ukrainian.csv", false, 0.155},
                                             {"4-spanish.xlsx", false, 0.5},
                                             {"5-portuguese.ods", false, 0.0056},
                                             {"6-bosnian.csv", false, 0.005},
                                             {"7-arabic.csv", false, 0.0093},
                                             {"8-french.kml", true, 0}}};

double distance_m(double lat, double lon, const OGRPoint& point) {
    double metres = 0;
    GeographicLib::Geodesic::WGS84().Inverse(lat, lon, point.getY(), point.getX(), metres);
    return metres;
}

TEST(Disguises, TheSameHazardsLieInTheSamePlaces) {
    const Folder folder;
    const std::string make =
        "/usr/bin/python3 " + std::string(CAIRN_SOURCE_DIR) + "/tests/end_to_end/make_disguises.py ";
    ASSERT_EQ(std::system((make + (folder / "in") + " " CAIRN_TEST_DATA "/encodings").c_str()), 0);
    const Json truth = Json::parse(read_text(folder / "in/truth.json"));
    ASSERT_EQ(truth.size(), 500U);
    for (const Disguise& disguise : disguises) {
        SCOPED_TRACE(disguise.file);
        const std::string store = folder / (std::string(disguise.file) + ".store.gpkg");
        ASSERT_EQ(run_cairn({"init", store}).exit_code, 0);
        std::vector<std::string> call{
            "import", store, folder / ("in/" + std::string(disguise.file)), "--as", "hazard", "-y", "--json"};
        if (!disguise.states_its_crs) call.insert(call.end(), {"--crs", "EPSG:4326"});
        const Ran ran = run_cairn(call);
        ASSERT_EQ(ran.exit_code, 0) << ran.err << ran.out;
        EXPECT_EQ(Json::parse(ran.out).at("files").at(0).at("accepted"), 500) << ran.out;

        GDALAllRegister();
        const GDALDatasetUniquePtr data(GDALDataset::Open(store.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
        ASSERT_TRUE(data);
        OGRLayer* hazards = data->GetLayerByName("hazard");
        ASSERT_NE(hazards, nullptr);
        double farthest = 0, accuracy = 0;
        int met = 0;
        for (const auto& hazard : *hazards) {
            const Json& place = truth.at(hazard->GetFieldAsString("source_id"));
            const OGRGeometry* geometry = hazard->GetGeometryRef();
            ASSERT_NE(geometry, nullptr);
            OGRPoint centre;
            ASSERT_EQ(geometry->Centroid(&centre), OGRERR_NONE);
            farthest = std::max(farthest, distance_m(place.at(1), place.at(0), centre));
            accuracy = std::max(accuracy, hazard->GetFieldAsDouble("position_accuracy_m"));
            ++met;
        }
        EXPECT_EQ(met, 500);
        // Both take the same of PROJ's operations, so its accuracy, some metres, hides nothing here.
        EXPECT_EQ(accuracy > 0, std::string_view(disguise.file) == "2-russian.shp") << "the one with a shift of datum";
        const double limit = disguise.finest_m * std::sqrt(2) + 1e-4;
        EXPECT_LE(farthest, limit);
        std::cout << disguise.file << ": farthest " << farthest << " m, within " << limit << " m\n";
    }
}

}  // namespace
}  // namespace cairn::tests
