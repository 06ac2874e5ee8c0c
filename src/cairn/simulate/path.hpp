#pragma once
// A line with a measure along it: front lines, roads, rivers.

#include <span>
#include <vector>

#include "cairn/core/geometry.hpp"

namespace cairn::simulate {

struct Path {
    std::vector<EastNorth> positions;  ///< at least two
    std::vector<double> stations_m;    ///< distance along the path to each position, from 0
};

Path to_path(std::vector<EastNorth> positions);
double length_m(const Path& path);
/// Precondition of all below: the path has two or more positions. Stations beyond an end are taken at the
/// end.
EastNorth position_at(const Path& path, double station_m);
/// Unit vector along the path, averaged over 40 m on either side so that strips beside it bend gently.
EastNorth direction_at(const Path& path, double station_m);
/// The position `aside_m` to the left of the path (to the right when negative).
EastNorth beside(const Path& path, double station_m, double aside_m);
/// Brute force over segments.
double distance_m(const Path& path, EastNorth position);
double distance_m(std::span<const EastNorth> line, EastNorth position);
double distance_m(EastNorth a, EastNorth b);

/// Uniform cubic B-spline (de Boor 1978) that starts and ends in the first and last control point and stays
/// within the convex hull of each four neighbours. At least two controls; `steps` positions per span.
std::vector<EastNorth> smooth_curve(std::span<const EastNorth> controls, int steps);

EastNorth round_to_centimetre(EastNorth position);

}  // namespace cairn::simulate
