#include "cairn/geometry/boundary_pieces.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace cairn::geometry {
namespace {

constexpr double two_pi = 2 * std::numbers::pi;
// Where a piece is shorter than this, for the density (1) and for its distance, three nodes leave less than 1e-7.
constexpr double short_piece = 0.3;
constexpr double outer_node = 0.3872983346207417;  // of Gauss and Legendre's rule of 3 nodes, from the middle of 0 … 1

/// exp(−r²/2) / r².
double density_over_r2(Vec p) {
    const double r2 = dot(p, p);
    return std::exp(-0.5 * r2) / r2;
}
bool is_short(double length, Vec middle) {
    return length < short_piece * std::min(1.0, std::sqrt(dot(middle, middle)));
}

struct Node {
    double at, weight;
};

/// Gauss and Legendre's rule of 6 nodes on 0 … 1.
constexpr std::array<Node, 6> gauss{{{0.033765242898423975, 0.085662246189585178},
                                     {0.169395306766867743, 0.180380786524069304},
                                     {0.380690406958401546, 0.233956967286345524},
                                     {0.619309593041598454, 0.233956967286345524},
                                     {0.830604693233132257, 0.180380786524069304},
                                     {0.966234757101576025, 0.085662246189585178}}};

double normal_below(double x) { return 0.5 * std::erfc(-x / std::numbers::sqrt2); }

/// Owen's T for h >= 0 and 0 <= slope <= 1.
double owen_t_flat(double h, double slope) {
    const double half = 0.5 * h * h;
    double sum = 0;
    for (const Node& node : gauss) {
        const double x = slope * node.at;
        sum += node.weight * std::exp(-half * (1 + x * x)) / (1 + x * x);
    }
    return sum * slope / two_pi;
}

/// T(h, along / h) for h >= 0: odd in `along`.
double owen_t(double h, double along) {
    const double size = std::abs(along);
    double value = 0;
    if (size <= h) {
        value = h == 0 ? 0 : owen_t_flat(h, size / h);
    } else {
        const double at_h = normal_below(h);
        const double at_along = normal_below(size);
        value = 0.5 * (at_h + at_along) - at_h * at_along - owen_t_flat(size, h / size);
    }
    return std::copysign(value, along);
}

/// (1 − exp(−r²/2)) / r².
double lacking(double r2) { return r2 < 1e-8 ? 0.5 - r2 / 8 : -std::expm1(-r2 / 2) / r2; }

double angle_of(Vec v) { return std::atan2(v.y, v.x); }

void keep_between(double low, double high, double start, double slope, double& from, double& to) {
    if (slope == 0) {
        if (start <= low || start >= high) to = from;
        return;
    }
    const double a = (low - start) / slope, b = (high - start) / slope;
    from = std::max(from, std::min(a, b));
    to = std::min(to, std::max(a, b));
}

}  // namespace

double distance_of_edge(Vec a, Vec b, Vec from) {
    const Vec d = b - a, to = from - a;
    const double length2 = dot(d, d);
    const double t = length2 > 0 ? std::clamp(dot(to, d) / length2, 0.0, 1.0) : 0;
    const Vec rest = to - t * d;
    return std::sqrt(dot(rest, rest));
}

double under_edge(Vec a, Vec b) {
    const Vec d = b - a;
    const double length = std::sqrt(dot(d, d));
    if (length == 0) return 0;
    if (const Vec middle = 0.5 * (a + b); is_short(length, middle)) {
        const Vec off = outer_node * d;
        const double sum =
            5 * density_over_r2(middle - off) + 8 * density_over_r2(middle) + 5 * density_over_r2(middle + off);
        return cross(a, b) * sum / (18 * two_pi);
    }
    const double h = cross(a, b) / length;
    const double value = owen_t(std::abs(h), dot(b, d) / length) - owen_t(std::abs(h), dot(a, d) / length);
    return h < 0 ? -value : value;
}

