#include "cairn/simulate/path.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace cairn::simulate {
namespace {

constexpr double smoothing_m = 40;

/// One point of the spline's span between controls b and c (a before, d after), t in [0, 1].
EastNorth blend(EastNorth a, EastNorth b, EastNorth c, EastNorth d, double t) {
    const double s = 1 - t;
    const double wa = s * s * s / 6;
    const double wb = (3 * t * t * t - 6 * t * t + 4) / 6;
    const double wc = (3 * s * s * s - 6 * s * s + 4) / 6;
    const double wd = t * t * t / 6;
    return {wa * a.east_m + wb * b.east_m + wc * c.east_m + wd * d.east_m,
            wa * a.north_m + wb * b.north_m + wc * c.north_m + wd * d.north_m};
}

double squared_distance_to_segment(EastNorth a, EastNorth b, EastNorth p) {
    const double dx = b.east_m - a.east_m;
    const double dy = b.north_m - a.north_m;
    const double length2 = dx * dx + dy * dy;
    double t = 0;
    if (length2 > 0) t = ((p.east_m - a.east_m) * dx + (p.north_m - a.north_m) * dy) / length2;
    t = std::clamp(t, 0.0, 1.0);
    const double east = a.east_m + t * dx - p.east_m;
    const double north = a.north_m + t * dy - p.north_m;
    return east * east + north * north;
}

}  // namespace

double distance_m(EastNorth a, EastNorth b) {
    const double dx = a.east_m - b.east_m;
    const double dy = a.north_m - b.north_m;
    return std::sqrt(dx * dx + dy * dy);  // not hypot: only sqrt is exact in every library
}

Path to_path(std::vector<EastNorth> positions) {
    Path path{std::move(positions), {}};
    path.stations_m.reserve(path.positions.size());
    double station = 0;
    for (std::size_t i = 0; i < path.positions.size(); ++i) {
        if (i > 0) station += distance_m(path.positions[i - 1], path.positions[i]);
        path.stations_m.push_back(station);
    }
    return path;
}

double length_m(const Path& path) { return path.stations_m.back(); }

EastNorth position_at(const Path& path, double station_m) {
    const double station = std::clamp(station_m, 0.0, length_m(path));
    const auto after = std::upper_bound(path.stations_m.begin(), path.stations_m.end(), station);
    const auto last = static_cast<std::ptrdiff_t>(path.positions.size()) - 1;
    const auto i = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(after - path.stations_m.begin(), 1, last));
    const double span = path.stations_m[i] - path.stations_m[i - 1];
    const double t = span > 0 ? (station - path.stations_m[i - 1]) / span : 0;
    const EastNorth a = path.positions[i - 1];
    const EastNorth b = path.positions[i];
    return {a.east_m + t * (b.east_m - a.east_m), a.north_m + t * (b.north_m - a.north_m)};
}

EastNorth direction_at(const Path& path, double station_m) {
    const double station = std::clamp(station_m, 0.0, length_m(path));
    const EastNorth a = position_at(path, station - smoothing_m);
    const EastNorth b = position_at(path, station + smoothing_m);
    const double chord = distance_m(a, b);
    if (chord == 0) return {1, 0};
    return {(b.east_m - a.east_m) / chord, (b.north_m - a.north_m) / chord};
}

EastNorth beside(const Path& path, double station_m, double aside_m) {
    const EastNorth on = position_at(path, station_m);
    const EastNorth along = direction_at(path, station_m);
    return {on.east_m - aside_m * along.north_m, on.north_m + aside_m * along.east_m};
}

double distance_m(std::span<const EastNorth> line, EastNorth position) {
    double best = std::numeric_limits<double>::infinity();
    for (std::size_t i = 1; i < line.size(); ++i) {
        best = std::min(best, squared_distance_to_segment(line[i - 1], line[i], position));
    }
    return std::sqrt(best);
}

double distance_m(const Path& path, EastNorth position) { return distance_m(path.positions, position); }

std::vector<EastNorth> smooth_curve(std::span<const EastNorth> controls, int steps) {
    // Ends are taken three times: the curve then starts and stops in them.
    const auto last = static_cast<std::ptrdiff_t>(controls.size()) - 1;
    const auto control = [&](std::ptrdiff_t i) {
        return controls[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(i, 0, last))];
    };
    std::vector<EastNorth> curve;
    curve.reserve((controls.size() + 1) * static_cast<std::size_t>(steps) + 1);
    for (std::ptrdiff_t i = -1; i <= last; ++i) {
        for (int k = 0; k < steps; ++k) {
            const double t = static_cast<double>(k) / steps;
            curve.push_back(blend(control(i - 1), control(i), control(i + 1), control(i + 2), t));
        }
    }
    curve.push_back(controls.back());
    return curve;
}

EastNorth round_to_centimetre(EastNorth position) {
    return {std::floor(position.east_m * 100 + 0.5) / 100, std::floor(position.north_m * 100 + 0.5) / 100};
}

}  // namespace cairn::simulate
