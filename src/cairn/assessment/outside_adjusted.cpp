#include "cairn/assessment/outside_adjusted.hpp"

#include <algorithm>
#include <cmath>

#include "cairn/assessment/adjusted.hpp"
#include "cairn/assessment/measures.hpp"

namespace cairn::assessment {
namespace {

constexpr int draws = 400;
constexpr double golden_angle = 2.399963229728653;
constexpr std::size_t enough_positions = 1000;  ///< of the lattice, for an area that is right to about 1 %
constexpr double widest_interval = 0.5;
constexpr double negligible_sigma_m = 50;

bool matters(const AccidentPoint& accident, double tolerance_m) {
    return accident.sigma_m && *accident.sigma_m > negligible_sigma_m && *accident.sigma_m > tolerance_m / 2;
}

/// The k-th of `draws` positions spread evenly over a circular normal distribution: rings of equal probability,
/// turned by the golden angle.
EastNorth blurred_position(const AccidentPoint& accident, int k) {
    const double radius = *accident.sigma_m * std::sqrt(-2 * std::log1p(-(k + 0.5) / draws));
    const double angle = golden_angle * k;
    return {accident.position.east_m + radius * std::cos(angle), accident.position.north_m + radius * std::sin(angle)};
}

}  // namespace

BlurredAccidents::BlurredAccidents(const Evidence& evidence, const GroundPoints& ground, const Exposure& exposure,
                                   Progress& progress)
    : evidence_(evidence), ground_(ground), exposure_(exposure) {
    for (const GroundPoint& point : ground.study) {
        ground_exposure_.push_back(point.weight_m2 * exposure.at(point.position));
        exposed_all_ += ground_exposure_.back();
    }
    const std::size_t count = evidence.input.accidents.size();
    const ByAccident zeros(count, std::vector<float>(evidence.tolerances.size(), 0.0F));
    blurred_all_.assign(count, 0.0);
    within_[std::nullopt] = zeros;
    progress.begin("positions of accidents", static_cast<std::int64_t>(count));
    for (std::size_t a = 0; a < count; ++a) {
        if (matters(evidence.input.accidents[a], 0)) blur(a);
        progress.advance(static_cast<std::int64_t>(a) + 1);
    }
    progress.end();
}

void BlurredAccidents::blur(std::size_t accident) {
    const auto& footprints = evidence_.input.footprints;
    const auto& tolerances = evidence_.tolerances;
    const auto add = [&](ByAccident& table, double distance, double exposed) {
        for (std::size_t t = tolerances.size(); t-- > 0 && tolerances[t] >= distance;)
            table[accident][t] += static_cast<float>(exposed / draws);
    };
    for (int k = 0; k < draws; ++k) {
        const EastNorth position = blurred_position(evidence_.input.accidents[accident], k);
        const PointDistances distances = evidence_.records.measure(position, evidence_.reach_m);
        const double exposed = exposure_.at(position);
        blurred_all_[accident] += exposed / draws;
        add(within_[std::nullopt], distances.nearest_m, exposed);
        std::map<std::string, double> nearest;
        for (const NearFootprint& near : distances.near) {
            if (!footprints[near.footprint].package) continue;
            const auto [entry, is_new] = nearest.emplace(*footprints[near.footprint].package, near.distance_m);
            if (!is_new) entry->second = std::min(entry->second, near.distance_m);
        }
        for (const auto& [package, distance] : nearest) {
            ByAccident& table = within_[package];
            if (table.empty()) table.assign(blurred_all_.size(), {});
            if (table[accident].empty()) table[accident].assign(tolerances.size(), 0.0F);
            add(table, distance, exposed);
        }
    }
}

double BlurredAccidents::blurred_within(std::size_t accident, const std::optional<std::string>& package,
                                        std::size_t t) const {
    const auto table = within_.find(package);
    if (table == within_.end() || table->second[accident].empty()) return 0;
    return std::min<double>(table->second[accident][t], blurred_all_[accident]);
}

double BlurredAccidents::exposed_within(const std::optional<std::string>& package, double tolerance_m) const {
    const auto key = std::pair(package, tolerance_m);
    if (const auto known = exposed_.find(key); known != exposed_.end()) return known->second;
    double sum = 0;
    std::size_t positions = 0;
    for (std::size_t k = 0; k < ground_.study.size(); ++k) {
        if (distance_within(ground_.study[k].records, evidence_.input, package) > tolerance_m) continue;
        sum += ground_exposure_[k];
        ++positions;
    }
    if (positions < enough_positions) {
        sum = 0;
        for (const GroundPoint& point : spread_near_records(evidence_, package, tolerance_m))
            sum += point.weight_m2 * exposure_.at(point.position);
    }
    return exposed_[key] = sum;
}

Measure BlurredAccidents::row(const Subset& subset, std::size_t t) const {
    const double tolerance = evidence_.tolerances[t];
    Measure measure =
        start_measure("accidents_outside_adjusted", subset, CountUnit::event, tolerance, evidence_.settings.level);
    std::vector<BlurredAccident> accidents;
    bool any_matters = false, any_without = false;
    for (std::size_t a = 0; a < evidence_.input.accidents.size(); ++a) {
        const AccidentPoint& accident = evidence_.input.accidents[a];
        if (!is_in(subset, accident)) continue;
        if (!accident.sigma_m) {
            any_without = true;
            continue;
        }
        BlurredAccident entry{.cluster = evidence_.accident_place[a]};
        if (matters(accident, tolerance)) {
            any_matters = true;
            entry.inside = blurred_within(a, subset.package, t);
            entry.outside = blurred_all_[a] - entry.inside;
        } else {
            const bool is_outside =
                distance_within(evidence_.accidents[a], evidence_.input, subset.package) > tolerance;
            (is_outside ? entry.outside : entry.inside) = 1;
        }
        accidents.push_back(entry);
    }
    if (accidents.empty()) {
        add_caution(measure, any_without ? "no_position_sigma" : "no_accidents");
        return measure;
    }
    if (any_without) add_caution(measure, "some_without_position_sigma");
    if (!any_matters) add_caution(measure, "positions_precise_enough");
    if (any_matters) {
        const double within = std::min(exposed_within(subset.package, tolerance), exposed_all_);
        if (!(within > 0) || !(exposed_all_ - within > 0)) {
            add_caution(measure, "cannot_be_told");
            return measure;
        }
        for (BlurredAccident& entry : accidents) {
            entry.inside /= within;
            entry.outside /= exposed_all_ - within;
        }
        if (exposure_.is_uniform()) add_caution(measure, "uniform_exposure");
    }
    const MixtureEstimate estimate = estimate_mixture(accidents, measure.level);
    measure.denominator = static_cast<double>(accidents.size());
    measure.low = estimate.low;
    measure.high = estimate.high;
    measure.interval = "profile_cluster";
    measure.clusters = estimate.clusters;
    measure.n_effective = estimate.n_effective;
    if (estimate.clusters < 10) add_caution(measure, "too_few_places");
    if (any_matters && estimate.high - estimate.low > widest_interval) {
        add_caution(measure, "cannot_be_told");
        return measure;
    }
    measure.value = estimate.value;
    measure.numerator = estimate.value * *measure.denominator;
    return measure;
}

std::vector<Measure> BlurredAccidents::curve(const Subset& subset) const {
    std::vector<Measure> out;
    for (std::size_t t = 0; t < evidence_.tolerances.size(); ++t) out.push_back(row(subset, t));
    return out;
}

}  // namespace cairn::assessment
