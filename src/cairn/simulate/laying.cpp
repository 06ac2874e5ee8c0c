#include "cairn/simulate/laying.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

#include "cairn/simulate/calendar.hpp"
#include "cairn/simulate/slots.hpp"
#include "cairn/simulate/topics.hpp"

namespace cairn::simulate {
namespace {

constexpr double edge_margin_m = 350;      // kept free along the edge of the ground
constexpr double piece_m = 25;                   // straight pieces of a strip's long sides
constexpr std::size_t fields_per_post = 5;
constexpr double ap_share = 0.72;          // of fields along the front that are laid against people
constexpr double own_kind_share = 0.85;    // of a field's devices that are of the field's kind

/// Roads and villages near the line were closed first; the rest of the line follows.
double slot_weight(const Terrain& terrain, const Slot& slot) {
    const EastNorth middle = beside(*slot.path, (slot.from_m + slot.to_m) / 2, slot.aside_m);
    return std::exp(-std::abs(slot.aside_m) / 200) * (0.35 + exposure_at(terrain, middle));
}

/// Inside a sharp bend, or beyond the ground, there is no room for a strip.
bool has_room(const Terrain& terrain, const Slot& slot) {
    const PlaneRing ring = outline(slot).shell;
    const double east = terrain.width_m / 2 - edge_margin_m / 2;
    const double north = terrain.height_m / 2 - edge_margin_m / 2;
    const std::size_t half = (ring.size() - 1) / 2;  // one long side, then the other way back along the other
    const EastNorth along = direction_at(*slot.path, (slot.from_m + slot.to_m) / 2);
    for (std::size_t i = 0; i < ring.size(); ++i) {
        if (std::abs(ring[i].east_m) > east || std::abs(ring[i].north_m) > north) return false;
        if (i == 0 || i == half || i == 2 * half) continue;
        const double step = (ring[i].east_m - ring[i - 1].east_m) * along.east_m +
                            (ring[i].north_m - ring[i - 1].north_m) * along.north_m;
        if ((i < half ? step : -step) <= 0) return false;
    }
    return true;
}

std::vector<Slot> front_slots(const Terrain& terrain, const LayingPlan& plan, const Random& random) {
    const auto wanted = static_cast<std::size_t>(plan.fields) * 3 + 20;
    const Random own = random.stream(topic::slots);
    std::vector<Slot> slots = make_slots(terrain.front, plan, wanted, edge_margin_m, own.stream(1));
    std::erase_if(slots, [&](const Slot& slot) { return !has_room(terrain, slot); });
    std::vector<double> weights;
    weights.reserve(slots.size());
    for (const Slot& slot : slots) weights.push_back(slot_weight(terrain, slot));
    return draw_in_order(std::move(slots), weights, own.stream(2));
}

/// High ground, away from the front and from other posts.
std::vector<EastNorth> place_posts(const Terrain& terrain, std::size_t count, Random random) {
    std::vector<EastNorth> posts;
    while (posts.size() < count) {
        EastNorth best{};
        double best_score = -1e9;
        for (int candidate = 0; candidate < 60; ++candidate) {
            const double east = 0.42 * terrain.width_m * random.uniform(-1, 1);
            const double north = 0.42 * terrain.height_m * random.uniform(-1, 1);
            const EastNorth p{east, north};
            double gap = 1'500;
            for (const EastNorth other : posts) gap = std::min(gap, distance_m(other, p));
            const double from_front = std::min(1'000.0, distance_m(terrain.front, p));
            const double score =
                height_at(terrain.relief, p) + 0.4 * gap + 0.5 * from_front + 150 * exposure_at(terrain, p);
            if (score > best_score) {
                best_score = score;
                best = p;
            }
        }
        posts.push_back(best);
    }
    return posts;
}

Path ring_around(EastNorth post, Random random) {
    const double radius = random.uniform(210, 320);
    constexpr int corners = 10;
    std::vector<EastNorth> controls;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners;
        const double r = radius * random.uniform(0.94, 1.06);
        controls.push_back({post.east_m + r * std::cos(angle), post.north_m + r * std::sin(angle)});
    }
    controls.push_back(controls.front());
    return to_path(smooth_curve(controls, 8));
}

/// One field's devices in rows, evenly along each, as men with a line would lay them.
class Layer {
   public:
    Layer(const LayingPlan& plan, Laid& laid) : plan_(plan), laid_(laid) {}

