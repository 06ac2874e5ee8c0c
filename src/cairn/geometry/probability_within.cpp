#include "cairn/geometry/probability_within.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <span>

#include "cairn/core/error.hpp"
#include "cairn/geometry/boundary_pieces.hpp"
#include "cairn/geometry/nearest.hpp"

namespace cairn::geometry {
namespace {

constexpr double two_pi = 2 * std::numbers::pi;
constexpr double reach = 4.5;              // standard deviations: beyond lies exp(−reach²/2) of the density
constexpr double beyond_reach = 4.007e-5;  // just that
constexpr double least_width = 2e-6;       // standard deviations that stand for none where footprints overlap
constexpr double tie = 1e-9;               // the same: boundaries nearer than this are one
constexpr double quadrature_error = 1e-6;

/// The inside lies to the left; a line is a ring there and back, a point a ring of one position.
using Rings = std::vector<PlaneRing>;

double twice_area(const PlaneRing& ring) {
    double sum = 0;
    for (std::size_t i = 1; i + 1 < ring.size(); ++i)
        sum += (ring[i].east_m - ring[0].east_m) * (ring[i + 1].north_m - ring[0].north_m) -
               (ring[i + 1].east_m - ring[0].east_m) * (ring[i].north_m - ring[0].north_m);
    return sum;
}

PlaneRing turned(PlaneRing ring, bool to_left) {
    if ((twice_area(ring) > 0) != to_left) std::ranges::reverse(ring);
    const auto repeated = std::ranges::unique(ring);
    ring.erase(repeated.begin(), repeated.end());
    return ring;
}

Rings rings_of(const PlaneGeometry& geometry) {
    Rings rings;
    if (const auto* points = std::get_if<MultiPointOf<EastNorth>>(&geometry)) {
        for (const EastNorth p : *points) rings.push_back({p});
    } else if (const auto* lines = std::get_if<MultiLineOf<EastNorth>>(&geometry)) {
        for (const auto& line : *lines) {
            PlaneRing ring = line.positions;
            ring.insert(ring.end(), line.positions.rbegin(), line.positions.rend());
            const auto repeated = std::ranges::unique(ring);
            ring.erase(repeated.begin(), repeated.end());
            rings.push_back(std::move(ring));
        }
    } else {
        for (const auto& polygon : std::get<PlaneMultiPolygon>(geometry)) {
            rings.push_back(turned(polygon.shell, true));
            for (const auto& hole : polygon.holes) rings.push_back(turned(hole, false));
        }
    }
    return rings;
}

struct Edge {
    Vec a, b;
    std::size_t footprint = 0;
    bool is_near = false;  ///< near enough to matter for what is within reach
};

/// The footprints about one position, which is the origin, in standard deviations.
class Surroundings {
   public:
    explicit Surroundings(double width) : width_(width) {}

    void add(const Rings& rings, std::size_t footprint, EastNorth position, double sigma_m) {
        const auto to_vec = [&](EastNorth p) {
            return Vec{(p.east_m - position.east_m) / sigma_m, (p.north_m - position.north_m) / sigma_m};
        };
        first_edges_.push_back(edges_.size());
        for (const PlaneRing& ring : rings) {
            const std::size_t first = edges_.size();
            Vec last = to_vec(ring.front());
            if (ring.size() == 1) edges_.push_back({last, last, footprint, true});
            for (std::size_t i = 1; i < ring.size(); ++i) {
                const Vec next = to_vec(ring[i]);
                const double away = distance_of_edge(last, next);
                nearest_edge_ = std::min(nearest_edge_, away);
                edges_.push_back({last, next, footprint, away <= reach + 2 * width_});
                last = next;
            }
            ring_ends_.push_back({first, edges_.size()});
        }
    }

    /// Of one valid polygon that is not widened.
    void sum_edges() {
        for (const Edge& edge : edges_) add_edge(edge.a, edge.b);
    }

    void sum_widened() {
        for (const auto& [begin, end] : ring_ends_) {
            for (std::size_t i = begin; i < end; ++i) {
                if (!edges_[i].is_near) continue;
                add_side(i);
                add_corner(i, i + 1 == end ? begin : i + 1);
            }
        }
    }

