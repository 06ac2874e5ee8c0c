#include "cairn/geometry/plane.hpp"

#include <algorithm>
#include <cmath>

#include "cairn/core/error.hpp"
#include "cairn/geometry/crossing.hpp"
#include "cairn/geometry/geos_handle.hpp"

namespace cairn::geometry {
namespace {

double path_length_m(const std::vector<EastNorth>& path) {
    double sum = 0;
    for (std::size_t i = 1; i < path.size(); ++i)
        sum += std::hypot(path[i].east_m - path[i - 1].east_m, path[i].north_m - path[i - 1].north_m);
    return sum;
}

geos::Geometry to_geos(const PlaneGeometry& geometry, const char* function) {
    for_each_position(geometry, [function](EastNorth p) {
        if (!std::isfinite(p.east_m) || !std::isfinite(p.north_m))
            throw CallError(std::string(function) + ": a position is not a number.");
    });
    geos::Geometry result = geos::from(geometry);
    if (!result)
        throw CallError(std::string(function) +
                        ": a ring is not closed or has fewer than 4 positions, or a line fewer than 2.");
    return result;
}

constexpr std::size_t most_buffered_positions = 20'000;

std::size_t count_positions(const PlaneGeometry& geometry) {
    std::size_t count = 0;
    for_each_position(geometry, [&count](EastNorth) { ++count; });
    return count;
}

enum class Place { outside, inside, edge };

Place place_in(const PlaneRing& ring, EastNorth position) {
    bool is_odd = false;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const Crossing crossing = cross(ring[i], ring[i + 1], position);
        if (crossing == Crossing::on_edge) return Place::edge;
        if (crossing == Crossing::crosses) is_odd = !is_odd;
    }
    return is_odd ? Place::inside : Place::outside;
}

bool contains(const PlanePolygon& polygon, EastNorth position) {
    const Place in_shell = place_in(polygon.shell, position);
    if (in_shell != Place::inside) return in_shell == Place::edge;
    return std::ranges::none_of(
        polygon.holes, [position](const PlaneRing& hole) { return place_in(hole, position) == Place::inside; });
}

}  // namespace

double signed_area_m2(std::span<const EastNorth> ring) {
    // Taken from the first position, so that large coordinates do not eat the digits of small areas.
    double twice = 0;
    for (std::size_t i = 1; i + 1 < ring.size(); ++i)
        twice += (ring[i].east_m - ring[0].east_m) * (ring[i + 1].north_m - ring[0].north_m) -
                 (ring[i + 1].east_m - ring[0].east_m) * (ring[i].north_m - ring[0].north_m);
    return twice / 2;
}

std::optional<Box> find_bounds(const PlaneGeometry& geometry) {
    std::optional<Box> box;
    for_each_position(geometry, [&box](EastNorth p) {
        if (!box) box = Box{p.east_m, p.north_m, p.east_m, p.north_m};
        box->min_east_m = std::min(box->min_east_m, p.east_m);
        box->min_north_m = std::min(box->min_north_m, p.north_m);
        box->max_east_m = std::max(box->max_east_m, p.east_m);
        box->max_north_m = std::max(box->max_north_m, p.north_m);
    });
    return box;
}

double area_m2(const PlaneMultiPolygon& polygons) {
    double sum = 0;
    for (const PlanePolygon& polygon : polygons) {
        sum += std::abs(signed_area_m2(polygon.shell));
        for (const PlaneRing& hole : polygon.holes) sum -= std::abs(signed_area_m2(hole));
    }
    return std::max(sum, 0.0);
}

double length_m(const PlaneGeometry& geometry) {
    double sum = 0;
    if (const auto* lines = std::get_if<MultiLineOf<EastNorth>>(&geometry)) {
        for (const auto& line : *lines) sum += path_length_m(line.positions);
    } else if (const auto* polygons = std::get_if<PlaneMultiPolygon>(&geometry)) {
        for (const PlanePolygon& polygon : *polygons) {
            sum += path_length_m(polygon.shell);
            for (const PlaneRing& hole : polygon.holes) sum += path_length_m(hole);
        }
    }
    return sum;
}

