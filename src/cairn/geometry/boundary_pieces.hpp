#pragma once
// Private to this module: the boundary of widened footprints in pieces, and what the standard normal density holds
// under each, seen from the origin. All lengths are in standard deviations.

#include <vector>

namespace cairn::geometry {

struct Vec {
    double x = 0, y = 0;
    friend Vec operator+(Vec a, Vec b) { return {a.x + b.x, a.y + b.y}; }
    friend Vec operator-(Vec a, Vec b) { return {a.x - b.x, a.y - b.y}; }
    friend Vec operator*(double k, Vec a) { return {k * a.x, k * a.y}; }
    friend bool operator==(Vec, Vec) = default;
};
inline double dot(Vec a, Vec b) { return a.x * b.x + a.y * b.y; }
inline double cross(Vec a, Vec b) { return a.x * b.y - a.y * b.x; }

/// The origin is at this distance from the edge.
double distance_of_edge(Vec a, Vec b, Vec from = {});

/// ∫ exp(−r²/2) dφ / 2π along the edge from a to b; positive where it turns to the left about the origin.
double under_edge(Vec a, Vec b);

/// The same along the arc about `centre`, from the angle `from` on by `turn` (>= 0) to the left.
double under_arc(Vec centre, double radius, double from, double turn);

/// A stretch of a piece that lies within other footprints.
struct Stretch1 {
    double from = 0, to = 0;
};

/// The stretch of a + t·direction (of length 1), in 0 … length, that is nearer to the edge c → d than `radius`; empty
/// (to <= from) when there is none.
Stretch1 stretch_near(Vec a, Vec direction, double length, Vec c, Vec d, double radius);

/// Appends the angles at which the circle is at `radius` from the edge's ends or its two sides, or level with its ends.
void add_angles_near(Vec centre, double circle, Vec c, Vec d, double radius, std::vector<double>& angles);

}  // namespace cairn::geometry
