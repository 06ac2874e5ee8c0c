#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "cairn/geometry/plane.hpp"
#include "cairn/geometry/validity.hpp"
#include "cairn/simulate/footprints.hpp"
#include "simulate/binomial.hpp"
#include "simulate/worlds.hpp"

namespace cairn::simulate {
namespace {

using test::bundled;
using test::make;
using test::small_scenario;

class BundledWorld : public ::testing::TestWithParam<const char*> {
   protected:
    // Made once for all tests of it.
    static const World& bundled_once(const std::string& name) {
        static std::map<std::string, World> worlds;
        if (!worlds.contains(name)) worlds.emplace(name, bundled(name.c_str()));
        return worlds.at(name);
    }
    const World& world = bundled_once(GetParam());
};

INSTANTIATE_TEST_SUITE_P(Both, BundledWorld, ::testing::Values("borne-out", "contradicted"));

TEST_P(BundledWorld, EveryPolygonThatIsWrittenIsClosedAndValid) {
    const auto expect_valid = [](const std::optional<GeoGeometry>& geometry, const std::string& what) {
        ASSERT_TRUE(geometry) << what;
        EXPECT_EQ(geometry::find_invalidity(*geometry), std::nullopt) << what;
        for (const GeoPolygon& polygon : std::get<GeoMultiPolygon>(*geometry)) {
            EXPECT_GE(polygon.shell.size(), 4U) << what;
            EXPECT_EQ(polygon.shell.front(), polygon.shell.back()) << what;
        }
    };
    expect_valid(world.study_area.geometry, "study area");
    for (const Area& area : world.municipalities) expect_valid(area.geometry, area.id);
    for (const Search& search : world.searches) expect_valid(search.geometry, search.id);
    for (const RecordedArea& area : world.recorded_areas) {
        const bool is_located = area.location_status == LocationStatus::located;
        EXPECT_EQ(area.geometry.has_value(), is_located) << area.id;
        if (is_located) expect_valid(area.geometry, area.id);
    }
}

TEST_P(BundledWorld, MunicipalitiesShareTheGroundWithoutGapOrOverlap) {
    double sum = 0;
    for (const Municipality& municipality : world.terrain.municipalities) {
        sum += geometry::area_m2({PlanePolygon{municipality.border, {}}});
    }
    EXPECT_NEAR(sum, world.terrain.width_m * world.terrain.height_m, 1);
}

TEST_P(BundledWorld, FieldsDoNotOverlap) {
    for (std::size_t i = 0; i < world.fields.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const auto both = geometry::intersect({world.fields[i].footprint}, {world.fields[j].footprint});
            EXPECT_LT(geometry::area_m2(both), 0.01) << i << " and " << j;
        }
    }
}

TEST_P(BundledWorld, DevicesLieInTheirFieldAndNothingLeavesTheGround) {
    for (const TrueDevice& device : world.devices) {
        EXPECT_LT(std::abs(device.position.east_m), world.terrain.width_m / 2);
        EXPECT_LT(std::abs(device.position.north_m), world.terrain.height_m / 2);
        if (device.field < 0) continue;
        EXPECT_LT(distance_m(world.fields[static_cast<std::size_t>(device.field)].footprint, device.position), 0.5);
    }
}

TEST_P(BundledWorld, NoDeviceEndsTwice) {
    std::set<int> found(world.found_device.begin(), world.found_device.end());
    std::set<int> exploded;
    for (const TrueAccident& accident : world.harmed) exploded.insert(accident.device);
    EXPECT_EQ(found.size(), world.finds.size());
    EXPECT_EQ(exploded.size(), world.accidents.size());
    for (const int device : found) {
        EXPECT_FALSE(exploded.contains(device));
        EXPECT_EQ(world.devices[static_cast<std::size_t>(device)].fate, Fate::found);
    }
    for (const int device : exploded) {
        EXPECT_EQ(world.devices[static_cast<std::size_t>(device)].fate, Fate::exploded);
    }
}

TEST_P(BundledWorld, NothingHappensBeforeItCanOrAfterTheLastDay) {
    for (const TrueDevice& device : world.devices) {
        if (device.fate == Fate::left) continue;
        EXPECT_GE(device.gone, device.laid);
        EXPECT_LE(device.gone, world.scenario.as_of.last);
        EXPECT_LE(device.made.first, device.laid);
    }
    for (const Search& search : world.searches) {
        EXPECT_LE(search.date_start->first, search.date_end->first);
        EXPECT_LE(search.date_end->last, world.scenario.as_of.last);
    }
    for (std::size_t i = 0; i < world.finds.size(); ++i) {
        const TrueDevice& device = world.devices[static_cast<std::size_t>(world.found_device[i])];
        EXPECT_EQ(world.finds[i].date_found->first, device.gone);
    }
    for (std::size_t i = 0; i < world.accidents.size(); ++i) {
        // A report may say only the month or the year: the day lies within it.
        const TrueDevice& device = world.devices[static_cast<std::size_t>(world.harmed[i].device)];
        EXPECT_LE(world.accidents[i].date->first, device.gone);
        EXPECT_GE(world.accidents[i].date->last, device.gone);
    }
}

TEST_P(BundledWorld, FindsLieInTheGroundOfTheirSearchAndWithinItsDays) {
    for (std::size_t i = 0; i < world.finds.size(); ++i) {
        const auto search = std::find_if(world.searches.begin(), world.searches.end(),
                                         [&](const Search& s) { return s.id == world.finds[i].search; });
        ASSERT_NE(search, world.searches.end());
        const auto& ground = world.searched[static_cast<std::size_t>(search - world.searches.begin())].ground;
        const TrueDevice& device = world.devices[static_cast<std::size_t>(world.found_device[i])];
        EXPECT_TRUE(is_inside(ground.shell, device.position));
        EXPECT_GE(device.gone, search->date_start->first);
        EXPECT_LE(device.gone, search->date_end->first);
    }
}

TEST_P(BundledWorld, EveryPersonHarmedIsKilledOrInjured) {
    for (const Accident& accident : world.accidents) EXPECT_GE(*accident.killed + *accident.injured, 1);
}

TEST_P(BundledWorld, ARoadLeadsToEverySettlement) {
    for (const Settlement& settlement : world.terrain.settlements) {
        double nearest = 1e9;
        for (const Path& road : world.terrain.roads) {
            nearest = std::min({nearest, distance_m(road.positions.front(), settlement.position),
                                distance_m(road.positions.back(), settlement.position)});
        }
        EXPECT_LT(nearest, 0.02) << settlement.name;
    }
}

TEST(World, SearchesFindAtTheRateThatTheyState) {
    Scenario scenario = small_scenario();
    scenario.searches.recorded_share = 0.8;
    scenario.searches.elsewhere = 30;
    scenario.searches.preference = 0;
    scenario.searches.technical_share = 0.5;
    scenario.laying.scattered_devices = 600;
    int present[2] = {0, 0};
    int found[2] = {0, 0};
    for (int i = 0; i < 20; ++i) {
        scenario.seed = 700 + static_cast<std::uint64_t>(i);
        const World world = make(scenario);
        for (std::size_t s = 0; s < world.searched.size(); ++s) {
            const int kind = world.searches[s].activity == "technical-survey" ? 1 : 0;
            present[kind] += world.searched[s].present;
            found[kind] += world.searched[s].found;
        }
    }
    EXPECT_GT(present[1], 50);
    EXPECT_GT(test::binomial_p_value(found[0], present[0], 0.9), 1e-6);
    EXPECT_GT(test::binomial_p_value(found[1], present[1], 0.6 * 0.5), 1e-6);
}

TEST(World, RecordsAreSearchedAsOftenAsAsked) {
    Scenario scenario = small_scenario();
    scenario.searches.recorded_share = 0.35;
    scenario.searches.preference = 0;
    int records = 0;
    int searched = 0;
    for (int i = 0; i < 20; ++i) {
        scenario.seed = 900 + static_cast<std::uint64_t>(i);
        const World world = make(scenario);
        records += static_cast<int>(world.records.size());
        for (const TrueSearch& search : world.searched) {
            searched += search.reason == TrueSearch::Reason::record ? 1 : 0;
        }
    }
    EXPECT_GT(test::binomial_p_value(searched, records, 0.35), 1e-6);
}

TEST(World, PreferenceDrawsSearchesToWherePeopleAre) {
    Scenario scenario = small_scenario();
    scenario.searches.elsewhere = 60;
    scenario.searches.after_accident = 0;
    scenario.searches.recorded_share = 0;
    const auto mean_exposure = [&](double preference) {
        scenario.searches.preference = preference;
        const World world = make(scenario);
        double sum = 0;
        for (const TrueSearch& search : world.searched) {
            const EastNorth corner = search.ground.shell[0];
            const EastNorth opposite = search.ground.shell[2];
            sum += exposure_at(world.terrain,
                               {(corner.east_m + opposite.east_m) / 2, (corner.north_m + opposite.north_m) / 2});
        }
        return sum / static_cast<double>(world.searched.size());
    };
    EXPECT_GT(mean_exposure(1), 1.5 * mean_exposure(0));
}

TEST(World, AccidentsComeAtTheRateAskedForAndInClusters) {
    Scenario scenario = small_scenario();
    scenario.searches.recorded_share = 0;
    scenario.searches.elsewhere = 0;
    scenario.searches.after_accident = 0;
    scenario.laying.devices_per_field = 20;
    scenario.laying.devices_sd_log = 0;
    scenario.laying.scattered_devices = 0;
    scenario.accidents.per_device = 0.03;
    const auto run = [&](double sd_log, double& mean, double& dispersion) {
        scenario.accidents.cluster_sd_log = sd_log;
        double devices = 0, accidents = 0, scatter = 0;
        for (int i = 0; i < 12; ++i) {
            scenario.seed = 1'100 + static_cast<std::uint64_t>(i);
            const World world = make(scenario);
            std::vector<double> seen(world.fields.size(), 0);
            std::vector<double> expected(world.fields.size(), 0);
            for (const TrueAccident& accident : world.harmed) {
                seen[static_cast<std::size_t>(world.devices[static_cast<std::size_t>(accident.device)].field)] += 1;
            }
            for (const TrueDevice& device : world.devices) {
                const double met = exposure_at(world.terrain, device.position) *
                                   (device.category == DeviceCategory::av_mine ? 0.35 : 1);
                expected[static_cast<std::size_t>(device.field)] += met;
            }
            double sum = 0;
            for (const double e : expected) sum += e;
            const double rate = 0.03 * static_cast<double>(world.devices.size()) / sum;
            for (std::size_t f = 0; f < seen.size(); ++f) {
                scatter += std::pow(seen[f] - rate * expected[f], 2);
            }
            devices += static_cast<double>(world.devices.size());
            accidents += static_cast<double>(world.accidents.size());
        }
        mean = accidents / devices;
        dispersion = scatter / accidents;
    };
    double mean = 0, dispersion = 0;
    run(0, mean, dispersion);
    EXPECT_NEAR(mean, 0.03, 0.005);
    EXPECT_NEAR(dispersion, 1, 0.25);  // independent devices: Poisson, but for those that are gone
    run(1, mean, dispersion);
    EXPECT_GT(dispersion, 1.4);
}

TEST(World, OneMoreOfAKindLeavesTheOthersAsTheyWere) {
    const Scenario scenario = small_scenario();
    const World before = make(scenario);
    Scenario changed = scenario;
    changed.searches.elsewhere += 10;
    changed.laying.later_fields = 5;
    changed.laying.scattered_devices += 7;
    PackagePlan second = test::package("B");
    second.fields_recorded = 0.5;
    changed.packages.push_back(second);
    const World after = make(changed);
    ASSERT_LT(before.recorded_areas.size(), after.recorded_areas.size());
    for (std::size_t i = 0; i < before.recorded_areas.size(); ++i) {
        EXPECT_EQ(before.recorded_areas[i].id, after.recorded_areas[i].id);
        EXPECT_EQ(before.recorded_areas[i].geometry, after.recorded_areas[i].geometry);
        EXPECT_EQ(before.recorded_areas[i].claimed_count_low, after.recorded_areas[i].claimed_count_low);
    }
    for (std::size_t i = 0; i < before.fields.size(); ++i) {
        EXPECT_EQ(before.fields[i].footprint, after.fields[i].footprint);
        EXPECT_EQ(before.fields[i].devices, after.fields[i].devices);
    }
}

TEST(World, AnEmptyWorldIsAWorld) {
    Scenario scenario = small_scenario();
    scenario.laying.fields = 0;
    scenario.laying.scattered_devices = 0;
    scenario.packages.clear();
    scenario.ground.settlements = 1;
    scenario.ground.municipalities = 1;
    const World world = make(scenario);
    EXPECT_TRUE(world.devices.empty());
    EXPECT_TRUE(world.accidents.empty());
    EXPECT_TRUE(world.recorded_areas.empty());
    EXPECT_EQ(world.municipalities.size(), 1U);
}

TEST(World, MoreFieldsThanGroundAreLaidAsFarAsThereIsRoom) {
    Scenario scenario = small_scenario();
    scenario.ground.width_m = 2'000;
    scenario.ground.height_m = 2'000;
    scenario.laying.fields = 3'000;
    scenario.laying.devices_per_field = 1;
    const World world = make(scenario);
    EXPECT_GT(world.fields.size(), 10U);
    EXPECT_LT(world.fields.size(), 3'000U);
}

}  // namespace
}  // namespace cairn::simulate
