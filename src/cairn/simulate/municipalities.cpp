#include "cairn/simulate/municipalities.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include "cairn/simulate/terrain.hpp"

namespace cairn::simulate {
namespace {

constexpr std::size_t pieces = 5;  // straight pieces of a border between two corners

struct Grid {
    std::size_t columns = 1, rows = 1;
};

Grid shape_for(const Terrain& terrain, int count) {
    const double wanted = std::sqrt(count * terrain.width_m / terrain.height_m);
    const auto columns =
        static_cast<std::size_t>(std::clamp(std::floor(wanted + 0.5), 1.0, static_cast<double>(count)));
    return {columns, (static_cast<std::size_t>(count) + columns - 1) / columns};
}

/// A lattice of corners and border points, `pieces` to a cell's side; those on the edge of the ground slide along it.
class Lattice {
   public:
    Lattice(const Terrain& terrain, Grid grid, Random random)
        : columns_(grid.columns * pieces + 1), rows_(grid.rows * pieces + 1) {
        const double across = terrain.width_m / static_cast<double>(columns_ - 1);
        const double up = terrain.height_m / static_cast<double>(rows_ - 1);
        for (std::size_t r = 0; r < rows_; ++r) {
            for (std::size_t c = 0; c < columns_; ++c) {
                const bool on_side = c == 0 || c + 1 == columns_;
                const bool on_end = r == 0 || r + 1 == rows_;
                const double de = 0.33 * across * random.uniform(-1, 1);
                const double dn = 0.33 * up * random.uniform(-1, 1);
                const double east = static_cast<double>(c) * across - terrain.width_m / 2;
                const double north = static_cast<double>(r) * up - terrain.height_m / 2;
                nodes_.push_back(
                    round_to_centimetre({east + (on_side || on_end ? 0 : de), north + (on_side || on_end ? 0 : dn)}));
            }
        }
    }

    PlaneRing border(std::size_t column, std::size_t row) const {
        const std::size_t west = column * pieces;
        const std::size_t south = row * pieces;
        PlaneRing ring;
        for (std::size_t i = 0; i < pieces; ++i) ring.push_back(at(west + i, south));
        for (std::size_t i = 0; i < pieces; ++i) ring.push_back(at(west + pieces, south + i));
        for (std::size_t i = 0; i < pieces; ++i) ring.push_back(at(west + pieces - i, south + pieces));
        for (std::size_t i = 0; i < pieces; ++i) ring.push_back(at(west, south + pieces - i));
        ring.push_back(ring.front());
        return ring;
    }

   private:
    EastNorth at(std::size_t column, std::size_t row) const { return nodes_[row * columns_ + column]; }

    std::size_t columns_, rows_;
    std::vector<EastNorth> nodes_;
};

/// The largest settlement on the ground gives its name.
std::string name_for(const Terrain& terrain, const PlaneRing& border, std::size_t number) {
    const Settlement* largest = nullptr;
    for (const Settlement& settlement : terrain.settlements) {
        if (!is_inside(border, settlement.position)) continue;
        if (largest == nullptr || settlement.population > largest->population) largest = &settlement;
    }
    return largest != nullptr ? largest->name : "Rural district " + std::to_string(number);
}

}  // namespace

std::vector<Municipality> make_municipalities(const Terrain& terrain, int count, Random random) {
    const Grid grid = shape_for(terrain, count);
    const Lattice lattice(terrain, grid, random);
    std::vector<Municipality> all;
    for (std::size_t row = 0; row < grid.rows; ++row) {
        for (std::size_t column = 0; column < grid.columns; ++column) {
            PlaneRing border = lattice.border(column, row);
            std::string name = name_for(terrain, border, all.size() + 1);
            all.push_back({std::move(name), std::move(border)});
        }
    }
    return all;
}

}  // namespace cairn::simulate
