#include "cairn/assessment/details.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "cairn/assessment/measures.hpp"

namespace cairn::assessment {
namespace {

constexpr std::array categories{DeviceCategory::ap_mine,   DeviceCategory::av_mine, DeviceCategory::submunition,
                                DeviceCategory::uxo,       DeviceCategory::axo,     DeviceCategory::ied,
                                DeviceCategory::booby_trap};

/// The record that a find belongs to: the nearest within T0 (of the package, where one is given).
std::optional<std::size_t> record_of(const Evidence& evidence, std::size_t find,
                                     const std::optional<std::string>& package) {
    std::optional<std::size_t> best;
    double least = evidence.settings.tolerance_m;
    for (const NearFootprint& near : evidence.finds[find].near) {
        if (package && evidence.input.footprints[near.footprint].package != package) continue;
        if (near.distance_m > least || (best && near.distance_m == least)) continue;
        least = near.distance_m;
        best = near.footprint;
    }
    return best;
}

/// Items for each find of the subset that lies at a record and passes `judge`, which says whether it counts.
template <class Judge>
std::vector<ShareItem> judge_finds(const Evidence& evidence, const Subset& subset, const Judge& judge) {
    std::vector<ShareItem> items;
    for (std::size_t k = 0; k < evidence.input.finds.size(); ++k) {
        if (!is_in(subset, evidence.input.finds[k])) continue;
        const auto record = record_of(evidence, k, subset.package);
        if (!record) continue;
        const std::optional<bool> hit = judge(evidence.input.footprints[*record], evidence.input.finds[k]);
        if (hit) items.push_back({evidence.find_place[k], *hit, 1});
    }
    return items;
}

struct Counted {
    std::size_t footprint = 0;
    double claimed_low = 0, claimed_high = 0;
    std::vector<std::pair<double, double>> finds;  ///< distance, devices; only those nearest to this record
};

/// Tested records of the subset that claim a number, each with the compatible finds that are nearest to it.
std::vector<Counted> list_counted(const Evidence& evidence, const Subset& subset) {
    std::vector<Counted> out;
    std::map<std::size_t, std::size_t> position;
    for (std::size_t i = 0; i < evidence.input.footprints.size(); ++i) {
        const Footprint& footprint = evidence.input.footprints[i];
        if (!is_in(subset, footprint) || !evidence.is_tested[i]) continue;
        const auto low = footprint.claimed_count_low ? footprint.claimed_count_low : footprint.claimed_count_high;
        const auto high = footprint.claimed_count_high ? footprint.claimed_count_high : footprint.claimed_count_low;
        if (!low || !(*high > 0)) continue;
        position[i] = out.size();
        out.push_back({i, std::max(*low, 0.0), *high, {}});
    }
    for (std::size_t k = 0; k < evidence.finds.size(); ++k) {
        std::optional<NearFootprint> nearest;
        for (const NearFootprint& near : evidence.finds[k].near)
            if (is_compatible(evidence.input.footprints[near.footprint].claimed_category,
                              evidence.input.finds[k].category) &&
                (!nearest || near.distance_m < nearest->distance_m))
                nearest = near;
        const auto at = nearest ? position.find(nearest->footprint) : position.end();
        if (at != position.end())
            out[at->second].finds.emplace_back(nearest->distance_m, std::max(evidence.input.finds[k].count, 1.0));
    }
    return out;
}

/// Mean f·d over the searched part of the footprint's ground: what share of its devices the searches would find.
double found_share(const Evidence& evidence, std::size_t footprint) {
    const auto box = geometry::find_bounds(*evidence.input.footprints[footprint].geometry);
    double sum = 0, count = 0;
    for (const std::size_t j : evidence.searches.find_meeting(*box)) {
        sum += evidence.searches.effectiveness(j);
        ++count;
    }
    return count > 0 ? std::max(evidence.searched_share[footprint] * sum / count, 0.05) : 1;
}

Measure count_ratio(const Evidence& evidence, const Subset& subset, const std::vector<Counted>& records, double t,
                    Weighting weighting) {
    Measure measure = start_measure("count_ratio", subset, CountUnit::device, t, evidence.settings.level, weighting);
    std::map<std::size_t, RatioTotal> by_place;
    double low = 0, high = 0;
    for (const Counted& record : records) {
        const double weight = weighting == Weighting::ground ? 1 / found_share(evidence, record.footprint) : 1;
        RatioTotal& total = by_place[evidence.record_place[record.footprint]];
        for (const auto& [distance, devices] : record.finds)
            if (distance <= t) total.numerator += weight * devices;
        total.denominator += (record.claimed_low + record.claimed_high) / 2;
        low += record.claimed_low;
        high += record.claimed_high;
    }
    std::vector<RatioTotal> totals;
    measure.numerator = measure.denominator = 0;
    for (const auto& [place, total] : by_place) {
        totals.push_back(total);
        *measure.numerator += total.numerator;
        *measure.denominator += total.denominator;
    }
    if (totals.empty()) {
        add_caution(measure, evidence.searches.is_empty() ? "no_searches" : "no_counts_claimed");
        return measure;
    }
    const RatioEstimate ratio = estimate_ratio(totals, measure.level);
    measure.value = ratio.value;
    measure.clusters = ratio.clusters;
    if (ratio.clusters < 10) add_caution(measure, "too_few_places");
    if (!ratio.has_interval) return measure;
    // A claimed range widens the interval: the least that was claimed gives the highest ratio.
    const double middle = (low + high) / 2;
    measure.low = ratio.low * middle / high;
    measure.high = low > 0 ? std::optional(ratio.high * middle / low) : std::nullopt;
    if (low < high) add_caution(measure, "claimed_is_a_range");
    measure.interval = "log_ratio_cluster";
    return measure;
}

std::size_t column_of(const std::optional<DeviceCategory>& category) {
    if (!category) return categories.size();
    return static_cast<std::size_t>(std::find(categories.begin(), categories.end(), *category) - categories.begin());
}

}  // namespace

std::vector<Measure> count_ratios(const Evidence& evidence, const Subset& subset) {
    const std::vector<Counted> records = list_counted(evidence, subset);
    std::vector<Measure> out;
    for (const Weighting weighting : {Weighting::raw, Weighting::ground})
        for (const double t : evidence.tolerances) out.push_back(count_ratio(evidence, subset, records, t, weighting));
    return out;
}

std::vector<Measure> type_shares(const Evidence& evidence, const Subset& subset) {
    Measure measure = start_measure("type_agreement", subset, CountUnit::find, evidence.settings.tolerance_m,
                                    evidence.settings.level);
    set_share(measure,
              judge_finds(evidence, subset,
                          [](const Footprint& record, const FindPoint& find) -> std::optional<bool> {
                              if (!record.claimed_category || !find.category) return std::nullopt;
                              return *record.claimed_category == *find.category;
                          }),
              "no_types_to_compare");
    return {measure};
}

std::optional<TypeAgreement> type_agreement(const Evidence& evidence, const std::optional<std::string>& package) {
    TypeAgreement out;
    out.package = package;
    for (const DeviceCategory category : categories) out.categories.emplace_back(to_text(category));
    out.categories.emplace_back("not-stated");
    out.counts.assign(out.categories.size(), std::vector<double>(out.categories.size(), 0.0));
    bool has_any = false;
    for (std::size_t k = 0; k < evidence.input.finds.size(); ++k) {
        const auto record = record_of(evidence, k, package);
        if (!record) continue;
        const auto& claimed = evidence.input.footprints[*record].claimed_category;
        out.counts[column_of(claimed)][column_of(evidence.input.finds[k].category)] += 1;
        has_any = has_any || claimed || evidence.input.finds[k].category;
    }
    if (!has_any) return std::nullopt;
    return out;
}

std::vector<Measure> date_conflicts(const Evidence& evidence, const Subset& subset) {
    Measure measure =
        start_measure("date_conflict", subset, CountUnit::find, evidence.settings.tolerance_m, evidence.settings.level);
    set_share(measure,
              judge_finds(evidence, subset,
                          [](const Footprint& record, const FindPoint& find) -> std::optional<bool> {
                              if (!record.date || !find.mark_date) return std::nullopt;
                              return is_after(*find.mark_date, *record.date);
                          }),
              "no_dates_to_compare");
    return {measure};
}

std::vector<Measure> form_completeness(const Evidence& evidence, const Subset& subset) {
    double filled = 0, mandatory = 0;
    for (const Footprint& footprint : evidence.input.footprints) {
        if (!is_in(subset, footprint)) continue;
        filled += footprint.fields_filled;
        mandatory += footprint.fields_mandatory;
    }
    Measure measure =
        start_measure("form_completeness", subset, CountUnit::field, std::nullopt, evidence.settings.level);
    set_census(measure, filled, mandatory, "no_forms");
    return {measure};
}

std::vector<Measure> doubtful_accidents(const Evidence& evidence, const Subset& subset) {
    double all = 0, shared = 0, on_record = 0, look_alikes = 0;
    for (std::size_t a = 0; a < evidence.input.accidents.size(); ++a) {
        const AccidentPoint& accident = evidence.input.accidents[a];
        if (!is_in(subset, accident)) continue;
        ++all;
        shared += accident.shared_coordinate ? 1 : 0;
        on_record += evidence.is_on_record_point[a] ? 1 : 0;
        look_alikes += accident.possible_duplicate ? 1 : 0;
    }
    std::vector<Measure> out;
    for (const auto& [name, count] :
         {std::pair{"accidents_on_shared_coordinates", shared}, std::pair{"accidents_on_record_points", on_record},
          std::pair{"accidents_possibly_repeated", look_alikes}}) {
        out.push_back(start_measure(name, subset, CountUnit::event, std::nullopt, evidence.settings.level));
        set_census(out.back(), count, all, "no_accidents");
    }
    return out;
}

}  // namespace cairn::assessment
