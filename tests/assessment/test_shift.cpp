#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "assessment/world.hpp"
#include "cairn/assessment/shift.hpp"
#include "cairn/assessment/shift_evidence.hpp"
#include "cairn/assessment/shift_likelihood.hpp"
#include "cairn/assessment/shifts.hpp"
#include "cairn/core/random.hpp"
#include "cairn/geometry/plane.hpp"

namespace cairn::assessment {
namespace {

using namespace tests;

struct Plan {
    EastNorth shift{0, 0};
    double residual_m = 5;
    double frame_m = 150;
    int records = 25;
    int finds = 12;     ///< of each
    int elsewhere = 0;  ///< of the records: their finds come from another field, anywhere within the frame
};

/// Records 1 500 m apart, each with its finds in the same rectangle moved, all ground about it searched.
Input shifted(const Plan& plan, Random random) {
    Input input;
    for (int k = 0; k < plan.records; ++k) {
        const double west = 1500.0 * (k % 5), south = 1500.0 * (k / 5);
        input.footprints.push_back(footprint("r" + std::to_string(k), west, south, west + 120, south + 40));
        input.searches.push_back(search("s" + std::to_string(k), west - plan.frame_m, south - plan.frame_m,
                                        west + 120 + plan.frame_m, south + 40 + plan.frame_m));
        EastNorth moved{plan.shift.east_m + plan.residual_m * random.normal(),
                        plan.shift.north_m + plan.residual_m * random.normal()};
        if (k < plan.elsewhere) {
            const double reach = plan.frame_m - 20;
            moved = {random.uniform(-reach, reach), random.uniform(-reach, reach)};
        }
        for (int j = 0; j < plan.finds; ++j) {
            const EastNorth p{west + moved.east_m + random.uniform(0, 120),
                              south + moved.north_m + random.uniform(0, 40)};
            const bool is_seen = std::abs(p.east_m - west - 60) <= 60 + plan.frame_m &&
                                 std::abs(p.north_m - south - 20) <= 20 + plan.frame_m;
            if (is_seen) input.finds.push_back(find(p.east_m, p.north_m));
        }
    }
    return input;
}

std::optional<CommonShift> estimate(const Input& input) {
    NoProgress progress;
    const Settings settings;
    const Evidence evidence = gather(input, settings, progress);
    const auto records = prepare_shift(finds_on_searched_ground(evidence));
    std::vector<const ShiftRecord*> all;
    for (const ShiftRecord& record : records) all.push_back(&record);
    return estimate_shift(all, 0.9);
}

TEST(Shift, IsFoundWithItsRegion) {
    const auto shift = estimate(shifted({.shift = {60, -35}}, Random(1)));
    ASSERT_TRUE(shift);
    EXPECT_NEAR(shift->mu.east_m, 60, 8);
    EXPECT_NEAR(shift->mu.north_m, -35, 8);
    EXPECT_FALSE(shift->contains_zero);
    EXPECT_TRUE(geometry::contains(shift->region, {60, -35}));
    EXPECT_FALSE(geometry::contains(shift->region, {0, 0}));
    EXPECT_LT(shift->tau_m, 20);
    EXPECT_EQ(shift->records, 25U);
}

TEST(Shift, RecordsInTheirPlaceHaveNone) {
    const auto shift = estimate(shifted({}, Random(2)));
    ASSERT_TRUE(shift);
    EXPECT_TRUE(shift->contains_zero);
    EXPECT_LT(std::hypot(shift->mu.east_m, shift->mu.north_m), 8);
}

TEST(Shift, IsNotShrunkByASearchFrameThatHidesAPartOfIt) {
    // A frame of 60 m shows less than half of the moved fields.
    const auto shift = estimate(shifted({.shift = {110, 0}, .frame_m = 60}, Random(3)));
    ASSERT_TRUE(shift);
    EXPECT_TRUE(shift->touches_edge || geometry::contains(shift->region, {110, 0}));
    EXPECT_GT(shift->mu.east_m, 75);
}

TEST(Shift, FieldsThatNobodyRecordedDoNotBendIt) {
    // Taking points of other fields to be spread over all searched ground drew μ towards them and widened τ.
    const auto shift = estimate(shifted({.shift = {60, -35}, .elsewhere = 9}, Random(4)));
    ASSERT_TRUE(shift);
    EXPECT_NEAR(shift->mu.east_m, 60, 10);
    EXPECT_NEAR(shift->mu.north_m, -35, 10);
    EXPECT_LT(shift->tau_m, 25);
    EXPECT_GE(shift->unrelated, 0.1);
}

TEST(Shift, ManyTellingRecordsStayNumbers) {
    // The product over records ran out of what a double holds: upwards where most points of many records lie elsewhere,
    // so that any offset explains them better than those of a fine grid; and below 0 where a running mean drifted.
    for (const Plan& plan : {Plan{.shift = {60, -35}, .frame_m = 400, .records = 40, .finds = 40, .elsewhere = 25},
                             Plan{.residual_m = 1, .frame_m = 300, .records = 40, .finds = 40},
                             Plan{.residual_m = 1, .frame_m = 100, .records = 6, .finds = 300}}) {
        NoProgress progress;
        const Settings settings;
        const Input input = shifted(plan, Random(6));
        const auto records = prepare_shift(finds_on_searched_ground(gather(input, settings, progress)));
        std::vector<const ShiftRecord*> all;
        for (const ShiftRecord& record : records) all.push_back(&record);
        for (const OffsetGrid& grid : {coarse_grid(), OffsetGrid{plan.shift, 2.5, 24}}) {
            const auto likelihood = evaluate_shift(all, grid, {}, false);
            for (const double value : likelihood.values) ASSERT_TRUE(std::isfinite(value));
            ASSERT_TRUE(std::isfinite(overdispersion(likelihood)));
        }
        const auto shift = estimate_shift(all, 0.9);
        ASSERT_TRUE(shift);
        EXPECT_NEAR(shift->mu.east_m, plan.shift.east_m, 10);
        EXPECT_NEAR(shift->mu.north_m, plan.shift.north_m, 10);
    }
}

TEST(Shift, NeedsTwoRecordsThatTell) {
    EXPECT_FALSE(estimate(shifted({.records = 1}, Random(5))));
    EXPECT_FALSE(estimate({}));
}

TEST(Shift, CircularErrorIsThatOfTheNormalDistribution) {
    // No shift: the radius with share p is sd sqrt(-2 log(1 − p)). No spread: the shift's length.
    EXPECT_NEAR(circular_error_m({0, 0}, 10, 0.5), 10 * std::sqrt(2 * std::log(2.0)), 0.02);
    EXPECT_NEAR(circular_error_m({0, 0}, 10, 0.9), 10 * std::sqrt(2 * std::log(10.0)), 0.05);
    EXPECT_NEAR(circular_error_m({30, 40}, 0, 0.5), 50, 1e-9);
}

TEST(Shift, EachEvidenceSaysWhatItRestsOn) {
    Input input = shifted({.shift = {60, -35}}, Random(6));
    for (const FindPoint& f : input.finds)
        if (input.accidents.size() < 60) input.accidents.push_back(accident(f.position.east_m, f.position.north_m));
    NoProgress progress;
    const Settings settings;
    const auto shifts = estimate_shifts(gather(input, settings, progress), progress);
    ASSERT_EQ(shifts.size(), 2U);
    EXPECT_EQ(shifts[0].evidence, "finds");
    EXPECT_EQ(shifts[1].evidence, "accidents");
    EXPECT_NEAR(shifts[1].east_m, 60, 30);
    EXPECT_FALSE(shifts[1].caution.empty());
    EXPECT_GT(shifts[0].ce90_m, shifts[0].ce50_m);
}

}  // namespace
}  // namespace cairn::assessment
