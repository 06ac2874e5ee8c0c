#include "cairn/simulate/roads.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <queue>
#include <tuple>
#include <utility>

#include "cairn/simulate/terrain.hpp"

namespace cairn::simulate {
namespace {

constexpr double bridge_m = 900;    // what crossing the river costs, as metres of level road
constexpr double steep = 0.06;      // the slope at which a metre costs two
constexpr double reuse = 0.35;      // share of the cost where a road is there already

struct Link {
    EastNorth from, to;
};

bool are_neighbours(const std::vector<Settlement>& all, std::size_t a, std::size_t b) {
    const double between = distance_m(all[a].position, all[b].position);
    for (std::size_t c = 0; c < all.size(); ++c) {
        if (c == a || c == b) continue;
        const double far =
            std::max(distance_m(all[a].position, all[c].position), distance_m(all[b].position, all[c].position));
        if (far < between) return false;
    }
    return true;
}

/// From the settlement nearest to the western and eastern edge, out of the valley.
std::vector<Link> exits(const Terrain& terrain) {
    std::vector<Link> links;
    for (const double edge : {-terrain.width_m / 2, terrain.width_m / 2}) {
        const auto nearer = [edge](const Settlement& a, const Settlement& b) {
            return std::abs(a.position.east_m - edge) < std::abs(b.position.east_m - edge);
        };
        const auto nearest = std::min_element(terrain.settlements.begin(), terrain.settlements.end(), nearer);
        const Path& river = terrain.river;
        const double north = (edge < 0 ? river.positions.front() : river.positions.back()).north_m + 350;
        links.push_back({nearest->position, {edge, north}});
    }
    return links;
}

std::vector<Link> make_links(const Terrain& terrain) {
    std::vector<Link> links;
    const auto& all = terrain.settlements;
    for (std::size_t a = 0; a < all.size(); ++a) {
        for (std::size_t b = a + 1; b < all.size(); ++b) {
            if (are_neighbours(all, a, b)) links.push_back({all[a].position, all[b].position});
        }
    }
    // Short links first: the long ones then follow roads that are there.
    std::sort(links.begin(), links.end(), [](const Link& a, const Link& b) {
        return std::tuple(distance_m(a.from, a.to), a.from.east_m, a.from.north_m) <
               std::tuple(distance_m(b.from, b.to), b.from.east_m, b.from.north_m);
    });
    const std::vector<Link> out = exits(terrain);
    links.insert(links.end(), out.begin(), out.end());
    return links;
}

/// The lattice of the relief as ground to build on.
class Builder {
   public:
    Builder(const Terrain& terrain, Random random)
        : relief_(terrain.relief),
          has_road_(relief_.height_m.size(), 0),
          bank_(relief_.height_m.size()),
          patch_(relief_.height_m.size()) {
        for (std::size_t i = 0; i < bank_.size(); ++i) bank_[i] = is_north_of_river(terrain.river, relief_.node(i));
        for (float& patch : patch_) patch = static_cast<float>(random.uniform(0.75, 1.25));
    }

    Path build(const Link& link) {
        const std::vector<std::size_t> nodes = find_way(node_near(link.from), node_near(link.to));
        for (const std::size_t node : nodes) has_road_[node] = 1;
        std::vector<EastNorth> controls{link.from};
        // A third of the nodes, so that a road swings where the lattice has steps; the same ones for every road, so
        // that roads which share ground share their line.
        for (std::size_t i = 2; i + 2 < nodes.size(); ++i) {
            const std::size_t node = nodes[i];
            if ((node % relief_.columns + 2 * (node / relief_.columns)) % 3 == 0)
                controls.push_back(relief_.node(node));
        }
        controls.push_back(link.to);
        std::vector<EastNorth> line = smooth_curve(controls, 5);
        for (EastNorth& p : line) p = round_to_centimetre(p);
        line.erase(std::unique(line.begin(), line.end()), line.end());
        if (line.size() < 2) line.push_back({line.front().east_m + 1, line.front().north_m});
        return to_path(std::move(line));
    }

