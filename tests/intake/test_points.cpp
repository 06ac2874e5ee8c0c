// Polygons from tables of points: the files of tests/data/point-table, and what each row counts for.

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "cairn/core/error.hpp"
#include "cairn/geodesy/crs.hpp"
#include "cairn/geodesy/measure.hpp"
#include "intake/import_text.hpp"

namespace cairn::points_tests {
namespace {

namespace fs = std::filesystem;
using intake::Outcome;

constexpr double within_m = 0.02;

tests::Imported import_point_table(const fs::path& file) {
    intake::ImportRequest request;
    request.file = file;
    auto mapping = intake::read_mapping(*intake::find_mapping_beside(file));
    if (!mapping) throw std::invalid_argument(mapping.error().message);
    request.mapping = *std::move(mapping);
    request.today = *parse_date("2024-06-30");
    return tests::import_file(std::move(request));
}

const intake::RowOutcome* find_polygon(const tests::Imported& done, const std::string& id) {
    for (const auto& row : done.rows) {
        if (row.entity && text_of(*row.entity, "source_id") == id) return &row;
    }
    return nullptr;
}

void expect_ring(const Entity& entity, std::istringstream& corners) {
    const auto& ring = std::get<GeoMultiPolygon>(*entity.geometry).front().shell;
    std::size_t at = 0;
    for (std::string corner; corners >> corner; ++at) {
        const auto comma = corner.find(',');
        const LonLat known{std::stod(corner.substr(comma + 1)), std::stod(corner.substr(0, comma))};
        ASSERT_LT(at + 1, ring.size());
        EXPECT_LT(geodesy::distance_m(ring[at], known), within_m) << "corner " << at + 1;
    }
    EXPECT_EQ(ring.size(), at + 1) << "closed";
    EXPECT_EQ(ring.front(), ring.back());
}

TEST(Points, TablesBecomeTheirKnownPolygonsOrSayWhyNot) {
    int files = 0;
    for (const auto& entry : fs::directory_iterator(fs::path(CAIRN_TEST_DATA) / "point-table")) {
        if (entry.path().extension() != ".csv") continue;
        ++files;
        SCOPED_TRACE(entry.path().filename().string());
        const auto done = import_point_table(entry.path());
        ASSERT_EQ(done.failure, "");
        std::ifstream known(fs::path(entry.path()).replace_extension(".known"));
        int lines = 0;
        for (std::string line; std::getline(known, line); ++lines) {
            std::istringstream words(line);
            std::string id;
            words >> id;
            if (line.find(',') == std::string::npos) {
                std::string code;
                words >> code;
                EXPECT_EQ(done.summary().set_aside_by_reason.count(code), 1U) << code;
                EXPECT_EQ(find_polygon(done, id), nullptr) << id;
                continue;
            }
            const auto* row = find_polygon(done, id);
            if (row == nullptr) {
                ADD_FAILURE() << id << " is no polygon: " << done.codes(0) << " " << done.rows[0].findings[0].message;
                continue;
            }
            expect_ring(*row->entity, words);
        }
        EXPECT_GT(lines, 0) << "nothing is known of it";
    }
    EXPECT_GE(files, 4);
}

TEST(Points, EveryPointIsAccountedFor) {
    const auto done = import_point_table(fs::path(CAIRN_TEST_DATA) / "point-table" / "absolute.csv");
    EXPECT_EQ(done.summary().read, 8);
    EXPECT_EQ(done.summary().accepted, 2);
    EXPECT_EQ(done.summary().merged, 6);
    const auto* first = find_polygon(done, "SHA-1");
    ASSERT_NE(first, nullptr);
    EXPECT_NE(text_of(*first->entity, "position_as_written")->find("Landmark 18.4120 43.8570"), std::string::npos);
    const auto wrong = import_point_table(fs::path(CAIRN_TEST_DATA) / "point-table" / "wrong.csv");
    EXPECT_EQ(wrong.summary().set_aside, 13);
    EXPECT_EQ(wrong.summary().set_aside_by_reason.at("polygon_set_aside"), 8);
}

// What was wrong with the row of a corner was told of its polygon alone.
TEST(Points, ACornerWhoseRowIsBrokenSetsThePolygonAside) {
    const auto done = tests::import_text(
        "a.csv",
        "f,n,lon,lat\n1,1,18.40,43.9\n1,2,18.41,43.9\n1,3,18.41,43.91,more\n,4,18.4,43.9,more\n2,1,18.5,43.9\n2,2,18."
        "51,43.9\n2,3,18.51,43.91\n",
        R"({"kind":"hazard","crs":"EPSG:4326","place":{"lon":"lon","lat":"lat"},"fields":{},"points":{"id":"f","order":"n"}})");
    ASSERT_EQ(done.failure, "");
    done.expect_sum();
    EXPECT_EQ(done.summary().accepted, 1);
    EXPECT_EQ(done.summary().set_aside, 4);
    EXPECT_EQ(done.codes(0), "row_too_long point_of_no_polygon");
    EXPECT_EQ(done.codes(1), "row_too_long") << "the polygon's";
    EXPECT_EQ(done.codes(3), "row_too_long polygon_set_aside");
}

TEST(Points, LegsThatDoNotCloseAreTold) {
    const auto done = import_point_table(fs::path(CAIRN_TEST_DATA) / "point-table" / "legs_true_north.csv");
    const Finding& finding = done.finding(0, "misclosure");
    EXPECT_NE(finding.message.find("over 301 m"), std::string::npos) << finding.message;
    EXPECT_EQ(finding.severity, Severity::note);
}

TEST(Points, BearingsWithoutANorthAreNotImported) {
    const char* text = "f,az,m,lon,lat\n1,,,18.4,43.9\n1,90,100,,\n1,180,100,,\n";
    const std::string begin = R"({"kind":"hazard","crs":"EPSG:4326","place":{"lon":"lon","lat":"lat"},"fields":{},
        "points":{"id":"f","bearing":"az","distance":"m")";
    EXPECT_THROW(tests::import_text("a.csv", text, begin + "}}"), CallError);
    EXPECT_THROW(tests::import_text("a.csv", text, begin + R"(,"north":"magnetic"}})"), CallError);
    const auto done = tests::import_text("a.csv", text, begin + R"(,"north":"true"}})");
    EXPECT_EQ(done.summary().accepted, 1) << done.codes(0);
    const auto grid = tests::import_text("a.csv", text, begin + R"(,"north":"grid"}})");
    EXPECT_EQ(grid.codes(0), "grid_north_unknown");
}

TEST(Points, GridBearingsTurnByTheConvergence) {
    // 240 km east of the meridian of zone 33 grid north lies some 2° east of true north.
    const char* text = "f,az,m,e,n\n1,,,740000,4860000\n1,0,1000,,\n1,90,1000,,\n";
    const auto done = tests::import_text("a.csv", text,
                                         R"({"kind":"hazard","crs":"EPSG:32633","place":{"x":"e","y":"n"},"fields":{},
            "points":{"id":"f","bearing":"az","distance":"m","north":"grid"}})");
    ASSERT_EQ(done.summary().accepted, 1) << done.codes(0);
    const auto& ring = std::get<GeoMultiPolygon>(*done.entity(0).geometry).front().shell;
    const auto system = geodesy::ToWgs84::from("EPSG:32633");
    // The grid's metres are 0.03 % longer here: 1 000 m on the ground are 1 000.3 m in it.
    EXPECT_LT(geodesy::distance_m(ring[1], *system->convert(740000, 4861000.3)), 0.2);
}

TEST(Points, ALegThatContradictsCoordinatesIsTold) {
    const char* text = "f,az,m,lon,lat\n1,,,18.4,43.9\n1,90,100,18.402,43.9\n1,180,100,18.402,43.8991\n";
    const auto done = tests::import_text("a.csv", text,
                                         R"({"kind":"hazard","crs":"EPSG:4326","place":{"lon":"lon","lat":"lat"},
            "fields":{},"points":{"id":"f","bearing":"az","distance":"m","north":"true"}})");
    EXPECT_EQ(done.summary().accepted, 1);
    EXPECT_EQ(done.codes(0), "leg_disagrees");
}

