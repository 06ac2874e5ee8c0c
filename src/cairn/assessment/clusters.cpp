#include "cairn/assessment/clusters.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <unordered_map>

#include "cairn/geometry/plane.hpp"

namespace cairn::assessment {
namespace {

constexpr double longest_link_m = 1000;
constexpr double shortest_link_m = 100;
constexpr double own_ground_m = 250;  ///< finds and accidents of a field lie about it, not only on it

struct GridKey {
    std::int64_t column = 0, row = 0;
    friend bool operator==(const GridKey&, const GridKey&) = default;
};
struct GridHash {
    std::size_t operator()(const GridKey& key) const {
        const auto mix = static_cast<std::uint64_t>(key.column) * 0x9e3779b97f4a7c15ULL ^
                         static_cast<std::uint64_t>(key.row) * 0xd1342543de82ef95ULL;
        return static_cast<std::size_t>(mix ^ (mix >> 29));
    }
};

double distance(EastNorth a, EastNorth b) { return std::hypot(a.east_m - b.east_m, a.north_m - b.north_m); }

std::optional<std::size_t> nearest_settlement(EastNorth position, const std::vector<Settlement>& settlements,
                                              double limit_m) {
    std::optional<std::size_t> best;
    double least = limit_m;
    for (std::size_t s = 0; s < settlements.size(); ++s) {
        const double d = distance(position, settlements[s].position);
        if (d <= least) {
            least = d;
            best = s;
        }
    }
    return best;
}

}  // namespace

Groups::Groups(std::size_t n) : parent_(n) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }

std::size_t Groups::root(std::size_t item) {
    while (parent_[item] != item) {
        parent_[item] = parent_[parent_[item]];
        item = parent_[item];
    }
    return item;
}

void Groups::join(std::size_t a, std::size_t b) {
    const std::size_t first = root(a);
    const std::size_t second = root(b);
    parent_[std::max(first, second)] = std::min(first, second);
}

void join_near(Groups& groups, const std::vector<EastNorth>& positions, double link_m) {
    std::unordered_map<GridKey, std::vector<std::size_t>, GridHash> cells;
    const auto key = [link_m](EastNorth p) {
        return GridKey{static_cast<std::int64_t>(std::floor(p.east_m / link_m)),
                       static_cast<std::int64_t>(std::floor(p.north_m / link_m))};
    };
    for (std::size_t i = 0; i < positions.size(); ++i) {
        const GridKey at = key(positions[i]);
        for (std::int64_t column = at.column - 1; column <= at.column + 1; ++column)
            for (std::int64_t row = at.row - 1; row <= at.row + 1; ++row) {
                const auto cell = cells.find({column, row});
                if (cell == cells.end()) continue;
                for (const std::size_t other : cell->second)
                    if (distance(positions[i], positions[other]) <= link_m) groups.join(i, other);
            }
        cells[at].push_back(i);
    }
}

double link_distance(std::size_t points, double area_m2) {
    if (!(area_m2 > 0) || points == 0) return longest_link_m;
    const double spacing = std::sqrt(area_m2 / static_cast<double>(points));
    return std::clamp(spacing / 2, shortest_link_m, longest_link_m);
}

std::vector<std::size_t> cluster_points(const std::vector<ClusterPoint>& points,
                                        const std::vector<PointDistances>& distances,
                                        const std::vector<std::size_t>& place_of_footprint,
                                        const std::vector<Settlement>& settlements, double tolerance_m, double link_m) {
    // Numbers: places of records first, then settlements, then groups of the points that are left.
    const std::size_t records = place_of_footprint.size();
    std::vector<std::size_t> cluster(points.size());
    std::vector<std::size_t> loose;
    std::vector<EastNorth> loose_positions;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double own = std::min(std::max(2 * tolerance_m, own_ground_m) + 2 * points[i].sigma_m,
                                    std::max(link_m, 2 * tolerance_m));
        if (distances[i].nearest && distances[i].nearest_m <= own) {
            cluster[i] = place_of_footprint[*distances[i].nearest];
        } else if (const auto s = nearest_settlement(points[i].position, settlements, link_m)) {
            cluster[i] = records + *s;
        } else {
            loose.push_back(i);
            loose_positions.push_back(points[i].position);
        }
    }
    Groups groups(loose.size());
    join_near(groups, loose_positions, link_m);
    for (std::size_t j = 0; j < loose.size(); ++j) cluster[loose[j]] = records + settlements.size() + groups.root(j);
    return cluster;
}

std::vector<std::size_t> group_records(const Input& input, const RecordIndex& index) {
    Groups groups(input.footprints.size());
    for (const std::size_t i : index.located()) {
        const PlaneGeometry& geometry = *input.footprints[i].geometry;
        for (const NearFootprint& near : index.measure(geometry::centroid(geometry), 0).near)
            groups.join(i, near.footprint);
    }
    std::vector<std::size_t> place(input.footprints.size());
    for (std::size_t i = 0; i < place.size(); ++i) place[i] = groups.root(i);
    return place;
}

}  // namespace cairn::assessment
