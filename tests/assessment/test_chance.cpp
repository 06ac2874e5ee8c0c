#include <cmath>

#include <gtest/gtest.h>

#include "assessment/world.hpp"
#include "cairn/assessment/chance.hpp"

namespace cairn::assessment {
namespace {

using namespace tests;

/// A lattice of places, evenly weighted.
WeightedGround lattice(double width_m, double height_m, double spacing_m) {
    WeightedGround out{.spacing_m = spacing_m};
    for (double east = spacing_m / 2; east < width_m; east += spacing_m)
        for (double north = spacing_m / 2; north < height_m; north += spacing_m) {
            out.positions.push_back({east, north});
            out.weights.push_back(1);
        }
    return out;
}

Chance relocate_all(const Input& input, const std::vector<ChancePoint>& points, const WeightedGround& ground,
                    int rounds) {
    NoProgress progress;
    Settings settings;
    settings.tolerances_m = {0, 100};
    settings.relocations = rounds;
    return relocate(gather(input, settings, progress), points, ground, Random(1), progress);
}

TEST(Chance, OneRecordMeetsAPointAsOftenAsItsGroundIsLarge) {
    Input input;
    input.footprints = {footprint("a", 0, 0, 400, 200)};
    // The point lies far from the border of the ground, so that no part of the footprint falls off it.
    const Chance chance = relocate_all(input, {{{2000, 1500}, std::nullopt, true}}, lattice(4000, 3000, 50), 40'000);
    const double all = 4000 * 3000;
    ASSERT_TRUE(chance.is_known());
    // Tolerances: 0, 50 (T0) and 100 m. The sd of such a share of 40 000 draws is below 0.0008.
    EXPECT_NEAR(chance.within[0][0], 80'000 / all, 0.003);
    EXPECT_NEAR(chance.within[0][2], (80'000 + 1200 * 100 + M_PI * 1e4) / all, 0.004);
}

TEST(Chance, ManyRecordsMeetAPointUnlessAllMissIt) {
    Input input;
    for (int k = 0; k < 30; ++k) input.footprints.push_back(footprint("r" + std::to_string(k), 0, 0, 400, 200));
    const Chance chance = relocate_all(input, {{{2000, 1500}, std::nullopt, true}}, lattice(4000, 3000, 50), 2000);
    EXPECT_NEAR(chance.within[0][0], 1 - std::pow(1 - 80'000 / 12e6, 30), 0.03);
}

TEST(Chance, OnlyTestedRecordsAreMet) {
    Input input;
    input.footprints = {footprint("a", 0, 0, 400, 200), footprint("b", 1000, 0, 1400, 200)};
    input.searches = {search("1", -100, -100, 500, 300)};
    const Chance chance = relocate_all(input, {{{2000, 1500}, std::nullopt, true}}, lattice(4000, 3000, 50), 20'000);
    EXPECT_GT(chance.met[0][2], 0);
    EXPECT_EQ(chance.met[1][2], 0);
}

TEST(Chance, IsUnknownWithoutPointsGroundOrRecords) {
    Input input;
    input.footprints = {footprint("a", 0, 0, 400, 200)};
    const std::vector<ChancePoint> point{{{0, 0}, std::nullopt, true}};
    EXPECT_FALSE(relocate_all(input, {}, lattice(400, 300, 50), 10).is_known());
    EXPECT_FALSE(relocate_all(input, point, {}, 10).is_known());
    EXPECT_FALSE(relocate_all({}, point, lattice(400, 300, 50), 10).is_known());
    EXPECT_FALSE(chance_within({}, 0, std::nullopt, 0));
}

TEST(Chance, APackageHasItsOwnLevel) {
    Input input;
    input.packages = {"P", "Q"};
    for (int k = 0; k < 10; ++k) {
        input.footprints.push_back(footprint("r" + std::to_string(k), 0, 0, 400, 200));
        input.footprints.back().package = k < 8 ? "P" : "Q";
    }
    const Chance chance = relocate_all(input, {{{2000, 1500}, std::nullopt, true}}, lattice(4000, 3000, 50), 5000);
    EXPECT_NEAR(*chance_within(chance, 0, "P", 0), 1 - std::pow(1 - 80'000 / 12e6, 8), 0.012);
    EXPECT_NEAR(*chance_within(chance, 0, "Q", 0), 1 - std::pow(1 - 80'000 / 12e6, 2), 0.008);
}

}  // namespace
}  // namespace cairn::assessment
