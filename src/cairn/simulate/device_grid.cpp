#include "cairn/simulate/device_grid.hpp"

#include <algorithm>
#include <cmath>

namespace cairn::simulate {
namespace {

constexpr double side_m = 200;

}  // namespace

DeviceGrid::Key DeviceGrid::key_of(EastNorth p) {
    return {static_cast<long>(std::floor(p.east_m / side_m)), static_cast<long>(std::floor(p.north_m / side_m))};
}

DeviceGrid::DeviceGrid(const std::vector<TrueDevice>& devices) : devices_(devices) {
    for (std::size_t i = 0; i < devices.size(); ++i) cells_[key_of(devices[i].position)].push_back(i);
}

std::vector<std::size_t> DeviceGrid::find_inside(const PlanePolygon& polygon) const {
    EastNorth low{1e18, 1e18};
    EastNorth high{-1e18, -1e18};
    for (const EastNorth p : polygon.shell) {
        low = {std::min(low.east_m, p.east_m), std::min(low.north_m, p.north_m)};
        high = {std::max(high.east_m, p.east_m), std::max(high.north_m, p.north_m)};
    }
    std::vector<std::size_t> inside;
    const Key from = key_of(low);
    const Key to = key_of(high);
    for (long east = from.first; east <= to.first; ++east) {
        for (long north = from.second; north <= to.second; ++north) {
            const auto cell = cells_.find({east, north});
            if (cell == cells_.end()) continue;
            for (const std::size_t i : cell->second) {
                if (is_inside(polygon.shell, devices_[i].position)) inside.push_back(i);
            }
        }
    }
    std::sort(inside.begin(), inside.end());
    return inside;
}

}  // namespace cairn::simulate
