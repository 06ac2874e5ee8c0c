#include "assessment/calibration_runs.hpp"

#include <cmath>

#include "cairn/assessment/areas.hpp"
#include "cairn/assessment/details.hpp"
#include "cairn/assessment/outside_adjusted.hpp"
#include "cairn/assessment/propensity.hpp"
#include "cairn/assessment/rates.hpp"
#include "cairn/assessment/shift.hpp"
#include "cairn/assessment/shift_evidence.hpp"
#include "cairn/assessment/strata.hpp"
#include "cairn/geometry/plane.hpp"

namespace cairn::assessment::tests {
namespace {

// Fixed before the first run.
constexpr std::uint64_t truth_seed = 700'000;
constexpr std::uint64_t rates_seed = 10'000;
constexpr std::uint64_t weighted_rate_seed = 20'000;
constexpr std::uint64_t weighted_coverage_seed = 30'000;

Truth find_truth(const WorldPlan& plan, int worlds) {
    Truth truth;
    for (int k = 0; k < worlds; ++k)
        add_truth(truth, simulate_world(plan, Random(truth_seed + static_cast<std::uint64_t>(k))));
    return truth;
}

Settings settings_with(std::vector<double> tolerances) {
    Settings settings;
    settings.tolerances_m = std::move(tolerances);
    return settings;
}

void take(Calibration& calibration, const Truth& truth, const std::vector<Measure>& measures,
          const std::string& prefix = {}) {
    for (const Measure& m : measures) {
        if (!m.low || !m.high || !m.tolerance_m) continue;
        const std::string name = m.unit == CountUnit::person ? "persons_outside" : m.measure;
        const std::string key = name + "@" + std::to_string(static_cast<int>(*m.tolerance_m));
        const auto found = truth.find(key);
        if (found != truth.end()) calibration.add(prefix + key, found->second.value(), *m.low, *m.high, m.value);
    }
}

void take_shift(Calibration& calibration, const Evidence& evidence, EastNorth true_shift) {
    const std::vector<ShiftRecord> records = prepare_shift(finds_on_searched_ground(evidence));
    std::vector<const ShiftRecord*> all;
    for (const ShiftRecord& record : records) all.push_back(&record);
    const auto shift = estimate_shift(all, evidence.settings.level);
    if (!shift) return;
    calibration.add("shift", geometry::contains(shift->region, true_shift),
                    2 * std::sqrt(geometry::area_m2(shift->region) / M_PI));
}

}  // namespace

void calibrate_rates(Calibration& calibration, int worlds, int truth_worlds) {
    WorldPlan plan;
    plan.shift = {30, -15};
    const Truth truth = find_truth(plan, truth_worlds);
    const Settings settings = settings_with({0, 20, 50, 200});
    NoProgress progress;
    const Chances none;
    for (int k = 0; k < worlds; ++k) {
        const SimulatedWorld world = simulate_world(plan, Random(rates_seed + static_cast<std::uint64_t>(k)));
        const Evidence evidence = gather(world.input, settings, progress);
        take(calibration, truth, confirmed_rates(evidence, none, {}));
        take(calibration, truth, coverage(evidence, none, {}));
        take(calibration, truth, accidents_outside(evidence, none, {}));
        take(calibration, truth, area_commission(evidence, spread_recorded(evidence), {}));
        std::vector<Measure> ratios = count_ratios(evidence, {});
        std::erase_if(ratios, [](const Measure& m) { return m.weighting == Weighting::ground; });
        take(calibration, truth, ratios);
        const GroundPoints ground = spread_ground(evidence);
        const BlurredAccidents adjusted(evidence, ground, Exposure({}, {}), progress);
        take(calibration, truth, adjusted.curve({}));
        take_shift(calibration, evidence, plan.shift);
    }
}

void calibrate_weighted_rate(Calibration& calibration, int worlds, int truth_worlds) {
    WorldPlan plan;
    plan.record_searched = 0.4;
    plan.searched_by_size = 2;
    plan.fictitious = 0.6;
    plan.fictitious_scale = 0.5;
    plan.field_searched_elsewhere = 0;
    plan.accidents_per_device = 0;
    WorldPlan all_searched = plan;
    all_searched.record_searched = 1;
    const Truth truth = find_truth(all_searched, truth_worlds);
    const Settings settings = settings_with({50});
    NoProgress progress;
    for (int k = 0; k < worlds; ++k) {
        const SimulatedWorld world = simulate_world(plan, Random(weighted_rate_seed + static_cast<std::uint64_t>(k)));
        const Evidence evidence = gather(world.input, settings, progress);
        take(calibration, truth, confirmed_rates_weighted(evidence, tested_probability(evidence), {}), "weighted ");
    }
}

void calibrate_weighted_coverage(Calibration& calibration, int worlds, int truth_worlds) {
    WorldPlan plan;
    plan.field_searched_elsewhere = 0;
    plan.random_searches = 150;
    plan.width_m = 12'000;
    plan.height_m = 10'000;
    plan.accidents_per_device = 0;
    Truth truth = find_truth(plan, truth_worlds);
    truth["coverage@50"] = truth["devices_covered@50"];
    const Settings settings = settings_with({50});
    NoProgress progress;
    for (int k = 0; k < worlds; ++k) {
        const SimulatedWorld world =
            simulate_world(plan, Random(weighted_coverage_seed + static_cast<std::uint64_t>(k)));
        const Evidence evidence = gather(world.input, settings, progress);
        const GroundPoints ground = spread_ground(evidence);
        take(calibration, truth, SearchStrata(evidence, ground).coverage({}), "weighted ");
    }
    calibration.allow_more("weighted coverage@50");
}

}  // namespace cairn::assessment::tests
