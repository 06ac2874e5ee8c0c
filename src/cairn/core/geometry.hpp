#pragma once
// Geometry as plain values, in one of two spaces that the type tells apart: on the ellipsoid (LonLat) or in
// the metric plane of a frame (EastNorth, see geodesy/frame.hpp). Algorithms live in cairn::geometry.

#include <cstddef>
#include <variant>
#include <vector>

namespace cairn {

/// WGS 84 (EPSG:4326), degrees; longitude in [-180, 180], latitude in [-90, 90].
struct LonLat {
    double lon_deg = 0;
    double lat_deg = 0;
    friend bool operator==(const LonLat&, const LonLat&) = default;
};

/// Metres in the plane of a frame.
struct EastNorth {
    double east_m = 0;
    double north_m = 0;
    friend bool operator==(const EastNorth&, const EastNorth&) = default;
};

/// Closed: the first position is repeated at the end. At least 4 positions when valid.
template <class P>
using RingOf = std::vector<P>;

/// Shell first, then holes. Orientation is not significant.
template <class P>
struct PolygonOf {
    RingOf<P> shell;
    std::vector<RingOf<P>> holes;
    friend bool operator==(const PolygonOf&, const PolygonOf&) = default;
};

template <class P>
struct LineOf {
    std::vector<P> positions;
    friend bool operator==(const LineOf&, const LineOf&) = default;
};

template <class P>
using MultiPointOf = std::vector<P>;
template <class P>
using MultiLineOf = std::vector<LineOf<P>>;
template <class P>
using MultiPolygonOf = std::vector<PolygonOf<P>>;

/// A single point, line or polygon is a collection of one: one code path for all.
template <class P>
using GeometryOf = std::variant<MultiPointOf<P>, MultiLineOf<P>, MultiPolygonOf<P>>;

using GeoRing = RingOf<LonLat>;
using GeoPolygon = PolygonOf<LonLat>;
using GeoMultiPolygon = MultiPolygonOf<LonLat>;
using GeoGeometry = GeometryOf<LonLat>;

using PlaneRing = RingOf<EastNorth>;
using PlanePolygon = PolygonOf<EastNorth>;
using PlaneMultiPolygon = MultiPolygonOf<EastNorth>;
using PlaneGeometry = GeometryOf<EastNorth>;

/// Applies `f` to every position and keeps the structure: the way from one space to the other.
template <class To, class From, class F>
GeometryOf<To> map_positions(const GeometryOf<From>& geometry, F&& f) {
    const auto all = [&f](const std::vector<From>& in) {
        std::vector<To> out;
        out.reserve(in.size());
        for (const From& p : in) out.push_back(f(p));
        return out;
    };
    if (const auto* points = std::get_if<MultiPointOf<From>>(&geometry)) return all(*points);
    if (const auto* lines = std::get_if<MultiLineOf<From>>(&geometry)) {
        MultiLineOf<To> out;
        for (const auto& line : *lines) out.push_back({all(line.positions)});
        return out;
    }
    MultiPolygonOf<To> out;
    for (const auto& polygon : std::get<MultiPolygonOf<From>>(geometry)) {
        PolygonOf<To> to{all(polygon.shell), {}};
        for (const auto& hole : polygon.holes) to.holes.push_back(all(hole));
        out.push_back(std::move(to));
    }
    return out;
}

/// Calls `f` with every position, shells before holes, in order.
template <class P, class F>
void for_each_position(const GeometryOf<P>& geometry, F&& f) {
    if (const auto* points = std::get_if<MultiPointOf<P>>(&geometry)) {
        for (const P& p : *points) f(p);
    } else if (const auto* lines = std::get_if<MultiLineOf<P>>(&geometry)) {
        for (const auto& line : *lines)
            for (const P& p : line.positions) f(p);
    } else {
        for (const auto& polygon : std::get<MultiPolygonOf<P>>(geometry)) {
            for (const P& p : polygon.shell) f(p);
            for (const auto& hole : polygon.holes)
                for (const P& p : hole) f(p);
        }
    }
}

}  // namespace cairn
