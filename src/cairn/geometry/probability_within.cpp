#include "cairn/geometry/probability_within.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <string>

#include "cairn/core/error.hpp"
#include "cairn/geometry/boundary_pieces.hpp"
#include "cairn/geometry/box_tree.hpp"
#include "cairn/geometry/nearest.hpp"
#include "cairn/geometry/visiting_order.hpp"
#include "cairn/geometry/widened_boundary.hpp"

namespace cairn::geometry {
namespace {

constexpr double two_pi = 2 * std::numbers::pi;
constexpr double reach = 4;                // standard deviations: beyond lies exp(−reach²/2) of the density
constexpr double beyond_reach = 3.355e-4;  // just that
constexpr double quadrature_error = 1e-5;

void require(bool holds, const char* what) {
    if (!holds) throw CallError(std::string("ProbabilityWithin: ") + what);
}

void require_question(EastNorth position, double sigma_m) {
    require(std::isfinite(position.east_m) && std::isfinite(position.north_m), "the position is not a number.");
    require(sigma_m > 0 && std::isfinite(sigma_m), "sigma_m is not above 0.");
}

/// Footprints that have an inside; the others keep their places, empty.
std::vector<PlaneGeometry> with_inside(std::vector<PlaneGeometry> footprints) {
    for (PlaneGeometry& footprint : footprints)
        if (!std::holds_alternative<PlaneMultiPolygon>(footprint)) footprint = PlaneMultiPolygon{};
    return footprints;
}

Box box_of(const BoundaryPiece& piece) {
    Box box{std::min(piece.a.east_m, piece.b.east_m), std::min(piece.a.north_m, piece.b.north_m),
            std::max(piece.a.east_m, piece.b.east_m), std::max(piece.a.north_m, piece.b.north_m)};
    if (!piece.is_arc()) return box;
    const auto at = [&](double angle) {
        return EastNorth{piece.a.east_m + piece.radius_m * std::cos(angle),
                         piece.a.north_m + piece.radius_m * std::sin(angle)};
    };
    const EastNorth first = at(piece.from);
    box = {first.east_m, first.north_m, first.east_m, first.north_m};
    const auto include = [&box](EastNorth p) {
        box = {std::min(box.min_east_m, p.east_m), std::min(box.min_north_m, p.north_m),
               std::max(box.max_east_m, p.east_m), std::max(box.max_north_m, p.north_m)};
    };
    constexpr double quarter = std::numbers::pi / 2;
    for (double angle = quarter * std::ceil(piece.from / quarter); angle < piece.from + piece.turn; angle += quarter)
        include(at(angle));  // where it is farthest east, north, west or south
    include(at(piece.from + piece.turn));
    return box;
}

/// How near the origin comes to a piece, at least.
double distance_of_piece(const BoundaryPiece& piece, EastNorth origin) {
    const Vec a{piece.a.east_m - origin.east_m, piece.a.north_m - origin.north_m};
    if (piece.is_arc()) return std::abs(std::sqrt(dot(a, a)) - piece.radius_m);
    return distance_of_edge(a, {piece.b.east_m - origin.east_m, piece.b.north_m - origin.north_m});
}

/// What the density holds under the part of a piece that lies within reach of the origin. Lengths in standard
/// deviations.

double under_near_edge(Vec a, Vec b) {
    const Vec d = b - a;
    const double length2 = dot(d, d);
    if (length2 == 0) return 0;
    const double middle = -dot(a, d) / length2;
    const double half2 = (reach * reach - dot(a, a)) / length2 + middle * middle;
    if (!(half2 > 0)) return 0;
    const double half = std::sqrt(half2);
    const double from = std::max(0.0, middle - half), to = std::min(1.0, middle + half);
    if (!(from < to)) return 0;
    return under_edge(from > 0 ? a + from * d : a, to < 1 ? a + to * d : b);
}

double under_near_arc(Vec centre, double radius, double from, double turn) {
    const double away = std::sqrt(dot(centre, centre));
    if (away + radius <= reach) return under_arc(centre, radius, from, turn);
    if (away - radius >= reach || radius - away >= reach) return 0;
    // Within reach is what lies more than `half` off the direction that leads away from the origin.
    const double half =
        std::acos(std::clamp((reach * reach - radius * radius - away * away) / (2 * radius * away), -1.0, 1.0));
    const double outwards = std::atan2(centre.y, centre.x);
    const double first = outwards + half - two_pi * std::floor((outwards + half - from) / two_pi);  // from `from` on
    const double length = two_pi - 2 * half;
    double sum = 0;
    for (const double begin : {first - two_pi, first}) {
        const double start = std::max(begin, from), end = std::min(begin + length, from + turn);
        if (start < end) sum += under_arc(centre, radius, start, end - start);
    }
    return sum;
}

}  // namespace

struct ProbabilityWithin::Impl {
    Impl(const std::vector<PlaneGeometry>& footprints, double within) : within_m(within), index(footprints) {
        Boundary boundary = boundary_of(footprints, index, within_m);
        is_widened = std::move(boundary.is_widened);
        std::vector<Box> boxes;
        boxes.reserve(boundary.pieces.size());
        for (const BoundaryPiece& piece : boundary.pieces) boxes.push_back(box_of(piece));
        std::vector<Box> packed;
        packed.reserve(boxes.size());
        pieces.reserve(boxes.size());
        for (const std::uint32_t i : BoxTree::packing_order(boxes)) {
            packed.push_back(boxes[i]);
            pieces.push_back(boundary.pieces[i]);
        }
        tree = BoxTree(packed);
    }

