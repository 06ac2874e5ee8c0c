// The text of a position: what it may mean, each typography and language once, and what is refused.

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cairn/geodesy/notation.hpp"

namespace cairn::geodesy::notation_tests {
namespace {

Readings read(std::string_view text) {
    const auto readings = parse_position(text);
    if (!readings) {
        ADD_FAILURE() << text << ": " << readings.error().message;
        return {};
    }
    double sum = 0;
    for (const Reading& reading : *readings) sum += reading.probability;
    EXPECT_NEAR(sum, 1, 1e-9) << text;
    return *readings;
}

int answer_to(const Reading& reading, Question question) { return reading.answers[static_cast<std::size_t>(question)]; }

/// Expects one reading only, at this latitude and longitude.
void expect_only(std::string_view text, double lat, double lon, Notation notation) {
    const Readings readings = read(text);
    ASSERT_EQ(readings.size(), 1U) << text;
    EXPECT_NEAR(readings[0].y, lat, 1e-9) << text;
    EXPECT_NEAR(readings[0].x, lon, 1e-9) << text;
    EXPECT_EQ(readings[0].notation, notation) << text;
}

void expect_code(std::string_view text, std::string_view code) {
    const auto readings = parse_position(text);
    if (readings) {
        ADD_FAILURE() << text << " was read as " << describe(readings->front());
        return;
    }
    EXPECT_EQ(readings.error().code, code) << text << ": " << readings.error().message;
    EXPECT_FALSE(readings.error().expected.empty());
}

constexpr double lat_dms = 43 + 51 / 60.0 + 22.4 / 3600, lon_dms = 18 + 24 / 60.0 + 47 / 3600.0;

TEST(Notation, DegreesMinutesAndSecondsAreReadInEveryCommonTypography) {
    for (const char* text : {
             "43°51'22.4\"N 18°24'47\"E",
             "43º51’22.4”N, 18º24’47”E",
             "43˚51′22.4″ N; 18˚24′47″ E",
             "N43°51'22,4\" E18°24'47\"",
             "43° 51' 22.4'' N / 18° 24' 47'' E",
             "43°51’22.4’’N 18°24’47’’E",
             "43*51'22.4\"N 18*24'47\"E",
             "43d51m22.4s N 18d24m47s E",
             "43 deg 51 min 22.4 sec N, 18 deg 24 min 47 sec E",
             "43 51 22.4 N 18 24 47 E",
             "N 43 51 22,4 E 18 24 47",
             "43:51:22.4N 18:24:47E",
             "43-51-22.4N 018-24-47E",
             "435122.4N 0182447E",
             "N435122.4 E182447",
             "43°51'22.4\"N18°24'47\"E",
             "18°24'47\"E 43°51'22.4\"N",
             "Lat: 43°51'22.4\" Long: 18°24'47\"",
             "lat 43 51 22.4, lon 18 24 47",
             "Latitude: 43°51'22.4\" N, Longitude: 18°24'47\" E",
             "43° 51' 22.4\" с.ш. 18° 24' 47\" в.д.",
             "43°51'22,4\" с. ш., 18°24'47\" в. д.",
             "С 43°51'22.4\" В 18°24'47\"",
             "43°51'22.4\" С 18°24'47\" В",
             "C43°51'22.4\" B18°24'47\"",
             "B=43°51'22.4\" L=18°24'47\"",
             "43°51'22.4\" Пн 18°24'47\" Сх",
             "43°51'22.4\" пн. ш. 18°24'47\" сх. д.",
             "43 град 51 мин 22.4 сек с.ш. 18 град 24 мин 47 сек в.д.",
             "43°51'22.4\"S 18°24'47\"I",
             "43°51'22.4\" şm. 18°24'47\" ş.",
             "43°51'22.4\" Հս 18°24'47\" Արլ",
             "٤٣°٥١'٢٢٫٤\" ش ١٨°٢٤'٤٧\" ق",
             "(43°51'22.4\"N, 18°24'47\"E)",
             "\u200e43°51'22.4\"N\u00a018°24'47\"E",
         }) {
        const Readings readings = read(text);
        ASSERT_EQ(readings.size(), std::string_view(text).find("435122") == std::string_view::npos ? 1U : 2U) << text;
        const Reading& reading = readings[0].is_angular() ? readings[0] : readings[1];
        EXPECT_NEAR(reading.y, lat_dms, 1e-9) << text;
        EXPECT_NEAR(reading.x, lon_dms, 1e-9) << text;
        EXPECT_EQ(reading.notation, Notation::degrees_minutes_seconds) << text;
        EXPECT_NEAR(reading.unit_y * 3600, 0.1, 1e-12) << text;
        EXPECT_NEAR(reading.unit_x * 3600, 1, 1e-12) << text;
    }
}

TEST(Notation, DegreesAndMinutesAreRead) {
    for (const char* text :
         {"43°51.5'N 18°24.25'E", "43 51.5 N 18 24.25 E", "N43 51.5, E18 24.25", "43:51.5N 18:24.25E",
          "4351.5N 01824.25E", "43°51,5' С.Ш. 18°24,25' В.Д.", "43° 51.5 N 18° 24.25 E"}) {
        const Readings readings = read(text);
        const Reading& reading = readings.at(readings[0].is_angular() ? 0 : 1);
        EXPECT_NEAR(reading.y, 43 + 51.5 / 60, 1e-9) << text;
        EXPECT_NEAR(reading.x, 18 + 24.25 / 60, 1e-9) << text;
        EXPECT_EQ(reading.notation, Notation::degrees_minutes) << text;
        EXPECT_NEAR(reading.unit_y * 60, 0.1, 1e-12) << text;
    }
}

TEST(Notation, DecimalDegreesWithLettersAreRead) {
    for (const char* text : {"43.856N 18.41E", "43,856N 18,41E", "N 43.856 E 18.41", "43.856° N, 18.41° E",
                             "18.41E;43.856N", "43,856° с.ш.; 18,41° в.д.", "N43.856°, E18.41°", "43.856n 18.41e"}) {
        expect_only(text, 43.856, 18.41, Notation::decimal_degrees);
    }
    expect_only("33.5S 70.6W", -33.5, -70.6, Notation::decimal_degrees);
    expect_only("ю.ш. 33,5 з.д. 70,6", -33.5, -70.6, Notation::decimal_degrees);
    expect_only("lat -33.5 lon -70.6", -33.5, -70.6, Notation::decimal_degrees);
    expect_only("0°30'S 0°15'W", -0.5, -0.25, Notation::degrees_minutes);
    expect_only("lat -0 30 lon -0 15", -0.5, -0.25, Notation::degrees_minutes);
}

TEST(Notation, TwoBareNumbersAreAskedAbout) {
    for (const char* text : {"43.856, 18.41", "43,856 18,41", "43,856; 18,41", "43.856 18.41", "43,856,18,41",
                             "43.856/18.41", "43°51.36' 18°24.6'"}) {
        const Readings readings = read(text);
        ASSERT_EQ(readings.size(), 2U) << text;
        EXPECT_NEAR(readings[0].y, 43.856, 1e-9) << text;
        EXPECT_EQ(answer_to(readings[0], Question::order), 1) << text;
        EXPECT_NEAR(readings[1].x, 43.856, 1e-9) << text;
        EXPECT_EQ(answer_to(readings[1], Question::order), 2) << text;
    }
}

TEST(Notation, ANumberBeyond90TellsTheOrder) {
    const Readings readings = read("120.5, 14.25");
    ASSERT_EQ(readings.size(), 1U);
    EXPECT_EQ(readings[0].y, 14.25);
    EXPECT_EQ(answer_to(readings[0], Question::order), 2) << "one row tells about the others";
}

TEST(Notation, TheLetterOIsWestOrEast) {
    const Readings readings = read("4°36'N 74°05'O");
    ASSERT_EQ(readings.size(), 2U);
    EXPECT_LT(readings[0].x, 0);
    EXPECT_GT(readings[1].x, 0);
    EXPECT_EQ(name_of(Question::letter_o, answer_to(readings[0], Question::letter_o)), "west");
    expect_only("50°30'N 10°15'Ost", 50.5, 10.25, Notation::degrees_minutes);
}

TEST(Notation, FourDecimalsBelow60MayBeMinutesAndSeconds) {
    const Readings readings = read("43.5120N 18.2436E");
    ASSERT_EQ(readings.size(), 2U);
    EXPECT_EQ(readings[0].notation, Notation::decimal_degrees);
    EXPECT_GT(readings[0].probability, 0.99);
    EXPECT_NEAR(readings[1].y, 43 + 51 / 60.0 + 20 / 3600.0, 1e-9);
    EXPECT_EQ(read("43.5160N 18.2436E").size(), 1U);
    EXPECT_EQ(read("43.51201N 18.24361E").size(), 1U);
}

TEST(Notation, UtmIsReadWithItsZoneBeforeOrBehind) {
    for (const char* text :
         {"33T 450000 4850000", "33 T 450000 4850000", "33N 450000 4850000", "450000 4850000 33T",
          "450000E 4850000N 33T", "33T 450000mE 4850000mN", "33T 450000 m E 4850000 m N", "Zone 33T E 450000 N 4850000",
          "UTM 33N 450000, 4850000", "33T 4850000N 450000E", "33T 450000 4850000", "33t 450000;4850000",
          "UTM zone 33 North 450000 4850000", "zona 33T 450 000 4 850 000"}) {
        const Readings readings = read(text);
        std::size_t utm = 0;
        for (const Reading& reading : readings) {
            if (reading.notation != Notation::utm) continue;
            ++utm;
            EXPECT_EQ(reading.grid.zone, 33) << text;
            EXPECT_FALSE(reading.grid.is_south) << text;
            EXPECT_EQ(reading.x, 450000) << text;
            EXPECT_EQ(reading.y, 4850000) << text;
        }
        EXPECT_EQ(utm, 1U) << text;
        EXPECT_EQ(readings.size(), 1U) << text;
    }
}

TEST(Notation, SAfterAZoneIsABandOrTheSouth) {
    const Readings readings = read("38S 450000 3850000");  // band S: 32° to 40° north
    ASSERT_EQ(readings.size(), 2U);
    EXPECT_FALSE(readings[0].grid.is_south);
    EXPECT_TRUE(readings[1].grid.is_south);
    const Readings south = read("33S 450000 8850000");  // no northing of band S
    ASSERT_EQ(south.size(), 1U);
    EXPECT_TRUE(south[0].grid.is_south);
}

TEST(Notation, AZoneWithoutALetterLeavesTheHemisphereOpen) {
    const Readings readings = read("33 E 450000 N 4850000");
    EXPECT_EQ(
        std::count_if(readings.begin(), readings.end(), [](const Reading& r) { return r.notation == Notation::utm; }),
        2);
}

TEST(Notation, ANorthingOutsideTheBandIsRefused) {
    expect_code("33T 450000 8850000", "position_unreadable");
    expect_code("61T 450000 4850000", "position_unreadable");
}

TEST(Notation, MgrsIsReadAtEveryPrecision) {
    const struct {
        const char* text;
        double x, y, unit;
    } cases[] = {
        {"33TWJ", 550000, 4850000, 100000},
        {"33TWJ 4 5", 545000, 4855000, 10000},
        {"33T WJ 45 55", 545500, 4855500, 1000},
        {"33TWJ455555", 545550, 4855550, 100},
        {"33T WJ 4551 5552", 545515, 4855525, 10},
        {"33TWJ4551255523", 545512.5, 4855523.5, 1},
        {"33t wj 45512 55523", 545512.5, 4855523.5, 1},
        {"MGRS 33T-WJ-45512-55523", 545512.5, 4855523.5, 1},
        {"33Т WJ 45512 55523", 545512.5, 4855523.5, 1},  // Cyrillic Т
    };
    for (const auto& [text, x, y, unit] : cases) {
        const Readings readings = read(text);
        ASSERT_EQ(readings.size(), 1U) << text;
        EXPECT_EQ(readings[0].notation, Notation::mgrs) << text;
        EXPECT_NEAR(readings[0].x, x, 1e-6) << text;
        EXPECT_NEAR(readings[0].y, y, 1e-6) << text;
        EXPECT_NEAR(readings[0].unit_x, unit, 1e-6) << text;
        EXPECT_TRUE(readings[0].is_square) << text;
    }
    EXPECT_EQ(read("ZAH 12345 12345")[0].grid.kind, WrittenGrid::Kind::ups);
    expect_code("33TWJ 4551 55523", "broken_mgrs");
    expect_code("33TWJ 45512 5552", "broken_mgrs");
    expect_code("33TIO 45512 55523", "broken_mgrs");
    expect_code("WJ 45512 55523", "broken_mgrs");
}

TEST(Notation, GaussKruegerWithAPrefixKnowsWhichNumberIsTheEasting) {
    for (const char* text :
         {"8 452 300, 4 428 350", "x=4428350 y=8452300", "4428350 8452300", "4 428 350  8 452 300"}) {
        const Readings readings = read(text);
        bool is_there = false;
        for (const Reading& reading : readings) {
            if (reading.notation != Notation::gauss_kruger || reading.grid.zone != 8 || reading.grid.width_deg != 6)
                continue;
            is_there = true;
            EXPECT_EQ(reading.x, 8452300) << text;
            EXPECT_EQ(reading.y, 4428350) << text;
            EXPECT_GT(reading.probability, 0.05) << text;
        }
        EXPECT_TRUE(is_there) << text;
    }
}

TEST(Notation, WhatIsNoPositionIsRefusedAndSaysWhy) {
    expect_code("", "position_unreadable");
    expect_code("near the school", "position_unreadable");
    expect_code("43.85", "position_unreadable");
    expect_code("43°51'22\"N", "position_unreadable");
    expect_code("43.85N 18.41N", "position_unreadable");
    expect_code("43°75'N 18°24'E", "angle_out_of_range");
    expect_code("43°51'75\"N 18°24'47\"E", "angle_out_of_range");
    expect_code("93.5N 18.4E", "angle_out_of_range");
    expect_code("43.5N 193.4E", "angle_out_of_range");
    expect_code("100.5, 143.4", "angle_out_of_range");
    expect_code("-43.5S 18.4E", "position_unreadable");
    expect_code("43.5 18.4 17.2", "position_unreadable");
    expect_code("43.5.5 18.4", "position_unreadable");
}

TEST(Notation, ColumnsOfLatitudeAndLongitudeAreReadInAnyAngularNotation) {
    const struct {
        const char *lat, *lon;
    } cases[] = {{"43°51'22.4\"", "18°24'47\""},    {"43 51 22,4", "18 24 47"},
                 {"N 43-51-22.4", "E 18-24-47"},    {"435122.4", "182447"},
                 {"43°51'22.4\"N", "018°24'47\"E"}, {"43:51:22.4", "18:24:47"},
                 {"43°51'22.4\" С", "18°24'47\" В"}};
    for (const auto& [lat, lon] : cases) {
        const auto readings = parse_lat_lon(lat, lon);
        ASSERT_TRUE(readings.has_value()) << lat << ": " << readings.error().message;
        ASSERT_EQ(readings->size(), 1U) << lat;
        EXPECT_NEAR(readings->front().y, lat_dms, 1e-9) << lat;
        EXPECT_NEAR(readings->front().x, lon_dms, 1e-9) << lat;
    }
    const auto swapped = parse_lat_lon("18°24'E", "43°51'N");
    ASSERT_FALSE(swapped.has_value());
    EXPECT_EQ(swapped.error().code, "axes_swapped");
    EXPECT_FALSE(parse_lat_lon("43.85, 18.41", "18.41").has_value());
    EXPECT_FALSE(parse_lat_lon("95", "18.41").has_value());
}

TEST(Notation, ColumnsOfEastingNorthingAndZoneAreRead) {
    const auto utm = parse_easting_northing("450000", "4850000", "33T");
    ASSERT_TRUE(utm.has_value());
    ASSERT_EQ(utm->size(), 1U);
    EXPECT_EQ(utm->front().grid.zone, 33);
    const auto near_equator = parse_easting_northing("450000", "42", "33N");
    ASSERT_TRUE(near_equator.has_value()) << near_equator.error().message;
    EXPECT_EQ(near_equator->front().y, 42);
    EXPECT_FALSE(parse_easting_northing("450000", "4850000", "north").has_value());
    const auto stated = parse_easting_northing("450 000,5", "4 850 000", "");
    ASSERT_TRUE(stated.has_value());
    EXPECT_EQ(stated->front().notation, Notation::projected_metres);
    EXPECT_EQ(stated->front().x, 450000.5);
    EXPECT_NEAR(stated->front().unit_x, 0.1, 1e-12);
}

TEST(Notation, RoundingIsTheDeviationOfAUniformError) {
    EXPECT_NEAR(rounding_sigma_m(100, 100, false, 0), 100 / std::sqrt(12), 1e-9);
    EXPECT_NEAR(rounding_sigma_m(0.001, 0.001, true, 0), 111.32 / std::sqrt(12), 1e-9);
    EXPECT_LT(rounding_sigma_m(0.001, 0.001, true, 60), 111.32 / std::sqrt(12));
}

}  // namespace
}  // namespace cairn::geodesy::notation_tests