   private:
    /// The river runs from west to east, so a position is north of it when it lies above it.
    static char is_north_of_river(const Path& river, EastNorth p) {
        const auto after = std::lower_bound(river.positions.begin(), river.positions.end(), p.east_m,
                                            [](EastNorth at, double east) { return at.east_m < east; });
        const EastNorth at = after == river.positions.end() ? river.positions.back() : *after;
        return p.north_m > at.north_m ? 1 : 0;
    }

    std::size_t node_near(EastNorth p) const {
        const auto index = [this](double offset, std::size_t count) {
            const double steps = std::clamp(offset / relief_.side_m, 0.0, static_cast<double>(count - 1));
            return static_cast<std::size_t>(std::floor(steps + 0.5));
        };
        return index(p.north_m - relief_.south_m, relief_.rows) * relief_.columns +
               index(p.east_m - relief_.west_m, relief_.columns);
    }

    double cost(std::size_t a, std::size_t b) const {
        const double run = distance_m(relief_.node(a), relief_.node(b));
        const double rise = static_cast<double>(relief_.height_m[a]) - static_cast<double>(relief_.height_m[b]);
        const double slope = rise / run / steep;
        const double ground = static_cast<double>(patch_[a] + patch_[b]) / 2;
        const double level = run * ground * (1 + slope * slope) + (bank_[a] != bank_[b] ? bridge_m : 0);
        return has_road_[a] != 0 && has_road_[b] != 0 ? reuse * level : level;
    }

    /// Dijkstra 1959, on the eight neighbours and the eight knight's moves.
    std::vector<std::size_t> find_way(std::size_t from, std::size_t to) const {
        static constexpr std::array<std::pair<int, int>, 16> moves{{{1, 0},
                                                                    {0, 1},
                                                                    {-1, 0},
                                                                    {0, -1},
                                                                    {1, 1},
                                                                    {-1, 1},
                                                                    {-1, -1},
                                                                    {1, -1},
                                                                    {2, 1},
                                                                    {1, 2},
                                                                    {-1, 2},
                                                                    {-2, 1},
                                                                    {-2, -1},
                                                                    {-1, -2},
                                                                    {1, -2},
                                                                    {2, -1}}};
        using Entry = std::pair<double, std::size_t>;
        std::vector<double> best(bank_.size(), std::numeric_limits<double>::infinity());
        std::vector<std::size_t> previous(bank_.size(), from);
        std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
        best[from] = 0;
        open.emplace(0.0, from);
        while (!open.empty() && open.top().second != to) {
            const auto [so_far, node] = open.top();
            open.pop();
            if (so_far > best[node]) continue;
            const auto column = static_cast<std::int64_t>(node % relief_.columns);
            const auto row = static_cast<std::int64_t>(node / relief_.columns);
            for (const auto& [dc, dr] : moves) {
                const std::int64_t c = column + dc;
                const std::int64_t r = row + dr;
                if (c < 0 || r < 0 || c >= static_cast<std::int64_t>(relief_.columns) ||
                    r >= static_cast<std::int64_t>(relief_.rows)) {
                    continue;
                }
                const std::size_t next = static_cast<std::size_t>(r) * relief_.columns + static_cast<std::size_t>(c);
                const double total = so_far + cost(node, next);
                if (total >= best[next]) continue;
                best[next] = total;
                previous[next] = node;
                open.emplace(total, next);
            }
        }
        std::vector<std::size_t> nodes{to};
        while (nodes.back() != from) nodes.push_back(previous[nodes.back()]);
        std::reverse(nodes.begin(), nodes.end());
        return nodes;
    }

    const Relief& relief_;
    std::vector<char> has_road_, bank_;
    std::vector<float> patch_;  // woods, fields, wet ground: on level ground a road would else run along the lattice
};

}  // namespace

std::vector<Path> make_roads(const Terrain& terrain, Random random) {
    Builder builder(terrain, random);
    std::vector<Path> roads;
    for (const Link& link : make_links(terrain)) roads.push_back(builder.build(link));
    return roads;
}

}  // namespace cairn::simulate
