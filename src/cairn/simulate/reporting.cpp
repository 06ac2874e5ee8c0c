#include "cairn/simulate/reporting.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "cairn/simulate/calendar.hpp"
#include "cairn/simulate/recording.hpp"
#include "cairn/simulate/topics.hpp"

namespace cairn::simulate {
namespace {

std::string numbered(const char* prefix, std::size_t number, std::size_t width) {
    std::string digits = std::to_string(number);
    if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
    return prefix + digits;
}

const std::string& municipality_name(const World& world, EastNorth at) {
    return world.terrain.municipalities[municipality_at(world.terrain, at)].name;
}

EastNorth displaced(EastNorth at, double sd_m, Random& random) {
    const double east = at.east_m + sd_m * random.normal();
    const double north = at.north_m + sd_m * random.normal();
    return round_to_centimetre({east, north});
}

/// Most dates are of a day; a few reports say a month or a year.
DatePrecision draw_precision(Random& random) {
    const double u = random.uniform();
    return u < 0.88 ? DatePrecision::day : u < 0.97 ? DatePrecision::month : DatePrecision::year;
}

void harm_people(Accident& accident, DeviceCategory category, Random& random) {
    const bool is_vehicle = category == DeviceCategory::av_mine;
    const int harmed = 1 + static_cast<int>(random.poisson(is_vehicle ? 1.3 : 0.25));
    int killed = 0;
    for (int i = 0; i < harmed; ++i) killed += random.bernoulli(is_vehicle ? 0.35 : 0.22) ? 1 : 0;
    accident.killed = killed;
    accident.injured = harmed - killed;
}

/// Where the report puts the accident, and how it says so.
EastNorth place_report(const World& world, EastNorth true_place, Accident& accident, Random& random) {
    const AccidentPlan& plan = world.scenario.accidents;
    const double u = random.uniform();
    if (u < plan.gps_share) {
        accident.precision = "gps";
        accident.sigma_m = plan.gps_sd_m;
        return displaced(true_place, plan.gps_sd_m, random);
    }
    if (u < plan.gps_share + plan.settlement_share) {
        accident.precision = "settlement";
        return world.terrain.settlements[nearest_settlement(world.terrain, true_place)].position;
    }
    accident.precision = "map";
    accident.sigma_m = plan.map_sd_m;
    return displaced(true_place, plan.map_sd_m, random);
}

}  // namespace

std::size_t Reporter::report_search(const PlannedSearch& plan) {
    const std::size_t index = world_.searches.size();
    Search search{.id = numbered("T-", index + 1, 4)};
    search.activity = plan.is_technical ? "technical-survey" : "clearance";
    search.method = "manual";
    search.admin_unit = municipality_name(world_, middle_of(plan.truth.ground));
    search.date_start = to_date(plan.start);
    search.date_end = to_date(plan.end);
    search.depth_m = plan.is_technical ? 0.15 : 0.2;
    search.detection_probability = plan.detection;
    search.coverage_share = plan.coverage;
    search.geometry = chart_.polygon(plan.truth.ground);
    world_.searches.push_back(std::move(search));
    return index;
}

sys_days Reporter::report_find(std::size_t device_index, std::size_t search, const PlannedSearch& plan) {
    const TrueDevice& device = world_.devices[device_index];
    const SearchPlan& asked = world_.scenario.searches;
    Random own = random_.stream(topic::finds).stream(device_index);
    const sys_days day = draw_day(std::max(plan.start, device.laid), plan.end, own);
    Find find{.id = numbered("F-", world_.finds.size() + 1, 5)};
    find.search = world_.searches[search].id;
    find.date_found = to_date(day);
    find.device_category = device.category;
    find.sigma_m = asked.find_sd_m;
    const EastNorth place = displaced(device.position, asked.find_sd_m, own);
    find.admin_unit = municipality_name(world_, place);
    find.geometry = chart_.point(place);
    if (own.bernoulli(asked.mark_read_share)) find.mark_date = device.made;
    world_.finds.push_back(std::move(find));
    world_.found_device.push_back(static_cast<int>(device_index));
    return day;
}

void Reporter::report_accident(std::size_t device_index, sys_days day) {
    const TrueDevice& device = world_.devices[device_index];
    Random own = random_.stream(topic::accidents).stream(device_index);
    Accident accident{.id = numbered("A-", world_.accidents.size() + 1, 4)};
    accident.date = to_date(day, draw_precision(own));
    harm_people(accident, device.category, own);
    if (own.bernoulli(0.8)) accident.device_category = device.category;
    const EastNorth place = place_report(world_, device.position, accident, own);
    accident.admin_unit = municipality_name(world_, place);
    accident.geometry = chart_.point(place);
    world_.accidents.push_back(std::move(accident));
    world_.harmed.push_back({static_cast<int>(device_index), place});
}

}  // namespace cairn::simulate
