#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "simulate/binomial.hpp"
#include "simulate/worlds.hpp"

namespace cairn::simulate {
namespace {

using test::binomial_p_value;
using test::make;
using test::small_scenario;

// One chance in a million per check; seeds are fixed, so a failure is a change of behaviour and not bad luck.
constexpr double rare = 1e-6;
constexpr int worlds = 20;

TEST(Recording, FaultsAreRealisedAsOftenAsAskedOverManySeeds) {
    Scenario scenario = small_scenario();
    PackagePlan& plan = scenario.packages[0];
    plan.fields_recorded = 0.7;
    plan.fictitious = 0.2;
    plan.stale = 0.15;
    plan.place_only = 0.25;
    plan.wrong_category = 0.1;
    plan.count_missing = 0.3;
    plan.count_as_range = 0.4;
    int fields = 0, shown = 0, invented = 0, lifted = 0, records = 0, unlocated = 0, other_kind = 0;
    int uncounted = 0, ranges = 0;
    for (int i = 0; i < worlds; ++i) {
        scenario.seed = 100 + static_cast<std::uint64_t>(i);
        const World world = make(scenario);
        fields += static_cast<int>(world.fields.size());
        for (std::size_t r = 0; r < world.records.size(); ++r) {
            const TrueRecord& record = world.records[r];
            const RecordedArea& area = world.recorded_areas[r];
            ++records;
            if (area.location_status == LocationStatus::place_only) ++unlocated;
            if (!area.claimed_count_low)
                ++uncounted;
            else if (*area.claimed_count_low < *area.claimed_count_high)
                ++ranges;
            if (record.field < 0) {
                ++invented;
                continue;
            }
            ++shown;
            const TrueField& field = world.fields[static_cast<std::size_t>(record.field)];
            if (field.lifted) ++lifted;
            if (area.device_category != field.category) ++other_kind;
        }
    }
    EXPECT_EQ(fields, 50 * worlds);
    EXPECT_GT(binomial_p_value(shown, fields, 0.7), rare);
    EXPECT_GT(binomial_p_value(invented, shown, 0.2), rare);
    EXPECT_GT(binomial_p_value(lifted, shown, 0.15), rare);
    EXPECT_GT(binomial_p_value(unlocated, records, 0.25), rare);
    EXPECT_GT(binomial_p_value(other_kind, shown, 0.1), rare);
    EXPECT_GT(binomial_p_value(uncounted, records, 0.3), rare);
    EXPECT_GT(binomial_p_value(ranges, records - uncounted, 0.4), rare);
}

TEST(Recording, RecordsAreMovedByTheCommonShiftAndTheirOwnError) {
    Scenario scenario = small_scenario();
    scenario.packages[0].shift_east_m = -120;
    scenario.packages[0].shift_north_m = 45;
    scenario.packages[0].position_sd_m = 20;
    double n = 0, east = 0, north = 0, square = 0;
    for (int i = 0; i < worlds; ++i) {
        scenario.seed = 300 + static_cast<std::uint64_t>(i);
        for (const TrueRecord& record : make(scenario).records) {
            ++n;
            east += record.moved_by.east_m;
            north += record.moved_by.north_m;
            square += std::pow(record.moved_by.east_m + 120, 2) + std::pow(record.moved_by.north_m - 45, 2);
        }
    }
    EXPECT_NEAR(east / n, -120, 5 * 20 / std::sqrt(n));
    EXPECT_NEAR(north / n, 45, 5 * 20 / std::sqrt(n));
    EXPECT_NEAR(std::sqrt(square / n / 2), 20, 5 * 20 / std::sqrt(4 * n));
}

TEST(Recording, TheFootprintAsWrittenIsTheFieldMoved) {
    const World world = test::bundled("borne-out");
    for (const TrueRecord& record : world.records) {
        if (record.field < 0 || record.written.shell.empty()) continue;
        const PlanePolygon& field = world.fields[static_cast<std::size_t>(record.field)].footprint;
        ASSERT_EQ(record.written.shell.size(), field.shell.size());
        for (std::size_t i = 0; i < field.shell.size(); ++i) {
            EXPECT_NEAR(record.written.shell[i].east_m - field.shell[i].east_m, record.moved_by.east_m, 0.011);
            EXPECT_NEAR(record.written.shell[i].north_m - field.shell[i].north_m, record.moved_by.north_m, 0.011);
        }
    }
}

TEST(Recording, ClaimedNumbersHaveTheMeanRatioAskedFor) {
    Scenario scenario = small_scenario();
    scenario.laying.devices_per_field = 30;
    scenario.packages[0].count_ratio = 0.6;
    scenario.packages[0].count_missing = 0;
    scenario.packages[0].count_as_range = 0;
    double claimed = 0, laid = 0;
    for (int i = 0; i < worlds; ++i) {
        scenario.seed = 500 + static_cast<std::uint64_t>(i);
        const World world = make(scenario);
        for (std::size_t r = 0; r < world.records.size(); ++r) {
            claimed += *world.recorded_areas[r].claimed_count_low;
            laid += world.fields[static_cast<std::size_t>(world.records[r].field)].devices;
        }
    }
    EXPECT_NEAR(claimed / laid, 0.6, 0.025);
}

TEST(Recording, AStretchKeepsToItsPartOfTheLine) {
    Scenario scenario = small_scenario();
    scenario.packages = {test::package("W"), test::package("E")};
    scenario.packages[0].stretch_to = 0.4;
    scenario.packages[1].stretch_from = 0.4;
    const World world = make(scenario);
    EXPECT_EQ(world.records.size(), 50U);  // each field in one package, none in both
    for (const TrueRecord& record : world.records) {
        const double station = world.fields[static_cast<std::size_t>(record.field)].station;
        EXPECT_EQ(record.package, station < 0.4 ? 0 : 1);
    }
}

TEST(Recording, AFictitiousRecordLiesWhereNoFieldIs) {
    Scenario scenario = small_scenario();
    scenario.packages[0].fictitious = 1;
    scenario.packages[0].fields_recorded = 0.5;
    scenario.packages[0].position_sd_m = 0;
    const World world = make(scenario);
    int fictitious = 0;
    for (const TrueRecord& record : world.records) {
        if (record.field >= 0) continue;
        ++fictitious;
        for (const TrueDevice& device : world.devices) {
            EXPECT_FALSE(device.field >= 0 && is_inside(record.written.shell, device.position));
        }
    }
    EXPECT_GT(fictitious, 15);
}

TEST(Recording, LaterFieldsAreInNoRecordAndHoldNewerDevices) {
    Scenario scenario = small_scenario();
    scenario.laying.later_fields = 12;
    const World world = make(scenario);
    std::set<int> recorded;
    for (const TrueRecord& record : world.records) recorded.insert(record.field);
    int later = 0;
    int newer = 0;
    int devices = 0;
    for (std::size_t i = 0; i < world.fields.size(); ++i) {
        if (!world.fields[i].later) continue;
        ++later;
        EXPECT_FALSE(recorded.contains(static_cast<int>(i)));
        for (int d = 0; d < world.fields[i].devices; ++d) {
            const TrueDevice& device = world.devices[static_cast<std::size_t>(world.fields[i].first_device + d)];
            ++devices;
            newer += is_after(device.made, test::date("1994-12-31")) ? 1 : 0;
        }
    }
    EXPECT_EQ(later, 12);
    EXPECT_GT(newer, devices / 2);
}

}  // namespace
}  // namespace cairn::simulate
