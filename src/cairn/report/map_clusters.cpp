#include "cairn/report/map_clusters.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace cairn::report {
namespace {

constexpr double cell_px = 38;
constexpr double symbol_px = 7.5;  ///< radius of a single symbol

double radius_of(std::size_t count) {
    return count == 1 ? symbol_px : std::min(6.5 + 1.4 * std::sqrt(static_cast<double>(count)), 20.0);
}

Cluster merged(const Cluster& a, const Cluster& b) {
    const double n = static_cast<double>(a.count), m = static_cast<double>(b.count);
    const std::size_t count = a.count + b.count;
    return {(a.x * n + b.x * m) / (n + m), (a.y * n + b.y * m) / (n + m), radius_of(count), count};
}

bool overlap(const Cluster& a, const Cluster& b) { return std::hypot(a.x - b.x, a.y - b.y) < a.radius + b.radius; }

}  // namespace

std::vector<Cluster> cluster_points(const std::vector<std::pair<double, double>>& points) {
    std::map<std::pair<long, long>, Cluster> cells;
    for (const auto& [x, y] : points) {
        auto [at, is_new] =
            cells.try_emplace({std::lround(y / cell_px), std::lround(x / cell_px)}, Cluster{x, y, symbol_px, 1});
        if (!is_new) at->second = merged(at->second, {x, y, symbol_px, 1});
    }
    std::vector<Cluster> out;
    for (const auto& [cell, cluster] : cells) {
        Cluster grown = cluster;
        // a cluster that takes in another may reach a third: start over until it reaches none
        for (auto at = out.begin(); at != out.end();) {
            if (!overlap(grown, *at)) {
                ++at;
                continue;
            }
            grown = merged(grown, *at);
            out.erase(at);
            at = out.begin();
        }
        out.push_back(grown);
    }
    return out;
}

}  // namespace cairn::report
