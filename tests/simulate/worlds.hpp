#pragma once
// Worlds for tests: small ground, so that a hundred of them take a second.

#include <string>

#include "cairn/simulate/world.hpp"

namespace cairn::simulate::test {

inline Date date(const char* text) { return *parse_date(text); }

inline World make(const Scenario& scenario) {
    NoProgress progress;
    return simulate(scenario, progress);
}

inline World bundled(const char* name) { return make(*find_bundled_scenario(name)); }

inline PackagePlan package(const std::string& id) {
    PackagePlan plan;
    plan.id = id;
    plan.name = id;
    plan.from_party = "One Side";
    plan.to_party = "Other Side";
    plan.date_received = date("1999-06-01");
    return plan;
}

inline Scenario small_scenario() {
    Scenario scenario;
    scenario.name = "small";
    scenario.title = "Small ground";
    scenario.as_of = date("2010-12-31");
    scenario.ground.width_m = 8'000;
    scenario.ground.height_m = 3'000;
    scenario.ground.settlements = 2;
    scenario.ground.municipalities = 2;
    scenario.laying.fields = 50;
    scenario.laying.devices_per_field = 8;
    scenario.searches.elsewhere = 5;
    scenario.packages = {package("A")};
    return scenario;
}

}  // namespace cairn::simulate::test
