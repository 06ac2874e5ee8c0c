#include "cairn/simulate/recording.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <string>
#include <utility>

#include "cairn/simulate/calendar.hpp"
#include "cairn/simulate/topics.hpp"

namespace cairn::simulate {
namespace {

using std::chrono::days;

/// What a record tells of, before it is told: a field, or nothing.
struct Subject {
    int field = -1;
    PlanePolygon footprint;
    DeviceCategory category = DeviceCategory::ap_mine;
    sys_days laid;
    int devices = 0;
};

PlanePolygon move(PlanePolygon polygon, EastNorth by) {
    for (EastNorth& p : polygon.shell) {
        p = round_to_centimetre({p.east_m + by.east_m, p.north_m + by.north_m});
    }
    return polygon;
}

DeviceCategory other_mine(DeviceCategory category) {
    return category == DeviceCategory::ap_mine ? DeviceCategory::av_mine : DeviceCategory::ap_mine;
}

std::string number_text(const std::string& package, std::size_t number) {
    std::string digits = std::to_string(number);
    if (digits.size() < 3) digits.insert(0, 3 - digits.size(), '0');
    return package + "-" + digits;
}

DatePrecision draw_precision(Random& random) {
    const double u = random.uniform();
    return u < 0.15 ? DatePrecision::day : u < 0.7 ? DatePrecision::month : DatePrecision::year;
}

/// "40", "30–50" or nothing.
void claim_count(RecordedArea& area, const PackagePlan& plan, int laid, Random& random) {
    const double sd = plan.count_sd_log;
    const double claimed = laid * plan.count_ratio * std::exp(sd * random.normal() - sd * sd / 2);
    const bool is_missing = random.bernoulli(plan.count_missing);
    const bool is_range = random.bernoulli(plan.count_as_range);
    if (is_missing) return;
    const double count = std::max(1.0, std::floor(claimed + 0.5));
    area.claimed_count_low = is_range ? std::max(1.0, std::floor(0.8 * count / 5) * 5) : count;
    area.claimed_count_high = is_range ? std::ceil(1.25 * count / 5) * 5 : count;
}

/// One package: whom it tells of, then how.
class Clerk {
   public:
    Clerk(World& world, int package, const Chart& chart)
        : world_(world),
          package_(package),
          plan_(world.scenario.packages[static_cast<std::size_t>(package)]),
          chart_(chart) {}

    bool covers(double station) const { return station >= plan_.stretch_from && station < plan_.stretch_to; }

    void write(const Subject& subject, Random random) {
        RecordedArea area;
        area.id = number_text(plan_.id, ++written_);
        area.package = plan_.id;
        TrueRecord record{.package = package_, .field = subject.field};
        const double east = plan_.shift_east_m + plan_.position_sd_m * random.normal();
        const double north = plan_.shift_north_m + plan_.position_sd_m * random.normal();
        record.moved_by = round_to_centimetre({east, north});
        const bool place_only = random.bernoulli(plan_.place_only);
        const bool wrong_category = random.bernoulli(plan_.wrong_category);
        area.device_category = wrong_category ? other_mine(subject.category) : subject.category;
        claim_count(area, plan_, subject.devices, random);
        area.date_laid = to_date(subject.laid, draw_precision(random));
        area.date_recorded = to_date(subject.laid + days{static_cast<int>(random.below(60))});
        PlanePolygon footprint = move(subject.footprint, record.moved_by);
        tell_place(area, middle_of(footprint));
        if (place_only) {
            area.location_status = LocationStatus::place_only;
        } else {
            area.geometry = chart_.polygon(footprint);
            record.written = std::move(footprint);
        }
        if (area.claimed_count_low) claimed_ += (*area.claimed_count_low + *area.claimed_count_high) / 2;
        world_.recorded_areas.push_back(std::move(area));
        world_.records.push_back(std::move(record));
    }

    Package package() const {
        Package package{.id = plan_.id, .name = plan_.name};
        package.from_party = plan_.from_party;
        package.to_party = plan_.to_party;
        package.date_received = plan_.date_received;
        package.medium = plan_.medium;
        package.claimed_count = std::floor(claimed_ + 0.5);
        const LayingPlan& laying = world_.scenario.laying;
        package.scope = "The line from " + place_at(plan_.stretch_from) + " to " + place_at(plan_.stretch_to) + ", " +
                        std::to_string(laying.from) + " to " + std::to_string(laying.until);
        return package;
    }

    const PackagePlan& plan() const { return plan_; }