    double under() const { return under_; }
    double nearest_edge() const { return nearest_edge_; }
    double skipped() const { return skipped_; }
    double near_length() const {
        double sum = 0;
        for (const Edge& edge : edges_)
            if (edge.is_near)
                sum += std::min(std::sqrt(dot(edge.b - edge.a, edge.b - edge.a)), 2 * (reach + 2 * width_));
        return sum;
    }

   private:
    struct RingEdges {
        std::size_t begin, end;
    };

    void add_edge(Vec a, Vec b) {
        const double away = distance_of_edge(a, b);
        if (away < reach) {
            under_ += under_edge(a, b);
        } else {
            const double length = std::sqrt(dot(b - a, b - a));
            skipped_ += std::min(length / away, std::numbers::pi) / two_pi * beyond_reach;
        }
    }

    /// How near to edge `other` a piece of edge `own` may come before it lies inside. Where two footprints have the
    /// same boundary, it is the first one's.
    double nearness(std::size_t own, std::size_t other) const {
        return edges_[other].footprint < edges_[own].footprint ? width_ + tie : width_ - tie;
    }

    void add_side(std::size_t own) {
        const Edge& edge = edges_[own];
        const Vec d = edge.b - edge.a;
        const double length = std::sqrt(dot(d, d));
        if (length == 0) return;
        const Vec direction = (1 / length) * d;
        const Vec out{direction.y, -direction.x};
        const Vec a = edge.a + width_ * out, b = edge.b + width_ * out;
        if (distance_of_edge(a, b) >= reach) return add_edge(a, b);
        covered_.clear();
        for (std::size_t i = 0; i < edges_.size(); ++i) {
            const Edge& other = edges_[i];
            if (i == own || !other.is_near || are_far(a, b, other)) continue;
            const Stretch1 stretch = stretch_near(a, direction, length, other.a, other.b, nearness(own, i));
            if (stretch.from < stretch.to) covered_.push_back(stretch);
        }
        std::ranges::sort(covered_, {}, &Stretch1::from);
        double at = 0;
        const auto add_free = [&](double to) {
            if (to - at < 1e-12) return;
            const Vec from = a + at * direction, end = a + to * direction;
            if (!is_inside(0.5 * (from + end))) add_edge(from, end);
        };
        for (const Stretch1& stretch : covered_) {
            if (stretch.from > at) add_free(stretch.from);
            at = std::max(at, stretch.to);
        }
        add_free(length);
    }

    /// The arc about the corner between two edges that follow each other.
    void add_corner(std::size_t own, std::size_t next) {
        const Vec corner = edges_[own].b;
        const Vec before = edges_[own].b - edges_[own].a, after = edges_[next].b - edges_[next].a;
        const bool is_point = before == Vec{};
        const double turn = is_point ? two_pi : std::abs(std::atan2(cross(before, after), dot(before, after)));
        if (!is_point && (cross(before, after) < 0 || turn == 0)) return;
        const double away = std::sqrt(dot(corner, corner));
        if (away - width_ >= reach) {
            skipped_ += std::min(turn, two_pi) / two_pi * beyond_reach;
            return;
        }
        const double from = is_point ? 0 : std::atan2(-before.x, before.y);
        angles_.clear();
        for (std::size_t i = 0; i < edges_.size(); ++i) {
            const Edge& other = edges_[i];
            if (i == own || i == next || !other.is_near) continue;
            if (distance_of_edge(other.a, other.b, corner) > 2 * width_ + 2 * tie) continue;
            add_angles_near(corner, width_, other.a, other.b, nearness(own, i), angles_);
        }
        for (double& angle : angles_) angle = angle - two_pi * std::floor((angle - from) / two_pi) - from;
        angles_.push_back(turn);
        std::ranges::sort(angles_);
        double at = 0;
        for (const double angle : angles_) {
            const double to = std::min(angle, turn);
            if (to - at > 1e-12) add_free_arc(own, next, from + at, to - at);
            at = std::max(at, to);
        }
    }

    void add_free_arc(std::size_t own, std::size_t next, double from, double turn) {
        const Vec corner = edges_[own].b;
        const double middle = from + turn / 2;
        const Vec at = corner + width_ * Vec{std::cos(middle), std::sin(middle)};
        for (std::size_t i = 0; i < edges_.size(); ++i) {
            if (i == own || i == next || !edges_[i].is_near) continue;
            if (distance_of_edge(edges_[i].a, edges_[i].b, at) < nearness(own, i)) return;
        }
        if (!is_inside(at)) under_ += under_arc(corner, width_, from, turn);
    }

