#include <cmath>

#include <gtest/gtest.h>

#include "assessment/world.hpp"
#include "cairn/assessment/areas.hpp"
#include "cairn/assessment/assess.hpp"

namespace cairn::assessment {
namespace {

using namespace tests;

Assessment run(const Input& input, std::vector<double> tolerances) {
    NoProgress progress;
    Settings settings;
    settings.tolerances_m = std::move(tolerances);
    settings.relocations = 5;
    return assess(input, settings, progress);
}

TEST(Areas, GroundWithinTheToleranceOfARecordIsItsShareOfTheStudyArea) {
    Input input;
    input.study_area = ground(0, 0, 2000, 1000);
    input.footprints = {footprint("a", 500, 300, 900, 700), footprint("b", 700, 300, 1100, 700)};
    const Assessment result = run(input, {0, 100});
    // Two that overlap cover 600 m × 400 m; within 100 m: + perimeter × 100 + a circle's worth of corners.
    EXPECT_NEAR(*find_measure(result, "area_within", 0)->value, 600 * 400 / 2e6, 0.002);
    EXPECT_NEAR(*find_measure(result, "area_within", 100)->value, (600 * 400 + 2000 * 100 + M_PI * 1e4) / 2e6, 0.003);
    EXPECT_EQ(find_measure(result, "area_within", 0)->interval, "census");
    EXPECT_EQ(find_measure(result, "searched_area_within", 0)->caution, "no_searches");
}

TEST(Areas, SearchedGroundThatOverlapsCountsOnce) {
    Input input;
    input.study_area = ground(0, 0, 2000, 1000);
    input.footprints = {footprint("a", 0, 0, 200, 1000)};
    input.searches = {search("1", 0, 0, 400, 1000), search("2", 0, 0, 400, 1000), search("3", 400, 0, 1000, 1000)};
    const Assessment result = run(input, {0});
    const Measure* within = find_measure(result, "searched_area_within", 0);
    EXPECT_NEAR(*within->denominator, 1000 * 1000, 1e4);
    EXPECT_NEAR(*within->value, 0.2, 0.005);
}

TEST(Areas, CommissionIsSearchedRecordedGroundAwayFromFinds) {
    Input input;
    input.study_area = ground(0, 0, 2000, 1000);
    input.footprints = {footprint("a", 0, 0, 400, 200), footprint("b", 1000, 0, 1400, 200)};
    // The second half of b and the ground beside it were not looked at.
    input.searches = {search("1", 0, 0, 400, 200), search("2", 1000, 0, 1200, 200),
                      search("3", 1200, 0, 1400, 200, 0.3)};
    input.finds = {find(200, 100)};
    const Assessment result = run(input, {50});
    const Measure* empty = find_measure(result, "area_commission", 50);
    EXPECT_NEAR(*empty->denominator, 400 * 200 + 200 * 200, 2e3);
    EXPECT_NEAR(*empty->numerator, 120'000 - M_PI * 2500, 1e3);
    EXPECT_EQ(empty->clusters, 2);
}

TEST(Areas, OmissionIsGroundOfFindGroupsAwayFromRecords) {
    Input input;
    input.study_area = ground(0, 0, 3000, 1000);
    input.footprints = {footprint("a", 0, 0, 400, 200)};
    // One group on the record, one far from it: two squares of 60 m, widened by 10 m.
    for (const double west : {100.0, 2000.0})
        for (const double east : {0.0, 60.0})
            for (const double north : {50.0, 110.0}) input.finds.push_back(find(west + east, north));
    const Assessment result = run(input, {0});
    const Measure* outside = find_measure(result, "area_omission", 0);
    const double each = 60 * 60 + 4 * 60 * 10 + M_PI * 100;
    EXPECT_NEAR(*outside->denominator, 2 * each, 0.02 * each);
    EXPECT_NEAR(*outside->value, 0.5, 0.01);
    EXPECT_EQ(outside->clusters, 2);
}

}  // namespace
}  // namespace cairn::assessment
