#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "cairn/simulate/footprints.hpp"
#include "cairn/simulate/names.hpp"
#include "cairn/simulate/path.hpp"
#include "cairn/simulate/terrain.hpp"

namespace cairn::simulate {
namespace {

TEST(Path, StationsRunAlongTheLineAndStopAtItsEnds) {
    const Path path = to_path({{0, 0}, {300, 400}, {300, 1'000}});
    EXPECT_DOUBLE_EQ(length_m(path), 1'100);
    EXPECT_EQ(position_at(path, 250), (EastNorth{150, 200}));
    EXPECT_EQ(position_at(path, 800), (EastNorth{300, 700}));
    EXPECT_EQ(position_at(path, -5), (EastNorth{0, 0}));
    EXPECT_EQ(position_at(path, 5'000), (EastNorth{300, 1'000}));
}

TEST(Path, BesideIsToTheLeftAtTheDistanceAskedFor) {
    const Path east = to_path({{0, 0}, {1'000, 0}});
    EXPECT_EQ(beside(east, 500, 30), (EastNorth{500, 30}));
    EXPECT_EQ(beside(east, 500, -30), (EastNorth{500, -30}));
}

TEST(Path, DistanceIsThatToTheNearestPoint) {
    const Path path = to_path({{0, 0}, {100, 0}, {100, 100}});
    EXPECT_DOUBLE_EQ(distance_m(path, {50, 20}), 20);
    EXPECT_DOUBLE_EQ(distance_m(path, {130, 60}), 30);
    EXPECT_DOUBLE_EQ(distance_m(path, {-3, -4}), 5);
}

TEST(Path, ASmoothCurveStartsAndEndsInItsControlsAndStaysInTheirHull) {
    const std::vector<EastNorth> controls{{0, 0}, {100, 80}, {200, -80}, {300, 0}};
    const std::vector<EastNorth> curve = smooth_curve(controls, 10);
    EXPECT_NEAR(distance_m(curve.front(), controls.front()), 0, 1e-9);
    EXPECT_NEAR(distance_m(curve.back(), controls.back()), 0, 1e-9);
    for (std::size_t i = 1; i < curve.size(); ++i) {
        EXPECT_GE(curve[i].east_m + 1e-9, curve[i - 1].east_m);
        EXPECT_LE(std::abs(curve[i].north_m), 80);
        EXPECT_LT(distance_m(curve[i], curve[i - 1]), 15);  // no jump between spans
    }
}

TEST(Footprints, AreFoundAsByAskingEachOne) {
    Random random(5);
    std::vector<PlanePolygon> all;
    for (int i = 0; i < 60; ++i) {
        const double e = random.uniform(-1'000, 1'000);
        const double n = random.uniform(-1'000, 1'000);
        const double w = random.uniform(10, 200);
        all.push_back({{{e, n}, {e + w, n + 10}, {e + w, n + 60}, {e, n + 50}, {e, n}}, {}});
    }
    all.emplace_back();  // a record without coordinates is near nothing
    const Footprints footprints(all, 70);
    for (int i = 0; i < 2'000; ++i) {
        const double east = random.uniform(-1'300, 1'300);
        const double north = random.uniform(-1'300, 1'300);
        std::vector<std::size_t> expected;
        for (std::size_t k = 0; k + 1 < all.size(); ++k) {
            if (distance_m(all[k], {east, north}) <= 70) expected.push_back(k);
        }
        EXPECT_EQ(footprints.find_within({east, north}), expected);
    }
}

TEST(Names, NoTwoPlacesShareOne) {
    const std::vector<std::string> names = make_names(1'500, Random(3));
    EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), 1'500U);
}

}  // namespace
}  // namespace cairn::simulate