TEST(Points, PartsOfOneIdAreOnePlaceAndWhatIsNoPolygonIsNone) {
    const auto mapping = R"({"kind":"hazard","crs":"EPSG:4326","place":{"lon":"lon","lat":"lat"},"fields":{},
            "points":{"id":"f","part":"p","shape":"s"}})";
    const auto triangle = [](const std::string& begin, double lat) {
        return begin + ",18.4," + std::to_string(lat) + "\n" + begin + ",18.41," + std::to_string(lat) + "\n" + begin +
               ",18.4," + std::to_string(lat + 0.01) + "\n";
    };
    const auto done = tests::import_text("a.csv",
                                         "f,p,s,lon,lat\n" + triangle("1,a,Polygon", 43) + triangle("1,b,", 44) +
                                             triangle("1,c,line", 45) + triangle("2,a,Circle", 43) +
                                             triangle("3,a,area", 43) + "3,a,line,18.3,43\n",
                                         mapping);
    EXPECT_EQ(done.summary().accepted, 1);
    EXPECT_EQ(done.summary().merged, 8);
    EXPECT_EQ(done.summary().set_aside_by_reason.at("shape_is_no_polygon"), 2);
    EXPECT_EQ(done.codes(0), "several_geometries");
    EXPECT_EQ(std::get<GeoMultiPolygon>(*done.rows[0].entity->geometry).size(), 2U);
}

TEST(Points, CornersAreCornersByAllTheNamesThatMaxmlHasForThem) {
    for (const char* type : {"Point", "Corner point 2", "Polygon point"}) {
        std::string text = "f,t,lon,lat\n";
        for (const char* at : {"18.4,43.9", "18.41,43.9", "18.4,43.91"})
            text += "1," + std::string(type) + "," + at + "\n";
        const auto done = tests::import_text("a.csv", text,
                                             R"({"kind":"hazard","crs":"EPSG:4326","place":{"lon":"lon","lat":"lat"},
                "fields":{},"points":{"id":"f","type":"t"}})");
        EXPECT_EQ(done.summary().accepted, 1) << type;
    }
}

TEST(Points, TheMappingIsWrittenAsItIsRead) {
    const auto mapping = tests::mapping_of(
        R"({"kind":"hazard","crs":"EPSG:4326","place":{"easting":"e","northing":"n","zone":"z","order":"east_first"},
            "crs_column":"c","crs_codes":{"a":"EPSG:4284"},"fields":{},
            "points":{"id":"f","part":"p","shape":"s","type":"t","types":{"x":"landmark"},"bearing":"az","distance":"m","north":"magnetic",
                      "declination_deg":-3.5,"bearing_unit":"gon","distance_unit":"ft"}})");
    EXPECT_EQ(tests::mapping_of(intake::to_json(mapping)), mapping);
}

}  // namespace
}  // namespace cairn::points_tests
