#include "cairn/simulate/terrain.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "cairn/simulate/municipalities.hpp"
#include "cairn/simulate/names.hpp"
#include "cairn/simulate/roads.hpp"
#include "cairn/simulate/topics.hpp"

namespace cairn::simulate {
namespace {

/// A line from the western to the eastern edge that wanders: `reach` is the share of the height it may use.
Path make_crossing(double width_m, double height_m, double control_spacing_m, double reach, Random random) {
    const int controls = std::max(4, static_cast<int>(width_m / control_spacing_m));
    const double start = random.uniform(-0.5, 0.5);
    const double end = random.uniform(-0.5, 0.5);
    std::vector<EastNorth> points;
    double wander = 0;
    for (int i = 0; i <= controls; ++i) {
        const double t = static_cast<double>(i) / controls;
        wander = 0.65 * wander + 0.42 * random.normal();
        const double level = std::clamp(start + t * (end - start) + 0.8 * wander, -1.0, 1.0);
        points.push_back({-width_m / 2 + t * width_m, reach * height_m / 2 * level});
    }
    return to_path(smooth_curve(points, 8));
}

/// High where a village would lie: low, level ground, near the river but not in it, away from the edge.
double suitability(const Terrain& terrain, EastNorth p) {
    const double h = height_at(terrain.relief, p);
    const double slope = std::abs(height_at(terrain.relief, {p.east_m + 100, p.north_m}) - h) / 100 +
                         std::abs(height_at(terrain.relief, {p.east_m, p.north_m + 100}) - h) / 100;
    const double to_river = distance_m(terrain.river, p);
    const double wet = to_river < 120 ? 0.5 : 0;
    const double exposed = distance_m(terrain.front, p) < 350 ? 0.4 : 0;
    return 1 / (1 + 12 * slope) + 0.3 / (1 + to_river / 1'500) - wet - exposed;
}

std::vector<Settlement> place_settlements(const Terrain& terrain, const GroundPlan& plan, const Random& root) {
    Random random = root.stream(topic::settlements);
    const auto count = static_cast<std::size_t>(plan.settlements);
    const std::vector<std::string> names = make_names(count, root.stream(topic::names));
    const double apart_m = 0.75 * std::sqrt(plan.width_m * plan.height_m / static_cast<double>(count));
    std::vector<Settlement> settlements;
    for (std::size_t i = 0; i < count; ++i) {
        EastNorth best{};
        double best_score = -std::numeric_limits<double>::infinity();
        for (int candidate = 0; candidate < 60; ++candidate) {
            const double east = 0.45 * plan.width_m * random.uniform(-1, 1);
            const double north = 0.45 * plan.height_m * random.uniform(-1, 1);
            const EastNorth p{east, north};
            double gap = apart_m;
            for (const Settlement& other : settlements) gap = std::min(gap, distance_m(other.position, p));
            const double score = suitability(terrain, p) + 1.5 * gap / apart_m;
            if (score > best_score) {
                best_score = score;
                best = p;
            }
        }
        const double size = i == 0 ? 4'800 : 520 * std::exp(0.7 * random.normal());
        settlements.push_back({names[i], round_to_centimetre(best), static_cast<int>(size / 10) * 10 + 30});
    }
    return settlements;
}

}  // namespace

Terrain make_terrain(const GroundPlan& plan, const Random& random) {
    Terrain terrain;
    terrain.width_m = plan.width_m;
    terrain.height_m = plan.height_m;
    terrain.river = make_crossing(plan.width_m, plan.height_m, 1'300, 0.35, random.stream(topic::river));
    terrain.relief = make_relief(plan.width_m, plan.height_m, terrain.river, random.stream(topic::relief));
    terrain.front = make_crossing(plan.width_m, plan.height_m, 1'400, 0.65, random.stream(topic::front));
    terrain.settlements = place_settlements(terrain, plan, random);
    terrain.roads = make_roads(terrain, random.stream(topic::roads));
    terrain.municipalities = make_municipalities(terrain, plan.municipalities, random.stream(topic::borders));
    return terrain;
}

double exposure_at(const Terrain& terrain, EastNorth position) {
    double exposure = 0.04;
    for (const Settlement& settlement : terrain.settlements) {
        const double size = std::sqrt(settlement.population / 500.0);
        exposure += size * std::exp(-distance_m(settlement.position, position) / 700);
    }
    double road = std::numeric_limits<double>::infinity();
    for (const Path& path : terrain.roads) road = std::min(road, distance_m(path, position));
    return exposure + 0.6 * std::exp(-road / 130);
}

std::size_t nearest_settlement(const Terrain& terrain, EastNorth position) {
    const auto nearer = [&](const Settlement& a, const Settlement& b) {
        return distance_m(a.position, position) < distance_m(b.position, position);
    };
    const auto& all = terrain.settlements;
    return static_cast<std::size_t>(std::min_element(all.begin(), all.end(), nearer) - all.begin());
}

std::size_t municipality_at(const Terrain& terrain, EastNorth position) {
    for (std::size_t i = 0; i < terrain.municipalities.size(); ++i) {
        if (is_inside(terrain.municipalities[i].border, position)) return i;
    }
    return 0;
}

bool is_inside(const PlaneRing& ring, EastNorth p) {
    bool inside = false;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const EastNorth a = ring[i - 1];
        const EastNorth b = ring[i];
        if ((a.north_m > p.north_m) == (b.north_m > p.north_m)) continue;
        const double t = (p.north_m - a.north_m) / (b.north_m - a.north_m);
        if (p.east_m < a.east_m + t * (b.east_m - a.east_m)) inside = !inside;
    }
    return inside;
}

}  // namespace cairn::simulate
