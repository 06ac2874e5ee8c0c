#pragma once
// Areas, overlays and membership in the metric plane (GEOS). Inputs must be valid; outputs are.

#include <optional>
#include <span>
#include <vector>

#include "cairn/core/geometry.hpp"

namespace cairn::geometry {

struct Box {
    double min_east_m = 0, min_north_m = 0, max_east_m = 0, max_north_m = 0;
};

/// Of all positions; absent when there are none.
std::optional<Box> find_bounds(const PlaneGeometry& geometry);

double area_m2(const PlaneMultiPolygon& polygons);
/// Of a closed ring; above 0 where it turns to the left.
double signed_area_m2(std::span<const EastNorth> ring);
double length_m(const PlaneGeometry& geometry);  ///< perimeters of polygons, lengths of lines, 0 for points
EastNorth centroid(const PlaneGeometry& geometry);

/// distance_m >= 0; round joins with 8 segments a quadrant (the area is low by less than 0.65 %). More than 20 000
/// positions are first thinned out by what moves the boundary less than a hundredth of the distance.
PlaneMultiPolygon buffer(const PlaneGeometry& geometry, double distance_m);
PlaneMultiPolygon unite(const std::vector<PlaneMultiPolygon>& parts);
PlaneMultiPolygon intersect(const PlaneMultiPolygon& a, const PlaneMultiPolygon& b);
PlaneMultiPolygon subtract(const PlaneMultiPolygon& a, const PlaneMultiPolygon& b);
/// Smallest convex polygon around all positions; absent for fewer than 3 that are not on one line.
std::optional<PlanePolygon> convex_hull(const std::vector<EastNorth>& positions);

/// On the boundary counts as inside.
bool contains(const PlaneMultiPolygon& polygons, EastNorth position);

}  // namespace cairn::geometry
