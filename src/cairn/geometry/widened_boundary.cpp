#include "cairn/geometry/widened_boundary.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>

#include "cairn/geometry/boundary_pieces.hpp"
#include "cairn/geometry/box_tree.hpp"
#include "cairn/geometry/plane.hpp"

namespace cairn::geometry {
namespace {

constexpr double two_pi = 2 * std::numbers::pi;
constexpr double tie_m = 1e-12;   // of an edge with itself
constexpr double least_m = 1e-8;  // shorter pieces are none
constexpr double most_less_m = 5e-6;

/// By how much less than the width a part is widened. Where parts have the same boundary, up to rounding, each would
/// hide it for the other, or none: no two that meet have the same width, and the wider one hides the other.
double less_m(std::uint32_t part) {
    constexpr std::uint32_t steps = 1U << 19U;
    return most_less_m / steps * ((part * 2654435769U) >> 13U);  // Fibonacci hashing (Knuth 1973, 6.4)
}

struct Edge {
    EastNorth a, b;
    std::uint32_t footprint = 0;
    std::uint32_t part = 0;  ///< ring, single point, or single segment of a line: what can have the boundary of another
    std::uint32_t next = 0;  ///< the edge that begins where this one ends
};

/// The inside lies to the left of each; a segment of a line is a ring there and back, a point a ring of one edge
/// without length.
class EdgeList {
   public:
    EdgeList(const std::vector<PlaneGeometry>& footprints, bool with_lines) {
        for (std::size_t f = 0; f < footprints.size(); ++f)
            add(footprints[f], static_cast<std::uint32_t>(f), with_lines);
    }
    std::vector<Edge> edges;

   private:
    void add(const PlaneGeometry& geometry, std::uint32_t footprint, bool with_lines) {
        if (const auto* polygons = std::get_if<PlaneMultiPolygon>(&geometry)) {
            for (const auto& polygon : *polygons) {
                add_turned(polygon.shell, true, footprint);
                for (const auto& hole : polygon.holes) add_turned(hole, false, footprint);
            }
        } else if (!with_lines) {
            return;
        } else if (const auto* points = std::get_if<MultiPointOf<EastNorth>>(&geometry)) {
            for (const EastNorth p : *points) add_ring({p}, footprint);
        } else {
            for (const auto& line : std::get<MultiLineOf<EastNorth>>(geometry))
                for (std::size_t i = 0; i + 1 < line.positions.size(); ++i)
                    add_ring({line.positions[i], line.positions[i + 1], line.positions[i]}, footprint);
        }
    }
    void add_turned(PlaneRing ring, bool to_left, std::uint32_t footprint) {
        if ((signed_area_m2(ring) > 0) != to_left) std::ranges::reverse(ring);
        add_ring(std::move(ring), footprint);
    }
    void add_ring(PlaneRing ring, std::uint32_t footprint) {
        const auto repeated = std::ranges::unique(ring);
        ring.erase(repeated.begin(), repeated.end());
        if (ring.empty()) return;
        const auto first = static_cast<std::uint32_t>(edges.size());
        if (ring.size() == 1) ring.push_back(ring.front());
        for (std::size_t i = 0; i + 1 < ring.size(); ++i)
            edges.push_back({ring[i], ring[i + 1], footprint, parts_, static_cast<std::uint32_t>(edges.size() + 1)});
        edges.back().next = first;
        ++parts_;
    }

    std::uint32_t parts_ = 0;
};

/// What is left of 0 … length when stretches are taken away.
class Free {
   public:
    void start(double length) {
        left_.clear();
        if (length > 0) left_.push_back({0, length});
    }
    void take(Stretch1 gone) {
        if (!(gone.from < gone.to)) return;
        for (std::size_t i = 0; i < left_.size();) {
            const Stretch1 stretch = left_[i];
            if (gone.to <= stretch.from || gone.from >= stretch.to) {
                ++i;
                continue;
            }
            left_[i] = left_.back();
            left_.pop_back();
            if (gone.from > stretch.from) kept_.push_back({stretch.from, gone.from});
            if (gone.to < stretch.to) kept_.push_back({gone.to, stretch.to});
        }
        left_.insert(left_.end(), kept_.begin(), kept_.end());
        kept_.clear();
    }
    bool is_none() const { return left_.empty(); }
    const std::vector<Stretch1>& stretches() const { return left_; }

