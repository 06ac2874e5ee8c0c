#include "cairn/assessment/measures.hpp"

#include <algorithm>
#include <array>

#include "cairn/assessment/definitions.hpp"

namespace cairn::assessment {

namespace {

constexpr double few_clusters = 10;

/// From grave to light; a code that is not listed leaves its measure without value.
constexpr std::array<std::string_view, 9> lighter{
    "cannot_be_told",     "stratum_never_searched",    "choice_of_ground_matters",
    "too_few_places",     "finds_off_searched_ground", "some_without_position_sigma",
    "claimed_is_a_range", "uniform_exposure",          "positions_precise_enough"};

std::ptrdiff_t gravity(std::string_view code) {
    const auto found = std::find(lighter.begin(), lighter.end(), code);
    return found == lighter.end() ? -1 : found - lighter.begin();
}

}  // namespace

Measure start_measure(std::string_view name, const Subset& subset, CountUnit unit, std::optional<double> tolerance_m,
                      double level, Weighting weighting) {
    Measure measure;
    measure.measure = name;
    measure.package = subset.package;
    measure.area = subset.area;
    measure.period = subset.period;
    measure.tolerance_m = tolerance_m;
    measure.unit = unit;
    measure.level = level;
    measure.weighting = weighting;
    measure.definition = definition_of(name, unit, weighting);
    return measure;
}

void add_caution(Measure& measure, std::string_view code) {
    if (measure.caution.empty() || gravity(code) < gravity(measure.caution)) measure.caution = code;
}

void set_share(Measure& measure, const std::vector<ShareItem>& items, std::string_view if_none) {
    set_share(measure, total_by_cluster(items), if_none);
}

void set_share(Measure& measure, const std::vector<ClusterTotal>& clusters, std::string_view if_none) {
    measure.numerator = 0;
    measure.denominator = 0;
    for (const ClusterTotal& cluster : clusters) {
        *measure.numerator += cluster.hits;
        *measure.denominator += cluster.weight;
    }
    if (!(*measure.denominator > 0)) {
        add_caution(measure, if_none);
        return;
    }
    set_estimate(measure, estimate_share(clusters, measure.level));
}

void set_estimate(Measure& measure, const ShareEstimate& share) {
    measure.value = share.value;
    measure.low = share.low;
    measure.high = share.high;
    measure.interval = share.interval;
    measure.clusters = share.clusters;
    measure.n_effective = share.n_effective;
    if (share.clusters < few_clusters) add_caution(measure, "too_few_places");
}

void set_census(Measure& measure, double numerator, double denominator, std::string_view if_none) {
    measure.numerator = numerator;
    measure.denominator = denominator;
    if (!(denominator > 0)) {
        add_caution(measure, if_none);
        return;
    }
    measure.value = numerator / denominator;
    measure.low = measure.high = measure.value;
    measure.interval = "census";
}

}  // namespace cairn::assessment
