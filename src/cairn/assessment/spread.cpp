#include "cairn/assessment/spread.hpp"

#include <algorithm>
#include <cmath>

#include "cairn/geometry/plane.hpp"

namespace cairn::assessment {
namespace {

constexpr double golden = 0.6180339887498949;

void add_crossings(const PlaneRing& ring, double north, std::vector<double>& crossings) {
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const EastNorth& a = ring[i];
        const EastNorth& b = ring[i + 1];
        if ((a.north_m <= north) == (b.north_m <= north)) continue;
        crossings.push_back(a.east_m + (north - a.north_m) / (b.north_m - a.north_m) * (b.east_m - a.east_m));
    }
}

void add_row(const PlanePolygon& polygon, double north, double first, double step, std::vector<EastNorth>& out) {
    std::vector<double> crossings;
    add_crossings(polygon.shell, north, crossings);
    for (const auto& hole : polygon.holes) add_crossings(hole, north, crossings);
    std::sort(crossings.begin(), crossings.end());
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2)
        for (double k = std::ceil((crossings[i] - first) / step); first + k * step < crossings[i + 1]; ++k)
            out.push_back({first + k * step, north});
}

std::vector<EastNorth> lattice(const PlaneMultiPolygon& polygons, double step) {
    std::vector<EastNorth> out;
    for (const PlanePolygon& polygon : polygons) {
        const auto box = geometry::find_bounds(PlaneMultiPolygon{polygon});
        if (!box) continue;
        double row = std::floor(box->min_north_m / step);
        for (; (row + 0.5) * step <= box->max_north_m; ++row) {
            const double shift = row * golden - std::floor(row * golden);
            add_row(polygon, (row + 0.5) * step, shift * step, step, out);
        }
    }
    return out;
}

}  // namespace

GroundSample spread_over(const PlaneMultiPolygon& polygons, std::size_t count) {
    GroundSample sample;
    const double area = geometry::area_m2(polygons);
    if (!(area > 0) || count == 0) return sample;
    sample.spacing_m = std::sqrt(area / static_cast<double>(count));
    // Slivers fall between the rows of a coarse lattice: finer ones until enough positions are caught.
    for (int round = 0; round < 12; ++round) {
        sample.positions = lattice(polygons, sample.spacing_m);
        if (2 * sample.positions.size() >= count) break;
        sample.spacing_m /= 1.5;
    }
    if (sample.positions.empty()) sample.positions.push_back(polygons.front().shell.front());
    sample.each_m2 = area / static_cast<double>(sample.positions.size());
    return sample;
}

}  // namespace cairn::assessment