   private:
    std::vector<Stretch1> left_, kept_;
};

/// Cuts the sides and corners of one edge after the other.
class Cutter {
   public:
    Cutter(std::vector<Edge> edges, double width_m) : edges_(std::move(edges)), width_(width_m) {
        std::vector<Box> boxes;
        boxes.reserve(edges_.size());
        for (const Edge& e : edges_)
            boxes.push_back({std::min(e.a.east_m, e.b.east_m), std::min(e.a.north_m, e.b.north_m),
                             std::max(e.a.east_m, e.b.east_m), std::max(e.a.north_m, e.b.north_m)});
        order_ = BoxTree::packing_order(boxes);
        std::vector<Box> packed;
        packed.reserve(boxes.size());
        for (const std::uint32_t i : order_) packed.push_back(boxes[i]);
        tree_ = BoxTree(packed);
    }

    const std::vector<Edge>& edges() const { return edges_; }

    /// Does another footprint's edge come so near that either would hide the other's side?
    bool touches_another(std::uint32_t own) const {
        const Edge& edge = edges_[own];
        const Vec d = to_vec(edge.b, edge.a);
        const double length = std::sqrt(dot(d, d));
        bool found = false;
        visit_near(edge, length / 2 + 2 * width_, [&](std::uint32_t other) {
            if (edges_[other].footprint == edge.footprint || length == 0) return false;
            const Vec c = to_vec(edges_[other].a, edge.a), e = to_vec(edges_[other].b, edge.a);
            const Stretch1 stretch = stretch_near({}, (1 / length) * d, length, c, e, 2 * width_);
            return found = stretch.from < stretch.to;
        });
        return found;
    }

    /// Adds what of the side along an edge, and of the corner at its end, is nearer to no other edge.
    void cut(std::uint32_t own, std::vector<BoundaryPiece>& out) {
        const Edge& edge = edges_[own];
        const Edge& next = edges_[edge.next];
        const Vec d = to_vec(edge.b, edge.a);
        const double length = std::sqrt(dot(d, d));
        const bool is_point = length == 0;
        const Vec direction = is_point ? Vec{1, 0} : (1 / length) * d;
        const double width = width_ - less_m(edge.part);
        const Vec outwards = width * Vec{direction.y, -direction.x};
        const Vec after = to_vec(next.b, next.a);
        double turn = is_point ? two_pi : std::abs(std::atan2(cross(d, after), dot(d, after)));
        if (!is_point && cross(d, after) < 0) turn = 0;  // a corner to the right has no arc
        const double begin = is_point ? 0 : std::atan2(-direction.x, direction.y);
        side_.start(length);
        corner_.start(turn);
        visit_near(edge, length / 2 + 2 * width_, [&](std::uint32_t i) {
            if (i == own) return false;
            const Edge& other = edges_[i];
            const Vec c = to_vec(other.a, edge.a), e = to_vec(other.b, edge.a);
            const double nearness = width_ - less_m(other.part) - (other.part == edge.part ? tie_m : 0);
            if (!side_.is_none()) side_.take(stretch_near(outwards, direction, length, c, e, nearness));
            if (!corner_.is_none() && i != edge.next) take_from_corner(d, width, c, e, nearness, begin, turn);
            return side_.is_none() && corner_.is_none();
        });
        for (const Stretch1& left : side_.stretches())
            if (left.to - left.from > least_m)
                out.push_back({to_place(outwards + left.from * direction, edge.a),
                               to_place(outwards + left.to * direction, edge.a)});
        for (const Stretch1& left : corner_.stretches())
            if (left.to - left.from > 1e-12) out.push_back({edge.b, {}, width, begin + left.from, left.to - left.from});
    }

    EastNorth middle_of(const BoundaryPiece& piece) const {
        const double angle = piece.from + piece.turn / 2;
        if (piece.is_arc())
            return {piece.a.east_m + piece.radius_m * std::cos(angle),
                    piece.a.north_m + piece.radius_m * std::sin(angle)};
        return {(piece.a.east_m + piece.b.east_m) / 2, (piece.a.north_m + piece.b.north_m) / 2};
    }

