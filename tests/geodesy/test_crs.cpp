#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "cairn/geodesy/crs.hpp"
#include "cairn/geodesy/measure.hpp"

namespace cairn::geodesy {
namespace {

void expect_near_m(LonLat a, LonLat b, double tolerance_m) {
    EXPECT_LE(distance_m(a, b), tolerance_m)
        << a.lon_deg << " " << a.lat_deg << " and " << b.lon_deg << " " << b.lat_deg;
}

TEST(Crs, EveryCommonWayToNameWgs84IsUnderstood) {
    for (const char* text : {"EPSG:4326", "epsg:4326", " EPSG:4326\n", "urn:ogc:def:crs:EPSG::4326", "WGS 84",
                             "http://www.opengis.net/def/crs/EPSG/0/4326"}) {
        const auto crs = parse_crs(text);
        ASSERT_TRUE(crs.has_value()) << text << ": " << crs.error().message;
        EXPECT_EQ(crs->id, "EPSG:4326") << text;
        EXPECT_TRUE(crs->is_geographic);
    }
    for (const char* text : {"OGC:CRS84", "urn:ogc:def:crs:OGC:1.3:CRS84"}) EXPECT_EQ(parse_crs(text)->id, "OGC:CRS84");
}

TEST(Crs, ADefinitionWithoutACodeIsRecognisedWhenTheRegistryHasIt) {
    // As a shapefile's .prj has it.
    const auto utm = parse_crs(
        R"(PROJCS["WGS_1984_UTM_Zone_33N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",15.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]])");
    ASSERT_TRUE(utm.has_value());
    EXPECT_EQ(utm->id, "EPSG:32633");
    EXPECT_EQ(utm->name, "WGS 84 / UTM zone 33N");
    EXPECT_FALSE(utm->is_geographic);
    ASSERT_TRUE(utm->area_of_use.has_value());
    EXPECT_TRUE(contains(*utm->area_of_use, {15, 45}));
    EXPECT_FALSE(contains(*utm->area_of_use, {45, 45}));
}

TEST(Crs, TextThatNamesNothingIsRefusedAndNotGuessedAt) {
    // PROJ itself answers "WGS" with WGS 72 and "foo" with Amersfoort.
    for (const char* text : {"", "  ", "foo", "WGS", "UTM 33", "EPSG:", "EPSG:999999", "4326", "+proj=nonsense",
                             "+init=epsg:4326", "PROJCS[", "foo:bar", "a:Amersfoort", "EPSG:foo", "{", "[Amersfoort",
                             "+Amersfoort", "EPSG:4978" /* geocentric */, "EPSG:5773" /* a height */}) {
        const auto crs = parse_crs(text);
        ASSERT_FALSE(crs.has_value()) << text << " became " << crs->name;
        EXPECT_EQ(crs.error().code, "unknown_crs");
        EXPECT_FALSE(crs.error().message.empty());
    }
    EXPECT_FALSE(parse_crs(std::string(1 << 20, 'A')).has_value());
    EXPECT_FALSE(parse_crs(std::string("EPSG:4326\0x", 11)).has_value());
}

TEST(Crs, HeightsAreLeftOutOfAccount) {
    EXPECT_EQ(ToWgs84::from("EPSG:4979")->operation(), "");
    EXPECT_TRUE(ToWgs84::from("EPSG:9518").has_value());  // WGS 84 + EGM2008 height
    EXPECT_TRUE(parse_crs("EPSG:9518")->is_geographic);
}

TEST(ToWgs84, Wgs84StaysAsItIsToTheLastBit) {
    const auto to_wgs84 = ToWgs84::from("EPSG:4326").value();
    const LonLat there{0.1 + 0.2, -33.123456789012345};
    EXPECT_EQ(to_wgs84.convert(there.lon_deg, there.lat_deg).value(), there);
    EXPECT_EQ(to_wgs84.operation(), "");
    EXPECT_EQ(to_wgs84.accuracy_m(), 0);
}

TEST(ToWgs84, ProjectedCoordinatesAreEastingFirstWhateverTheRegistrySays) {
    // EPSG guidance note 7-2 (2023), 3.5.3.1, Transverse Mercator on the datum of this system would need a
    // shift; UTM's own fixed points instead: the central meridian is at 500 000 m, the equator at 0 m north.
    const auto north = ToWgs84::from("EPSG:32633").value();
    expect_near_m(north.convert(500'000, 0).value(), {15, 0}, 1e-6);
    const auto south = ToWgs84::from("EPSG:32733").value();
    expect_near_m(south.convert(500'000, 10'000'000).value(), {15, 0}, 1e-6);
    EXPECT_EQ(north.accuracy_m(), 0);
    EXPECT_EQ(north.operation(), "Inverse of UTM zone 33N");
    // This zone's registered order is northing, easting.
    const auto zone8 = ToWgs84::from("EPSG:28408").value();
    expect_near_m(zone8.convert(8'500'000, 4'430'000).value(), {45, 40}, 3000);
}

TEST(ToWgs84, ADatumShiftKeepsItsOperationAndAccuracy) {
    const auto to_wgs84 = ToWgs84::from("EPSG:4284").value();  // Pulkovo 1942
    const auto middle = to_wgs84.convert(46.93, 39.99);
    ASSERT_TRUE(middle.has_value());
    EXPECT_EQ(to_wgs84.operation(), "Pulkovo 1942 to WGS 84 (16)");  // EPSG:15865
    EXPECT_EQ(to_wgs84.accuracy_m(), 4.5);
    // Some 100 m: a datum that is forgotten shows.
    EXPECT_NEAR(distance_m(*middle, {46.93, 39.99}), 100, 50);

    ASSERT_TRUE(to_wgs84.convert(49.5, 40.2).has_value());
    EXPECT_EQ(to_wgs84.operation(), "Pulkovo 1942 to WGS 84 (15)");
    EXPECT_EQ(to_wgs84.accuracy_m(), 2);
}

TEST(ToWgs84, OneOperationServesAWholeStudyAreaSoThatNoFootprintIsTorn) {
    const GeoExtent area{46, 38.6, 50.2, 40.3};
    const auto to_wgs84 = ToWgs84::from("EPSG:4284", area).value();
    for (const double lon : {46.5, 48.0, 48.92, 48.94, 49.5}) {
        ASSERT_TRUE(to_wgs84.convert(lon, 40).has_value());
        EXPECT_EQ(to_wgs84.operation(), "Pulkovo 1942 to WGS 84 (16)") << lon;
    }
}

TEST(ToWgs84, FarFromWhereAnOperationIsMeantForItsAccuracyIsUnknown) {
    const auto to_wgs84 = ToWgs84::from("EPSG:4807").value();  // a national datum
    ASSERT_TRUE(to_wgs84.convert(50, 10).has_value());
    EXPECT_FALSE(to_wgs84.accuracy_m().has_value());
}

TEST(ToWgs84, AnUnknownDatumIsAFailureNotAGuess) {
    for (const char* text :
         {"+proj=utm +zone=33 +ellps=bessel", "+proj=longlat +ellps=krass", "+proj=longlat +ellps=WGS84 +no_defs"}) {
        const auto to_wgs84 = ToWgs84::from(text);
        ASSERT_FALSE(to_wgs84.has_value()) << text;
        EXPECT_EQ(to_wgs84.error().code, "no_transformation");
    }
}

TEST(ToWgs84, AStatedShiftIsUsedAndItsAccuracyIsUnknown) {
    const auto to_wgs84 = ToWgs84::from(
        "+proj=tmerc +lat_0=0 +lon_0=18 +k=0.9999 +x_0=500000 +y_0=0 +ellps=bessel "
        "+towgs84=550.499,164.116,475.142,5.80967,2.07902,-11.62386,0.99999445824 +units=m");
    ASSERT_TRUE(to_wgs84.has_value()) << to_wgs84.error().message;
    const auto there = to_wgs84->convert(500'000, 4'850'000);
    ASSERT_TRUE(there.has_value());
    EXPECT_NEAR(distance_m(*there, {18, 43.79}), 500, 500);
    EXPECT_FALSE(to_wgs84->accuracy_m().has_value());
}

TEST(ToWgs84, UnitsOtherThanDegreesAndMetresAreTheSystemsOwn) {
    // NTF (Paris) counts grads from the Paris meridian, 2.33722917° east of Greenwich.
    const auto paris = ToWgs84::from("EPSG:4807").value();
    expect_near_m(paris.convert(0, 54.27).value(), {2.33722917, 48.843}, 150);
}

TEST(ToWgs84, NumbersThatAreNoPlaceInTheSystemAreRefused) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    for (const char* crs : {"EPSG:4326", "EPSG:4284", "EPSG:32633", "EPSG:3857"}) {
        const auto to_wgs84 = ToWgs84::from(crs).value();
        for (const auto& [x, y] :
             {std::pair{nan, 1.0}, {1.0, nan}, {infinity, 1.0}, {1.0, -infinity}, {1e300, 1e300}}) {
            const auto result = to_wgs84.convert(x, y);
            ASSERT_FALSE(result.has_value()) << crs << " " << x << " " << y;
            EXPECT_EQ(result.error().code, "outside_crs");
        }
    }
    for (const char* crs : {"EPSG:4326", "EPSG:4284"}) {
        const auto to_wgs84 = ToWgs84::from(crs).value();
        // Metres in columns that were said to be degrees.
        EXPECT_FALSE(to_wgs84.convert(500'000, 4'850'000).has_value());
        EXPECT_FALSE(to_wgs84.convert(18, 90.1).has_value());
        EXPECT_FALSE(to_wgs84.convert(180.1, 43).has_value());
        EXPECT_TRUE(to_wgs84.convert(180, -90).has_value()) << crs;
    }
}

}  // namespace
}  // namespace cairn::geodesy
