#include "cairn/assessment/measures.hpp"

#include "cairn/assessment/definitions.hpp"

namespace cairn::assessment {

constexpr double few_clusters = 10;

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
    const std::string padded = " " + measure.caution + " ";
    if (padded.find(" " + std::string(code) + " ") != std::string::npos) return;
    if (!measure.caution.empty()) measure.caution += ' ';
    measure.caution += code;
}

void set_share(Measure& measure, const std::vector<ShareItem>& items, std::string_view if_none) {
    measure.numerator = 0;
    measure.denominator = 0;
    if (items.empty()) {
        add_caution(measure, if_none);
        return;
    }
    for (const ShareItem& item : items) {
        *measure.denominator += item.weight;
        if (item.hit) *measure.numerator += item.weight;
    }
    const ShareEstimate share = estimate_share(total_by_cluster(items), measure.level);
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
