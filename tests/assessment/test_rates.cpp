#include <gtest/gtest.h>

#include "assessment/world.hpp"
#include "cairn/assessment/assess.hpp"
#include "cairn/assessment/definitions.hpp"

namespace cairn::assessment {
namespace {

using namespace tests;

Assessment run(const Input& input, double tolerance = 50) {
    NoProgress progress;
    Settings settings;
    settings.tolerance_m = tolerance;
    return assess(input, settings, progress);
}

/// Four records far apart: confirmed, searched in vain, searched to a third, without a place.
Input small_world() {
    Input input;
    input.scored = "recorded-area";
    input.study_area = ground(-5000, -5000, 25000, 5000);
    input.footprints = {
        footprint("a", 0, 0, 100, 100), footprint("b", 5000, 0, 5100, 100), footprint("c", 10000, 0, 10100, 100), {}};
    input.footprints[3].id = "d";
    input.footprints[3].location = LocationStatus::place_only;
    input.searches = {search("1", -50, -50, 150, 150), search("2", 4950, -50, 5150, 150),
                      search("3", 9950, -50, 10016, 150)};
    input.finds = {find(140, 50), find(50, 50), find(5160, 50), find(20000, 50)};
    input.accidents = {accident(50, 50, 2), accident(5300, 50, 1), accident(15000, 0), accident(15100, 0, 3)};
    return input;
}

TEST(Rates, RecordsAreCountedByWhatIsKnownOfTheirPlace) {
    const Assessment result = run(small_world());
    EXPECT_DOUBLE_EQ(*find_measure(result, "located_share")->value, 0.75);
    EXPECT_DOUBLE_EQ(*find_measure(result, "place_only_share")->value, 0.25);
    EXPECT_DOUBLE_EQ(*find_measure(result, "not_locatable_share")->value, 0);
    EXPECT_DOUBLE_EQ(*find_measure(result, "tested_share")->value, 0.5);
}

TEST(Rates, OnlyTestedRecordsAreInTheDenominatorOfTheConfirmedRate) {
    const Assessment result = run(small_world());
    const Measure* rate = find_measure(result, "confirmed_rate", 50);
    EXPECT_EQ(rate->numerator, 1);
    EXPECT_EQ(rate->denominator, 2);
    EXPECT_EQ(find_measure(result, "confirmed_rate", 100)->numerator, 2);  // the find at 60 m
    EXPECT_NE(rate->caution.find("too_few_places"), std::string::npos);
    const Measure* of_all = find_measure(result, "confirmed_of_all_records", 50);
    EXPECT_DOUBLE_EQ(*of_all->low, 0.25);
    EXPECT_DOUBLE_EQ(*of_all->high, 0.75);
    EXPECT_EQ(of_all->interval, "bounds");
}

TEST(Rates, EachRecordAndAccidentHasItsResult) {
    const Assessment result = run(small_world());
    ASSERT_EQ(result.records.size(), 4U);
    EXPECT_TRUE(result.records[0].is_tested && result.records[0].is_confirmed);
    EXPECT_EQ(result.records[0].nearest_find_m, 0);
    EXPECT_TRUE(result.records[1].is_tested && !result.records[1].is_confirmed);
    EXPECT_NEAR(*result.records[1].nearest_find_m, 60, 1e-9);
    EXPECT_NEAR(result.records[2].searched_share, 66.0 / 200, 0.03);  // round corners
    EXPECT_FALSE(result.records[2].is_tested);
    EXPECT_FALSE(result.records[3].nearest_find_m);
    ASSERT_EQ(result.accidents.size(), 4U);
    EXPECT_EQ(result.accidents[0].distance_m, 0);
    EXPECT_FALSE(result.accidents[0].is_outside);
    EXPECT_NEAR(*result.accidents[1].distance_m, 200, 1e-9);
    EXPECT_TRUE(result.accidents[1].is_outside);
}

TEST(Rates, CoverageAndAccidentsOutsideFollowTheTolerance) {
    const Assessment result = run(small_world());
    EXPECT_DOUBLE_EQ(*find_measure(result, "coverage", 0)->value, 0.25);
    EXPECT_DOUBLE_EQ(*find_measure(result, "coverage", 50)->value, 0.5);
    EXPECT_DOUBLE_EQ(*find_measure(result, "coverage", 100)->value, 0.75);
    EXPECT_DOUBLE_EQ(*find_measure(result, "accidents_outside", 50)->value, 0.75);
    EXPECT_DOUBLE_EQ(*find_measure(result, "accidents_outside", 200)->value, 0.5);
    const Measure* persons = find_measure(result, "accidents_outside", 50, {}, {}, CountUnit::person);
    EXPECT_EQ(persons->numerator, 4);
    EXPECT_EQ(persons->denominator, 6);
    EXPECT_EQ(find_measure(result, "accidents_outside", 50)->clusters, 3);  // the last two are one place
}

TEST(Rates, LookAlikesAndSharedCoordinatesAreAlsoLeftOut) {
    Input input = small_world();
    EXPECT_EQ(find_measure(run(input), "accidents_outside_without_duplicates", 50), nullptr);
    input.accidents[3].possible_duplicate = true;
    input.accidents[1].shared_coordinate = "g";
    const Assessment result = run(input);
    EXPECT_DOUBLE_EQ(*find_measure(result, "accidents_outside_without_duplicates", 50)->value, 2.0 / 3);
    EXPECT_DOUBLE_EQ(*find_measure(result, "accidents_outside_without_shared_coordinates", 50)->value, 2.0 / 3);
}

TEST(Rates, AnAccidentExactlyOnARecordedPointIsToldApart) {
    Input input = small_world();
    input.footprints[2].geometry = MultiPointOf<EastNorth>{{5300, 50}};
    const Assessment result = run(input);
    EXPECT_EQ(find_measure(result, "accidents_on_record_points")->numerator, 1);
    EXPECT_EQ(find_measure(result, "accidents_outside", 50)->denominator, 4);
    EXPECT_EQ(find_measure(result, "accidents_outside_without_shared_coordinates", 50)->denominator, 3);
}

TEST(Rates, APackageIsScoredByItsRecordsAndAllPoints) {
    Input input = small_world();
    input.packages = {"P", "Q"};
    input.footprints[0].package = "P";
    input.footprints[1].package = "Q";
    const Assessment result = run(input);
    EXPECT_EQ(find_measure(result, "confirmed_rate", 50, "P")->denominator, 1);
    EXPECT_DOUBLE_EQ(*find_measure(result, "coverage", 50, "P")->value, 0.5);
    EXPECT_DOUBLE_EQ(*find_measure(result, "coverage", 100, "Q")->value, 0.25);
    EXPECT_DOUBLE_EQ(*find_measure(result, "accidents_outside", 200, "Q")->value, 0.75);
}

TEST(Rates, AnAreaIsScoredByItsPointsAndEveryRecord) {
    Input input = small_world();
    input.areas = {"west"};
    input.footprints[0].areas = {"west"};
    input.finds[0].areas = input.finds[2].areas = {"west"};
    const Assessment result = run(input);
    EXPECT_EQ(find_measure(result, "coverage", 100, {}, "west")->denominator, 2);
    EXPECT_EQ(find_measure(result, "coverage", 100, {}, "west")->numerator, 2);  // also by a record across the border
    EXPECT_EQ(find_measure(result, "confirmed_rate", 50, {}, "west")->denominator, 1);
    EXPECT_EQ(find_measure(result, "accidents_outside", 50, {}, "west")->caution, "no_accidents");
}

TEST(Rates, WhatCannotBeSaidIsARowWithoutValue) {
    const Assessment result = run({});
    for (const char* name : {"located_share", "tested_share", "confirmed_rate", "coverage", "accidents_outside"}) {
        const Measure* measure = find_measure(result, name);
        ASSERT_NE(measure, nullptr) << name;
        EXPECT_FALSE(measure->value) << name;
        EXPECT_FALSE(measure->caution.empty()) << name;
    }
}

TEST(Rates, AFindOfAnotherTypeConfirmsNothing) {
    Input input = small_world();
    input.footprints[0].claimed_category = DeviceCategory::av_mine;
    for (auto& f : input.finds) f.category = DeviceCategory::uxo;
    EXPECT_EQ(find_measure(run(input), "confirmed_rate", 50)->numerator, 0);
}

TEST(Rates, WeakSearchesCombine) {
    Input input = small_world();
    // 0.4 alone is not enough, twice it is 0.64; the third lies elsewhere.
    input.searches = {search("1", -50, -50, 150, 150, 0.8, 0.5), search("2", -50, -50, 150, 150, 0.4),
                      search("3", 4950, -50, 5150, 150, 0.4)};
    const Assessment result = run(input);
    EXPECT_NEAR(result.records[0].searched_share, 1, 1e-9);
    EXPECT_EQ(result.records[1].searched_share, 0);
}

TEST(Rates, EveryMeasureHasADefinition) {
    for (const Measure& measure : run(small_world()).measures) EXPECT_FALSE(measure.definition.empty());
    EXPECT_GT(definitions().size(), 5U);
}

}  // namespace
}  // namespace cairn::assessment
