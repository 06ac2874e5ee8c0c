#include <cmath>
#include <set>
#include <stdexcept>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cairn/geodesy/frame.hpp"
#include "cairn/geometry/nearest.hpp"
#include "cairn/simulate/files.hpp"
#include "cairn/simulate/truth.hpp"
#include "simulate/worlds.hpp"

namespace cairn::simulate {
namespace {

using test::make;
using test::small_scenario;

const TrueMeasure& find(const Truth& truth, const std::string& measure,
                        const std::optional<std::string>& package = {}) {
    for (const TrueMeasure& m : truth.measures) {
        if (m.measure == measure && m.package == package) return m;
    }
    throw std::runtime_error("no measure " + measure);
}

TEST(Truth, EveryMeasureIsDefinedOnceAndIsANumberThatCanBe) {
    const World world = test::bundled("borne-out");
    const Truth truth = measure_truth(world);
    std::set<std::pair<std::string, std::string>> seen;
    for (const TrueMeasure& m : truth.measures) {
        EXPECT_TRUE(seen.insert({m.measure, m.package.value_or("")}).second) << m.measure;
        EXPECT_GT(m.definition.size(), 20U) << m.measure;
        if (!m.measure.ends_with("_share")) continue;
        ASSERT_TRUE(m.value) << m.measure;
        EXPECT_GE(*m.value, 0);
        EXPECT_LE(*m.value, 1);
    }
}

TEST(Truth, DevicesAddUp) {
    const Truth truth = measure_truth(test::bundled("borne-out"));
    const auto number = [&](const char* name) { return *find(truth, name).value; };
    EXPECT_EQ(number("devices_laid"),
              number("devices_lifted") + number("devices_found") + number("devices_exploded") + number("devices_left"));
}

// The second opinion reads what was written, in degrees, through the geometry module's index.
TEST(Truth, OutsideAndCoveredAgreeWithTheFilesMeasuredBySomeoneElse) {
    const World world = test::bundled("borne-out");
    const Truth truth = measure_truth(world);
    const geodesy::Frame frame(world.scenario.ground.centre);
    std::vector<PlaneGeometry> footprints;
    for (const RecordedArea& area : world.recorded_areas) {
        if (area.geometry) footprints.push_back(frame.to_plane(*area.geometry));
    }
    const geometry::NearestIndex index(footprints);
    double outside = 0;
    for (const Accident& accident : world.accidents) {
        const LonLat at = std::get<MultiPointOf<LonLat>>(*accident.geometry).front();
        if (!index.find_nearest(frame.to_plane(at), {}, 50)) ++outside;
    }
    EXPECT_NEAR(*find(truth, "accidents_outside_share_as_reported").numerator, outside, 1);
    double covered = 0;
    for (const TrueDevice& device : world.devices) {
        if (device.fate != Fate::lifted && index.find_nearest(device.position, {}, 50)) ++covered;
    }
    EXPECT_NEAR(*find(truth, "devices_covered_share").numerator, covered, 1);
}

TEST(Truth, APerfectPackageIsConfirmedThroughout) {
    Scenario scenario = small_scenario();
    scenario.packages[0].position_sd_m = 0;
    scenario.packages[0].count_sd_log = 0;
    scenario.packages[0].count_as_range = 0;
    scenario.laying.scattered_devices = 0;
    scenario.laying.devices_per_field = 30;  // with a few only, all could be of the kind that the record does not name
    scenario.laying.devices_sd_log = 0;
    const Truth truth = measure_truth(make(scenario));
    for (const std::optional<std::string>& package : {std::optional<std::string>{}, std::optional<std::string>{"A"}}) {
        EXPECT_EQ(*find(truth, "records_confirmed_share", package).value, 1);
        EXPECT_EQ(*find(truth, "fields_recorded_share", package).value, 1);
        EXPECT_EQ(*find(truth, "devices_covered_share", package).value, 1);
        EXPECT_EQ(*find(truth, "accidents_outside_share", package).value, 0);
        EXPECT_EQ(*find(truth, "accidents_outside_share_expected", package).value, 0);
        EXPECT_NEAR(*find(truth, "count_ratio", package).value, 1, 1e-12);
    }
}

TEST(Truth, APackageFarOffIsConfirmedNowhere) {
    Scenario scenario = small_scenario();
    scenario.packages[0].shift_north_m = 5'000;
    const Truth truth = measure_truth(make(scenario));
    EXPECT_EQ(*find(truth, "records_confirmed_share").value, 0);
    EXPECT_EQ(*find(truth, "accidents_outside_share").value, 1);
    EXPECT_NEAR(*find(truth, "displaced_north_m", "A").value, 5'000, 10);
    EXPECT_EQ(*find(truth, "fields_recorded_share").value, 1);  // shown, though not where they are
}

TEST(Truth, TheBundledClaimsAreBorneOutAndContradicted) {
    for (const TrueClaim& claim : measure_truth(test::bundled("borne-out")).claims) {
        EXPECT_TRUE(claim.is_borne_out) << claim.claim.id << " " << claim.value.value_or(-1);
    }
    for (const TrueClaim& claim : measure_truth(test::bundled("contradicted")).claims) {
        EXPECT_FALSE(claim.is_borne_out) << claim.claim.id << " " << claim.value.value_or(-1);
    }
}

TEST(Truth, ItsTextNamesEveryMeasureClaimAndRecord) {
    const World world = test::bundled("contradicted");
    const Truth truth = measure_truth(world);
    const std::string json = to_json(world, truth);
    for (const TrueMeasure& m : truth.measures) EXPECT_THAT(json, ::testing::HasSubstr('"' + m.measure + '"'));
    for (const RecordedArea& area : world.recorded_areas) EXPECT_THAT(json, ::testing::HasSubstr(area.id));
    EXPECT_THAT(json, ::testing::HasSubstr("\"borne_out\": false"));
}

}  // namespace
}  // namespace cairn::simulate
