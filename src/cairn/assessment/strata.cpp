#include "cairn/assessment/strata.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "cairn/assessment/measures.hpp"

namespace cairn::assessment {
namespace {

constexpr double near_settlement_m = 2000;
constexpr double finely_m = 100;           ///< bands up to here are thin: the lattice around records is finer
constexpr double negligible_share = 1e-4;  ///< of all ground: a stratum so small is a rounding of the lattice
constexpr double mostly = 0.5;  ///< of all devices by the weights, on searched ground: unsearched ground adds the rest

bool is_near_settlement(const std::vector<Settlement>& settlements, EastNorth p) {
    return std::any_of(settlements.begin(), settlements.end(), [p](const Settlement& s) {
        return std::abs(s.position.east_m - p.east_m) <= near_settlement_m &&
               std::hypot(s.position.east_m - p.east_m, s.position.north_m - p.north_m) <= near_settlement_m;
    });
}

std::size_t band_of(double distance_m) {
    const auto& edges = SearchStrata::edges_m;
    return static_cast<std::size_t>(std::lower_bound(edges.begin(), edges.end(), distance_m) - edges.begin());
}

}  // namespace

SearchStrata::SearchStrata(const Evidence& evidence, const GroundPoints& ground) : evidence_(evidence) {
    add_ground(ground);
    weigh_finds();
    bound_empty();
}

std::size_t SearchStrata::stratum_at(EastNorth position, double record_distance_m) const {
    const bool is_far = !is_near_settlement(evidence_.input.settlements, position);
    return band_of(record_distance_m) + (is_far ? bands : 0);
}

void SearchStrata::add_ground(const GroundPoints& ground) {
    const auto add = [&](const std::vector<GroundPoint>& points, double beyond_m, double up_to_m) {
        for (const GroundPoint& point : points) {
            const double distance = point.records.nearest_m;
            if (distance > beyond_m && distance <= up_to_m)
                strata_[stratum_at(point.position, distance)].ground_m2 += point.weight_m2;
        }
    };
    // Ground on and about records is small: spread over it apart from the study area.
    add(spread_near_records(evidence_, 0), -1, 0);
    add(spread_near_records(evidence_, finely_m), 0, finely_m);
    add(spread_near_records(evidence_, edges_m.back()), finely_m, edges_m.back());
    add(ground.study, edges_m.back(), unreachable);
    for (const GroundPoint& point : ground.searched)
        strata_[stratum_at(point.position, point.records.nearest_m)].searched_m2 += point.weight_m2;
    for (Stratum& stratum : strata_) stratum.ground_m2 = std::max(stratum.ground_m2, stratum.searched_m2);
}

void SearchStrata::weigh_finds() {
    weights_.assign(evidence_.input.finds.size(), 0.0);
    for (std::size_t k = 0; k < weights_.size(); ++k) {
        const EastNorth position = evidence_.input.finds[k].position;
        const double effective = evidence_.searches.effectiveness_at(position);
        Stratum& stratum = strata_[stratum_at(position, evidence_.finds[k].nearest_m)];
        if (!(effective > 0) || !(stratum.searched_m2 > 0)) continue;
        weights_[k] = stratum.ground_m2 / stratum.searched_m2 / effective;
        stratum.devices += weights_[k];
        ++stratum.finds;
    }
}

/// A stratum where nothing was found may still hold devices: where it was searched, as many groups as would be missed
/// with probability 5 % (a Poisson count of none: −log 0.05 groups of the mean size); where it never was, as many as
/// the next stratum towards the records would make it, on the assumption that devices do not become denser away from
/// the records. Both cannot exceed that.
void SearchStrata::bound_empty() {
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
    for (std::size_t side = 0; side < count; side += bands) {
        double inner = densest;
        for (std::size_t s = side; s < side + bands; ++s) {
            Stratum& stratum = strata_[s];
            if (!(stratum.ground_m2 > negligible_share * all_ground)) continue;
            if (stratum.finds > 0) {
                inner = stratum.devices / stratum.ground_m2;
                continue;
            }
            if (stratum.searched_m2 > 0) inner = std::min(inner, -std::log(0.05) * group_size / stratum.searched_m2);
            stratum.most_devices = inner * stratum.ground_m2;
        }
    }
}

/// Widens the interval by what the empty strata may hold, within the tolerance or beyond it.
void SearchStrata::set_bounds(Measure& measure) const {
    double may_be_covered = 0, may_be_uncovered = 0;
    bool never_searched = false;
    for (std::size_t s = 0; s < count; ++s) {
        if (!(strata_[s].most_devices > 0)) continue;
        never_searched = never_searched || !(strata_[s].searched_m2 > 0);
        const std::size_t band = s % bands;
        const double nearest = band == 0 ? 0 : edges_m[band - 1];
        const double farthest = band < edges_m.size() ? edges_m[band] : unreachable;
        // Bands are distances to any record: of a package's own records nothing is certain.
        if (measure.package || (band == 0 ? true : *measure.tolerance_m > nearest))
            may_be_covered += strata_[s].most_devices;
        if (measure.package || *measure.tolerance_m < farthest) may_be_uncovered += strata_[s].most_devices;
    }
    if (!(may_be_covered + may_be_uncovered > 0)) return;
    const double all = *measure.denominator;
    measure.low = *measure.low * all / (all + may_be_uncovered);
    measure.high = (*measure.high * all + may_be_covered) / (all + may_be_covered);
    measure.interval = "bounds";
    if (!never_searched) return;
    measure.value.reset();
    add_caution(measure, "stratum_never_searched");
}

/// Weights take searched ground to be like the rest of its stratum. Searches go where devices are expected, so that it
/// may hold more; at the other end the rest holds none, and each find stands for 1 / (f d) devices only.
void SearchStrata::allow_for_choice(Measure& measure, const std::vector<ShareItem>& items) {
    const ShareEstimate chosen = estimate_share(total_by_cluster(items), measure.level);
    double on_searched_ground = 0;
    for (const ShareItem& item : items) on_searched_ground += item.weight;
    measure.low = std::min(*measure.low, chosen.low);
    measure.high = std::max(*measure.high, chosen.high);
    if (measure.value && on_searched_ground >= mostly * *measure.denominator) return;
    measure.interval = "bounds";
    measure.value.reset();
    add_caution(measure, "choice_of_ground_matters");
}

Measure SearchStrata::row(const Subset& subset, double tolerance_m) const {
    Measure measure =
        start_measure("coverage", subset, CountUnit::find, tolerance_m, evidence_.settings.level, Weighting::ground);
    std::vector<ShareItem> items, chosen;
    bool any_off_ground = false;
    for (std::size_t k = 0; k < weights_.size(); ++k) {
        if (!is_in(subset, evidence_.input.finds[k])) continue;
        any_off_ground = any_off_ground || weights_[k] <= 0;
        if (weights_[k] <= 0) continue;
        const double distance = distance_within(evidence_.finds[k], evidence_.input, subset.package);
        items.push_back({evidence_.find_place[k], distance <= tolerance_m, weights_[k]});
        chosen.push_back(items.back());
        chosen.back().weight = 1 / evidence_.searches.effectiveness_at(evidence_.input.finds[k].position);
    }
    set_share(measure, items, evidence_.searches.is_empty() ? "no_searches" : "no_finds_on_searched_ground");
    if (!measure.value) return measure;
    if (any_off_ground) add_caution(measure, "finds_off_searched_ground");
    // The ground of a part is not known: there the empty strata cannot be counted.
    if (!subset.area && !subset.period) set_bounds(measure);
    allow_for_choice(measure, chosen);
    return measure;
}

std::vector<Measure> SearchStrata::coverage(const Subset& subset) const {
    std::vector<Measure> out;
    for (const double t : evidence_.tolerances) out.push_back(row(subset, t));
    return out;
}

}  // namespace cairn::assessment
