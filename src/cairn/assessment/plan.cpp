#include "cairn/assessment/plan.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "cairn/assessment/interval.hpp"
#include "cairn/assessment/quantiles.hpp"
#include "cairn/assessment/subsets.hpp"

namespace cairn::assessment {
namespace {

constexpr double half_width = 0.1;
constexpr std::size_t most_named = 20;
constexpr double least_frame_m = 50;  ///< a narrower frame hides a shift of a few tens of metres

double ground_of(const Footprint& footprint) {
    const auto* polygons = std::get_if<PlaneMultiPolygon>(&*footprint.geometry);
    return polygons ? geometry::area_m2(*polygons) : 0;
}

/// Untested located records by stratum, shuffled within each.
std::vector<std::vector<std::size_t>> draw_strata(const Evidence& evidence, const Subset& subset, Random& random) {
    std::vector<std::pair<double, std::size_t>> open;
    for (const std::size_t i : evidence.records.located())
        if (!evidence.is_tested[i] && is_in(subset, evidence.input.footprints[i]))
            open.emplace_back(ground_of(evidence.input.footprints[i]), i);
    std::sort(open.begin(), open.end());
    std::map<std::pair<std::string, bool>, std::vector<std::size_t>> strata;
    for (std::size_t k = 0; k < open.size(); ++k) {
        const auto& areas = evidence.input.footprints[open[k].second].areas;
        strata[{areas.empty() ? std::string() : areas.front(), 2 * k >= open.size()}].push_back(open[k].second);
    }
    std::vector<std::vector<std::size_t>> out;
    for (auto& [key, records] : strata) {
        for (std::size_t k = records.size(); k > 1; --k) std::swap(records[k - 1], records[random.below(k)]);
        out.push_back(std::move(records));
    }
    return out;
}

/// `count` records, from each stratum in proportion to its size: systematic sampling along the strata laid end to end.
std::vector<std::size_t> draw_records(const std::vector<std::vector<std::size_t>>& strata, std::size_t count,
                                      Random& random) {
    std::vector<std::size_t> line;
    for (const auto& stratum : strata) line.insert(line.end(), stratum.begin(), stratum.end());
    count = std::min(count, line.size());
    std::vector<std::size_t> out;
    const double step = count > 0 ? static_cast<double>(line.size()) / static_cast<double>(count) : 0;
    const double start = random.uniform() * step;
    for (std::size_t k = 0; k < count; ++k)
        out.push_back(line[std::min(static_cast<std::size_t>(start + step * static_cast<double>(k)), line.size() - 1)]);
    return out;
}

NextTest to_test(const Evidence& evidence, std::size_t i) {
    const Footprint& footprint = evidence.input.footprints[i];
    NextTest test{.footprint = footprint.id, .package = footprint.package, .reason = "random_within_stratum"};
    if (!footprint.areas.empty()) test.area = footprint.areas.front();
    test.frame_m = std::max(evidence.settings.tolerance_m, least_frame_m);
    const PlaneMultiPolygon ground = geometry::buffer(*footprint.geometry, test.frame_m);
    test.search_m2 =
        geometry::area_m2(ground) - geometry::area_m2(effectively_searched(ground, evidence.input, evidence.searches));
    return test;
}

TestPlan make_plan(const Evidence& evidence, const Subset& subset, Random random) {
    std::vector<ShareItem> tested;
    double confirmed = 0;
    for (std::size_t i = 0; i < evidence.input.footprints.size(); ++i) {
        if (!evidence.is_tested[i] || !is_in(subset, evidence.input.footprints[i])) continue;
        const auto nearest = nearest_compatible_m(evidence, i);
        tested.push_back({evidence.record_place[i], nearest && *nearest <= evidence.settings.tolerance_m, 1});
        confirmed += tested.back().hit ? 1 : 0;
    }
    const auto now = static_cast<double>(tested.size());
    TestPlan plan{.package = subset.package, .half_width = half_width, .tested_now = now};
    double clustering = 1;
    if (!tested.empty()) {
        const ShareEstimate share = estimate_share(total_by_cluster(tested), evidence.settings.level);
        plan.half_width_now = (share.high - share.low) / 2;
        clustering = std::clamp(now / std::max(share.n_effective, 1.0), 1.0, 5.0);
    }
    const double needed = clustering * records_needed((confirmed + 1) / (now + 2), half_width, evidence.settings.level);
    const bool is_narrow = plan.half_width_now && *plan.half_width_now <= half_width;
    plan.tests_needed = is_narrow ? 0 : std::max(std::ceil(needed - now), 1.0);
    const auto named = static_cast<std::size_t>(std::min(plan.tests_needed, static_cast<double>(most_named)));
    for (const std::size_t i : draw_records(draw_strata(evidence, subset, random), named, random))
        plan.next.push_back(to_test(evidence, i));
    return plan;
}

}  // namespace

double records_needed(double share, double width, double level) {
    const double z = normal_quantile((1 + level) / 2);
    return z * z * share * (1 - share) / (width * width);
}

std::vector<TestPlan> make_plans(const Evidence& evidence, Random random) {
    std::vector<TestPlan> out;
    std::uint64_t topic = 0;
    for (const Subset& subset : list_subsets(evidence.input))
        if (!subset.area) out.push_back(make_plan(evidence, subset, random.stream(topic++)));
    return out;
}

}  // namespace cairn::assessment