    void lay(const Slot& slot, bool later, double station, Random random) {
        TrueField field{.footprint = outline(slot), .later = later, .station = station};
        field.category = random.bernoulli(later ? 0.9 : ap_share) ? DeviceCategory::ap_mine : DeviceCategory::av_mine;
        const int from = later ? plan_.later_from : plan_.from;
        const int until = later ? plan_.later_until : plan_.until;
        field.laid = draw_day(first_day_of(from), last_day_of(until), random);
        // Old stock along the front; later fields are mostly of what had just been made.
        const bool fresh = later && random.bernoulli(0.85);
        const int age = static_cast<int>(random.below(fresh ? 3 : 12)) + (fresh ? 0 : 1);
        const int count = draw_count(random);
        field.first_device = static_cast<int>(laid_.devices.size());
        field.devices = count;
        const int index = static_cast<int>(laid_.fields.size());
        const int rows = std::min(count, 2 + static_cast<int>(random.below(3)));
        const int per_row = (count + rows - 1) / rows;
        for (int i = 0; i < count; ++i) {
            TrueDevice device{.field = index, .laid = field.laid};
            device.position = place(slot, i % rows, rows, i / rows, per_row, random);
            device.category = random.bernoulli(own_kind_share) ? field.category : other_kind(field.category);
            device.made = to_date(year_of(field.laid) - age - (random.bernoulli(0.2) ? 1 : 0));
            laid_.devices.push_back(device);
        }
        laid_.fields.push_back(std::move(field));
    }

