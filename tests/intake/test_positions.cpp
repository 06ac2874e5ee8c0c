// Positions in any notation through a whole import: what settles an open order, what stays ambiguous and is set aside,
// and what writing and conversion add to σ.

#include <cmath>

#include <gtest/gtest.h>

#include "cairn/geodesy/measure.hpp"
#include "intake/import_text.hpp"

namespace cairn::positions_tests {
namespace {

using intake::Outcome;
using tests::import_text;

const GeoMultiPolygon around_sarajevo{{{{18, 43}, {19, 43}, {19, 44}, {18, 44}, {18, 43}}, {}}};

std::string mapping(const std::string& place, const std::string& crs = "EPSG:4326", const std::string& more = "") {
    return R"({"kind":"find","crs":")" + crs + R"(","place":)" + place + R"(,"fields":{"sigma_m":"s"})" + more + "}";
}

LonLat place_of(const tests::Imported& done, std::size_t row) {
    return std::get<MultiPointOf<LonLat>>(*done.entity(row).geometry).front();
}

void expect_at(const tests::Imported& done, std::size_t row, double lat, double lon, double within_m = 0.01) {
    if (done.rows.at(row).outcome != Outcome::accepted) {
        ADD_FAILURE() << "row " << row + 1 << " is not accepted: " << done.codes(row);
        return;
    }
    EXPECT_LT(geodesy::distance_m(place_of(done, row), LonLat{lon, lat}), within_m) << "row " << row + 1;
}

TEST(Positions, ColumnsOfAnyAngularNotationAreRead) {
    const auto done = import_text("a.csv",
                                  "lon;lat;s\n"
                                  "18.41306;43.85622;\n"
                                  "18°24'47\"E;43°51'22.4\"N;\n"
                                  "18 24.783;43 51.373;\n"
                                  "0182447;435122.4;\n"
                                  "18°24'47\" в.д.;43°51'22,4\" с.ш.;\n",
                                  mapping(R"({"lon":"lon","lat":"lat"})"));
    for (std::size_t row = 0; row < 5; ++row) expect_at(done, row, 43.85622, 18.41306, 1);
    EXPECT_EQ(text_of(done.entity(1), "position_as_written"), "18°24'47\"E 43°51'22.4\"N");
    EXPECT_EQ(text_of(done.entity(1), "position_notation"), "degrees, minutes, seconds");
    EXPECT_EQ(text_of(done.entity(2), "position_notation"), "degrees and minutes");
}

TEST(Positions, AnOrderThatNothingSettlesSetsTheRowAside) {
    const auto done =
        import_text("a.csv", "at;s\n43.85622 18.41306;\n43.85700 18.41400;\n", mapping(R"({"text":"at"})"));
    EXPECT_EQ(done.summary().set_aside, 2);
    EXPECT_EQ(done.codes(0), "ambiguous_position");
    const Finding& finding = done.finding(0, "ambiguous_position");
    EXPECT_NE(finding.message.find("latitude 43.85622"), std::string::npos) << finding.message;
    EXPECT_NE(finding.message.find("latitude 18.41306"), std::string::npos) << finding.message;
    EXPECT_NE(finding.message.find("north_first"), std::string::npos) << finding.message;
    EXPECT_EQ(done.summary().findings.back().code, "ambiguous_positions");
}

TEST(Positions, APersonAStudyAreaOrOtherRowsSettleTheOrder) {
    const char* text = "at;s\n18.41306 43.85622;\n";
    const auto stated = import_text("a.csv", text, mapping(R"({"text":"at","order":"east_first"})"));
    expect_at(stated, 0, 43.85622, 18.41306);
    const auto by_area = import_text("a.csv", text, mapping(R"({"text":"at"})"),
                                     [](intake::ImportRequest& request) { request.study_area = around_sarajevo; });
    expect_at(by_area, 0, 43.85622, 18.41306);
    EXPECT_EQ(by_area.summary().findings.back().code, "notation_settled");
    // Rows that can be read in one way only, beyond 90 degrees: longitude comes first, though people write it second.
    std::string rows = "at;s\n";
    for (int i = 0; i < 12; ++i) rows += "12" + std::to_string(i % 10) + ".5 14.5;\n";
    const auto by_rows = import_text("a.csv", rows + "80.25 14.5;\n", mapping(R"({"text":"at"})"));
    expect_at(by_rows, 12, 14.5, 80.25);
}

TEST(Positions, OneRowIsNotEnoughToSettleAFileAgainstHabit) {
    const auto done = import_text("a.csv", "at;s\n120.5 14.5;\n80.25 14.5;\n", mapping(R"({"text":"at"})"));
    expect_at(done, 0, 14.5, 120.5);
    EXPECT_EQ(done.codes(1), "ambiguous_position");
}

TEST(Positions, ARowThatCanOnlyBeReadUnlikeTheOthersIsTold) {
    std::string rows = "at;s\n";
    for (int i = 0; i < 5; ++i) rows += "14.5 12" + std::to_string(i) + ".5;\n";
    const auto done = import_text("a.csv", rows + "121.5 14.5;\n", mapping(R"({"text":"at"})"));
    expect_at(done, 5, 14.5, 121.5);
    EXPECT_EQ(done.codes(5), "notation_differs");
}

TEST(Positions, TheOrderOfGridsSaysNothingAboutDegrees) {
    std::string rows = "at;s\n";
    for (int i = 0; i < 8; ++i) rows += "38T 62780" + std::to_string(i) + " 4451001;\n";
    const auto open = import_text("a.csv", rows + "40.1, 46.5;\n", mapping(R"({"text":"at"})"));
    EXPECT_EQ(open.summary().accepted, 8);
    EXPECT_EQ(open.codes(8), "ambiguous_position");
    EXPECT_NE(open.finding(8, "ambiguous_position").message.find("(75 %); or"), std::string::npos);
    EXPECT_NE(open.finding(8, "ambiguous_position").message.find("(25 %)"), std::string::npos);
    EXPECT_FALSE(open.result.mapping.place.answers.contains("order")) << "for rows that come back";
    // What a person states about the degrees leaves grids with a zone as they are.
    const auto stated = import_text("a.csv", rows + "40.1, 46.5;\n", mapping(R"({"text":"at","order":"north_first"})"));
    EXPECT_EQ(stated.summary().accepted, 9);
    expect_at(stated, 8, 40.1, 46.5);
}

TEST(Positions, LettersTellTheOrderOfDegreesWithout) {
    std::string rows = "at;s\n";
    for (int i = 0; i < 7; ++i) rows += "38T 62780" + std::to_string(i) + " 4451001;\n";
    const auto north =
        import_text("a.csv", rows + "40°12'30.5\", 46°30'12.2\";\nN40.21345 E46.51234;\n", mapping(R"({"text":"at"})"));
    expect_at(north, 7, 40 + 12 / 60. + 30.5 / 3600, 46 + 30 / 60. + 12.2 / 3600);
    expect_at(north, 8, 40.21345, 46.51234);
    EXPECT_EQ(north.codes(7), "") << "no warning that it is unlike the grids";
    rows = "at;s\n46.5, 40.1;\n";
    for (int i = 0; i < 7; ++i) rows += "E46.51234 N40.2134" + std::to_string(i) + ";\n";
    const auto east = import_text("a.csv", rows, mapping(R"({"text":"at"})"));
    expect_at(east, 0, 40.1, 46.5);
    expect_at(east, 1, 40.2134, 46.51234);
    // Letters win over what is stated, too.
    const auto stated = import_text("a.csv", "at;s\nE46.5 N40.2;\n", mapping(R"({"text":"at","order":"north_first"})"));
    expect_at(stated, 0, 40.2, 46.5);
}

TEST(Positions, GridsAreReadOnTheStatedDatum) {
    const auto mgrs = import_text("a.csv", "at;s\n34T BP 91194 64052;\n", mapping(R"({"mgrs":"at"})"));
    expect_at(mgrs, 0, 43.9, 18.4, 1);
    const auto utm = import_text("a.csv", "at;s\n34T 291194.66 4864052.41;\n", mapping(R"({"utm":"at"})"));
    expect_at(utm, 0, 43.9, 18.4, 0.02);
    const auto columns = import_text("a.csv", "e;n;z;s\n291194.66;4864052.41;34T;\n",
                                     mapping(R"({"easting":"e","northing":"n","zone":"z"})"));
    expect_at(columns, 0, 43.9, 18.4, 0.02);
    EXPECT_EQ(text_of(columns.entity(0), "position_as_written"), "291194.66 4864052.41 34T");
    const auto not_mgrs = import_text("a.csv", "at;s\n43.9N 18.4E;\n", mapping(R"({"mgrs":"at"})"));
    EXPECT_EQ(not_mgrs.codes(0), "position_unreadable");
}

TEST(Positions, SovietListsAreReadNorthFirstByTheirPrefix) {
    // 40° N 46.9° E on SK-42 by cs2cs; its place on WGS 84 by cct with EPSG:5044 (3 m from EPSG:15865).
    const char* rows = "x;y;s\n4431337.01;8662256.27;10\n";
    const auto columns = import_text("a.csv", rows, mapping(R"({"easting":"y","northing":"x"})", "EPSG:4284"));
    expect_at(columns, 0, 39.99991, 46.89880, 4);
    EXPECT_EQ(text_of(columns.entity(0), "position_notation"), "Gauss-Krüger with zone prefix");
    EXPECT_NE(text_of(columns.entity(0), "position_operation")->find("Pulkovo 1942 to WGS 84"), std::string::npos);
    const double accuracy = number_of(columns.entity(0), "position_accuracy_m").value();
    EXPECT_GE(accuracy, 2);
    EXPECT_NEAR(number_of(columns.entity(0), "sigma_m").value(), std::hypot(10, accuracy), 0.05);
    const auto text = import_text("a.csv", "at;s\nx=4431337.01 y=8662256.27;10\n",
                                  mapping(R"({"text":"at","zone_width":"6"})", "EPSG:4284"));
    expect_at(text, 0, 39.99991, 46.89880, 4);
    const auto stated = import_text("a.csv", rows, mapping(R"({"x":"y","y":"x"})", "EPSG:28408"));
    expect_at(stated, 0, 39.99991, 46.89880, 4);
    const auto bare =
        import_text("a.csv", "x;y;s\n4431337.01;662256.27;\n", mapping(R"({"x":"y","y":"x"})", "EPSG:28408"));
    expect_at(bare, 0, 39.99991, 46.89880, 4);
    const auto conflict = import_text("a.csv", rows, mapping(R"({"x":"y","y":"x"})", "EPSG:28409"));
    EXPECT_EQ(conflict.codes(0), "zone_conflict");
}

TEST(Positions, ARowMayStateItsOwnSystem) {
    const auto done = import_text("a.csv",
                                  "x;y;datum;s\n"
                                  "18.4;43.9;WGS84;\n"
                                  "291194.66;4864052.41;EPSG:32634;\n"
                                  "18.4;43.9;;\n"
                                  "18.4;43.9;Hrgovic 1901;\n",
                                  R"({"kind":"find","crs_column":"datum","crs_codes":{"WGS84":"EPSG:4326"},
                                      "place":{"x":"x","y":"y"},"fields":{"sigma_m":"s"}})");
    expect_at(done, 0, 43.9, 18.4);
    expect_at(done, 1, 43.9, 18.4);
    EXPECT_EQ(text_of(done.entity(1), "position_crs"), "EPSG:32634");
    EXPECT_EQ(done.codes(2), "crs_not_stated");
    EXPECT_EQ(done.codes(3), "unknown_crs");
}

TEST(Positions, RoundingIsThatOfTheFileAndAddsToSigma) {
    // 43.5 among numbers of two decimals is 43.50.
    const auto done = import_text("a.csv", "lon,lat,s\n18.25,43.5,100\n18.41,43.86,\n18.33,43.77,\n",
                                  mapping(R"({"lon":"lon","lat":"lat"})"));
    const double east = 0.01 * 111320 * std::cos(43.5 * M_PI / 180), north = 0.01 * 111320;
    const double rounding = std::sqrt((east * east + north * north) / 24);
    EXPECT_NEAR(number_of(done.entity(0), "position_rounding_m").value(), rounding, 1);
    EXPECT_NEAR(number_of(done.entity(0), "sigma_m").value(), std::hypot(100, rounding), 1);
    EXPECT_NEAR(number_of(done.entity(1), "sigma_m").value(), rounding, 2) << "coarser than 25 m: the least that it is";
    const auto square =
        import_text("a.csv", "at;s\n34T BP 911 640;5\n34T BP 91194 64052;5\n", mapping(R"({"mgrs":"at"})"));
    EXPECT_NEAR(number_of(square.entity(0), "sigma_m").value(), std::hypot(5, 100 / std::sqrt(12)), 0.1);
    EXPECT_NEAR(number_of(square.entity(1), "sigma_m").value(), 5.01, 0.01);
    const auto fine = import_text("a.csv", "lon,lat,s\n18.250001,43.500001,10\n18.25,43.5,\n",
                                  mapping(R"({"lon":"lon","lat":"lat"})"));
    EXPECT_EQ(number_of(fine.entity(0), "sigma_m"), 10);
    EXPECT_FALSE(number_of(fine.entity(1), "sigma_m")) << "what nobody stated stays unknown";
}

TEST(Positions, ARepeatedRowIsMergedThoughItsSigmaWasRaised) {
    const std::string text = "no,lon,lat,s\n1,18.25,43.51,100\n";
    const auto json = mapping(R"({"lon":"lon","lat":"lat"})", "EPSG:4326", R"(,"id":"no")");
    tests::MemoryStore store;
    store.keep(import_text("a.csv", text, json));
    const auto again = import_text("b.csv", text + "2,18.25,43.52,100\n", json,
                                   [&](intake::ImportRequest& request) { request.known = store.known(); });
    EXPECT_EQ(again.rows[0].outcome, Outcome::merged) << again.codes(0);
}

TEST(Positions, ACalculatorsDegreesAreAskedAboutAndReadWhenStated) {
    std::string rows = "lon,lat,s\n";
    for (int i = 10; i < 22; ++i) {
        rows += "18.2" + std::to_string(i % 6) + std::to_string(i) + ",43.51" + std::to_string(i * 2) + ",\n";
    }
    const auto asked = import_text("a.csv", rows, mapping(R"({"lon":"lon","lat":"lat"})"));
    EXPECT_EQ(asked.summary().accepted, 0) << "43.5120 may be 43° 51′ 20″, and every row looks like it";
    EXPECT_EQ(asked.codes(0), "ambiguous_position");
    const auto decimal = import_text("a.csv", rows, mapping(R"({"lon":"lon","lat":"lat","degrees":"decimal"})"));
    expect_at(decimal, 0, 43.5120, 18.2410);
    const auto sexagesimal =
        import_text("a.csv", rows, mapping(R"({"lon":"lon","lat":"lat","degrees":"sexagesimal"})"));
    expect_at(sexagesimal, 0, 43 + 51 / 60.0 + 20 / 3600.0, 18 + 24 / 60.0 + 10 / 3600.0);
}

TEST(Positions, ColumnsOfWrittenPositionsAreRecognisedByTheirContent) {
    const auto text =
        tests::guess_text("a.csv", "no;where\n1;43°51'22\"N 18°24'47\"E\n2;43°51'25\"N 18°24'40\"E\n", "find");
    EXPECT_EQ(text.mapping.place.kind, intake::PlaceSource::Kind::text);
    EXPECT_EQ(text.mapping.place.first, "where");
    const auto mgrs = tests::guess_text("a.csv", "no;square\n1;34T BP 91194 64052\n2;34T BP 91195 64055\n", "find");
    EXPECT_EQ(mgrs.mapping.place.kind, intake::PlaceSource::Kind::mgrs);
    const auto angles =
        tests::guess_text("a.csv", "lat;lon\n43°51'22\"N;18°24'47\"E\n43°51'25\"N;18°24'40\"E\n", "find");
    EXPECT_EQ(angles.mapping.place.kind, intake::PlaceSource::Kind::lon_lat);
    EXPECT_EQ(angles.mapping.place.first, "lon");
    const auto open = tests::guess_text("a.csv", "no;gps\n1;43.8562 18.4130\n2;43.8563 18.4199\n", "find");
    EXPECT_EQ(open.mapping.place.kind, intake::PlaceSource::Kind::text);
    EXPECT_TRUE(std::any_of(open.questions.begin(), open.questions.end(),
                            [](const Finding& question) { return question.code == "notation_open"; }));
    const auto none = tests::guess_text("a.csv", "no;remark\n1;43 18\n2;12 13\n", "find");
    EXPECT_EQ(none.mapping.place.kind, intake::PlaceSource::Kind::none);
}

TEST(Positions, SAfterAZoneIsSettledByTheStudyArea) {
    const GeoMultiPolygon near{{{{44, 34}, {46, 34}, {46, 36}, {44, 36}, {44, 34}}, {}}};
    const char* text = "at;s\n38S 450000 3850000;\n";
    const auto open = import_text("a.csv", text, mapping(R"({"utm":"at"})"));
    EXPECT_EQ(open.codes(0), "ambiguous_position");
    const auto by_area = import_text("a.csv", text, mapping(R"({"utm":"at"})"),
                                     [&near](intake::ImportRequest& request) { request.study_area = near; });
    EXPECT_GT(place_of(by_area, 0).lat_deg, 34);
    const auto stated = import_text("a.csv", text, mapping(R"({"utm":"at","letter_s":"hemisphere"})"));
    EXPECT_LT(place_of(stated, 0).lat_deg, 0);
}

}  // namespace
}  // namespace cairn::positions_tests
