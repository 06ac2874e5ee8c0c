#include "cairn/simulate/calendar.hpp"
#include "cairn/simulate/chart.hpp"
#include "cairn/simulate/history.hpp"
#include "cairn/simulate/laying.hpp"
#include "cairn/simulate/recording.hpp"
#include "cairn/simulate/searching.hpp"
#include "cairn/simulate/world.hpp"

namespace cairn::simulate {
namespace {

PlanePolygon rectangle(double width_m, double height_m) {
    const double e = width_m / 2;
    const double n = height_m / 2;
    return {{{-e, -n}, {e, -n}, {e, n}, {-e, n}, {-e, -n}}, {}};
}

/// The ground as an office knows it: its extent, its municipalities and settlements.
void describe_ground(World& world, const Chart& chart) {
    const Terrain& terrain = world.terrain;
    world.study_area = {.id = "study-area", .name = world.scenario.title, .level = "study-area"};
    world.study_area.geometry = chart.polygon(rectangle(terrain.width_m, terrain.height_m));
    for (std::size_t i = 0; i < terrain.municipalities.size(); ++i) {
        Area area{.id = "M" + std::to_string(i + 1), .name = terrain.municipalities[i].name, .level = "municipality"};
        area.geometry = chart.polygon({terrain.municipalities[i].border, {}});
        world.municipalities.push_back(std::move(area));
    }
    for (std::size_t i = 0; i < terrain.settlements.size(); ++i) {
        const Settlement& settlement = terrain.settlements[i];
        Place place{.id = "S" + std::to_string(i + 1), .name = settlement.name};
        place.population = settlement.population;
        place.geometry = chart.point(settlement.position);
        world.settlements.push_back(std::move(place));
    }
}

}  // namespace

std::string_view to_text(Fate fate) {
    switch (fate) {
        case Fate::left: return "left";
        case Fate::lifted: return "lifted";
        case Fate::found: return "found";
        case Fate::exploded: return "exploded";
    }
    return "left";
}

World simulate(const Scenario& scenario, Progress& progress) {
    const Random random(scenario.seed);
    const Chart chart(scenario.ground.centre);
    World world;
    world.scenario = scenario;
    progress.begin("Making ground", 1);
    world.terrain = make_terrain(scenario.ground, random);
    progress.end();
    describe_ground(world, chart);
    progress.begin("Laying and recording", 1);
    Laid laid = lay_devices(world.terrain, scenario, random);
    world.fields = std::move(laid.fields);
    world.devices = std::move(laid.devices);
    record_fields(world, std::move(laid.unused), chart, random);
    set_rates(world, random);
    progress.end();
    run_history(world, plan_searches(world, random), chart, random, progress);
    return world;
}

}  // namespace cairn::simulate
