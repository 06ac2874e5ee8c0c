#include "cairn/assessment/assess.hpp"

#include <iterator>

#include "cairn/assessment/areas.hpp"
#include "cairn/assessment/cautions.hpp"
#include "cairn/assessment/chance.hpp"
#include "cairn/assessment/details.hpp"
#include "cairn/assessment/evidence.hpp"
#include "cairn/assessment/exposure.hpp"
#include "cairn/assessment/outside_adjusted.hpp"
#include "cairn/assessment/plan.hpp"
#include "cairn/assessment/propensity.hpp"
#include "cairn/assessment/rates.hpp"
#include "cairn/assessment/shifts.hpp"
#include "cairn/assessment/strata.hpp"
#include "cairn/assessment/subsets.hpp"

namespace cairn::assessment {
namespace {

void append(std::vector<Measure>& to, std::vector<Measure> more) {
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::vector<RecordResult> record_results(const Evidence& evidence) {
    std::vector<RecordResult> out;
    for (std::size_t i = 0; i < evidence.input.footprints.size(); ++i) {
        const auto nearest = nearest_compatible_m(evidence, i);
        out.push_back({.id = evidence.input.footprints[i].id,
                       .searched_share = evidence.searched_share[i],
                       .is_tested = evidence.is_tested[i],
                       .is_confirmed = evidence.is_tested[i] && nearest && *nearest <= evidence.settings.tolerance_m,
                       .nearest_find_m = nearest});
    }
    return out;
}

std::vector<AccidentResult> accident_results(const Evidence& evidence) {
    std::vector<AccidentResult> out;
    for (std::size_t a = 0; a < evidence.input.accidents.size(); ++a) {
        const double distance = evidence.accidents[a].nearest_m;
        out.push_back({.id = evidence.input.accidents[a].id,
                       .distance_m = distance < unreachable ? std::optional(distance) : std::nullopt,
                       .is_outside = distance > evidence.settings.tolerance_m});
    }
    return out;
}

std::vector<EastNorth> positions_of(const std::vector<GroundPoint>& ground) {
    std::vector<EastNorth> out;
    for (const GroundPoint& point : ground) out.push_back(point.position);
    return out;
}

template <class Point>
std::vector<std::optional<Date>> dates_of(const std::vector<Point>& points) {
    std::vector<std::optional<Date>> out;
    for (const Point& point : points) out.push_back(point.date);
    return out;
}

Chances chance_levels(const Evidence& evidence, const GroundPoints& ground, const Exposure& exposure,
                      Progress& progress) {
    std::vector<ChancePoint> finds, accidents;
    for (const FindPoint& find : evidence.input.finds) finds.push_back({find.position, find.category, true});
    for (const AccidentPoint& accident : evidence.input.accidents)
        accidents.push_back({accident.position, std::nullopt, false});
    WeightedGround searched{.spacing_m = ground.searched_spacing_m}, exposed{.spacing_m = ground.study_spacing_m};
    for (const GroundPoint& point : ground.searched) {
        searched.positions.push_back(point.position);
        searched.weights.push_back(point.weight_m2);
    }
    for (const GroundPoint& point : ground.study) {
        exposed.positions.push_back(point.position);
        exposed.weights.push_back(point.weight_m2 * exposure.at(point.position));
    }
    const Random random(evidence.settings.seed);
    return {relocate(evidence, finds, searched, random.stream(1), progress),
            relocate(evidence, accidents, exposed, random.stream(2), progress)};
}

void add_type_tables(Assessment& out, const Evidence& evidence) {
    std::vector<std::optional<std::string>> packages{std::nullopt};
    packages.insert(packages.end(), evidence.input.packages.begin(), evidence.input.packages.end());
    for (const auto& package : packages)
        if (auto table = type_agreement(evidence, package)) out.types.push_back(std::move(*table));
}

}  // namespace

Assessment assess(const Input& input, const Settings& settings, Progress& progress) {
    const Evidence evidence = gather(input, settings, progress);
    const GroundPoints ground = spread_ground(evidence);
    const Exposure exposure(input.settlements, positions_of(ground.study));
    const Chances chances = chance_levels(evidence, ground, exposure, progress);
    const std::vector<double> tested = tested_probability(evidence);
    const SearchStrata strata(evidence, ground);
    const BlurredAccidents adjusted(evidence, ground, exposure, progress);
    const std::vector<RecordedPoint> recorded = spread_recorded(evidence);
    const std::vector<FindHull> hulls = spread_hulls(evidence);
    Assessment out;
    out.scored = input.scored;
    out.tolerance_m = settings.tolerance_m;
    out.seed = settings.seed;
    out.records = record_results(evidence);
    out.accidents = accident_results(evidence);
    for (const Subset& subset : list_subsets(input)) {
        append(out.measures, located_shares(evidence, subset));
        append(out.measures, confirmed_rates(evidence, chances, subset));
        append(out.measures, confirmed_rates_weighted(evidence, tested, subset));
        append(out.measures, coverage(evidence, chances, subset));
        append(out.measures, strata.coverage(subset));
        append(out.measures, accidents_outside(evidence, chances, subset));
        append(out.measures, adjusted.curve(subset));
        append(out.measures, doubtful_accidents(evidence, subset));
        append(out.measures, area_commission(evidence, recorded, subset));
        append(out.measures, area_omission(evidence, hulls, subset));
        append(out.measures, area_within(evidence, ground, subset));
        append(out.measures, count_ratios(evidence, subset));
        append(out.measures, type_shares(evidence, subset));
        append(out.measures, date_conflicts(evidence, subset));
        append(out.measures, form_completeness(evidence, subset));
    }
    for (const Subset& period : list_periods(dates_of(input.finds)))
        append(out.measures, coverage(evidence, chances, period));
    for (const Subset& period : list_periods(dates_of(input.accidents)))
        append(out.measures, accidents_outside(evidence, chances, period));
    add_type_tables(out, evidence);
    out.shifts = estimate_shifts(evidence, progress);
    out.plans = make_plans(evidence, Random(settings.seed).stream(3));
    out.cautions = list_cautions(input);
    return out;
}

}  // namespace cairn::assessment
