#include "cairn/simulate/relief.hpp"

#include <algorithm>
#include <cmath>

namespace cairn::simulate {
namespace {

constexpr double max_nodes = 20'000;
constexpr double valley_floor_m = 210;
constexpr double rim_m = 520;           // how far the sides rise above the floor
constexpr double half_rise_m = 2'200;   // distance from the river at which half of that is reached

/// Random heights on a square lattice, joined by quintic steps: no mathematics but + − × ÷, so the same anywhere.
class Noise {
   public:
    Noise(double width_m, double height_m, double spacing_m, Random& random)
        : west_(-width_m / 2),
          south_(-height_m / 2),
          spacing_(spacing_m),
          columns_(static_cast<std::size_t>(width_m / spacing_m) + 3),
          values_(columns_ * (static_cast<std::size_t>(height_m / spacing_m) + 3)) {
        for (double& value : values_) value = random.uniform(-1, 1);
    }

    double at(EastNorth p) const {
        const double x = std::max(0.0, (p.east_m - west_) / spacing_);
        const double y = std::max(0.0, (p.north_m - south_) / spacing_);
        const auto rows = values_.size() / columns_;
        const auto i = std::min(static_cast<std::size_t>(x), columns_ - 2);
        const auto j = std::min(static_cast<std::size_t>(y), rows - 2);
        const double u = step(std::min(1.0, x - static_cast<double>(i)));
        const double v = step(std::min(1.0, y - static_cast<double>(j)));
        const double* low = &values_[j * columns_ + i];
        const double* high = low + columns_;
        return (low[0] * (1 - u) + low[1] * u) * (1 - v) + (high[0] * (1 - u) + high[1] * u) * v;
    }

   private:
    static double step(double t) { return t * t * t * (t * (t * 6 - 15) + 10); }

    double west_, south_, spacing_;
    std::size_t columns_;
    std::vector<double> values_;
};

double side_for(double width_m, double height_m) {
    return std::max(100.0, std::ceil(std::sqrt(width_m * height_m / max_nodes) / 10) * 10);
}

}  // namespace

Relief make_relief(double width_m, double height_m, const Path& river, Random random) {
    Relief relief;
    relief.side_m = side_for(width_m, height_m);
    relief.west_m = -width_m / 2;
    relief.south_m = -height_m / 2;
    relief.columns = static_cast<std::size_t>(std::ceil(width_m / relief.side_m)) + 1;
    relief.rows = static_cast<std::size_t>(std::ceil(height_m / relief.side_m)) + 1;
    const Noise hills(width_m, height_m, 2'600, random);
    const Noise spurs(width_m, height_m, 1'100, random);
    const Noise knolls(width_m, height_m, 450, random);
    relief.height_m.resize(relief.columns * relief.rows);
    for (std::size_t i = 0; i < relief.height_m.size(); ++i) {
        const EastNorth p = relief.node(i);
        const double away = distance_m(river, p) / half_rise_m;
        const double rise = away * away / (1 + away * away);
        const double rough = 150 * hills.at(p) + 75 * spurs.at(p) + 22 * knolls.at(p);
        // The floor is flat: roughness grows with distance from the river.
        relief.height_m[i] = static_cast<float>(valley_floor_m + rim_m * rise + rough * (0.08 + 1.3 * rise));
    }
    return relief;
}

double height_at(const Relief& relief, EastNorth p) {
    const auto along = [](double value, std::size_t count) {
        return std::clamp(value, 0.0, static_cast<double>(count - 1));
    };
    const double x = along((p.east_m - relief.west_m) / relief.side_m, relief.columns);
    const double y = along((p.north_m - relief.south_m) / relief.side_m, relief.rows);
    const auto i = std::min(static_cast<std::size_t>(x), relief.columns - 2);
    const auto j = std::min(static_cast<std::size_t>(y), relief.rows - 2);
    const double u = x - static_cast<double>(i);
    const double v = y - static_cast<double>(j);
    const auto node = [&](std::size_t c, std::size_t r) {
        return static_cast<double>(relief.height_m[r * relief.columns + c]);
    };
    return (node(i, j) * (1 - u) + node(i + 1, j) * u) * (1 - v) +
           (node(i, j + 1) * (1 - u) + node(i + 1, j + 1) * u) * v;
}

}  // namespace cairn::simulate
