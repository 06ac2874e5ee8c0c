#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cairn/geometry/validity.hpp"

namespace cairn::geometry {
namespace {

using testing::HasSubstr;

const GeoRing unit{{18, 43}, {19, 43}, {19, 44}, {18, 44}, {18, 43}};
const GeoRing bow_tie{{0, 0}, {2, 2}, {2, 0}, {0, 2}, {0, 0}};

TEST(FindInvalidity, IsSilentAboutValidGeometries) {
    EXPECT_FALSE(find_invalidity(GeoMultiPolygon{{unit, {}}}).has_value());
    EXPECT_FALSE(find_invalidity(MultiPointOf<LonLat>{{18, 43}, {18, 43}}).has_value());
    EXPECT_FALSE(find_invalidity(MultiLineOf<LonLat>{{{{18, 43}, {19, 43}}}}).has_value());
}

TEST(FindInvalidity, SaysWhatIsWrongAndWhere) {
    const auto say = [](const GeoGeometry& geometry) { return find_invalidity(geometry).value_or(""); };
    EXPECT_EQ(say(GeoMultiPolygon{{bow_tie, {}}}), "Self-intersection at 1 1");
    EXPECT_THAT(say(GeoMultiPolygon{{{{0, 0}, {1, 0}, {0, 0}}, {}}}), HasSubstr("3 positions"));
    EXPECT_THAT(say(GeoMultiPolygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}, {}}}), HasSubstr("not closed"));
    EXPECT_THAT(say(GeoMultiPolygon{{unit, {}}, {unit, {}}}), HasSubstr("intersection"));
    EXPECT_THAT(say(GeoMultiPolygon{{unit, {{{0, 0}, {1, 0}, {1, 1}, {0, 0}}}}}), HasSubstr("Hole lies outside"));
    EXPECT_THAT(say(GeoMultiPolygon{{{{0, 0}, {NAN, 0}, {1, 1}, {0, 0}}, {}}}), HasSubstr("Position 2"));
    EXPECT_THAT(say(GeoMultiPolygon{}), HasSubstr("no positions"));
    EXPECT_THAT(say(MultiLineOf<LonLat>{{{{1, 1}}}}), HasSubstr("fewer than 2"));
    EXPECT_THAT(say(MultiLineOf<LonLat>{{{{1, 1}, {1, 1}}}}), HasSubstr("points"));
    EXPECT_THAT(say(GeoMultiPolygon{{unit, {{}}}}), HasSubstr("no positions"));
}

TEST(MakeValid, LeavesAValidPolygonsAreaAsItIs) {
    const auto repair = make_valid({{unit, {}}});
    ASSERT_TRUE(repair.has_value());
    EXPECT_EQ(repair->area_before_deg2, 1);
    EXPECT_EQ(repair->area_after_deg2, 1);
}

TEST(MakeValid, ABowTieBecomesItsTwoHalvesAndTheAreasTellTheDifference) {
    const auto repair = make_valid({{bow_tie, {}}});
    ASSERT_TRUE(repair.has_value());
    EXPECT_FALSE(find_invalidity(repair->geometry).has_value());
    EXPECT_EQ(repair->area_before_deg2, 0);  // its two halves turn opposite ways
    EXPECT_EQ(repair->area_after_deg2, 2);
}

TEST(MakeValid, ClosesRingsAndUnitesWhatOverlaps) {
    const auto closed = make_valid({{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}, {}}});
    ASSERT_TRUE(closed.has_value());
    EXPECT_EQ(closed->area_after_deg2, 1);
    const auto united = make_valid({{unit, {}}, {unit, {}}});
    ASSERT_TRUE(united.has_value());
    EXPECT_EQ(united->area_before_deg2, 2);
    EXPECT_EQ(united->area_after_deg2, 1);
}

TEST(MakeValid, NothingIsMadeOfNothing) {
    EXPECT_FALSE(make_valid({}).has_value());
    EXPECT_FALSE(make_valid({{{{0, 0}, {1, 1}, {0, 0}}, {}}}).has_value());
    EXPECT_FALSE(make_valid({{{{0, 0}, {1, 1}, {2, 2}, {0, 0}}, {}}}).has_value());
    EXPECT_FALSE(make_valid({{{{0, 0}, {NAN, 1}, {2, 0}, {0, 0}}, {}}}).has_value());
}

}  // namespace
}  // namespace cairn::geometry
