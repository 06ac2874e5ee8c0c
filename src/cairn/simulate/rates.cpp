#include <cmath>

#include "cairn/simulate/calendar.hpp"
#include "cairn/simulate/history.hpp"
#include "cairn/simulate/topics.hpp"

namespace cairn::simulate {
namespace {

/// How readily a device meets a person on foot, against a mine laid against people.
double readiness(DeviceCategory category) {
    switch (category) {
        case DeviceCategory::av_mine: return 0.35;
        case DeviceCategory::uxo:
        case DeviceCategory::submunition:
        case DeviceCategory::axo: return 0.6;
        default: return 1;
    }
}

double log_normal(double sd_log, Random random) { return std::exp(sd_log * random.normal() - sd_log * sd_log / 2); }

}  // namespace

sys_days accidents_from(const Scenario& scenario) { return last_day_of(scenario.laying.until) + std::chrono::days{1}; }

void set_rates(World& world, const Random& random) {
    if (world.devices.empty()) return;
    const Random frailty = random.stream(topic::frailty);
    const double sd = world.scenario.accidents.cluster_sd_log;
    double sum = 0;
    for (std::size_t i = 0; i < world.devices.size(); ++i) {
        TrueDevice& device = world.devices[i];
        const double met = exposure_at(world.terrain, device.position) * readiness(device.category);
        sum += met;
        const bool is_scattered = device.field < 0;
        const auto own = is_scattered ? i : static_cast<std::size_t>(device.field);
        device.rate_per_day = met * log_normal(sd, frailty.stream(is_scattered ? 1 : 0).stream(own));
    }
    const auto window = (world.scenario.as_of.last - accidents_from(world.scenario)).count() + 1;
    const double mean = sum / static_cast<double>(world.devices.size());
    const double per_day = world.scenario.accidents.per_device / static_cast<double>(window) / mean;
    for (TrueDevice& device : world.devices) device.rate_per_day *= per_day;
}

}  // namespace cairn::simulate
