#include "cairn/assessment/strata.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "cairn/assessment/measures.hpp"

namespace cairn::assessment {
namespace {

constexpr double near_record_m = 500;
constexpr double near_settlement_m = 2000;
constexpr double negligible_share = 1e-4;  ///< of the study area: a stratum so small is a rounding of the lattice

bool is_near_settlement(const std::vector<Settlement>& settlements, EastNorth p) {
    return std::any_of(settlements.begin(), settlements.end(), [p](const Settlement& s) {
        return std::abs(s.position.east_m - p.east_m) <= near_settlement_m &&
               std::hypot(s.position.east_m - p.east_m, s.position.north_m - p.north_m) <= near_settlement_m;
    });
}

std::size_t band_of(double distance_m) { return distance_m <= 0 ? 0 : distance_m <= near_record_m ? 1 : 2; }

}  // namespace

std::size_t SearchStrata::stratum_at(EastNorth position, double record_distance_m) const {
    const bool is_far = !is_near_settlement(evidence_.input.settlements, position);
    return band_of(record_distance_m) + (is_far ? bands : 0);
}

SearchStrata::SearchStrata(const Evidence& evidence, const GroundPoints& ground) : evidence_(evidence) {
    for (const GroundPoint& point : ground.study)
        if (point.records.nearest_m > 0)
            strata_[stratum_at(point.position, point.records.nearest_m)].ground_m2 += point.weight_m2;
    // Recorded ground is often too small for the lattice of the study area: spread over the records themselves.
    for (const GroundPoint& point : spread_near_records(evidence, std::nullopt, 0))
        strata_[stratum_at(point.position, 0)].ground_m2 += point.weight_m2;
    for (const GroundPoint& point : ground.searched)
        strata_[stratum_at(point.position, point.records.nearest_m)].searched_m2 += point.weight_m2;
    for (Stratum& stratum : strata_) stratum.ground_m2 = std::max(stratum.ground_m2, stratum.searched_m2);

    weights_.assign(evidence.input.finds.size(), 0.0);
    for (std::size_t k = 0; k < weights_.size(); ++k) {
        const EastNorth position = evidence.input.finds[k].position;
        const double effective = evidence.searches.effectiveness_at(position);
        Stratum& stratum = strata_[stratum_at(position, evidence.finds[k].nearest_m)];
        if (!(effective > 0) || !(stratum.searched_m2 > 0)) continue;
        weights_[k] = stratum.ground_m2 / stratum.searched_m2 / effective;
        stratum.devices += weights_[k];
        ++stratum.finds;
    }
    bound_empty_strata();
}

/// Where a stratum was searched and nothing found, as many groups of devices as would be missed with probability 5 %
/// may still be there (a Poisson count of 0: −log 0.05 groups of the mean size). Where it was never searched it may
/// be as dense as the densest stratum that was: an assumption, and the widest that the data can speak of.
void SearchStrata::bound_empty_strata() {
    double densest = 0, found = 0, all_ground = 0;
    std::set<std::size_t> groups;
    for (const Stratum& stratum : strata_) {
        all_ground += stratum.ground_m2;
        if (stratum.searched_m2 > 0) densest = std::max(densest, stratum.devices / stratum.ground_m2);
    }
    for (std::size_t k = 0; k < weights_.size(); ++k)
        if (weights_[k] > 0) {
            ++found;
            groups.insert(evidence_.find_place[k]);
        }
    const double group_size = groups.empty() ? 1 : found / static_cast<double>(groups.size());
    for (Stratum& stratum : strata_) {
        if (stratum.finds > 0 || stratum.ground_m2 < negligible_share * all_ground) continue;
        const double as_densest = densest * stratum.ground_m2;
        stratum.most_devices =
            stratum.searched_m2 > 0
                ? std::min(as_densest, -std::log(0.05) * group_size * stratum.ground_m2 / stratum.searched_m2)
                : as_densest;
    }
}

Measure SearchStrata::row(const Subset& subset, double tolerance_m) const {
    Measure measure =
        start_measure("coverage", subset, CountUnit::find, tolerance_m, evidence_.settings.level, Weighting::ground);
    std::vector<ShareItem> items;
    bool any_off_ground = false;
    for (std::size_t k = 0; k < weights_.size(); ++k) {
        if (!is_in(subset, evidence_.input.finds[k])) continue;
        any_off_ground = any_off_ground || weights_[k] <= 0;
        if (weights_[k] <= 0) continue;
        const double distance = distance_within(evidence_.finds[k], evidence_.input, subset.package);
        items.push_back({evidence_.find_place[k], distance <= tolerance_m, weights_[k]});
    }
    set_share(measure, items, evidence_.searches.is_empty() ? "no_searches" : "no_finds_on_searched_ground");
    if (!measure.value) return measure;
    if (any_off_ground) add_caution(measure, "finds_off_searched_ground");
    if (subset.area || subset.period) return measure;  // the ground of a part is not known: the bounds are of the whole

    double may_be_covered = 0, may_be_uncovered = 0;
    bool never_searched = false;
    for (std::size_t s = 0; s < count; ++s) {
        const std::size_t band = s % bands;
        if (!(strata_[s].most_devices > 0)) continue;
        never_searched = never_searched || !(strata_[s].searched_m2 > 0);
        // Ground on records is within every tolerance; ground up to 500 m away is for certain only from there on.
        const bool surely_covered = !subset.package && (band == 0 || (band == 1 && tolerance_m >= near_record_m));
        const bool surely_not =
            !subset.package && ((band == 1 && tolerance_m <= 0) || (band == 2 && tolerance_m < near_record_m));
        if (!surely_not) may_be_covered += strata_[s].most_devices;
        if (!surely_covered) may_be_uncovered += strata_[s].most_devices;
    }
    if (!(may_be_covered + may_be_uncovered > 0)) return measure;
    const double all = *measure.denominator;
    measure.low = *measure.low * all / (all + may_be_uncovered);
    measure.high = (*measure.high * all + may_be_covered) / (all + may_be_covered);
    measure.interval = "bounds";
    if (never_searched) {
        measure.value.reset();
        add_caution(measure, "stratum_never_searched");
    }
    return measure;
}

std::vector<Measure> SearchStrata::coverage(const Subset& subset) const {
    std::vector<Measure> out;
    for (const double t : evidence_.tolerances) out.push_back(row(subset, t));
    return out;
}

}  // namespace cairn::assessment