    bool are_far(Vec a, Vec b, const Edge& other) const {
        const double w = width_ + tie;
        return std::max(a.x, b.x) + w < std::min(other.a.x, other.b.x) ||
               std::max(other.a.x, other.b.x) + w < std::min(a.x, b.x) ||
               std::max(a.y, b.y) + w < std::min(other.a.y, other.b.y) ||
               std::max(other.a.y, other.b.y) + w < std::min(a.y, b.y);
    }

    /// Inside an odd number of rings of one footprint.
    bool is_inside(Vec p) const {
        for (std::size_t f = 0; f < first_edges_.size(); ++f) {
            const std::size_t end = f + 1 < first_edges_.size() ? first_edges_[f + 1] : edges_.size();
            bool is_in = false;
            for (std::size_t i = first_edges_[f]; i < end; ++i) {
                const Vec a = edges_[i].a, b = edges_[i].b;
                if ((a.y > p.y) == (b.y > p.y)) continue;
                if ((cross(b - a, p - a) > 0) == (b.y > a.y)) is_in = !is_in;
            }
            if (is_in) return true;
        }
        return false;
    }

    double width_;
    std::vector<Edge> edges_;
    std::vector<RingEdges> ring_ends_;
    std::vector<std::size_t> first_edges_;  ///< of each footprint
    std::vector<Stretch1> covered_;
    std::vector<double> angles_;
    double nearest_edge_ = std::numeric_limits<double>::infinity();
    double under_ = 0;
    double skipped_ = beyond_reach;
};

void require(bool holds, const char* what) {
    if (!holds) throw CallError(std::string("ProbabilityWithin::at: ") + what);
}

}  // namespace

struct ProbabilityWithin::Impl {
    NearestIndex index;
    std::vector<Rings> rings;
    std::vector<bool> has_inside;
};

ProbabilityWithin::ProbabilityWithin(const std::vector<PlaneGeometry>& footprints)
    : impl_(std::make_unique<Impl>(Impl{NearestIndex(footprints), {}, {}})) {
    for (const PlaneGeometry& footprint : footprints) {
        impl_->rings.push_back(rings_of(footprint));
        impl_->has_inside.push_back(std::holds_alternative<PlaneMultiPolygon>(footprint));
    }
}
ProbabilityWithin::ProbabilityWithin(ProbabilityWithin&&) noexcept = default;
ProbabilityWithin& ProbabilityWithin::operator=(ProbabilityWithin&&) noexcept = default;
ProbabilityWithin::~ProbabilityWithin() = default;

Probability ProbabilityWithin::at(EastNorth position, double sigma_m, double within_m) const {
    require(std::isfinite(position.east_m) && std::isfinite(position.north_m), "the position is not a number.");
    require(sigma_m > 0 && std::isfinite(sigma_m), "sigma_m is not above 0.");
    require(within_m >= 0 && std::isfinite(within_m), "within_m is below 0.");
    auto near = impl_->index.find_within(position, within_m + reach * sigma_m);
    if (within_m == 0) std::erase_if(near, [this](const Nearest& n) { return !impl_->has_inside[n.index]; });
    if (near.empty()) return {0, beyond_reach};

    double nearest = std::numeric_limits<double>::infinity();
    for (const Nearest& each : near) nearest = std::min(nearest, each.distance_m / sigma_m);
    const double given = within_m / sigma_m;
    const auto answer = [&](const Surroundings& around, double width) {
        const double inside = nearest <= width ? 1 : 0;
        return Probability{std::clamp(inside - around.under(), 0.0, 1.0),
                           around.skipped() + quadrature_error + (width - given) * around.near_length() / two_pi};
    };
    const auto look = [&](double width) {
        Surroundings around(width);
        for (const Nearest& each : near) around.add(impl_->rings[each.index], each.index, position, sigma_m);
        return around;
    };
    // On the boundary it cannot be told on which side of it the position lies.
    if (given == 0 && near.size() == 1) {
        Surroundings around = look(0);
        if (around.nearest_edge() > 1e-7) {
            around.sum_edges();
            return answer(around, 0);
        }
    }
    double width = std::max(given, least_width);
    if (std::abs(nearest - width) < 1e-7) width += 3e-7;
    Surroundings around = look(width);
    around.sum_widened();
    return answer(around, width);
}

}  // namespace cairn::geometry
