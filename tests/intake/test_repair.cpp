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
