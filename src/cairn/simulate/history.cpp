#include "cairn/simulate/history.hpp"

#include <algorithm>
#include <cmath>
#include <queue>
#include <tuple>
#include <utility>

#include "cairn/simulate/calendar.hpp"
#include "cairn/simulate/device_grid.hpp"
#include "cairn/simulate/reporting.hpp"
#include "cairn/simulate/topics.hpp"

namespace cairn::simulate {
namespace {

enum class Kind { lifting, explosion, search };

struct Event {
    sys_days day;
    Kind kind = Kind::search;
    std::size_t index = 0;   ///< of the field, the device or the planned search
};

struct Later {
    bool operator()(const Event& a, const Event& b) const {
        return std::tie(a.day, a.kind, a.index) > std::tie(b.day, b.kind, b.index);
    }
};

class History {
   public:
    History(World& world, std::vector<PlannedSearch> plans, const Chart& chart, const Random& random)
        : world_(world),
          plans_(std::move(plans)),
          random_(random),
          grid_(world.devices),
          reporter_(world, chart, random),
          last_(world.scenario.as_of.last) {
        for (std::size_t i = 0; i < world.fields.size(); ++i) {
            if (world.fields[i].lifted) add({*world.fields[i].lifted, Kind::lifting, i});
        }
        for (std::size_t i = 0; i < world.devices.size(); ++i) add_explosion(i);
        for (std::size_t i = 0; i < plans_.size(); ++i) add({plans_[i].end, Kind::search, i});
    }

    void run(Progress& progress) {
        progress.begin("Living through the years", static_cast<std::int64_t>(events_.size()));
        std::int64_t done = 0;
        while (!events_.empty()) {
            const Event event = events_.top();
            events_.pop();
            if (event.kind == Kind::lifting) lift(event);
            if (event.kind == Kind::explosion) explode(event);
            if (event.kind == Kind::search) search(event);
            progress.advance(++done);
        }
        progress.end();
    }

   private:
    void add(const Event& event) {
        if (event.day <= last_) events_.push(event);
    }

    /// The day on which the device would go off if nothing removed it before.
    void add_explosion(std::size_t index) {
        const TrueDevice& device = world_.devices[index];
        if (device.rate_per_day <= 0) return;
        const double wait = random_.stream(topic::explosions).stream(index).exponential() / device.rate_per_day;
        const sys_days from = std::max(device.laid, accidents_from(world_.scenario));
        if (wait >= static_cast<double>((last_ - from).count())) return;
        add({from + std::chrono::days{1 + static_cast<int>(wait)}, Kind::explosion, index});
    }

    void lift(const Event& event) {
        const TrueField& field = world_.fields[event.index];
        const auto first = static_cast<std::size_t>(field.first_device);
        for (std::size_t i = first; i < first + static_cast<std::size_t>(field.devices); ++i) {
            TrueDevice& device = world_.devices[i];
            if (device.fate == Fate::left) end(device, Fate::lifted, event.day);
        }
    }

    void explode(const Event& event) {
        TrueDevice& device = world_.devices[event.index];
        if (device.fate != Fate::left) return;
        end(device, Fate::exploded, event.day);
        reporter_.report_accident(event.index, event.day);
        Random own = random_.stream(topic::accident_searches).stream(event.index);
        if (!own.bernoulli(world_.scenario.searches.after_accident)) return;
        plans_.push_back(plan_after_accident(world_, device.position, event.day, own.stream(1)));
        add({plans_.back().end, Kind::search, plans_.size() - 1});
    }

    void search(const Event& event) {
        PlannedSearch& plan = plans_[event.index];
        const std::size_t number = reporter_.report_search(plan);
        Random draws = random_.stream(topic::search_draws).stream(number);
        for (const std::size_t index : grid_.find_inside(plan.truth.ground)) {
            TrueDevice& device = world_.devices[index];
            if (device.fate != Fate::left || device.laid > plan.end) continue;
            ++plan.truth.present;
            if (!draws.bernoulli(plan.truth.probability)) continue;
            ++plan.truth.found;
            const sys_days day = reporter_.report_find(index, number, plan);
            end(device, Fate::found, day);
        }
        world_.searched.push_back(plan.truth);
    }

    static void end(TrueDevice& device, Fate fate, sys_days day) {
        device.fate = fate;
        device.gone = day;
    }

    World& world_;
    std::vector<PlannedSearch> plans_;
    const Random& random_;
    DeviceGrid grid_;
    Reporter reporter_;
    sys_days last_;
    std::priority_queue<Event, std::vector<Event>, Later> events_;
};

}  // namespace

void run_history(World& world, std::vector<PlannedSearch> plans, const Chart& chart, const Random& random,
                 Progress& progress) {
    History(world, std::move(plans), chart, random).run(progress);
}

}  // namespace cairn::simulate
