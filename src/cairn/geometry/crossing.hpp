#pragma once
// Private to this module: on which side of an edge a position lies, without rounding errors that matter.

#include <cmath>

#include "cairn/core/geometry.hpp"

namespace cairn::geometry {

/// A number as the sum of two that do not overlap: 106 bits (Dekker 1971, doi:10.1007/BF01397083).
struct TwoDoubles {
    double high = 0, low = 0;
};

inline TwoDoubles exact_difference(double a, double b) {
    const double d = a - b;
    const double part = a - d;
    return {d, (a - (d + part)) + (part - b)};
}

inline TwoDoubles multiply(TwoDoubles a, TwoDoubles b) {
    const double p = a.high * b.high;
    const double rest = std::fma(a.high, b.high, -p) + (a.high * b.low + a.low * b.high);
    const double high = p + rest;
    return {high, rest - (high - p)};
}

/// Shewchuk 1997, doi:10.1007/PL00009321, the error bound "ccwerrboundA": a sum of products that is smaller than this
/// part of their sizes may have the wrong sign.
inline constexpr double orientation_error = 3.3306690738754716e-16;

/// Twice the signed area of (a, b, p): > 0 when p lies to the left of a → b, 0 on its line. The sign is that of the
/// exact value wherever the coordinates' differences need at most 106 bits in the products, which holds for metres
/// below 1e9 with any 44 binary digits; GEOS decides by the same arithmetic.
inline double orientation(EastNorth a, EastNorth b, EastNorth p) {
    const double left = (a.east_m - p.east_m) * (b.north_m - p.north_m);
    const double right = (a.north_m - p.north_m) * (b.east_m - p.east_m);
    const double value = left - right;
    if (std::abs(value) > orientation_error * (std::abs(left) + std::abs(right))) return value;
    const TwoDoubles l = multiply(exact_difference(a.east_m, p.east_m), exact_difference(b.north_m, p.north_m));
    const TwoDoubles r = multiply(exact_difference(a.north_m, p.north_m), exact_difference(b.east_m, p.east_m));
    return (l.high - r.high) + (l.low - r.low);
}

/// How the ray from `p` to the east meets the edge a → b. The edge holds its lower end and not its upper one.
enum class Crossing { none, crosses, on_edge };

inline Crossing cross(EastNorth a, EastNorth b, EastNorth p) {
    const bool a_above = a.north_m > p.north_m;
    const bool b_above = b.north_m > p.north_m;
    if (a_above == b_above) {
        // Strictly above or below the position, an edge cannot touch it.
        if (a_above || (a.north_m < p.north_m && b.north_m < p.north_m)) return Crossing::none;
        if (a == p || b == p) return Crossing::on_edge;
        const bool is_level = a.north_m == p.north_m && b.north_m == p.north_m;
        const bool is_between = (a.east_m < p.east_m) != (b.east_m < p.east_m);
        return is_level && is_between ? Crossing::on_edge : Crossing::none;
    }
    const double side = orientation(a, b, p);
    if (side == 0) return Crossing::on_edge;
    return (side > 0) == b_above ? Crossing::crosses : Crossing::none;
}

}  // namespace cairn::geometry
