#include "cairn/geometry/nearest.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>

#include "cairn/core/error.hpp"
#include "cairn/geometry/crossing.hpp"
#include "cairn/geometry/footprint_parts.hpp"

namespace cairn::geometry {
namespace {

// Bounds are compared with a little slack, so that rounding never prunes the part that holds the answer.
constexpr double slack = 1 + 1e-12;

/// The square of the least factor by which the metric stretches: its smaller singular value. The usual formula
/// (trace − root) / 2 cancels; this one does not.
double least_stretch2(const Metric& m) {
    const double trace = m.xx * m.xx + m.xy * m.xy + m.yx * m.yx + m.yy * m.yy;
    const double determinant = m.xx * m.yy - m.xy * m.yx;
    const double root = std::sqrt(std::max(0.0, trace * trace - 4 * determinant * determinant));
    return 2 * determinant * determinant / (trace + root);
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
        // The foot of the perpendicular lies on the edge when it lies ahead of a and behind b.
        if ((a.x * d.x + a.y * d.y) < 0 && (b.x * d.x + b.y * d.y) > 0) {
            const double cross = a.x * d.y - a.y * d.x;
            const double length2 = d.x * d.x + d.y * d.y;
            if (cross * cross < best * length2) best = cross * cross / length2;
        }
        a = b;
    }
    return best;
}

bool is_in_ring(std::span<const EastNorth> ring, EastNorth p) {
    bool is_odd = false;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const Crossing crossing = cross(ring[i], ring[i + 1], p);
        if (crossing == Crossing::on_edge) return true;
        is_odd ^= crossing == Crossing::crosses;
    }
    return is_odd;
}

bool is_in_area(const AreaRings& rings, EastNorth p, std::span<const EastNorth> positions) {
    bool is_odd = false;
    for (const RingArcs& ring : rings) {
        const RingArcs::Side side = ring.side_of(p, positions);
        if (side == RingArcs::Side::on_edge) return true;
        is_odd ^= side == RingArcs::Side::inside;
    }
    return is_odd;
}

void require_finite(EastNorth p, const char* function) {
    if (!std::isfinite(p.east_m) || !std::isfinite(p.north_m))
        throw CallError(std::string(function) + ": the position is not a number.");
}

}  // namespace

struct NearestIndex::Impl {
    FootprintParts all;

    /// The square of the distance of one part, or at least `bound_m2` when it is not below that.
    template <class ToMetres>
    double distance2(const Part& part, bool is_near, EastNorth p, double bound_m2, const ToMetres& to_metres) const {
        if (part.kind == PartKind::area)
            return is_near && is_in_area(all.areas[part.run.first], p, all.positions) ? 0 : HUGE_VAL;
        const auto chain = std::span(all.positions).subspan(part.run.first, part.run.count);
        if (part.kind == PartKind::ring && is_near && is_in_ring(chain, p)) return 0;
        return chain_distance2(chain, p, bound_m2, to_metres);
    }

    template <class ToMetres>
    std::optional<Nearest> find_nearest(EastNorth p, double limit_m, double stretch2, const ToMetres& to_metres) const {
        constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
        double best2 = limit_m * limit_m * slack;
        double prune2 = best2 / stretch2 * slack;
        std::size_t best = none;
        all.tree.for_each_near(p, prune2, [&](std::size_t place, bool is_near) {
            const Part& part = all.parts[place];
            // One step above the best, so that an equal distance is told from a greater one.
            const double beyond = std::nextafter(best2, HUGE_VAL);
            const double d2 = distance2(part, is_near, p, beyond, to_metres);
            if (!(d2 < beyond) || (d2 == best2 && part.footprint >= best)) return;
            best2 = d2;
            best = part.footprint;
            prune2 = best2 / stretch2 * slack;
        });
        if (best == none || !(std::sqrt(best2) <= limit_m)) return std::nullopt;
        return Nearest{best, std::sqrt(best2)};
    }

    template <class ToMetres>
    std::vector<Nearest> find_within(EastNorth p, double limit_m, double stretch2, const ToMetres& to_metres) const {
        const double limit2 = limit_m * limit_m * slack;
        const double prune2 = limit2 / stretch2 * slack;
        std::vector<Nearest> found;
        all.tree.for_each_near(p, prune2, [&](std::size_t place, bool is_near) {
            const Part& part = all.parts[place];
            const double beyond = std::nextafter(limit2, HUGE_VAL);
            const double d2 = distance2(part, is_near, p, beyond, to_metres);
            if (d2 < beyond) found.push_back({part.footprint, std::sqrt(d2)});
        });
        std::ranges::sort(found, [](const Nearest& a, const Nearest& b) {
            return a.index != b.index ? a.index < b.index : a.distance_m < b.distance_m;
        });
        const auto repeated = std::ranges::unique(found, {}, &Nearest::index);
        found.erase(repeated.begin(), repeated.end());
        std::erase_if(found, [limit_m](const Nearest& n) { return !(n.distance_m <= limit_m); });
        return found;
    }
};

NearestIndex::NearestIndex(const std::vector<PlaneGeometry>& geometries)
    : impl_(std::make_unique<Impl>(Impl{cut_footprints(geometries)})) {}
NearestIndex::NearestIndex(NearestIndex&&) noexcept = default;
NearestIndex& NearestIndex::operator=(NearestIndex&&) noexcept = default;
NearestIndex::~NearestIndex() = default;

std::optional<Nearest> NearestIndex::find_nearest(EastNorth position, const Metric& metric, double limit_m) const {
    require_finite(position, "NearestIndex::find_nearest");
    if (metric == Metric{}) return impl_->find_nearest(position, limit_m, 1, PlainMetric{});
    return impl_->find_nearest(position, limit_m, least_stretch2(metric), LinearMetric{metric});
}

std::vector<Nearest> NearestIndex::find_within(EastNorth position, double distance_m, const Metric& metric) const {
    require_finite(position, "NearestIndex::find_within");
    if (metric == Metric{}) return impl_->find_within(position, distance_m, 1, PlainMetric{});
    return impl_->find_within(position, distance_m, least_stretch2(metric), LinearMetric{metric});
}

}  // namespace cairn::geometry
