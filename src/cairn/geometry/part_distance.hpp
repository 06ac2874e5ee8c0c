#pragma once
// Private to this module: the distance from a position to one part of a footprint, under a metric. The inner loop.

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <span>

#include "cairn/geometry/crossing.hpp"
#include "cairn/geometry/footprint_parts.hpp"
#include "cairn/geometry/nearest.hpp"

namespace cairn::geometry {

// Bounds are compared with a little slack, so that rounding never prunes the part that holds the answer.
inline constexpr double bound_slack = 1 + 1e-12;

/// Squares of the least and greatest factors by which a metric stretches: its singular values.
struct Stretch {
    double least2 = 1, most2 = 1;
};

inline Stretch stretch_of(const Metric& m) {
    if (m == Metric{}) return {};
    const double trace = m.xx * m.xx + m.xy * m.xy + m.yx * m.yx + m.yy * m.yy;
    const double determinant = m.xx * m.yy - m.xy * m.yx;
    const double root = std::sqrt(std::max(0.0, trace * trace - 4 * determinant * determinant));
    // For the least, the usual (trace − root) / 2 cancels; this does not.
    return {2 * determinant * determinant / (trace + root), (trace + root) / 2};
}

struct Vector {
    double x, y;
};
struct PlainMetric {
    Vector operator()(double x, double y) const { return {x, y}; }
};
struct LinearMetric {
    const Metric& m;
    Vector operator()(double x, double y) const { return {m.xx * x + m.xy * y, m.yx * x + m.yy * y}; }
};

/// The square of the distance from `p` to a chain of edges, or `bound` when that is not below it.
template <class ToMetres>
double chain_distance2(std::span<const EastNorth> chain, EastNorth p, double bound, const ToMetres& to_metres) {
    Vector a = to_metres(chain[0].east_m - p.east_m, chain[0].north_m - p.north_m);
    double best = std::min(bound, a.x * a.x + a.y * a.y);
    for (std::size_t i = 1; i < chain.size(); ++i) {
        const Vector b = to_metres(chain[i].east_m - p.east_m, chain[i].north_m - p.north_m);
        best = std::min(best, b.x * b.x + b.y * b.y);
        const Vector d{b.x - a.x, b.y - a.y};
        // The foot of the perpendicular lies on the edge when it lies ahead of a and behind b. Looked at only where
        // the edge's line passes near enough, which is seldom.
        const double cross = a.x * d.y - a.y * d.x;
        const double length2 = d.x * d.x + d.y * d.y;
        if (cross * cross < best * length2 && a.x * d.x + a.y * d.y < 0 && b.x * d.x + b.y * d.y > 0)
            best = cross * cross / length2;
        a = b;
    }
    return best;
}

bool is_in_ring(std::span<const EastNorth> ring, EastNorth p);
bool is_in_area(const AreaRings& rings, EastNorth p, std::span<const EastNorth> positions);

/// The square of the distance of one part, or at least `bound_m2` when it is not below that. `is_near` is false only
/// when the part's box does not hold `p`.
template <class ToMetres>
double part_distance2(const FootprintParts& all, const Part& part, bool is_near, EastNorth p, double bound_m2,
                      const ToMetres& to_metres) {
    if (part.kind == PartKind::area)
        return is_near && is_in_area(all.areas[part.run.first], p, all.positions) ? 0 : HUGE_VAL;
    const auto chain = std::span(all.positions).subspan(part.run.first, part.run.count);
    if (part.kind == PartKind::ring && is_near && is_in_ring(chain, p)) return 0;
    return chain_distance2(chain, p, bound_m2, to_metres);
}

/// The nearest part so far: ties go to the lower footprint.
template <class ToMetres>
class BestPart {
   public:
    /// Nothing beyond `within_m` metres is wanted.
    BestPart(const FootprintParts& all, EastNorth position, double within_m, double least_stretch2,
             const ToMetres& to_metres)
        : all_(all), position_(position), least_stretch2_(least_stretch2), to_metres_(to_metres) {
        lower(within_m * within_m * bound_slack);
    }

    /// The square of the plane distance beyond which nothing can be nearer.
    const double& bound_m2() const { return bound_m2_; }

    void consider(std::size_t place, bool is_near) {
        const Part& part = all_.parts[place];
        // A little above, so that a distance that equals the best one is told from a greater one.
        const double above = best2_ * (1 + 1e-15) + std::numeric_limits<double>::min();
        const double d2 = part_distance2(all_, part, is_near, position_, above, to_metres_);
        if (d2 > best2_ || d2 == HUGE_VAL || (d2 == best2_ && part.footprint >= footprint_)) return;
        footprint_ = part.footprint;
        lower(d2);
    }

    std::optional<Nearest> nearest(double limit_m) const {
        if (footprint_ == none || !(std::sqrt(best2_) <= limit_m)) return std::nullopt;
        return Nearest{footprint_, std::sqrt(best2_)};
    }

   private:
    static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

    void lower(double square_m2) {
        best2_ = square_m2;
        bound_m2_ = best2_ / least_stretch2_ * bound_slack;
    }

    const FootprintParts& all_;
    EastNorth position_;
    double least_stretch2_;
    const ToMetres& to_metres_;
    double best2_ = 0;
    double bound_m2_ = 0;
    std::size_t footprint_ = none;
};

struct NearestIndex::Impl {
    FootprintParts all;
};

}  // namespace cairn::geometry
