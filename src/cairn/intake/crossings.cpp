#include "cairn/intake/crossings.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace cairn::intake {
namespace {

struct Edge {
    LonLat a, b;
    double west() const { return std::min(a.lon_deg, b.lon_deg); }
    double east() const { return std::max(a.lon_deg, b.lon_deg); }
    double south() const { return std::min(a.lat_deg, b.lat_deg); }
    double north() const { return std::max(a.lat_deg, b.lat_deg); }
};

/// Comparisons that are made at most.
std::size_t budget(std::size_t edges) { return std::max<std::size_t>(20'000'000, 100 * edges); }

/// Pairs of intervals that share something, counted without looking at each pair.
std::size_t count_overlaps(std::vector<double> begins, const std::vector<double>& ends) {
    std::sort(begins.begin(), begins.end());
    std::size_t pairs = 0;
    for (const double end : ends)
        pairs += static_cast<std::size_t>(std::upper_bound(begins.begin(), begins.end(), end) - begins.begin());
    // Each was counted with itself and with all that begin before it.
    const std::size_t n = begins.size();
    return pairs - n - n * (n - 1) / 2;
}

std::size_t count_overlaps(const std::vector<Edge>& edges, double (Edge::*begin)() const, double (Edge::*end)() const) {
    std::vector<double> begins, ends;
    for (const Edge& edge : edges) {
        begins.push_back((edge.*begin)());
        ends.push_back((edge.*end)());
    }
    return count_overlaps(std::move(begins), ends);
}

/// Twice the signed area of the triangle.
double turn(LonLat a, LonLat b, LonLat c) {
    return (b.lon_deg - a.lon_deg) * (c.lat_deg - a.lat_deg) - (b.lat_deg - a.lat_deg) * (c.lon_deg - a.lon_deg);
}

/// Each strictly on both sides of the other; rounding may go either way, which a count can bear.
bool cross(const Edge& e, const Edge& f) {
    return turn(e.a, e.b, f.a) * turn(e.a, e.b, f.b) < 0 && turn(f.a, f.b, e.a) * turn(f.a, f.b, e.b) < 0;
}

std::vector<Edge> edges_of(const GeoMultiPolygon& polygons) {
    std::vector<Edge> edges;
    const auto add = [&edges](const GeoRing& ring) {
        for (std::size_t i = 1; i < ring.size(); ++i)
            if (!(ring[i - 1] == ring[i])) edges.push_back({ring[i - 1], ring[i]});
    };
    for (const auto& polygon : polygons) {
        add(polygon.shell);
        for (const auto& hole : polygon.holes) add(hole);
    }
    return edges;
}

}  // namespace

bool is_checkable(const GeoMultiPolygon& polygons) {
    std::size_t positions = 0;
    for (const auto& polygon : polygons) {
        positions += polygon.shell.size();
        for (const auto& hole : polygon.holes) positions += hole.size();
    }
    if (positions * positions / 2 <= budget(0)) return true;
    const std::vector<Edge> edges = edges_of(polygons);
    const std::size_t most = budget(edges.size());
    if (edges.size() < 2 || edges.size() * (edges.size() - 1) / 2 <= most) return true;
    return count_overlaps(edges, &Edge::west, &Edge::east) <= most ||
           count_overlaps(edges, &Edge::south, &Edge::north) <= most;
}

bool is_repairable(const GeoMultiPolygon& polygons) {
    std::vector<Edge> edges = edges_of(polygons);
    std::sort(edges.begin(), edges.end(), [](const Edge& e, const Edge& f) { return e.west() < f.west(); });
    std::size_t crossings = std::max<std::size_t>(1000, edges.size());
    std::size_t comparisons = budget(edges.size());
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const Edge& e = edges[i];
        const double east = e.east(), south = e.south(), north = e.north();
        for (std::size_t j = i + 1; j < edges.size() && edges[j].west() <= east; ++j) {
            if (comparisons-- == 0) return false;
            if (edges[j].south() > north || edges[j].north() < south || !cross(e, edges[j])) continue;
            if (crossings-- == 0) return false;
        }
    }
    return true;
}

}  // namespace cairn::intake