    double distance_m(EastNorth position) const {
        const auto nearest = index.find_nearest(position);
        return nearest ? nearest->distance_m : HUGE_VAL;
    }

    bool is_near_boundary(EastNorth position, double nearest_m, double limit_m) const {
        if (std::abs(nearest_m - within_m) > least_width_m + 2 * limit_m) return false;
        double bound_m2 = limit_m * limit_m;
        bool is_near = false;
        tree.for_each_near(position, bound_m2, [&](std::size_t place, bool) {
            is_near = is_near || distance_of_piece(pieces[place], position) < limit_m;
            if (is_near) bound_m2 = -1;
        });
        return is_near;
    }

    /// For a position that is not near the boundary.
    bool is_inside(EastNorth position, double nearest_m) const {
        if (nearest_m <= within_m) return true;
        if (within_m > 0 || nearest_m > least_width_m) return false;
        const auto near = index.find_within(position, least_width_m);
        return std::ranges::any_of(near, [this](const Nearest& each) { return is_widened[each.index]; });
    }

    Probability at(EastNorth position, double sigma_m, double nearest_m) const;

    double within_m;
    NearestIndex index;
    std::vector<bool> is_widened;
    std::vector<BoundaryPiece> pieces;
    BoxTree tree;
};

ProbabilityWithin::ProbabilityWithin(const std::vector<PlaneGeometry>& footprints, double within_m) {
    require(within_m >= 0 && std::isfinite(within_m), "within_m is below 0.");
    if (within_m < least_width_m) within_m = 0;
    impl_ = std::make_unique<Impl>(within_m > 0 ? footprints : with_inside(footprints), within_m);
}
ProbabilityWithin::ProbabilityWithin(ProbabilityWithin&&) noexcept = default;
ProbabilityWithin& ProbabilityWithin::operator=(ProbabilityWithin&&) noexcept = default;
ProbabilityWithin::~ProbabilityWithin() = default;

Probability ProbabilityWithin::at(EastNorth position, double sigma_m) const {
    require_question(position, sigma_m);
    return impl_->at(position, sigma_m, impl_->distance_m(position));
}

std::vector<Probability> ProbabilityWithin::at(std::span<const EastNorth> positions,
                                               std::span<const double> sigmas_m) const {
    require(positions.size() == sigmas_m.size(), "the numbers of positions and of sigmas differ.");
    for (std::size_t i = 0; i < positions.size(); ++i) require_question(positions[i], sigmas_m[i]);
    const auto nearest = impl_->index.find_nearest(positions);
    std::vector<Probability> out(positions.size());
    for (const std::uint32_t i : visiting_order(positions))
        out[i] = impl_->at(positions[i], sigmas_m[i], nearest[i] ? nearest[i]->distance_m : HUGE_VAL);
    return out;
}

Probability ProbabilityWithin::Impl::at(EastNorth position, double sigma_m, double nearest_m) const {
    if (nearest_m > within_m + reach * sigma_m) return {0, beyond_reach};
    // On the boundary it cannot be told on which side of it the position lies: a little beside it can.
    const double beside_m = std::max(1e-5 * sigma_m, 5 * least_width_m);
    const EastNorth given = position;
    double error = beyond_reach + quadrature_error;
    for (int turn = 0; turn < 16 && is_near_boundary(position, nearest_m, beside_m / 4); ++turn) {
        position = {given.east_m + beside_m * std::cos(turn), given.north_m + beside_m * std::sin(turn)};
        nearest_m = distance_m(position);
        error = beyond_reach + quadrature_error + 0.4 * beside_m / sigma_m;
    }
    const auto to_vec = [&](EastNorth p) {
        return Vec{(p.east_m - position.east_m) / sigma_m, (p.north_m - position.north_m) / sigma_m};
    };
    double under = 0, length = 0;
    const double bound_m2 = reach * sigma_m * reach * sigma_m;
    tree.for_each_near(position, bound_m2, [&](std::size_t place, bool) {
        const BoundaryPiece& piece = pieces[place];
        if (piece.is_arc()) {
            under += under_near_arc(to_vec(piece.a), piece.radius_m / sigma_m, piece.from, piece.turn);
        } else {
            const Vec a = to_vec(piece.a), b = to_vec(piece.b);
            under += under_near_edge(a, b);
            length += std::min(std::sqrt(dot(b - a, b - a)), 2 * reach);
        }
    });
    const double inside = is_inside(position, nearest_m) ? 1 : 0;
    error += least_width_m / sigma_m * length / two_pi;
    return {std::clamp(inside - under, 0.0, 1.0), error};
}

}  // namespace cairn::geometry