// The angle that the arc turns about the origin, less what the density lacks of 1 there: smooth, also where the arc
// passes close by.
double under_arc(Vec centre, double radius, double from, double turn) {
    const Vec u{std::cos(from + turn / 2), std::sin(from + turn / 2)};  // towards the middle
    if (turn < 0.4 && is_short(radius * turn, centre + radius * u)) {
        const double c = std::cos(outer_node * turn), s = std::sin(outer_node * turn);
        const auto at = [&](Vec direction) {
            return density_over_r2(centre + radius * direction) * dot(centre + radius * direction, direction);
        };
        const double sum =
            5 * at({c * u.x + s * u.y, c * u.y - s * u.x}) + 8 * at(u) + 5 * at({c * u.x - s * u.y, c * u.y + s * u.x});
        return radius * turn * sum / (18 * two_pi);
    }
    const bool holds_origin = dot(centre, centre) < radius * radius;
    double sum = 0;
    for (double done = 0; done < turn;) {
        const double begin = from + done;
        const Vec a = centre + radius * Vec{std::cos(begin), std::sin(begin)};
        const double step = std::min({turn - done, (0.5 + 0.25 * std::sqrt(dot(a, a))) / radius, 1.0});
        const Vec b = centre + radius * Vec{std::cos(begin + step), std::sin(begin + step)};
        double turned = std::atan2(cross(a, b), dot(a, b));
        if (holds_origin && turned < 0) turned += two_pi;
        double rest = 0;
        for (const Node& node : gauss) {
            const double angle = begin + step * node.at;
            const Vec direction{std::cos(angle), std::sin(angle)};
            const Vec p = centre + radius * direction;
            rest += node.weight * lacking(dot(p, p)) * radius * dot(p, direction);
        }
        sum += turned - rest * step;
        done = turn - done <= step ? turn : done + step;
    }
    return sum / two_pi;
}

Stretch1 stretch_near(Vec a, Vec direction, double length, Vec c, Vec d, double radius) {
    Stretch1 found{HUGE_VAL, -HUGE_VAL};
    const auto add = [&](double from, double to) {
        if (!(from < to)) return;
        found = {std::min(found.from, from), std::max(found.to, to)};
    };
    for (const Vec end : {c, d}) {
        const Vec w = a - end;
        const double middle = -dot(w, direction);
        const double off = cross(w, direction);
        const double root2 = radius * radius - off * off;
        if (root2 > 0) add(middle - std::sqrt(root2), middle + std::sqrt(root2));
    }
    const Vec edge = d - c;
    const double edge_length = std::sqrt(dot(edge, edge));
    if (edge_length > 0) {
        const Vec along = (1 / edge_length) * edge;
        double from = -HUGE_VAL, to = HUGE_VAL;
        keep_between(0, edge_length, dot(a - c, along), dot(direction, along), from, to);
        keep_between(-radius, radius, cross(along, a - c), cross(along, direction), from, to);
        add(from, to);
    }
    return {std::max(found.from, 0.0), std::min(found.to, length)};
}

void add_angles_near(Vec centre, double circle, Vec c, Vec d, double radius, std::vector<double>& angles) {
    const auto add = [&angles](double middle, double cosine) {
        if (std::abs(cosine) > 1) return;
        const double off = std::acos(cosine);
        angles.push_back(middle - off);
        angles.push_back(middle + off);
    };
    for (const Vec end : {c, d}) {
        const Vec w = centre - end;
        const double away = std::sqrt(dot(w, w));
        if (away > 0) add(angle_of(w), (radius * radius - circle * circle - away * away) / (2 * circle * away));
    }
    const Vec edge = d - c;
    const double length = std::sqrt(dot(edge, edge));
    if (length == 0) return;
    const Vec along = (1 / length) * edge;
    const double x = dot(centre - c, along), y = cross(along, centre - c);
    const double ahead = angle_of(along);
    add(ahead, -x / circle);
    add(ahead, (length - x) / circle);
    add(ahead + std::numbers::pi / 2, (radius - y) / circle);
    add(ahead + std::numbers::pi / 2, (-radius - y) / circle);
}

}  // namespace cairn::geometry
