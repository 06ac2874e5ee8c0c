#include "cairn/geometry/plainly_valid.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "cairn/geometry/crossing.hpp"

namespace cairn::geometry {
namespace {

constexpr std::size_t most_edges = 64;
constexpr double smallest_product = 1e-280;  // below it, products lose digits to underflow

struct Edge {
    LonLat a, b;
    double west, east, south, north;
};

struct Edges {
    std::array<Edge, most_edges> all;
    std::size_t count = 0;

    bool add(const GeoRing& ring) {
        if (count + ring.size() - 1 > most_edges) return false;
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const LonLat a = ring[i - 1], b = ring[i];
            all[count++] = {a,
                            b,
                            std::min(a.lon_deg, b.lon_deg),
                            std::max(a.lon_deg, b.lon_deg),
                            std::min(a.lat_deg, b.lat_deg),
                            std::max(a.lat_deg, b.lat_deg)};
        }
        return true;
    }
};

/// 1: p lies to the left of a → b; -1: to the right; 0: it cannot be told at once.
int side(LonLat a, LonLat b, LonLat p) {
    const double left = (a.lon_deg - p.lon_deg) * (b.lat_deg - p.lat_deg);
    const double right = (a.lat_deg - p.lat_deg) * (b.lon_deg - p.lon_deg);
    const double value = left - right;
    const double doubt = orientation_error * (std::abs(left) + std::abs(right)) + smallest_product;
    return value > doubt ? 1 : value < -doubt ? -1 : 0;
}

/// Certainly without a common position.
bool are_apart(const Edge& e, const Edge& f) {
    if (e.east < f.west || f.east < e.west || e.north < f.south || f.north < e.south) return true;
    const int a = side(e.a, e.b, f.a);
    if (a != 0 && a == side(e.a, e.b, f.b)) return true;
    const int b = side(f.a, f.b, e.a);
    return b != 0 && b == side(f.a, f.b, e.b);
}

/// The edges [from, to) make a ring in which neighbours share one position and others none.
bool is_simple(const Edges& edges, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
        const std::size_t next = i + 1 == to ? from : i + 1;
        if (side(edges.all[i].a, edges.all[i].b, edges.all[next].b) == 0) return false;
        for (std::size_t j = i + 2; j < to; ++j) {
            const bool are_neighbours = i == from && j + 1 == to;
            if (!are_neighbours && !are_apart(edges.all[i], edges.all[j])) return false;
        }
    }
    return true;
}

/// Certainly inside the ring of the edges [from, to): the ray to the east crosses an odd number.
bool is_inside(LonLat p, const Edges& edges, std::size_t from, std::size_t to) {
    bool is_in = false;
    for (std::size_t i = from; i < to; ++i) {
        const Edge& e = edges.all[i];
        if ((e.a.lat_deg > p.lat_deg) == (e.b.lat_deg > p.lat_deg)) continue;
        const int at = side(e.a, e.b, p);
        if (at == 0) return false;
        if ((at > 0) == (e.b.lat_deg > e.a.lat_deg)) is_in = !is_in;
    }
    return is_in;
}

}  // namespace

bool is_plainly_valid(const GeoMultiPolygon& polygons) {
    if (polygons.size() != 1 || polygons.front().holes.size() > 1) return false;
    const GeoPolygon& polygon = polygons.front();
    Edges edges;
    if (!edges.add(polygon.shell)) return false;
    const std::size_t shell = edges.count;
    if (!is_simple(edges, 0, shell)) return false;
    if (polygon.holes.empty()) return true;
    if (!edges.add(polygon.holes.front()) || !is_simple(edges, shell, edges.count)) return false;
    for (std::size_t i = 0; i < shell; ++i) {
        for (std::size_t j = shell; j < edges.count; ++j) {
            if (!are_apart(edges.all[i], edges.all[j])) return false;
        }
    }
    return is_inside(polygon.holes.front().front(), edges, 0, shell);
}

}  // namespace cairn::geometry
