#include "cairn/geometry/cells.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "cairn/core/error.hpp"
#include "cairn/geometry/plane.hpp"

namespace cairn::geometry {
namespace {

// Each edge says how much ground lies east of it: going north it adds, going south it takes away, which over a closed
// ring leaves what is inside. In a row, an edge that rises by dy within one cell adds dy × (share of the cell east of
// it) to that cell, and the whole dy to every cell further east. Those further cells are not touched one by one: the
// row keeps differences between neighbours, and one running sum at its end gives all shares. (The signed-area
// accumulation of font rasterisers.) All in units of cells.

constexpr double nothing = 1e-9;  // far above the rounding of a row's sum, far below a square decimetre

struct Edge {
    double x = 0, y = 0;   // southern end
    double slope = 0;      // dx / dy
    double top = 0;        // northern end's y
    double direction = 0;  // +1: counted as ground to the east, −1: taken away
};

class Row {
   public:
    explicit Row(std::size_t columns) : columns_(columns), steps_(columns + 1) {}

    /// An edge from x0 to x1 that rises by dy within this row.
    void add(double x0, double x1, double dy) {
        if (x0 > x1) std::swap(x0, x1);
        const auto width = static_cast<double>(columns_);
        if (x0 >= width) return;
        const double rise_per_x = x1 > x0 ? dy / (x1 - x0) : 0;
        if (x0 < 0) {  // west of the grid: all of the row lies east of that piece
            const double piece = x1 > 0 ? -x0 * rise_per_x : dy;
            steps_[0] += piece;
            if (x1 <= 0) return;
            dy -= piece;
            x0 = 0;
        }
        if (x1 > width) {  // east of the grid: nothing lies east of that piece
            dy -= (x1 - width) * rise_per_x;
            x1 = width;
        }
        auto column = std::min(static_cast<std::size_t>(x0), columns_ - 1);
        while (x1 > static_cast<double>(column + 1)) {
            const auto east = static_cast<double>(column + 1);
            const double piece = (east - x0) * rise_per_x;
            add_within(column, x0, east, piece);
            dy -= piece;
            x0 = east;
            ++column;
        }
        add_within(column, x0, x1, dy);
    }

    /// Writes the row's shares and begins anew.
    void finish(float* shares) {
        double sum = 0;
        for (std::size_t column = 0; column < columns_; ++column) {
            sum += steps_[column];
            steps_[column] = 0;
            shares[column] = sum < nothing ? 0.0F : static_cast<float>(std::min(sum, 1.0));
        }
        steps_[columns_] = 0;
    }

   private:
    void add_within(std::size_t column, double x0, double x1, double dy) {
        const double west_share = (x0 + x1) / 2 - static_cast<double>(column);
        steps_[column] += dy * (1 - west_share);
        steps_[column + 1] += dy * west_share;
    }

    std::size_t columns_;
    std::vector<double> steps_;  // share of a cell less that of its western neighbour
};

class EdgeList {
   public:
    explicit EdgeList(const CellGrid& grid) : grid_(grid) {}

    void add_ring(const PlaneRing& ring, bool is_hole) {
        // A shell that runs counter-clockwise falls along its western side: ground is to the east of that.
        const double sign = (signed_area_m2(ring) > 0) == is_hole ? 1 : -1;
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) add_edge(ring[i], ring[i + 1], sign);
    }

    /// Southernmost first.
    std::vector<Edge> take() {
        std::ranges::sort(edges_, {}, &Edge::y);
        return std::move(edges_);
    }

   private:
    void add_edge(EastNorth from, EastNorth to, double sign) {
        double x0 = (from.east_m - grid_.west_m) / grid_.side_m;
        double y0 = (from.north_m - grid_.south_m) / grid_.side_m;
        double x1 = (to.east_m - grid_.west_m) / grid_.side_m;
        double y1 = (to.north_m - grid_.south_m) / grid_.side_m;
        if (!std::isfinite(x0) || !std::isfinite(y0) || !std::isfinite(x1) || !std::isfinite(y1))
            throw CallError("coverage_share: a position is not a number.");
        if (y0 > y1) {
            std::swap(x0, x1);
            std::swap(y0, y1);
            sign = -sign;
        }
        const bool is_level = y0 == y1;
        if (is_level || y1 <= 0 || y0 >= static_cast<double>(grid_.rows)) return;
        edges_.push_back({x0, y0, (x1 - x0) / (y1 - y0), y1, sign});
    }

    const CellGrid& grid_;
    std::vector<Edge> edges_;
};

}  // namespace

std::size_t CellGrid::cell_at(EastNorth position) const {
    const double x = std::floor((position.east_m - west_m) / side_m);
    const double y = std::floor((position.north_m - south_m) / side_m);
    // Written so that a NaN lies outside.
    if (!(x >= 0 && x < static_cast<double>(columns) && y >= 0 && y < static_cast<double>(rows))) return size();
    return static_cast<std::size_t>(y) * columns + static_cast<std::size_t>(x);
}

CellGrid cover(const Box& box, double side_m, std::size_t max_cells) {
    if (!(side_m > 0) || !std::isfinite(side_m)) throw CallError("cover: side_m must be a number above 0.");
    const bool is_box = std::isfinite(box.min_east_m) && std::isfinite(box.min_north_m) &&
                        box.min_east_m <= box.max_east_m && box.min_north_m <= box.max_north_m &&
                        std::isfinite(box.max_east_m) && std::isfinite(box.max_north_m);
    if (!is_box) throw CallError("cover: the box has no extent that can be covered.");
    const double first_column = std::floor(box.min_east_m / side_m);
    const double first_row = std::floor(box.min_north_m / side_m);
    const double columns = std::floor(box.max_east_m / side_m) - first_column + 1;
    const double rows = std::floor(box.max_north_m / side_m) - first_row + 1;
    if (!(columns * rows <= static_cast<double>(max_cells)))
        throw CallError("The area needs " + std::to_string(columns * rows) + " cells of " + std::to_string(side_m) +
                        " m, more than the " + std::to_string(max_cells) +
                        " that are allowed. Take larger cells or a smaller area.");
    return {first_column * side_m, first_row * side_m, side_m, static_cast<std::size_t>(columns),
            static_cast<std::size_t>(rows)};
}

std::vector<float> coverage_share(const CellGrid& grid, const PlaneMultiPolygon& polygons) {
    std::vector<float> shares(grid.size());
    if (shares.empty()) return shares;
    EdgeList list(grid);
    for (const PlanePolygon& polygon : polygons) {
        list.add_ring(polygon.shell, false);
        for (const PlaneRing& hole : polygon.holes) list.add_ring(hole, true);
    }
    const std::vector<Edge> edges = list.take();

    Row row(grid.columns);
    std::vector<Edge> active;
    std::size_t next = 0;
    for (std::size_t r = 0; r < grid.rows && (next < edges.size() || !active.empty()); ++r) {
        const auto south = static_cast<double>(r);
        const double north = south + 1;
        while (next < edges.size() && edges[next].y < north) active.push_back(edges[next++]);
        std::erase_if(active, [south](const Edge& edge) { return edge.top <= south; });
        for (const Edge& edge : active) {
            const double bottom = std::max(south, edge.y);
            const double top = std::min(north, edge.top);
            row.add(edge.x + (bottom - edge.y) * edge.slope, edge.x + (top - edge.y) * edge.slope,
                    edge.direction * (top - bottom));
        }
        row.finish(shares.data() + r * grid.columns);
    }
    return shares;
}

}  // namespace cairn::geometry
