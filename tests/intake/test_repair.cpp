#include <cmath>

#include <gtest/gtest.h>

#include "cairn/geometry/validity.hpp"
#include "cairn/intake/repair.hpp"

using namespace cairn;
using cairn::intake::repair;

namespace {

GeoMultiPolygon polygon(GeoRing shell, std::vector<GeoRing> holes = {}) {
    return {{std::move(shell), std::move(holes)}};
}

std::string codes(const intake::RepairedGeometry& repaired) {
    std::string all;
    for (const auto& finding : repaired.findings)
        all += finding.code + ":" + std::string(to_text(finding.severity)) + " ";
    return all;
}

const GeoRing square{{0, 0}, {0.01, 0}, {0.01, 0.01}, {0, 0.01}, {0, 0}};

}  // namespace

TEST(Repair, WhatIsValidStaysAsItIs) {
    const auto repaired = repair(polygon(square));
    EXPECT_EQ(codes(repaired), "");
    EXPECT_EQ(repaired.geometry, GeoGeometry(polygon(square)));
}

TEST(Repair, AnOpenRingIsClosedWithANote) {
    const auto repaired = repair(polygon({{0, 0}, {0.01, 0}, {0.01, 0.01}, {0, 0.01}}));
    EXPECT_EQ(codes(repaired), "ring_closed:note ");
    EXPECT_EQ(repaired.geometry, GeoGeometry(polygon(square)));
}

TEST(Repair, ABowTieKeepsBothLobesAndTellsBeforeAndAfter) {
    const auto repaired = repair(polygon({{0, 0}, {0.01, 0.01}, {0.01, 0}, {0, 0.01}, {0, 0}}));
    EXPECT_EQ(codes(repaired), "ring_repaired:warning ") << "the signed area was 0 as written";
    ASSERT_TRUE(repaired.geometry);
    EXPECT_FALSE(geometry::find_invalidity(*repaired.geometry));
    EXPECT_NE(repaired.findings[0].found.find("elf-intersection"), std::string::npos);
    EXPECT_NE(repaired.findings[0].expected.find(" m²"), std::string::npos);
}

TEST(Repair, ASmallSpikeIsANoteOnly) {
    const auto repaired = repair(polygon({{0, 0}, {0.01, 0}, {0.02, 0}, {0.01, 0}, {0.01, 0.01}, {0, 0.01}, {0, 0}}));
    EXPECT_EQ(codes(repaired), "ring_repaired:note ");
}

TEST(Repair, AHoleWithoutGroundIsDroppedWithAWarning) {
    const auto repaired = repair(polygon(square, {{{0.001, 0.001}, {0.002, 0.002}, {0.001, 0.001}}}));
    EXPECT_EQ(codes(repaired), "ring_dropped:warning ");
    EXPECT_EQ(repaired.geometry, GeoGeometry(polygon(square)));
}

TEST(Repair, NothingLeftIsAnError) {
    EXPECT_EQ(codes(repair(polygon({{0, 0}, {1, 1}}))), "broken_ring:error ");
    EXPECT_EQ(codes(repair(polygon({}))), "broken_ring:error ");
    EXPECT_EQ(codes(repair(polygon({{0, 0}, {0.01, 0.01}, {0.02, 0.02}, {0, 0}}))), "broken_ring:error ");
    EXPECT_FALSE(repair(polygon({{0, 0}, {1, 1}})).geometry);
}

TEST(Repair, PointsAndLinesPassAndALineOfOnePositionDoesNot) {
    EXPECT_EQ(codes(repair(MultiPointOf<LonLat>{{1, 2}})), "");
    EXPECT_EQ(codes(repair(MultiLineOf<LonLat>{{{{1, 2}, {3, 4}}}})), "");
    EXPECT_EQ(codes(repair(MultiLineOf<LonLat>{{{{1, 2}}}})), "broken_line:error ");
}

TEST(Repair, ARingThatCrossesItselfEverywhereIsNotRepaired) {
    GeoRing star;  // each edge crosses nearly all others: 500 000 crossings
    for (int i = 0; i <= 1001; ++i) {
        const double angle = 2 * 3.14159265358979 * (500.0 * i) / 1001;
        star.push_back({std::cos(angle), std::sin(angle)});
    }
    star.back() = star.front();
    EXPECT_EQ(codes(repair(polygon(star))), "ring_too_intricate:error ");
}

TEST(Repair, ALargeRingWithAFewCrossingsIsRepaired) {
    GeoRing ring;
    for (int i = 0; i < 20'000; ++i) {
        const double angle = 2 * 3.14159265358979 * i / 20'000;
        ring.push_back({std::cos(angle), std::sin(angle)});
    }
    std::swap(ring[100], ring[105]);
    ring.push_back(ring.front());
    EXPECT_EQ(codes(repair(polygon(ring))), "ring_repaired:note ");
}

// A million such spokes are valid and kept the geometry library busy for a day.
TEST(Repair, SpokesTooManyToBeCheckedAreNotChecked) {
    GeoRing spokes;
    for (int i = 0; i < 20'000; ++i) {
        const double angle = 2 * 3.14159265358979 * i / 20'000;
        const double radius = i % 2 == 0 ? 1 : 0.5;
        spokes.push_back({radius * std::cos(angle), radius * std::sin(angle)});
    }
    spokes.push_back(spokes.front());
    EXPECT_EQ(codes(repair(polygon(spokes))), "ring_too_intricate:error ");
}

TEST(Repair, ALongStraightBoundaryOfManyPositionsIsChecked) {
    GeoRing ring{{1, 0}};
    for (int i = 0; i < 20'000; ++i) ring.push_back({0, i * 1e-5});
    ring.push_back({1, 0});
    EXPECT_EQ(codes(repair(polygon(ring))), "");
}
