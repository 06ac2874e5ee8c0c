// Which places deserve a closer look: a coarse count over the ground, taken greedily.

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "cairn/report/svg_map.hpp"

namespace cairn::report {
namespace {

constexpr double overview_px = 1000, close_up_px = 480;
constexpr double shape_px = 14;  ///< at this size a record's shape can be read

double median_extent_m(const std::vector<MapFeature>& footprints) {
    std::vector<double> extents;
    for (const MapFeature& footprint : footprints) {
        if (std::holds_alternative<MultiPointOf<EastNorth>>(footprint.geometry)) continue;
        if (const auto window = window_of(footprint.geometry))
            extents.push_back(std::max(window->width_m(), window->height_m()));
    }
    if (extents.empty()) return 0;
    const auto middle = extents.begin() + static_cast<std::ptrdiff_t>(extents.size() / 2);
    std::nth_element(extents.begin(), middle, extents.end());
    return *middle;
}

using Cell = std::pair<long, long>;

/// Evidence weighs more than paper: an untested record alone is no reason to look closer.
std::map<Cell, double> count_cells(const MapData& map, const Window& all, double cell_m) {
    std::map<Cell, double> cells;
    const auto add = [&](const MapFeature& feature, double weight) {
        const auto window = window_of(feature.geometry);
        if (!window || !all.contains(middle_of(*window))) return;
        const EastNorth p = middle_of(*window);
        cells[{std::lround(std::floor((p.north_m - all.south_m) / cell_m)),
               std::lround(std::floor((p.east_m - all.west_m) / cell_m))}] += weight;
    };
    for (const MapFeature& f : map.finds) add(f, 1);
    for (const MapFeature& f : map.accidents) add(f, 1);
    for (const MapFeature& f : map.footprints) add(f, f.is_tested ? 1 : 0.1);
    return cells;
}

std::string nearest_name(const MapData& map, EastNorth place, double limit_m) {
    std::string name;
    double nearest = limit_m;
    for (const MapFeature& settlement : map.settlements) {
        const auto window = window_of(settlement.geometry);
        if (!window) continue;
        const EastNorth p = middle_of(*window);
        const double d = std::hypot(p.east_m - place.east_m, p.north_m - place.north_m);
        if (d < nearest) {
            nearest = d;
            name = settlement.label;
        }
    }
    return name;
}

}  // namespace

std::vector<CloseUp> find_close_ups(const MapData& map, std::size_t count) {
    const auto all = window_of(map);
    const double extent_m = median_extent_m(map.footprints);
    if (!all || extent_m <= 0) return {};
    const double widest = std::max(all->width_m(), all->height_m());
    if (extent_m * overview_px / widest > shape_px) return {};  // the overview shows shapes well enough
    const double side_m = std::clamp(extent_m * close_up_px / (2 * shape_px), 500.0, std::max(500.0, widest / 3));
    const double cell_m = side_m / 4;
    const auto cells = count_cells(map, *all, cell_m);

    std::vector<CloseUp> out;
    while (out.size() < count) {
        double best = 0;
        Window best_window;
        for (const auto& [cell, weight] : cells) {
            // every window that has an occupied cell in its south-west corner
            const Window window{all->west_m + static_cast<double>(cell.second) * cell_m,
                                all->south_m + static_cast<double>(cell.first) * cell_m,
                                all->west_m + static_cast<double>(cell.second) * cell_m + side_m,
                                all->south_m + static_cast<double>(cell.first) * cell_m + 0.75 * side_m};
            if (std::any_of(out.begin(), out.end(), [&](const CloseUp& c) { return c.window.meets(window); })) continue;
            double sum = 0;
            for (long row = 0; row < 3; ++row) {
                for (long column = 0; column < 4; ++column) {
                    if (const auto at = cells.find({cell.first + row, cell.second + column}); at != cells.end())
                        sum += at->second;
                }
            }
            if (sum > best) {
                best = sum;
                best_window = window;
            }
        }
        if (best < 2) break;
        out.push_back({best_window, nearest_name(map, middle_of(best_window), side_m)});
    }
    return out;
}

}  // namespace cairn::report