   private:
    int draw_count(Random& random) const {
        const double sd = plan_.devices_sd_log;
        const double mean = plan_.devices_per_field * std::exp(sd * random.normal() - sd * sd / 2);
        return std::max(1, static_cast<int>(random.poisson(std::min(mean, 5'000.0))));
    }

    static DeviceCategory other_kind(DeviceCategory kind) {
        return kind == DeviceCategory::ap_mine ? DeviceCategory::av_mine : DeviceCategory::ap_mine;
    }

    static EastNorth place(const Slot& slot, int row, int rows, int step, int steps, Random& random) {
        const double jitter_along = random.uniform(-0.2, 0.2);
        const double jitter_across = random.uniform(-0.5, 0.5);
        const double shifted = static_cast<double>(row) / rows - 0.5 + 0.5 / rows;  // rows are staggered
        const double along = (step + 0.5 + 0.5 * shifted + jitter_along) / steps;
        const double across = (row + 0.5) / rows * 2 - 1;
        const double station = slot.from_m + along * (slot.to_m - slot.from_m);
        const double aside = slot.aside_m + across * (slot.half_width_m - 1.5) + jitter_across;
        return round_to_centimetre(beside(*slot.path, station, aside));
    }

    const LayingPlan& plan_;
    Laid& laid_;
};

void lay_along_front(const Terrain& terrain, const LayingPlan& plan, const Random& random, Laid& laid) {
    const std::vector<Slot> slots = front_slots(terrain, plan, random);
    const std::size_t count = std::min(static_cast<std::size_t>(plan.fields), slots.size());
    const double length = length_m(terrain.front);
    Layer layer(plan, laid);
    for (std::size_t i = 0; i < count; ++i) {
        const double station = (slots[i].from_m + slots[i].to_m) / 2 / length;
        layer.lay(slots[i], false, station, random.stream(topic::fields).stream(i));
    }
    laid.unused.assign(slots.begin() + static_cast<std::ptrdiff_t>(count), slots.end());
}

void lay_around_posts(const Terrain& terrain, const LayingPlan& plan, const Random& random, Laid& laid) {
    const auto wanted = static_cast<std::size_t>(plan.later_fields);
    const std::size_t posts = (wanted + fields_per_post - 1) / fields_per_post;
    const std::vector<EastNorth> places = place_posts(terrain, posts, random.stream(topic::posts));
    const Random own = random.stream(topic::later_fields);
    Layer layer(plan, laid);
    std::size_t done = 0;
    for (std::size_t p = 0; p < posts; ++p) {
        const Random here = own.stream(p);
        const Path ring = ring_around(places[p], here.stream(1));
        std::vector<Slot> slots = make_slots(ring, plan, 2 * fields_per_post, 0, here.stream(2));
        std::erase_if(slots, [&](const Slot& slot) { return !has_room(terrain, slot); });
        const std::vector<double> weights(slots.size(), 1.0);
        slots = draw_in_order(std::move(slots), weights, here.stream(3));
        const std::size_t share = std::min({wanted - done, fields_per_post, slots.size()});
        for (std::size_t i = 0; i < share; ++i) layer.lay(slots[i], true, -1, here.stream(10 + i));
        done += share;
    }
}

DeviceCategory draw_scattered_category(Random& random) {
    static constexpr std::array<std::pair<double, DeviceCategory>, 4> shares{{{0.4, DeviceCategory::uxo},
                                                                              {0.7, DeviceCategory::submunition},
                                                                              {0.9, DeviceCategory::ap_mine},
                                                                              {1.0, DeviceCategory::booby_trap}}};
    const double u = random.uniform();
    for (const auto& [up_to, category] : shares) {
        if (u < up_to) return category;
    }
    return DeviceCategory::uxo;
}

void scatter(const Terrain& terrain, const LayingPlan& plan, const Random& random, Laid& laid) {
    const double east = terrain.width_m / 2 - edge_margin_m;
    const double north = terrain.height_m / 2 - edge_margin_m;
    for (int i = 0; i < plan.scattered_devices; ++i) {
        Random own = random.stream(topic::scattered).stream(static_cast<std::uint64_t>(i));
        EastNorth at{};
        do {
            const double station = own.uniform(0, length_m(terrain.front));
            at = beside(terrain.front, station, 600 * own.normal());
        } while (std::abs(at.east_m) > east || std::abs(at.north_m) > north);
        TrueDevice device{.position = round_to_centimetre(at)};
        device.category = draw_scattered_category(own);
        device.laid = draw_day(first_day_of(plan.from), last_day_of(plan.until), own);
        device.made = to_date(year_of(device.laid) - 1 - static_cast<int>(own.below(12)));
        laid.devices.push_back(device);
    }
}

}  // namespace

PlanePolygon outline(const Slot& slot) {
    const double length = slot.to_m - slot.from_m;
    const int pieces = std::max(1, static_cast<int>(std::ceil(length / piece_m)));
    PlaneRing ring;
    const auto add = [&](int i, double side) {
        const double station = slot.from_m + length * i / pieces;
        ring.push_back(round_to_centimetre(beside(*slot.path, station, slot.aside_m + side * slot.half_width_m)));
    };
    for (int i = 0; i <= pieces; ++i) add(i, -1);
    for (int i = pieces; i >= 0; --i) add(i, 1);
    ring.push_back(ring.front());
    return {std::move(ring), {}};
}

Laid lay_devices(const Terrain& terrain, const Scenario& scenario, const Random& random) {
    Laid laid;
    lay_along_front(terrain, scenario.laying, random, laid);
    lay_around_posts(terrain, scenario.laying, random, laid);
    scatter(terrain, scenario.laying, random, laid);
    return laid;
}

}  // namespace cairn::simulate
