#include "cairn/assessment/outside_adjusted.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "cairn/assessment/measures.hpp"

namespace cairn::assessment {
namespace {

constexpr int draws = 800;
constexpr double golden_angle = 2.399963229728653;
constexpr std::size_t enough_positions = 1000;  ///< of the lattice in one band, for an exposure right to about 1 %
constexpr std::size_t near_positions = 4000;   ///< about records, where the lattice has too few
constexpr double widest_interval = 0.5;
constexpr double negligible_sigma_m = 50;
constexpr std::array edges_m{0.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0};

bool is_blurred(const AccidentPoint& accident) { return accident.sigma_m && *accident.sigma_m > negligible_sigma_m; }
bool matters(const AccidentPoint& accident, double tolerance_m) {
    return is_blurred(accident) && *accident.sigma_m > tolerance_m / 2;
}

/// The k-th of `draws` positions spread evenly over a circular normal distribution: rings of equal probability,
/// turned by the golden angle.
EastNorth blurred_position(const AccidentPoint& accident, int k) {
    const double radius = *accident.sigma_m * std::sqrt(-2 * std::log1p(-(k + 0.5) / draws));
    const double angle = golden_angle * k;
    return {accident.position.east_m + radius * std::cos(angle), accident.position.north_m + radius * std::sin(angle)};
}

std::vector<double> list_edges(const std::vector<double>& tolerances) {
    std::vector<double> list(edges_m.begin(), edges_m.end());
    list.insert(list.end(), tolerances.begin(), tolerances.end());
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
    return list;
}

}  // namespace

BlurredAccidents::BlurredAccidents(const Evidence& evidence, const GroundPoints& ground, const Exposure& exposure,
                                   Progress& progress)
    : evidence_(evidence),
      ground_(ground),
      exposure_(exposure),
      study_area_({evidence.study_area}),
      farthest_m_(list_edges(evidence.tolerances)) {
    const auto& accidents = evidence.input.accidents;
    blurred_.resize(accidents.size());
    progress.begin("positions of accidents", static_cast<std::int64_t>(accidents.size()));
    for (std::size_t a = 0; a < accidents.size(); ++a) {
        if (is_blurred(accidents[a])) blur(a);
        progress.advance(static_cast<std::int64_t>(a) + 1);
    }
    progress.end();
    if (std::any_of(accidents.begin(), accidents.end(), is_blurred)) expose(progress);
}

std::size_t BlurredAccidents::band_of(double distance_m) const {
    return static_cast<std::size_t>(std::lower_bound(farthest_m_.begin(), farthest_m_.end(), distance_m) -
                                    farthest_m_.begin());
}

void BlurredAccidents::blur(std::size_t accident) {
    const std::size_t bands = farthest_m_.size() + 1;
    auto& tables = blurred_[accident];
    const auto add = [&](const std::optional<std::string>& package, std::size_t band, double exposed) {
        ByBand& table = tables[package];
        if (table.empty()) table.assign(bands, 0.0);
        table[band] += exposed;
    };
    double all = 0;
    for (int k = 0; k < draws; ++k) {
        const EastNorth position = blurred_position(evidence_.input.accidents[accident], k);
        if (study_area_.find_within(position, 0).empty()) continue;
        const PointDistances distances = evidence_.records.measure(position, farthest_m_.back());
        const double exposed = exposure_.at(position);
        all += exposed;
        add(std::nullopt, band_of(distances.nearest_m), exposed);
        std::map<std::string, double> nearest;
        for (const NearFootprint& near : distances.near) {
            const auto& package = evidence_.input.footprints[near.footprint].package;
            if (!package) continue;
            const auto [entry, is_new] = nearest.emplace(*package, near.distance_m);
            if (!is_new) entry->second = std::min(entry->second, near.distance_m);
        }
        for (const auto& [package, distance] : nearest) add(package, band_of(distance), exposed);
    }
    // What lies beyond the reach of a package's records belongs to its last band.
    for (auto& [package, table] : tables) {
        double reached = 0;
        for (std::size_t b = 0; b + 1 < bands; ++b) reached += table[b];
        table.back() = std::max(all - reached, 0.0);
    }
}

/// `is_thin`: of each band but the last, whether the lattice over the study area has too few positions in it.
void BlurredAccidents::expose_study_area(ByBand& exposed, std::vector<bool>& is_thin,
                                         const std::optional<std::string>& package) const {
    exposed.assign(farthest_m_.size() + 1, 0.0);
    std::vector<std::size_t> positions(exposed.size(), 0);
    for (const GroundPoint& point : ground_.study) {
        const std::size_t band = band_of(distance_within(point.records, evidence_.input, package));
        exposed[band] += point.weight_m2 * exposure_.at(point.position);
        ++positions[band];
    }
    for (std::size_t b = 0; b < farthest_m_.size(); ++b) {
        is_thin.push_back(positions[b] < enough_positions);
        if (is_thin.back()) exposed[b] = 0;
    }
}

/// The exposure of each band of each package, and of all records. Thin bands are measured about their records, each of
/// which is widened once for all records and for those of its package.
void BlurredAccidents::expose(Progress& progress) {
    std::map<std::string, RecordIndex> of_package;
    std::map<std::optional<std::string>, std::vector<bool>> is_thin;
    expose_study_area(exposed_[std::nullopt], is_thin[std::nullopt], std::nullopt);
    for (const std::string& package : evidence_.input.packages) {
        of_package.try_emplace(package, evidence_.input, package);
        expose_study_area(exposed_[package], is_thin[package], package);
    }
    std::vector<GroundPoint> points;
    const auto add = [&](const GroundNearRecord& ground, const RecordIndex& records, std::size_t b, ByBand& exposed) {
        points.clear();
        ground.spread(records, near_positions, points);
        for (const GroundPoint& point : points) {
            const double distance = point.records.near.empty() ? unreachable : point.records.nearest_m;
            // Lines and points have no ground of their own: what stands for it lies in the first band.
            const bool is_here = b == 0 || (distance > farthest_m_[b - 1] && distance <= farthest_m_[b]);
            if (is_here) exposed[b] += point.weight_m2 * exposure_.at(point.position);
        }
    };
    const std::vector<std::size_t>& located = evidence_.records.located();
    progress.begin("exposed ground", static_cast<std::int64_t>(located.size()));
    for (std::size_t k = 0; k < located.size(); ++k) {
        const Footprint& footprint = evidence_.input.footprints[located[k]];
        for (std::size_t b = 0; b < farthest_m_.size(); ++b) {
            const bool for_all = is_thin.at(std::nullopt)[b];
            const auto package = footprint.package ? is_thin.find(footprint.package) : is_thin.end();
            const bool for_package = package != is_thin.end() && package->second[b];
            if (!for_all && !for_package) continue;
            const GroundNearRecord ground(*footprint.geometry, farthest_m_[b]);
            if (for_all) add(ground, evidence_.records, b, exposed_[std::nullopt]);
            if (for_package) add(ground, of_package.at(*footprint.package), b, exposed_[footprint.package]);
        }
        progress.advance(static_cast<std::int64_t>(k) + 1);
    }
    progress.end();
}

BlurredAccident BlurredAccidents::place_in_bands(std::size_t accident, const Subset& subset,
                                                 const ByBand& exposed) const {
    BlurredAccident out{ByBand(exposed.size(), 0.0), evidence_.accident_place[accident]};
    const auto& tables = blurred_[accident];
    if (tables.empty()) {
        const double distance = distance_within(evidence_.accidents[accident], evidence_.input, subset.package);
        out.density[band_of(distance)] = 1;
        return out;
    }
    const auto table = tables.find(subset.package);
    if (table == tables.end()) {  // no record of the package within reach
        out.density.back() = 1;
        return out;
    }
    for (std::size_t b = 0; b < exposed.size(); ++b)
        if (exposed[b] > 0) out.density[b] = table->second[b] / exposed[b];
    return out;
}

std::optional<DistanceProfile> BlurredAccidents::fit(const std::vector<std::size_t>& accidents,
                                                     const Subset& subset) const {
    const auto known = exposed_.find(subset.package);
    if (known == exposed_.end()) return std::nullopt;
    ByBand exposed = known->second;
    // A band without ground, such as beyond the farthest tolerance of a small study area, can still hold an accident
    // beyond its border.
    const double least = 1e-9 * *std::max_element(exposed.begin(), exposed.end());
    if (!(least > 0)) return std::nullopt;
    for (double& exposure : exposed) exposure = std::max(exposure, least);
    std::vector<DistanceBand> bands;
    for (std::size_t b = 0; b < exposed.size(); ++b)
        bands.push_back({b < farthest_m_.size() ? farthest_m_[b] : unreachable, exposed[b]});
    std::vector<BlurredAccident> placed;
    for (const std::size_t a : accidents) placed.push_back(place_in_bands(a, subset, exposed));
    return DistanceProfile::fit(bands, placed);
}

void BlurredAccidents::set_plain(Measure& measure, const std::vector<std::size_t>& accidents,
                                 const Subset& subset) const {
    std::vector<ShareItem> items;
    for (const std::size_t a : accidents) {
        const double distance = distance_within(evidence_.accidents[a], evidence_.input, subset.package);
        items.push_back({evidence_.accident_place[a], distance > *measure.tolerance_m});
    }
    set_share(measure, items, "no_accidents");
    add_caution(measure, "positions_precise_enough");
}

std::vector<Measure> BlurredAccidents::curve(const Subset& subset) const {
    std::vector<std::size_t> accidents;
    bool any_stated = false, any_without = false, any_blurred = false;
    for (std::size_t a = 0; a < evidence_.input.accidents.size(); ++a) {
        const AccidentPoint& accident = evidence_.input.accidents[a];
        if (!is_in(subset, accident)) continue;
        accidents.push_back(a);
        (accident.sigma_m ? any_stated : any_without) = true;
        any_blurred = any_blurred || is_blurred(accident);
    }
    const auto profile = any_blurred ? fit(accidents, subset) : std::nullopt;
    std::vector<Measure> out;
    for (const double tolerance : evidence_.tolerances) {
        out.push_back(
            start_measure("accidents_outside_adjusted", subset, CountUnit::event, tolerance, evidence_.settings.level));
        Measure& measure = out.back();
        if (!any_stated) {
            add_caution(measure, any_without ? "no_position_sigma" : "no_accidents");
            continue;
        }
        if (any_without) add_caution(measure, "some_without_position_sigma");
        const bool any_matters = std::any_of(accidents.begin(), accidents.end(), [&](std::size_t a) {
            return matters(evidence_.input.accidents[a], tolerance);
        });
        if (!any_matters) {
            set_plain(measure, accidents, subset);
            continue;
        }
        if (!profile) {
            add_caution(measure, "cannot_be_told");
            continue;
        }
        if (exposure_.is_uniform()) add_caution(measure, "uniform_exposure");
        const ShareEstimate share = profile->share_from(band_of(tolerance) + 1, measure.level);
        set_estimate(measure, share);
        measure.denominator = static_cast<double>(accidents.size());
        measure.numerator = share.value * *measure.denominator;
        if (share.high - share.low > widest_interval) {
            measure.value.reset();
            measure.numerator.reset();
            add_caution(measure, "cannot_be_told");
        }
    }
    return out;
}

}  // namespace cairn::assessment
