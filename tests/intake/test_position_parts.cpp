// Columns that belong to a position beside those of its coordinates are used or asked about, never left out in silence;
// what lies far from where the stated system is meant for is set aside.

#include <gtest/gtest.h>

#include "cairn/geodesy/measure.hpp"
#include "cairn/intake/position_parts.hpp"
#include "intake/import_text.hpp"

namespace cairn::position_parts_tests {
namespace {

using intake::Outcome;
using intake::PlaceSource;
using tests::guess_text;
using tests::import_text;

/// What is asked when the file is guessed and `crs` is stated.
std::string asked(std::string_view text, const std::string& crs) {
    static const tests::TemporaryFolder folder;
    const auto profile = intake::profile_file(folder.write("a.csv", text));
    const auto& schemas = registers::Schemas::built_in();
    intake::Mapping mapping = intake::guess_mapping(profile.value(), "find", schemas).mapping;
    mapping.crs = crs;
    std::string found;
    for (const Finding& finding : intake::find_unread_parts(*profile, mapping, schemas)) {
        EXPECT_EQ(finding.severity, Severity::error);
        found += finding.code + ": " + finding.message + "\n";
    }
    return found;
}

void expect_asked(std::string_view text, const std::string& column, const std::string& crs = "EPSG:4326") {
    const std::string found = asked(text, crs);
    EXPECT_NE(found.find("\"" + column + "\""), std::string::npos) << text << "\n" << found;
    EXPECT_NE(found.find("position_part_not_read"), std::string::npos) << found;
}

LonLat place_of(const tests::Imported& done, std::size_t row) {
    return std::get<MultiPointOf<LonLat>>(*done.entity(row).geometry).front();
}

TEST(PositionParts, MinutesAndSecondsAreAskedAbout) {
    expect_asked("id,lat_deg,lat_min,lat_sec,lon_deg,lon_min,lon_sec\nM1,40,12,30.5,46,30,12.2\n", "lat_sec");
    expect_asked("id,lat_deg,lat_min,lon_deg,lon_min\n1,40,12.5,46,30.2\n2,40,13.5,46,31.2\n", "lon_min");
    expect_asked("id;latitude;lat min;lat sec;longitude;lon min;lon sec\n1;40;12;30;46;30;12\n", "lat min");
    expect_asked("id;Широта;минуты широты;Долгота;минуты долготы\n1;40;12,5;46;30,2\n", "минуты широты");
    expect_asked("id;latitud;latitud minutos;longitud;longitud minutos\n1;4;12;-74;30\n", "latitud minutos");
    expect_asked("id;lat;lat m;lon;lon m\n1;40;12;46;30\n", "lat m");
    expect_asked("id;lat;a;lon;b\n1;40;12;46;30\n2;40;59;46;8\n", "b");
}

TEST(PositionParts, NumbersThatAreNoMinutesAreNotAskedAbout) {
    EXPECT_EQ(asked("id,lat,lon,depth_min,remarks\n1,40.1,46.1,12,a\n2,40.2,46.2,5,b\n", "EPSG:4326"), "");
    EXPECT_EQ(asked("id,lat,lon,min_age,second_visit\n1,40.1,46.1,12,3\n", "EPSG:4326"), "");
}

TEST(PositionParts, HemispheresAreAskedAboutWhereTheyChangeSomething) {
    expect_asked("id;lat;NS;lon;EW\n1;40.1;N;46.1;W\n2;40.2;S;46.2;E\n", "NS");
    expect_asked("id;lat;полушарие;lon\n1;40.1;Ю;46.1\n", "полушарие");
    expect_asked("id;lat;h1;lon;h2\n1;4.1;norte;74.1;oeste\n", "h2");
    expect_asked("id;EW;lat;lon;q\n1;W;40.1;46.1;a\n", "EW");
    EXPECT_EQ(asked("id;lat;lon;seguro;fin\n1;4.1;-74.1;S;O\n2;4.2;-74.2;N;O\n", "EPSG:4326"), "") << "yes and no";
    EXPECT_EQ(asked("id;lat;NS;lon;EW\n1;40.1;N;46.1;E\n2;40.2;N;46.2;E\n", "EPSG:4326"), "");
}

TEST(PositionParts, ZonesOfUtmAreRead) {
    const auto guess =
        guess_text("a.csv", "id;utm_zone;utm_e;utm_n\n1;38;500100;4428100\n2;37;500100;4428100\n", "find");
    EXPECT_EQ(guess.mapping.place.kind, PlaceSource::Kind::easting_northing);
    EXPECT_EQ(guess.mapping.place.third, "utm_zone");
    const auto lettered = guess_text("a.csv", "id;zone;easting;northing\n1;38 T;500100;4428100\n2;;5;6\n", "find");
    EXPECT_EQ(lettered.mapping.place.third, "zone");
    // A number alone may be a zone of another grid, or no zone at all.
    expect_asked("id;zone;x;y\n1;8;500100;4428100\n2;9;500100;4428100\n", "zone", "EPSG:28408");
    EXPECT_EQ(asked("id;zone;x;y\n1;8;500100;4428100\n2;8;500200;4428100\n", "EPSG:28408"), "") << "is that stated";
    EXPECT_EQ(asked("id;q;x;y\n1;12 m;500100;4428100\n2;5m;500100;4428100\n", "EPSG:32638"), "") << "a length";
    expect_asked("id;q;x;y\n1;38T;500100;4428100\n2;37T;500100;4428100\n", "q", "EPSG:32638");
}

TEST(PositionParts, AZoneBesideAnotherStatedOneSetsTheRowAside) {
    const auto done = import_text("a.csv", "e;n;z\n500100;4428100;38T\n500100;4428100;37T\n500100;4428100;38\n",
                                  R"({"kind":"find","crs":"EPSG:32638",)"
                                  R"("place":{"easting":"e","northing":"n","zone":"z"}})");
    EXPECT_EQ(done.rows.at(0).outcome, Outcome::accepted) << done.codes(0);
    EXPECT_EQ(done.codes(1), "zone_conflict");
    EXPECT_EQ(done.rows.at(2).outcome, Outcome::accepted)
        << "the stated system tells the hemisphere: " << done.codes(2);
    const auto datum = import_text("a.csv", "e;n;z\n500100;4428100;38T\n500100;4428100;37T\n",
                                   R"({"kind":"find","crs":"EPSG:4326",)"
                                   R"("place":{"easting":"e","northing":"n","zone":"z"}})");
    EXPECT_NEAR(place_of(datum, 0).lon_deg, 45.001, 1e-3);
    EXPECT_NEAR(place_of(datum, 1).lon_deg, 39.001, 1e-3);
}

TEST(PositionParts, SystemsOfRowsAreReadOrAskedAbout) {
    const auto codes = guess_text(
        "a.csv", "id;easting;northing;crs\n1;500100;4428100;EPSG:32638\n2;500100;4428100;EPSG:32639\n", "find");
    EXPECT_EQ(codes.mapping.crs_column, "crs");
    for (const Finding& question : codes.questions) EXPECT_NE(question.code, "crs_not_stated");
    const auto datums =
        guess_text("a.csv", "id;lat;lon;datum\n1;40.1;46.1;WGS84\n2;40.2;46.2;SK42\n3;40.3;46.3;СК-42\n", "find");
    EXPECT_EQ(datums.mapping.crs_column, "datum");
    EXPECT_EQ(datums.mapping.crs_codes.at("SK42"), "EPSG:4284");
    EXPECT_EQ(datums.mapping.crs_codes.at("СК-42"), "EPSG:4284");
    expect_asked("id;lat;lon;datum\n1;40.1;46.1;WGS84\n2;40.2;46.2;local\n", "datum");
    expect_asked("id;x;y;srid\n1;500100;4428100;32638\n2;500100;4428100;old\n", "srid", "EPSG:32638");
    // The datum of the stated system says nothing new; "Datum" may be a date.
    EXPECT_EQ(asked("id;x;y;datum\n1;500100;4428100;WGS84\n2;500200;4428100;WGS 84\n", "EPSG:32638"), "");
    EXPECT_EQ(asked("id;lat;lon;Datum\n1;40.1;46.1;17.05.2004\n", "EPSG:4326"), "");
}

TEST(Area, FarFromTheStatedSystemIsSetAside) {
    const char* rows = "x;y\n500100;4428100\n500.1;4428.1\n5001000;4428100\n";
    const auto utm = import_text("a.csv", rows, R"({"kind":"find","crs":"EPSG:32638","place":{"x":"x","y":"y"}})");
    EXPECT_EQ(utm.rows.at(0).outcome, Outcome::accepted) << utm.codes(0);
    EXPECT_EQ(utm.codes(1), "far_from_crs_area") << "kilometres";
    EXPECT_EQ(utm.rows.at(2).outcome, Outcome::set_aside) << "a digit too many";
}

TEST(Area, AFilesOwnGeometryInTheWrongZoneIsSetAsideUnlessItsStudyAreaHoldsIt) {
    const char* json =
        R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[8500100,4428100]}}]})";
    const auto right = import_text("a.geojson", json, R"({"kind":"find","crs":"EPSG:28408","place":"file"})");
    EXPECT_EQ(right.rows.at(0).outcome, Outcome::accepted) << right.codes(0);
    for (const char* crs : {"EPSG:28407", "EPSG:28409", "EPSG:32638"}) {
        const auto wrong =
            import_text("a.geojson", json, std::string(R"({"kind":"find","place":"file","crs":")") + crs + "\"}");
        EXPECT_EQ(wrong.rows.at(0).outcome, Outcome::set_aside) << crs << " " << wrong.codes(0);
    }
    const GeoMultiPolygon area{{{{50, 39}, {52, 39}, {52, 41}, {50, 41}, {50, 39}}, {}}};
    const auto held = import_text("a.geojson", json, R"({"kind":"find","crs":"EPSG:28407","place":"file"})",
                                  [&area](intake::ImportRequest& request) { request.study_area = area; });
    EXPECT_EQ(held.rows.at(0).outcome, Outcome::accepted) << held.codes(0);
    EXPECT_EQ(held.finding(0, "far_from_crs_area").severity, Severity::warning);
}

