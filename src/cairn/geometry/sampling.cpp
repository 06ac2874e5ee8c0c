#include "cairn/geometry/sampling.hpp"

#include <algorithm>
#include <cmath>

#include "cairn/core/error.hpp"
#include "cairn/geometry/plane.hpp"

namespace cairn::geometry {
namespace {

struct Reached {
    CellGrid grid;
    std::vector<std::uint32_t> cells;
    double accepted = 0;  ///< share of draws that will lie inside
};

Reached reach(const PlaneMultiPolygon& polygons, const Box& box, double side_m) {
    Reached result{cover(box, side_m), {}, 0};
    const std::vector<float> shares = coverage_share(result.grid, polygons);
    double inside = 0;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (shares[i] <= 0) continue;
        result.cells.push_back(static_cast<std::uint32_t>(i));
        inside += static_cast<double>(shares[i]);
    }
    if (!result.cells.empty()) result.accepted = inside / static_cast<double>(result.cells.size());
    return result;
}

/// Halves the cells until half of all draws succeed, or there are enough cells.
Reached reach(const PlaneMultiPolygon& polygons) {
    const auto box = find_bounds(polygons);
    const double area = area_m2(polygons);
    if (!box || !(area > 0) || !std::isfinite(area))
        throw CallError("PositionSampler: the polygons have no area to draw from.");
    const double width = box->max_east_m - box->min_east_m;
    const double height = box->max_north_m - box->min_north_m;
    constexpr double enough_cells = 1 << 20;
    constexpr double first_cells = 1 << 8;
    double side_m = std::max({std::sqrt(width * height / first_cells), width / first_cells, height / first_cells});
    for (;;) {
        Reached reached = reach(polygons, *box, side_m);
        const double finer_cells = 4 * width * height / (side_m * side_m) + 4 * (width + height) / side_m;
        if (reached.accepted >= 0.5 || finer_cells > enough_cells) return reached;
        side_m /= 2;
    }
}

}  // namespace

PositionSampler::PositionSampler(const PlaneMultiPolygon& polygons)
    : inside_(std::vector<PlaneGeometry>{PlaneGeometry{polygons}}) {
    Reached reached = reach(polygons);
    if (reached.cells.empty()) throw CallError("PositionSampler: the polygons are too thin to draw positions from.");
    grid_ = reached.grid;
    cells_ = std::move(reached.cells);
}

EastNorth PositionSampler::draw(Random& random) const {
    for (;;) {
        const std::size_t cell = cells_[random.below(cells_.size())];
        const EastNorth centre = grid_.centre(cell);
        const EastNorth position{centre.east_m + (random.uniform() - 0.5) * grid_.side_m,
                                 centre.north_m + (random.uniform() - 0.5) * grid_.side_m};
        if (inside_.find_nearest(position, {}, 0)) return position;
    }
}

}  // namespace cairn::geometry
