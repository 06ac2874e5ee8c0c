#pragma once
// Day by day: fields are lifted, devices explode, searches find them. What is gone meets nobody any more.

#include "cairn/core/random.hpp"
#include "cairn/simulate/chart.hpp"
#include "cairn/simulate/searching.hpp"
#include "cairn/simulate/world.hpp"

namespace cairn::simulate {

/// Gives each device its rate of accidents: people about its place, its kind, and what is shared by its field.
void set_rates(World& world, const Random& random);

/// Fills fates, searches, finds and accidents, up to the scenario's last day.
void run_history(World& world, std::vector<PlannedSearch> plans, const Chart& chart, const Random& random,
                 Progress& progress);

/// From this day on accidents are counted: the day after the last year of laying along the front.
sys_days accidents_from(const Scenario& scenario);

}  // namespace cairn::simulate
