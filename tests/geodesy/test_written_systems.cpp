// From readings to places: which system a zone names on which datum, and what does not go together.

#include <gtest/gtest.h>

#include "cairn/geodesy/measure.hpp"
#include "cairn/geodesy/written_systems.hpp"

namespace cairn::geodesy::written_systems_tests {
namespace {

WrittenSystems systems_on(const char* stated) {
    auto systems = WrittenSystems::from(stated);
    EXPECT_TRUE(systems.has_value()) << stated;
    return *std::move(systems);
}

Reading metres(double x, double y) {
    return {.notation = Notation::projected_metres, .x = x, .y = y, .unit_x = 1, .unit_y = 1};
}

/// The reading on this grid; zone 0 stands for any.
Reading read(const char* text, WrittenGrid::Kind kind, int zone = 0, int width_deg = 6) {
    const auto readings = parse_position(text);
    if (readings) {
        for (const Reading& reading : *readings) {
            const WrittenGrid& grid = reading.grid;
            if (grid.kind == kind && grid.width_deg == width_deg && (zone == 0 || grid.zone == zone)) return reading;
        }
    }
    ADD_FAILURE() << text;
    return {};
}

std::string code_of(const Result<WrittenSystems::Placed>& placed) { return placed ? "" : placed.error().code; }

TEST(WrittenSystems, AZoneIsThatOfTheStatedDatum) {
    auto wgs84 = systems_on("EPSG:4326");
    auto ed50 = systems_on("EPSG:4230");
    const Reading utm = read("33T 450000 4850000", WrittenGrid::Kind::utm);
    const auto a = wgs84.place(utm);
    const auto b = ed50.place(utm);
    ASSERT_TRUE(a && b);
    EXPECT_EQ(a->system->source().id, "EPSG:32633");
    EXPECT_EQ(b->system->source().id, "EPSG:23033");
    EXPECT_GT(distance_m(a->position, b->position), 100);
    EXPECT_LT(distance_m(a->position, b->position), 300);
}

TEST(WrittenSystems, APrefixNamesTheZoneOnTheStatedDatum) {
    auto sk42 = systems_on("EPSG:4284");
    const auto placed = sk42.place(read("x=4428350 y=8452300", WrittenGrid::Kind::gauss_kruger, 8));
    ASSERT_TRUE(placed.has_value());
    EXPECT_EQ(placed->system->source().id, "EPSG:28408");
    auto balkans = systems_on("EPSG:3906");  // MGI 1901
    const auto bosnia = balkans.place(read("6530000 4856000", WrittenGrid::Kind::gauss_kruger, 6, 3));
    ASSERT_TRUE(bosnia.has_value()) << bosnia.error().message;
    EXPECT_EQ(bosnia->system->source().id, "EPSG:8678");
    EXPECT_NEAR(bosnia->position.lon_deg, 18.37, 0.01);
}

TEST(WrittenSystems, WhereAZoneIsStatedItsPrefixMayBeLeftOut) {
    auto zone_8 = systems_on("EPSG:28408");
    const auto whole = zone_8.place(metres(8'452'300, 4'428'350));
    const auto bare = zone_8.place(metres(452'300, 4'428'350));
    ASSERT_TRUE(whole && bare);
    EXPECT_EQ(whole->position, bare->position);
    auto meridian_45 = systems_on("Pulkovo 1942 / Gauss-Kruger CM 45E");
    const auto other = meridian_45.place(metres(8'452'300, 4'428'350));
    ASSERT_TRUE(other.has_value()) << other.error().message;
    EXPECT_LT(distance_m(whole->position, other->position), 1e-4);
}

TEST(WrittenSystems, AnotherZonesPrefixIsRefused) {
    auto zone_8 = systems_on("EPSG:28408");
    EXPECT_EQ(code_of(zone_8.place(metres(9'452'300, 4'428'350))), "zone_conflict");
    auto utm = systems_on("EPSG:32633");
    EXPECT_EQ(code_of(utm.place(metres(34'452'300, 4'428'350))), "zone_conflict");
    EXPECT_EQ(code_of(utm.place(metres(33'452'300, 4'428'350))), "");
}

TEST(WrittenSystems, DegreesAndMetresNeedASystemOfTheirKind) {
    auto wgs84 = systems_on("EPSG:4326");
    auto utm = systems_on("EPSG:32633");
    EXPECT_EQ(code_of(wgs84.place(metres(450'000, 4'850'000))), "notation_does_not_fit_crs");
    EXPECT_EQ(code_of(utm.place(read("43.5N 18.5E", WrittenGrid::Kind::stated))), "notation_does_not_fit_crs");
    EXPECT_EQ(code_of(wgs84.place(read("x=4428350 y=8452300", WrittenGrid::Kind::gauss_kruger))), "no_such_zone");
    auto sk42 = systems_on("EPSG:4284");
    EXPECT_EQ(code_of(sk42.place(read("38T 450000 4850000", WrittenGrid::Kind::utm))), "no_such_zone");
}

TEST(WrittenSystems, TheMilitaryGridOfAnOldEllipsoidIsRefused) {
    auto mgi = systems_on("EPSG:3906");  // Bessel 1841
    EXPECT_EQ(code_of(mgi.place(read("33T WJ 45512 55523", WrittenGrid::Kind::utm))), "mgrs_of_old_datum");
    auto polar = systems_on("EPSG:4326");
    const auto placed = polar.place(read("ZAH 12345 12345", WrittenGrid::Kind::ups));
    ASSERT_TRUE(placed.has_value()) << placed.error().message;
    EXPECT_GT(placed->position.lat_deg, 84);
}

TEST(WrittenSystems, FarFromWhereASystemIsMeantForIsTold) {
    auto utm = systems_on("EPSG:32633");
    const auto inside = utm.place(metres(450'000, 4'850'000));
    const auto outside = utm.place(metres(990'000, 4'850'000));
    ASSERT_TRUE(inside && outside);
    EXPECT_TRUE(inside->is_inside);
    EXPECT_FALSE(outside->is_inside);
}

TEST(WrittenSystems, ThePositionOnThe180thMeridianIsOne) {
    auto utm = systems_on("EPSG:32701");
    const auto placed = utm.place(metres(193'441.496521, 7'405'682.750774));
    ASSERT_TRUE(placed.has_value()) << placed.error().message;
    EXPECT_EQ(std::abs(placed->position.lon_deg), 180);
}

}  // namespace
}  // namespace cairn::geodesy::written_systems_tests
