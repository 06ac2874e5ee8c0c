#include "assessment/calibration.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>
#include <utility>

namespace cairn::assessment::tests {
namespace {

double log_mass(int k, int n, double p) {
    return std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0) + k * std::log(p) +
           (n - k) * std::log1p(-p);
}

bool is_searched(const SimulatedWorld& world, EastNorth p) {
    return std::any_of(world.grounds.begin(), world.grounds.end(),
                       [p](const Box& g) { return distance_to(g, p) == 0; });
}

/// By a lattice over the record widened by 50 m: the definition, the slow way.
bool is_tested(const SimulatedWorld& world, const Box& record) {
    Box wide = record;
    wide.half_length += 50;
    wide.half_width += 50;
    int inside = 0, all = 0;
    for (double a = -0.95; a < 1; a += 0.1)
        for (double b = -0.9; b < 1; b += 0.2) {
            const EastNorth p = in_box(wide, a, b);
            if (distance_to(record, p) > 50) continue;
            ++all;
            inside += is_searched(world, p) ? 1 : 0;
        }
    return 2 * inside >= all;
}

std::pair<double, std::size_t> nearest_record(const SimulatedWorld& world, EastNorth p) {
    std::pair<double, std::size_t> best{std::numeric_limits<double>::infinity(), 0};
    for (std::size_t i = 0; i < world.records.size(); ++i)
        best = std::min(best, std::pair(distance_to(world.records[i], p), i));
    return best;
}

void add_records(Truth& truth, const SimulatedWorld& world) {
    for (std::size_t i = 0; i < world.records.size(); ++i) {
        double nearest_find = std::numeric_limits<double>::infinity();
        for (const auto& find : world.input.finds)
            nearest_find = std::min(nearest_find, distance_to(world.records[i], find.position));
        const bool tested = is_tested(world, world.records[i]);
        for (const int t : {20, 50}) {
            Total& rate = truth["confirmed_rate@" + std::to_string(t)];
            rate.denominator += tested ? 1 : 0;
            rate.numerator += tested && nearest_find <= t ? 1 : 0;
        }
        if (tested) truth["count_ratio@50"].denominator += *world.input.footprints[i].claimed_count_low;
    }
    for (const auto& find : world.input.finds) {
        const auto [distance, record] = nearest_record(world, find.position);
        if (distance <= 50 && is_tested(world, world.records[record])) truth["count_ratio@50"].numerator += 1;
    }
}

void add_searched_ground(Truth& truth, const SimulatedWorld& world) {
    Total& commission = truth["area_commission@20"];
    for (const Box& record : world.records) {
        const double each = record.half_length * record.half_width;
        for (double a = -0.95; a < 1; a += 0.1)
            for (double b = -0.9; b < 1; b += 0.2) {
                const EastNorth p = in_box(record, a, b);
                if (!is_searched(world, p)) continue;
                const bool has_find =
                    std::any_of(world.input.finds.begin(), world.input.finds.end(), [p](const auto& f) {
                        return std::hypot(f.position.east_m - p.east_m, f.position.north_m - p.north_m) <= 20;
                    });
                commission.denominator += each;
                commission.numerator += has_find ? 0 : each;
            }
    }
}

}  // namespace

double binomial_p(int hits, int n, double share) {
    const double here = log_mass(hits, n, share);
    double sum = 0;
    for (int k = 0; k <= n; ++k)
        if (const double mass = log_mass(k, n, share); mass <= here + 1e-9) sum += std::exp(mass);
    return std::min(sum, 1.0);
}

double binomial_lower_p(int hits, int n, double share) {
    double sum = 0;
    for (int k = 0; k <= hits; ++k) sum += std::exp(log_mass(k, n, share));
    return std::min(sum, 1.0);
}

void add_truth(Truth& truth, const SimulatedWorld& world) {
    add_records(truth, world);
    add_searched_ground(truth, world);
    const auto count = [&](const std::string& name, const std::vector<int>& tolerances, EastNorth p, bool outside,
                           double weight) {
        const double distance = nearest_record(world, p).first;
        for (const int t : tolerances) {
            Total& total = truth[name + "@" + std::to_string(t)];
            total.denominator += weight;
            if ((distance > t) == outside) total.numerator += weight;
        }
    };
    for (const auto& find : world.input.finds) count("coverage", {0, 50, 200}, find.position, false, 1);
    for (const EastNorth& device : world.devices) count("devices_covered", {50}, device, false, 1);
    for (std::size_t a = 0; a < world.accident_truth.size(); ++a) {
        const AccidentPoint& accident = world.input.accidents[a];
        count("accidents_outside", {50, 200}, accident.position, true, 1);
        count("persons_outside", {50}, accident.position, true, accident.persons);
        count("accidents_outside_adjusted", {50, 200}, world.accident_truth[a], true, 1);
    }
}

void Calibration::add(const std::string& name, double truth, double low, double high, std::optional<double> value) {
    Quantity& q = quantities_[name];
    q.truth = truth;
    q.below += truth < low ? 1 : 0;
    q.above += truth > high ? 1 : 0;
    if (value)
        q.value += *value;
    else
        ++q.without_value;
    add(name, low <= truth && truth <= high, high - low);
}

void Calibration::add(const std::string& name, bool is_covered, double width) {
    Quantity& q = quantities_[name];
    ++q.n;
    q.covered += is_covered ? 1 : 0;
    q.width += width;
}

std::vector<std::string> Calibration::reject(double level) const {
    std::vector<std::pair<double, std::string>> p_values;
    for (const auto& [name, q] : quantities_) {
        const double p = q.may_cover_more ? binomial_lower_p(q.covered, q.n, 0.9) : binomial_p(q.covered, q.n, 0.9);
        p_values.emplace_back(p, name);
        std::printf("%-30s truth %6.3f  mean %6.3f  covers %.3f of %d (below %.3f, above %.3f)  width %.3f  p %.4f%s\n",
                    name.c_str(), q.truth, q.n > q.without_value ? q.value / (q.n - q.without_value) : 0.0,
                    static_cast<double>(q.covered) / q.n, q.n, q.below / q.n, q.above / q.n, q.width / q.n, p,
                    q.may_cover_more ? "  (bounds)" : "");
    }
    std::sort(p_values.begin(), p_values.end());
    std::vector<std::string> rejected;
    for (std::size_t i = 0; i < p_values.size(); ++i) {
        if (p_values[i].first > level / static_cast<double>(p_values.size() - i)) break;
        rejected.push_back(p_values[i].second);
    }
    return rejected;
}

}  // namespace cairn::assessment::tests
