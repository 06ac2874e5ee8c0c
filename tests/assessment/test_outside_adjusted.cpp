#include <cmath>
#include <utility>

#include <gtest/gtest.h>

#include "assessment/world.hpp"
#include "cairn/assessment/outside_adjusted.hpp"
#include "cairn/assessment/rates.hpp"
#include "cairn/core/random.hpp"

namespace cairn::assessment {
namespace {

using namespace tests;

struct Judged {
    Input input;
    Settings settings;
    NoProgress progress;
    Evidence evidence;
    GroundPoints ground;
    Exposure exposure{{}, {}};
    Judged(Input given, std::vector<double> tolerances)
        : input(std::move(given)),
          settings{.tolerances_m = std::move(tolerances)},
          evidence(gather(input, settings, progress)),
          ground(spread_ground(evidence)) {}
    Measure adjusted(double tolerance, const Subset& subset = {}) {
        const BlurredAccidents blurred(evidence, ground, exposure, progress);
        for (const Measure& m : blurred.curve(subset))
            if (m.tolerance_m == tolerance) return m;
        return {};
    }
};

/// Forty records in two deliveries; `inside` of a hundred accidents on one, the others anywhere; all with this σ.
Input scattered(double inside, double sigma_m, Random random) {
    Input input;
    input.study_area = ground(0, 0, 12'000, 12'000);
    input.packages = {"P", "Q"};
    for (int k = 0; k < 40; ++k) {
        const double west = random.uniform(200, 11'700), south = random.uniform(200, 11'700);
        input.footprints.push_back(footprint("r" + std::to_string(k), west, south, west + 150, south + 60));
        input.footprints.back().package = k % 2 == 0 ? "P" : "Q";
    }
    for (int k = 0; k < 100; ++k) {
        EastNorth place{random.uniform(0, 12'000), random.uniform(0, 12'000)};
        if (k < inside) {
            const auto box = *geometry::find_bounds(*input.footprints[random.below(40)].geometry);
            place = {random.uniform(box.min_east_m, box.max_east_m), random.uniform(box.min_north_m, box.max_north_m)};
        }
        place.east_m += sigma_m * random.normal();
        place.north_m += sigma_m * random.normal();
        input.accidents.push_back(accident(place.east_m, place.north_m));
        input.accidents.back().sigma_m = sigma_m;
    }
    return input;
}

TEST(OutsideAdjusted, PrecisePositionsRepeatThePlainShare) {
    Judged judged(scattered(60, 10, Random(1)), {50});
    const Measure measure = judged.adjusted(50);
    EXPECT_EQ(measure.caution, "positions_precise_enough");
    EXPECT_EQ(*measure.value, *accidents_outside(judged.evidence, {}, {})[0].value);
}

TEST(OutsideAdjusted, RoughPositionsAreBroughtBack) {
    Judged judged(scattered(60, 100, Random(2)), {50});
    const Measure plain = accidents_outside(judged.evidence, {}, {})[0];
    const Measure measure = judged.adjusted(50);
    EXPECT_GT(*plain.value, 0.55);
    EXPECT_LE(*measure.low, 0.4);
    EXPECT_GE(*measure.high, 0.4);
    EXPECT_LT(*measure.value, *plain.value - 0.05);
    EXPECT_EQ(measure.denominator, 100);
    EXPECT_EQ(measure.caution, "uniform_exposure");
}

TEST(OutsideAdjusted, APackageIsAskedForItsOwnRecords) {
    Judged judged(scattered(60, 100, Random(3)), {50});
    const Measure both = judged.adjusted(50), one = judged.adjusted(50, {.package = "P"});
    ASSERT_TRUE(both.low && one.high);
    EXPECT_GT(*one.high, *both.low + 0.15);
    EXPECT_LE(*one.low, 0.72);
    EXPECT_GE(*one.high, 0.68);
}

TEST(OutsideAdjusted, VillageCentresCannotTell) {
    Judged judged(scattered(60, 2000, Random(4)), {50});
    const Measure measure = judged.adjusted(50);
    EXPECT_FALSE(measure.value) << *measure.low << " to " << *measure.high << " neff " << *measure.n_effective;
    EXPECT_EQ(measure.caution, "cannot_be_told");
}

TEST(OutsideAdjusted, AccidentsWithoutSigmaCountWhereTheyAreReported) {
    Input input = scattered(60, 100, Random(5));
    for (std::size_t k = 0; k < 50; ++k) input.accidents[2 * k].sigma_m.reset();
    Judged judged(input, {50});
    const Measure measure = judged.adjusted(50);
    EXPECT_EQ(measure.denominator, 100);
    EXPECT_EQ(measure.caution, "some_without_position_sigma");
    for (auto& a : input.accidents) a.sigma_m.reset();
    Judged without(input, {50});
    EXPECT_EQ(without.adjusted(50).caution, "no_position_sigma");
    EXPECT_FALSE(without.adjusted(50).value);
}

}  // namespace
}  // namespace cairn::assessment