TEST(Area, ExchangedColumnsOfMetresAreTold) {
    const auto xy = import_text("a.csv", "x;y\n4428100;8500100\n",
                                R"({"kind":"find","crs":"EPSG:28408","place":{"x":"x","y":"y"}})");
    EXPECT_NE(xy.finding(0, "axes_swapped").message.find(R"({"x": "y", "y": "x"})"), std::string::npos);
    const auto grid = import_text("a.csv", "x;y\n4428100;8500100\n",
                                  R"({"kind":"find","crs":"EPSG:4284","place":{"easting":"x","northing":"y"}})");
    EXPECT_EQ(grid.rows.at(0).outcome, Outcome::set_aside);
    EXPECT_NE(grid.finding(0, "axes_swapped").message.find("exchanged it would fit"), std::string::npos);
}

TEST(Area, ALoneZeroIsNoCoordinate) {
    const auto done = import_text("a.csv", "lon;lat\n46.1;40.1\n46.1;0\n0;40.1\n0.00001;40.1\n",
                                  R"({"kind":"find","crs":"EPSG:4326","place":{"lon":"lon","lat":"lat"}})");
    EXPECT_EQ(done.rows.at(0).outcome, Outcome::accepted);
    EXPECT_EQ(done.codes(1), "zero_coordinates");
    EXPECT_EQ(done.codes(2), "zero_coordinates");
    EXPECT_EQ(done.rows.at(3).outcome, Outcome::accepted);
}

TEST(Area, AGeometryWithLatitudeFirstIsReadSoWhenStated) {
    const char* json =
        R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[40.1,46.5]}}]})";
    const GeoMultiPolygon area{{{{46, 40}, {47, 40}, {47, 41}, {46, 41}, {46, 40}}, {}}};
    const auto within = [&area](intake::ImportRequest& request) { request.study_area = area; };
    const auto swapped = import_text("a.geojson", json, R"({"kind":"find","crs":"EPSG:4326","place":"file"})", within);
    EXPECT_NE(swapped.finding(0, "outside_area").message.find("north_first"), std::string::npos);
    const char* stated = R"({"kind":"find","crs":"EPSG:4326","place":{"geometry":"file","order":"north_first"}})";
    const auto done = import_text("a.geojson", json, stated, within);
    EXPECT_EQ(done.codes(0), "");
    EXPECT_NEAR(place_of(done, 0).lon_deg, 46.5, 1e-9);
    const auto mapping = tests::mapping_of(stated);
    EXPECT_EQ(tests::mapping_of(intake::to_json(mapping)), mapping) << "as it is kept";
}

}  // namespace
}  // namespace cairn::position_parts_tests