   private:
    void tell_place(RecordedArea& area, EastNorth middle) const {
        const Terrain& terrain = world_.terrain;
        area.name = "Near " + terrain.settlements[nearest_settlement(terrain, middle)].name;
        area.admin_unit = terrain.municipalities[municipality_at(terrain, middle)].name;
    }

    std::string place_at(double share) const {
        const Terrain& terrain = world_.terrain;
        const EastNorth at = position_at(terrain.front, share * length_m(terrain.front));
        return terrain.settlements[nearest_settlement(terrain, at)].name;
    }

    World& world_;
    int package_;
    const PackagePlan& plan_;
    const Chart& chart_;
    std::size_t written_ = 0;
    double claimed_ = 0;
};

/// Indices of the front's fields, from west to east: the order in which a clerk goes along the line.
std::vector<int> order_along_front(const std::vector<TrueField>& fields) {
    std::vector<int> order;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (!fields[i].later) order.push_back(static_cast<int>(i));
    }
    const auto station = [&](int i) { return fields[static_cast<std::size_t>(i)].station; };
    std::sort(order.begin(), order.end(),
              [&](int a, int b) { return std::pair(station(a), a) < std::pair(station(b), b); });
    return order;
}

void maybe_lift(World& world, TrueField& field, const PackagePlan& plan, Random random) {
    const sys_days earliest = last_day_of(world.scenario.laying.until) + days{180};
    const sys_days latest = plan.date_received.first - days{30};
    const bool is_stale = random.bernoulli(plan.stale);
    if (is_stale && !field.lifted && earliest <= latest) field.lifted = draw_day(earliest, latest, random);
}

/// A subject that was never there, in one of the places that were left free on the package's stretch.
Subject invent(const World& world, const Slot& slot, Random& random) {
    const LayingPlan& laying = world.scenario.laying;
    Subject subject{.footprint = outline(slot)};
    subject.category = random.bernoulli(0.72) ? DeviceCategory::ap_mine : DeviceCategory::av_mine;
    subject.laid = draw_day(first_day_of(laying.from), last_day_of(laying.until), random);
    subject.devices = std::max(1, static_cast<int>(random.poisson(laying.devices_per_field)));
    return subject;
}

/// Takes the first slot on the stretch out of the list; false when there is none left.
bool take_slot(std::vector<Slot>& unused, const Clerk& clerk, const Path& front, Slot& taken) {
    const double length = length_m(front);
    const auto fits = [&](const Slot& slot) { return clerk.covers((slot.from_m + slot.to_m) / 2 / length); };
    const auto found = std::find_if(unused.begin(), unused.end(), fits);
    if (found == unused.end()) return false;
    taken = *found;
    unused.erase(found);
    return true;
}

}  // namespace

EastNorth middle_of(const PlanePolygon& polygon) {
    EastNorth sum{};
    for (std::size_t i = 1; i < polygon.shell.size(); ++i) {
        sum.east_m += polygon.shell[i].east_m;
        sum.north_m += polygon.shell[i].north_m;
    }
    const double count = std::max<double>(1, static_cast<double>(polygon.shell.size()) - 1);
    return {sum.east_m / count, sum.north_m / count};
}

void record_fields(World& world, std::vector<Slot> unused, const Chart& chart, const Random& random) {
    const std::vector<int> order = order_along_front(world.fields);
    for (std::size_t p = 0; p < world.scenario.packages.size(); ++p) {
        Clerk clerk(world, static_cast<int>(p), chart);
        const Random choices = random.stream(topic::packages).stream(p);
        const Random telling = random.stream(topic::records).stream(p);
        const Random inventing = random.stream(topic::fictitious).stream(p);
        const Random lifting = random.stream(topic::stale).stream(p);
        for (const int index : order) {
            TrueField& field = world.fields[static_cast<std::size_t>(index)];
            const auto key = static_cast<std::uint64_t>(index);
            Random choice = choices.stream(key);
            if (!clerk.covers(field.station) || !choice.bernoulli(clerk.plan().fields_recorded)) continue;
            maybe_lift(world, field, clerk.plan(), lifting.stream(key));
            clerk.write({index, field.footprint, field.category, field.laid, field.devices}, telling.stream(key));
            Random invention = inventing.stream(key);
            Slot slot;
            if (invention.bernoulli(clerk.plan().fictitious) && take_slot(unused, clerk, world.terrain.front, slot)) {
                clerk.write(invent(world, slot, invention), invention.stream(1));
            }
        }
        world.packages.push_back(clerk.package());
    }
}

}  // namespace cairn::simulate
