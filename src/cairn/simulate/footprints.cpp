#include "cairn/simulate/footprints.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "cairn/simulate/path.hpp"
#include "cairn/simulate/terrain.hpp"

namespace cairn::simulate {
namespace {

long cell(double metres, double side_m) { return static_cast<long>(std::floor(metres / side_m)); }

}  // namespace

double distance_m(const PlanePolygon& polygon, EastNorth position) {
    if (is_inside(polygon.shell, position)) return 0;
    return distance_m(std::span<const EastNorth>(polygon.shell), position);
}

Footprints::Footprints(const std::vector<PlanePolygon>& polygons, double tolerance_m)
    : polygons_(polygons), tolerance_m_(tolerance_m), side_m_(std::max(200.0, tolerance_m)) {
    for (std::size_t i = 0; i < polygons_.size(); ++i) {
        if (polygons_[i].shell.empty()) continue;
        double west = 1e18, east = -1e18, south = 1e18, north = -1e18;
        for (const EastNorth p : polygons_[i].shell) {
            west = std::min(west, p.east_m);
            east = std::max(east, p.east_m);
            south = std::min(south, p.north_m);
            north = std::max(north, p.north_m);
        }
        for (long x = cell(west - tolerance_m, side_m_); x <= cell(east + tolerance_m, side_m_); ++x) {
            for (long y = cell(south - tolerance_m, side_m_); y <= cell(north + tolerance_m, side_m_); ++y) {
                cells_[{x, y}].push_back(i);
            }
        }
    }
}

std::vector<std::size_t> Footprints::find_within(EastNorth p) const {
    const auto found = cells_.find({cell(p.east_m, side_m_), cell(p.north_m, side_m_)});
    std::vector<std::size_t> near;
    if (found == cells_.end()) return near;
    for (const std::size_t i : found->second) {
        if (distance_m(polygons_[i], p) <= tolerance_m_) near.push_back(i);
    }
    return near;
}

}  // namespace cairn::simulate