   private:
    static Vec to_vec(EastNorth p, EastNorth origin) { return {p.east_m - origin.east_m, p.north_m - origin.north_m}; }
    static EastNorth to_place(Vec v, EastNorth origin) { return {origin.east_m + v.x, origin.north_m + v.y}; }

    /// Nearest first, until `is_done` says so.
    template <class IsDone>
    void visit_near(const Edge& edge, double distance_m, const IsDone& is_done) const {
        const EastNorth middle{(edge.a.east_m + edge.b.east_m) / 2, (edge.a.north_m + edge.b.north_m) / 2};
        double bound_m2 = distance_m * distance_m * (1 + 1e-9) + tie_m;
        tree_.for_each_near(middle, bound_m2, [&](std::size_t place, bool) {
            if (is_done(order_[place])) bound_m2 = -1;
        });
    }

    void take_from_corner(Vec corner, double width, Vec c, Vec e, double nearness, double begin, double turn) {
        const auto at_angle = [&](double angle) { return corner + width * Vec{std::cos(angle), std::sin(angle)}; };
        if (distance_of_edge(c, e, at_angle(begin + turn / 2)) >= nearness + width * turn / 2) return;
        angles_.clear();
        add_angles_near(corner, width, c, e, nearness, angles_);
        for (double& angle : angles_) angle = angle - two_pi * std::floor((angle - begin) / two_pi) - begin;
        angles_.push_back(turn);
        std::ranges::sort(angles_);
        double at = 0;
        for (const double angle : angles_) {
            const double to = std::min(angle, turn);
            if (!(to > at)) continue;
            if (distance_of_edge(c, e, at_angle(begin + (at + to) / 2)) < nearness) corner_.take({at, to});
            at = to;
        }
    }

    std::vector<Edge> edges_;
    double width_;
    std::vector<std::uint32_t> order_;
    BoxTree tree_;
    Free side_, corner_;
    std::vector<double> angles_;
};

/// Takes away pieces that lie inside another footprint: no edge hides them, but they are nearer to the ground than the
/// width.
void drop_inside(std::vector<BoundaryPiece>& pieces, const Cutter& cutter, const NearestIndex& index, double width_m) {
    std::vector<EastNorth> middles;
    middles.reserve(pieces.size());
    for (const BoundaryPiece& piece : pieces) middles.push_back(cutter.middle_of(piece));
    const auto nearest = index.find_nearest(middles, {}, width_m);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < pieces.size(); ++i)
        if (!nearest[i] || nearest[i]->distance_m >= width_m - 2 * most_less_m) pieces[kept++] = pieces[i];
    pieces.resize(kept);
}

}  // namespace

Boundary boundary_of(const std::vector<PlaneGeometry>& footprints, const NearestIndex& index, double width_m) {
    static_assert(least_width_m > 2 * most_less_m);
    Boundary out;
    const double width = std::max(width_m, least_width_m);
    Cutter cutter(EdgeList(footprints, width_m > 0).edges, width);
    const auto count = static_cast<std::uint32_t>(cutter.edges().size());
    out.is_widened.assign(footprints.size(), width_m > 0);
    for (std::uint32_t i = 0; width_m == 0 && i < count; ++i) {
        const std::uint32_t footprint = cutter.edges()[i].footprint;
        if (!out.is_widened[footprint] && cutter.touches_another(i)) out.is_widened[footprint] = true;
    }
    std::vector<BoundaryPiece> whole;
    bool is_held = false;  // by another footprint: a ring that touches none is so as a whole
    for (std::uint32_t i = 0; i < count; ++i) {
        const Edge& edge = cutter.edges()[i];
        if (out.is_widened[edge.footprint]) {
            cutter.cut(i, out.pieces);
            continue;
        }
        const bool begins_ring = i == 0 || cutter.edges()[i - 1].next != i;
        if (begins_ring) is_held = index.find_within(edge.a, 0).size() > 1;
        if (!is_held) whole.push_back({edge.a, edge.b});
    }
    drop_inside(out.pieces, cutter, index, width);
    out.pieces.insert(out.pieces.end(), whole.begin(), whole.end());
    return out;
}

}  // namespace cairn::geometry
