// Which places deserve a closer look: a coarse count over the ground, taken greedily.

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "cairn/report/svg_map.hpp"

namespace cairn::report {
namespace {

constexpr double overview_px = 1000, close_up_px = 480;
constexpr double readable_px = 20;  ///< from this size on a record's shape can be read
constexpr double shape_px = 36;    ///< the size that a close-up aims at

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

struct Weighted {
    EastNorth place;
    double weight;
};

/// Evidence weighs more than paper: an untested record alone is no reason to look closer.
std::vector<Weighted> evidence_of(const MapData& map, const Window& all) {
    std::vector<Weighted> out;
    const auto add = [&](const MapFeature& feature, double weight) {
        const auto window = window_of(feature.geometry);
        if (window && all.contains(middle_of(*window))) out.push_back({middle_of(*window), weight});
    };
    for (const MapFeature& f : map.finds) add(f, 1);
    for (const MapFeature& f : map.accidents) add(f, 1);
    for (const MapFeature& f : map.footprints) add(f, f.is_tested ? 1 : 0.1);
    return out;
}

using Cell = std::pair<long, long>;

std::map<Cell, double> count_cells(const std::vector<Weighted>& evidence, const Window& all, double cell_m) {
    std::map<Cell, double> cells;
    for (const auto& [place, weight] : evidence) {
        cells[{std::lround(std::floor((place.north_m - all.south_m) / cell_m)),
               std::lround(std::floor((place.east_m - all.west_m) / cell_m))}] += weight;
    }
    return cells;
}

bool is_taken(const std::vector<CloseUp>& close_ups, const Window& window) {
    return std::any_of(close_ups.begin(), close_ups.end(), [&](const CloseUp& c) { return c.window.meets(window); });
}

Window around(EastNorth middle, double width_m, double height_m) {
    return {middle.east_m - width_m / 2, middle.north_m - height_m / 2, middle.east_m + width_m / 2,
            middle.north_m + height_m / 2};
}

/// Moves the window over the middle of the evidence in it, unless it would then meet another.
Window centred(const std::vector<Weighted>& evidence, const std::vector<CloseUp>& others, const Window& window) {
    double weight = 0, east_m = 0, north_m = 0;
    for (const Weighted& e : evidence) {
        if (!window.contains(e.place)) continue;
        weight += e.weight;
        east_m += e.weight * e.place.east_m;
        north_m += e.weight * e.place.north_m;
    }
    if (weight <= 0) return window;
    const Window moved = around({east_m / weight, north_m / weight}, window.width_m(), window.height_m());
    return is_taken(others, moved) ? window : moved;
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
    if (extent_m * overview_px / widest > readable_px) return {};  // the overview shows shapes well enough
    const double side_m = std::clamp(extent_m * close_up_px / shape_px, 500.0, std::max(500.0, widest / 3));
    const double cell_m = side_m / 4;  // a window is 4 × 3 cells
    const auto evidence = evidence_of(map, *all);
    const auto cells = count_cells(evidence, *all, cell_m);

    std::vector<CloseUp> out;
    double first = 0;
    while (out.size() < count) {
        double best = 0;
        Window best_window;
        for (const auto& [cell, weight] : cells) {
            const double west_m = all->west_m + static_cast<double>(cell.second) * cell_m;
            const double south_m = all->south_m + static_cast<double>(cell.first) * cell_m;
            const Window window{west_m, south_m, west_m + side_m, south_m + 0.75 * side_m};
            if (is_taken(out, window)) continue;
            double sum = 0;
            for (long row = 0; row < 3; ++row) {
                for (long column = 0; column < 4; ++column) {
                    const auto at = cells.find({cell.first + row, cell.second + column});
                    if (at != cells.end()) sum += at->second;
                }
            }
            if (sum > best) {
                best = sum;
                best_window = window;
            }
        }
        first = std::max(first, best);
        if (best < 2 || best < 0.1 * first) break;
        best_window = centred(evidence, out, best_window);
        out.push_back({best_window, nearest_name(map, middle_of(best_window), 4 * side_m)});
    }
    return out;
}

}  // namespace cairn::report
