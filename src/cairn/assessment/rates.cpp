#include "cairn/assessment/rates.hpp"

#include <algorithm>
#include <functional>

#include "cairn/assessment/measures.hpp"

namespace cairn::assessment {
namespace {

using ChooseAccident = std::function<bool(std::size_t accident)>;

double distance_of(const PointDistances& point, const Evidence& evidence, const Subset& subset) {
    return distance_within(point, evidence.input, subset.package);
}

/// The same share with records relocated at random: the mean of each item's own chance.
void set_chance(Measure& measure, const Chance& chance, const std::vector<std::size_t>& points,
                const std::vector<ShareItem>& items, std::size_t tolerance, bool counts_outside) {
    double sum = 0, weight = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto within = chance_within(chance, points[i], measure.package, tolerance);
        if (!within) return;
        sum += items[i].weight * (counts_outside ? 1 - *within : *within);
        weight += items[i].weight;
    }
    if (weight > 0) measure.chance = sum / weight;
}

std::vector<Measure> outside_curve(const Evidence& evidence, const Chances& chances, const Subset& subset,
                                   std::string_view name, CountUnit unit, const ChooseAccident& choose) {
    std::vector<ShareItem> items;
    std::vector<std::size_t> points;
    std::vector<double> distances;
    for (std::size_t a = 0; a < evidence.input.accidents.size(); ++a) {
        const AccidentPoint& accident = evidence.input.accidents[a];
        const double weight = unit == CountUnit::person ? accident.persons : 1;
        if (!is_in(subset, accident) || !choose(a) || !(weight > 0)) continue;
        items.push_back({evidence.accident_place[a], false, weight});
        points.push_back(a);
        distances.push_back(distance_of(evidence.accidents[a], evidence, subset));
    }
    std::vector<Measure> curve;
    for (std::size_t t = 0; t < evidence.tolerances.size(); ++t) {
        const double tolerance = evidence.tolerances[t];
        for (std::size_t i = 0; i < items.size(); ++i) items[i].hit = distances[i] > tolerance;
        curve.push_back(start_measure(name, subset, unit, tolerance, evidence.settings.level));
        set_share(curve.back(), items, unit == CountUnit::person ? "no_persons_stated" : "no_accidents");
        set_chance(curve.back(), chances.accidents, points, items, t, true);
    }
    return curve;
}

void append(std::vector<Measure>& to, std::vector<Measure> more) {
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

std::vector<Measure> located_shares(const Evidence& evidence, const Subset& subset) {
    double all = 0, located = 0, place_only = 0, not_locatable = 0, tested = 0;
    for (std::size_t i = 0; i < evidence.input.footprints.size(); ++i) {
        const Footprint& footprint = evidence.input.footprints[i];
        if (!is_in(subset, footprint)) continue;
        ++all;
        tested += evidence.is_tested[i] ? 1 : 0;
        // A record that says it is located but brings no usable geometry has only its place's name left.
        const bool has_ground = footprint.location == LocationStatus::located && footprint.geometry.has_value();
        if (has_ground)
            ++located;
        else if (footprint.location == LocationStatus::not_locatable)
            ++not_locatable;
        else
            ++place_only;
    }
    std::vector<Measure> out;
    const auto add = [&](std::string_view name, double count) {
        out.push_back(start_measure(name, subset, CountUnit::record, std::nullopt, evidence.settings.level));
        set_census(out.back(), count, all, "no_records");
    };
    add("located_share", located);
    add("place_only_share", place_only);
    add("not_locatable_share", not_locatable);
    add("tested_share", tested);
    out.back().tolerance_m = evidence.settings.tolerance_m;
    if (evidence.searches.is_empty()) add_caution(out.back(), "no_searches");
    return out;
}

std::vector<Measure> confirmed_rates(const Evidence& evidence, const Chances& chances, const Subset& subset) {
    std::vector<ShareItem> tested;
    std::vector<std::size_t> records;
    double all = 0;
    for (std::size_t i = 0; i < evidence.input.footprints.size(); ++i) {
        if (!is_in(subset, evidence.input.footprints[i])) continue;
        ++all;
        if (!evidence.is_tested[i]) continue;
        tested.push_back({evidence.record_place[i], false, 1});
        records.push_back(i);
    }
    std::vector<Measure> rates, of_all;
    for (std::size_t t = 0; t < evidence.tolerances.size(); ++t) {
        const double tolerance = evidence.tolerances[t];
        double by_chance = 0;
        for (std::size_t i = 0; i < tested.size(); ++i) {
            tested[i].hit = nearest_compatible_m(evidence, records[i]).value_or(unreachable) <= tolerance;
            if (chances.finds.is_known()) by_chance += chances.finds.met[records[i]][t];
        }
        rates.push_back(start_measure("confirmed_rate", subset, CountUnit::record, tolerance, evidence.settings.level));
        set_share(rates.back(), tested, evidence.searches.is_empty() ? "no_searches" : "no_tested_records");
        if (chances.finds.is_known() && !tested.empty())
            rates.back().chance = by_chance / static_cast<double>(tested.size());

        of_all.push_back(
            start_measure("confirmed_of_all_records", subset, CountUnit::record, tolerance, evidence.settings.level));
        Measure& bounds = of_all.back();
        const double confirmed = *rates.back().numerator;
        set_census(bounds, confirmed, all, "no_records");
        if (!bounds.value) continue;
        bounds.high = (confirmed + all - static_cast<double>(tested.size())) / all;
        bounds.interval = "bounds";
    }
    append(rates, std::move(of_all));
    return rates;
}

std::vector<Measure> confirmed_rates_weighted(const Evidence& evidence, const std::vector<double>& probability,
                                              const Subset& subset) {
    std::vector<Measure> out;
    for (const double tolerance : evidence.tolerances) {
        std::vector<ShareItem> tested;
        for (std::size_t i = 0; i < evidence.input.footprints.size(); ++i) {
            if (!evidence.is_tested[i] || !is_in(subset, evidence.input.footprints[i])) continue;
            const bool is_confirmed = nearest_compatible_m(evidence, i).value_or(unreachable) <= tolerance;
            tested.push_back({evidence.record_place[i], is_confirmed, probability.empty() ? 1 : 1 / probability[i]});
        }
        out.push_back(start_measure("confirmed_rate", subset, CountUnit::record, tolerance, evidence.settings.level,
                                    Weighting::ground));
        set_share(out.back(), tested, evidence.searches.is_empty() ? "no_searches" : "no_tested_records");
    }
    return out;
}

std::vector<Measure> coverage(const Evidence& evidence, const Chances& chances, const Subset& subset) {
    std::vector<ShareItem> finds, devices;
    std::vector<std::size_t> points;
    bool has_several = false;
    for (std::size_t k = 0; k < evidence.input.finds.size(); ++k) {
        const FindPoint& find = evidence.input.finds[k];
        if (!is_in(subset, find)) continue;
        finds.push_back({evidence.find_place[k], false, 1});
        devices.push_back({evidence.find_place[k], false, std::max(find.count, 1.0)});
        points.push_back(k);
        has_several = has_several || find.count > 1;
    }
    std::vector<Measure> out, by_device;
    for (std::size_t t = 0; t < evidence.tolerances.size(); ++t) {
        const double tolerance = evidence.tolerances[t];
        for (std::size_t i = 0; i < finds.size(); ++i)
            finds[i].hit = devices[i].hit = distance_of(evidence.finds[points[i]], evidence, subset) <= tolerance;
        const auto add = [&](std::vector<Measure>& to, CountUnit unit, const std::vector<ShareItem>& items) {
            to.push_back(start_measure("coverage", subset, unit, tolerance, evidence.settings.level));
            set_share(to.back(), items, "no_finds");
            set_chance(to.back(), chances.finds, points, items, t, false);
        };
        add(out, CountUnit::find, finds);
        if (has_several) add(by_device, CountUnit::device, devices);
    }
    append(out, std::move(by_device));
    return out;
}

std::vector<Measure> accidents_outside(const Evidence& evidence, const Chances& chances, const Subset& subset) {
    const auto& accidents = evidence.input.accidents;
    const auto all = [](std::size_t) { return true; };
    const auto first_of_its_kind = [&](std::size_t a) { return !accidents[a].possible_duplicate; };
    const auto own_coordinate = [&](std::size_t a) {
        return !accidents[a].shared_coordinate && !evidence.is_on_record_point[a];
    };
    const auto leaves_any_out = [&](const ChooseAccident& choose) {
        for (std::size_t a = 0; a < accidents.size(); ++a)
            if (!choose(a)) return true;
        return false;
    };
    std::vector<Measure> out = outside_curve(evidence, chances, subset, "accidents_outside", CountUnit::event, all);
    if (std::any_of(accidents.begin(), accidents.end(), [](const AccidentPoint& a) { return a.persons > 0; }))
        append(out, outside_curve(evidence, chances, subset, "accidents_outside", CountUnit::person, all));
    if (leaves_any_out(first_of_its_kind))
        append(out, outside_curve(evidence, chances, subset, "accidents_outside_without_duplicates", CountUnit::event,
                                  first_of_its_kind));
    if (leaves_any_out(own_coordinate))
        append(out, outside_curve(evidence, chances, subset, "accidents_outside_without_shared_coordinates",
                                  CountUnit::event, own_coordinate));
    return out;
}

}  // namespace cairn::assessment