EastNorth centroid(const PlaneGeometry& geometry) {
    const auto point = geos::take(GEOSGetCentroid_r(geos::context(), to_geos(geometry, "centroid").get()), "centroid");
    EastNorth result;
    if (GEOSGeomGetX_r(geos::context(), point.get(), &result.east_m) != 1 ||
        GEOSGeomGetY_r(geos::context(), point.get(), &result.north_m) != 1)
        throw CallError("centroid: the geometry has no positions.");
    return result;
}

PlaneMultiPolygon buffer(const PlaneGeometry& geometry, double distance_m) {
    if (!(distance_m >= 0) || !std::isfinite(distance_m))
        throw CallError("buffer: distance_m must be a number of at least 0.");
    constexpr int segments_a_quadrant = 8;
    auto input = to_geos(geometry, "buffer");
    // GEOS notes every crossing of every offset segment: a million positions took 5 GB.
    if (count_positions(geometry) > most_buffered_positions)
        input = geos::take(GEOSTopologyPreserveSimplify_r(geos::context(), input.get(), distance_m / 100), "buffer");
    return geos::to_polygons<EastNorth>(
        geos::take(GEOSBuffer_r(geos::context(), input.get(), distance_m, segments_a_quadrant), "buffer").get());
}

namespace {

constexpr double fine_m = 0.001;

/// What is valid on the ellipsoid can touch itself by a rounding in the plane, and an overlay then gives up: it is
/// asked again of valid geometries on a lattice of a millimetre.
template <class Plain, class Fine>
PlaneMultiPolygon overlay(const char* name, const Plain& plain, const Fine& fine) {
    geos::Geometry result(plain());
    if (!result) result = geos::take(fine(), name);
    return geos::to_polygons<EastNorth>(result.get());
}

geos::Geometry make_valid(const geos::Geometry& geometry) {
    return geos::take(GEOSMakeValid_r(geos::context(), geometry.get()), "make_valid");
}

}  // namespace

PlaneMultiPolygon unite(const std::vector<PlaneMultiPolygon>& parts) {
    std::vector<GEOSGeometry*> raw;
    raw.reserve(parts.size());
    for (const PlaneMultiPolygon& part : parts) raw.push_back(to_geos(part, "unite").release());
    const geos::Geometry all(GEOSGeom_createCollection_r(geos::context(), GEOS_GEOMETRYCOLLECTION, raw.data(),
                                                         static_cast<unsigned>(raw.size())));
    return overlay(
        "unite", [&] { return GEOSUnaryUnion_r(geos::context(), all.get()); },
        [&] { return GEOSUnaryUnionPrec_r(geos::context(), make_valid(all).get(), fine_m); });
}

PlaneMultiPolygon intersect(const PlaneMultiPolygon& a, const PlaneMultiPolygon& b) {
    const auto left = to_geos(a, "intersect");
    const auto right = to_geos(b, "intersect");
    return overlay(
        "intersect", [&] { return GEOSIntersection_r(geos::context(), left.get(), right.get()); },
        [&] {
            return GEOSIntersectionPrec_r(geos::context(), make_valid(left).get(), make_valid(right).get(), fine_m);
        });
}

PlaneMultiPolygon subtract(const PlaneMultiPolygon& a, const PlaneMultiPolygon& b) {
    const auto left = to_geos(a, "subtract");
    const auto right = to_geos(b, "subtract");
    return overlay(
        "subtract", [&] { return GEOSDifference_r(geos::context(), left.get(), right.get()); },
        [&] { return GEOSDifferencePrec_r(geos::context(), make_valid(left).get(), make_valid(right).get(), fine_m); });
}

std::optional<PlanePolygon> convex_hull(const std::vector<EastNorth>& positions) {
    const auto input = to_geos(PlaneGeometry{MultiPointOf<EastNorth>(positions)}, "convex_hull");
    const auto hull = geos::take(GEOSConvexHull_r(geos::context(), input.get()), "convex_hull");
    PlaneMultiPolygon polygons = geos::to_polygons<EastNorth>(hull.get());
    if (polygons.empty()) return std::nullopt;
    return std::move(polygons.front());
}

bool contains(const PlaneMultiPolygon& polygons, EastNorth position) {
    return std::ranges::any_of(polygons,
                               [position](const PlanePolygon& polygon) { return contains(polygon, position); });
}

}  // namespace cairn::geometry
