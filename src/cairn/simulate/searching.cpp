#include "cairn/simulate/searching.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "cairn/simulate/calendar.hpp"
#include "cairn/simulate/recording.hpp"
#include "cairn/simulate/topics.hpp"

namespace cairn::simulate {
namespace {

using std::chrono::days;

constexpr double technical_detection = 2.0 / 3;   // of a clearance's
constexpr double lanes_share = 0.5;               // of the ground that a technical survey walks
constexpr double edge_margin_m = 220;

struct Rectangle {
    EastNorth centre;
    EastNorth along;          ///< unit vector of its length
    double half_length_m = 0, half_width_m = 0;
};

PlanePolygon to_polygon(const Rectangle& r) {
    const auto corner = [&](double l, double w) {
        return round_to_centimetre(
            {r.centre.east_m + l * r.half_length_m * r.along.east_m - w * r.half_width_m * r.along.north_m,
             r.centre.north_m + l * r.half_length_m * r.along.north_m + w * r.half_width_m * r.along.east_m});
    };
    PlaneRing ring{corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)};
    ring.push_back(ring.front());
    return {std::move(ring), {}};
}

/// The rectangle along the strip's long side that holds it, grown by `margin_m` on every side.
Rectangle frame_around(const PlanePolygon& strip, double margin_m) {
    // Long sides come first and second half of an outline: the chord of the first runs along the strip.
    const std::size_t half = (strip.shell.size() - 1) / 2;
    const EastNorth a = strip.shell[0];
    const EastNorth b = strip.shell[half - 1];
    const double chord = std::max(distance_m(a, b), 0.01);
    const EastNorth along{(b.east_m - a.east_m) / chord, (b.north_m - a.north_m) / chord};
    double l0 = 1e18, l1 = -1e18, w0 = 1e18, w1 = -1e18;
    for (const EastNorth p : strip.shell) {
        const double l = (p.east_m - a.east_m) * along.east_m + (p.north_m - a.north_m) * along.north_m;
        const double w = (p.north_m - a.north_m) * along.east_m - (p.east_m - a.east_m) * along.north_m;
        l0 = std::min(l0, l);
        l1 = std::max(l1, l);
        w0 = std::min(w0, w);
        w1 = std::max(w1, w);
    }
    const double l = (l0 + l1) / 2;
    const double w = (w0 + w1) / 2;
    const EastNorth centre{a.east_m + l * along.east_m - w * along.north_m,
                           a.north_m + l * along.north_m + w * along.east_m};
    return {centre, along, (l1 - l0) / 2 + margin_m, (w1 - w0) / 2 + margin_m};
}

PlannedSearch make_search(const World& world, const Rectangle& ground, TrueSearch::Reason reason, bool is_technical) {
    PlannedSearch search;
    search.is_technical = is_technical;
    const double detection = world.scenario.searches.detection_probability * (is_technical ? technical_detection : 1);
    search.detection = std::floor(detection * 1'000 + 0.5) / 1'000;  // as an office states it
    search.coverage = is_technical ? lanes_share : 1;
    search.truth.ground = to_polygon(ground);
    search.truth.reason = reason;
    search.truth.probability = search.detection * search.coverage;
    return search;
}

/// False when there is no room for a search between the two days.
bool set_dates(PlannedSearch& search, sys_days earliest, sys_days last, Random& random) {
    const days length{5 + static_cast<int>(random.below(40))};
    if (earliest + length > last) return false;
    search.start = draw_day(earliest, last - length, random);
    search.end = search.start + length;
    return true;
}

/// Located records, drawn with a preference for where people are about.
void plan_at_records(const World& world, const Random& random, std::vector<PlannedSearch>& plans) {
    const SearchPlan& asked = world.scenario.searches;
    std::vector<std::size_t> located;
    std::vector<double> exposure;
    double sum = 0;
    for (std::size_t i = 0; i < world.records.size(); ++i) {
        if (world.records[i].written.shell.empty()) continue;
        located.push_back(i);
        exposure.push_back(exposure_at(world.terrain, middle_of(world.records[i].written)));
        sum += exposure.back();
    }
    for (std::size_t k = 0; k < located.size(); ++k) {
        Random own = random.stream(located[k]);
        const double relative = exposure[k] * static_cast<double>(located.size()) / sum;
        const double chance = asked.recorded_share * (1 - asked.preference + asked.preference * relative);
        if (!own.bernoulli(chance)) continue;
        const TrueRecord& record = world.records[located[k]];
        const PackagePlan& package = world.scenario.packages[static_cast<std::size_t>(record.package)];
        PlannedSearch search =
            make_search(world, frame_around(record.written, asked.margin_m), TrueSearch::Reason::record, false);
        if (set_dates(search, package.date_received.last + days{60}, world.scenario.as_of.last, own)) {
            plans.push_back(std::move(search));
        }
    }
}

Rectangle draw_rectangle(const Terrain& terrain, Random& random) {
    Rectangle r;
    r.centre.east_m = (terrain.width_m / 2 - edge_margin_m) * random.uniform(-1, 1);
    r.centre.north_m = (terrain.height_m / 2 - edge_margin_m) * random.uniform(-1, 1);
    const double angle = std::numbers::pi * random.uniform();
    r.along = {std::cos(angle), std::sin(angle)};
    r.half_length_m = random.uniform(50, 130);
    r.half_width_m = random.uniform(35, 80);
    return r;
}

bool is_away(const Rectangle& r, const std::vector<Rectangle>& records) {
    const double reach = r.half_length_m + r.half_width_m;  // more than half the diagonal
    return std::none_of(records.begin(), records.end(), [&](const Rectangle& other) {
        return distance_m(r.centre, other.centre) < reach + other.half_length_m + other.half_width_m;
    });
}

void plan_elsewhere(const World& world, const Random& random, std::vector<PlannedSearch>& plans) {
    const SearchPlan& asked = world.scenario.searches;
    std::vector<Rectangle> records;
    for (const TrueRecord& record : world.records) {
        if (!record.written.shell.empty()) records.push_back(frame_around(record.written, 0));
    }
    // The more preference, the more places are looked at before the one with most people about is taken.
    const int rounds = 1 + static_cast<int>(std::floor(asked.preference * 11 + 0.5));
    const sys_days earliest = last_day_of(world.scenario.laying.until) + days{365};
    for (int i = 0; i < asked.elsewhere; ++i) {
        Random own = random.stream(static_cast<std::uint64_t>(i));
        Rectangle best;
        double best_exposure = -1;
        for (int round = 0; round < rounds; ++round) {
            const Rectangle r = draw_rectangle(world.terrain, own);
            if (!is_away(r, records)) continue;
            const double exposure = exposure_at(world.terrain, r.centre);
            if (exposure > best_exposure) {
                best_exposure = exposure;
                best = r;
            }
        }
        const bool is_technical = own.bernoulli(asked.technical_share);
        if (best_exposure < 0) continue;
        PlannedSearch search = make_search(world, best, TrueSearch::Reason::elsewhere, is_technical);
        if (set_dates(search, earliest, world.scenario.as_of.last, own)) plans.push_back(std::move(search));
    }
}

}  // namespace

std::vector<PlannedSearch> plan_searches(const World& world, const Random& random) {
    std::vector<PlannedSearch> plans;
    plan_at_records(world, random.stream(topic::record_searches), plans);
    plan_elsewhere(world, random.stream(topic::searches_elsewhere), plans);
    return plans;
}

PlannedSearch plan_after_accident(const World& world, EastNorth place, sys_days day, Random random) {
    Rectangle ground = draw_rectangle(world.terrain, random);
    const double east = 15 * random.normal();
    const double north = 15 * random.normal();
    ground.centre = {place.east_m + east, place.north_m + north};
    PlannedSearch search = make_search(world, ground, TrueSearch::Reason::accident, false);
    search.start = day + days{40 + static_cast<int>(random.below(300))};
    search.end = search.start + days{5 + static_cast<int>(random.below(25))};
    return search;
}

}  // namespace cairn::simulate
