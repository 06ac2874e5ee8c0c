#pragma once
// Which ground is searched, when and how well. What a search finds is history (history.hpp).

#include <chrono>
#include <vector>

#include "cairn/core/random.hpp"
#include "cairn/simulate/world.hpp"

namespace cairn::simulate {

struct PlannedSearch {
    TrueSearch truth;
    bool is_technical = false;
    double detection = 0, coverage = 1;
    sys_days start, end;
};

/// Where records put devices, and elsewhere. Each ends by the last day of the scenario.
std::vector<PlannedSearch> plan_searches(const World& world, const Random& random);

/// After an accident: the ground around it, some months later; it may end after the last day.
PlannedSearch plan_after_accident(const World& world, EastNorth place, sys_days day, Random random);

}  // namespace cairn::simulate
