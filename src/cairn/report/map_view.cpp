#include "cairn/report/map_view.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "cairn/report/css.hpp"

namespace cairn::report {
namespace {

constexpr double tolerance_px = 0.35;

struct Pixel {
    double x, y;
};

double distance_to_segment(Pixel p, Pixel a, Pixel b) {
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double length2 = dx * dx + dy * dy;
    const double t = length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0;
    return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

/// Douglas & Peucker with its own stack: rings of hostile length must not exhaust the program's.
std::vector<Pixel> simplify(const std::vector<Pixel>& points) {
    if (points.size() < 3) return points;
    std::vector<bool> is_kept(points.size(), false);
    is_kept.front() = is_kept.back() = true;
    std::vector<std::pair<std::size_t, std::size_t>> stack{{0, points.size() - 1}};
    while (!stack.empty()) {
        const auto [first, last] = stack.back();
        stack.pop_back();
        double farthest = tolerance_px;
        std::size_t at = first;
        for (std::size_t i = first + 1; i < last; ++i) {
            if (const double d = distance_to_segment(points[i], points[first], points[last]); d > farthest) {
                farthest = d;
                at = i;
            }
        }
        if (at == first) continue;
        is_kept[at] = true;
        stack.emplace_back(first, at);
        stack.emplace_back(at, last);
    }
    std::vector<Pixel> out;
    for (std::size_t i = 0; i < points.size(); ++i)
        if (is_kept[i]) out.push_back(points[i]);
    return out;
}

bool is_finite(EastNorth p) { return std::isfinite(p.east_m) && std::isfinite(p.north_m); }

/// To pixels, kept within a frame around the picture so that numbers stay short; neighbours closer than a third of
/// a pixel become one. That also bounds the work of simplify().
std::vector<Pixel> to_pixels(const View& view, const std::vector<EastNorth>& positions) {
    std::vector<Pixel> out;
    for (const EastNorth& p : positions) {
        if (!is_finite(p)) continue;
        const Pixel pixel{std::clamp(view.x(p.east_m), -1e5, 1e5), std::clamp(view.y(p.north_m), -1e5, 1e5)};
        if (!out.empty() && std::hypot(pixel.x - out.back().x, pixel.y - out.back().y) < 0.3) continue;
        out.push_back(pixel);
    }
    return out;
}

/// "M12.3 4l5-6.1": one absolute position, then steps between rounded positions, so that errors do not add up.
void append_path(std::string& d, const std::vector<Pixel>& points, bool is_ring) {
    if (points.size() < 2) return;
    const auto tenth = [](double v) { return std::round(v * 10) / 10; };
    double x = tenth(points.front().x), y = tenth(points.front().y);
    d += "M" + css_number(x) + " " + css_number(y) + "l";
    bool is_first = true;
    for (std::size_t i = 1; i < points.size(); ++i) {
        const double dx = tenth(points[i].x) - x, dy = tenth(points[i].y) - y;
        const std::string a = css_number(dx), b = css_number(dy);
        if (!is_first && a.front() != '-') d += ' ';
        d += a;
        if (b.front() != '-') d += ' ';
        d += b;
        x = tenth(points[i].x);
        y = tenth(points[i].y);
        is_first = false;
    }
    if (is_ring) d += 'z';
}

void append_ring(std::string& d, const View& view, const PlaneRing& ring) {
    auto points = simplify(to_pixels(view, ring));
    if (points.size() > 2) append_path(d, points, true);
}

}  // namespace

std::optional<Window> window_of(const PlaneGeometry& geometry) {
    std::optional<Window> window;
    for_each_position(geometry, [&](const EastNorth& p) {
        if (!is_finite(p)) return;
        if (!window) window = Window{p.east_m, p.north_m, p.east_m, p.north_m};
        window->west_m = std::min(window->west_m, p.east_m);
        window->east_m = std::max(window->east_m, p.east_m);
        window->south_m = std::min(window->south_m, p.north_m);
        window->north_m = std::max(window->north_m, p.north_m);
    });
    return window;
}

std::optional<Window> window_of(const MapData& map) {
    std::optional<Window> all;
    const auto add = [&](const PlaneGeometry& geometry) {
        const auto window = window_of(geometry);
        if (!window) return;
        if (!all) all = window;
        all = Window{std::min(all->west_m, window->west_m), std::min(all->south_m, window->south_m),
                     std::max(all->east_m, window->east_m), std::max(all->north_m, window->north_m)};
    };
    if (!map.study_area.empty()) {
        add(map.study_area);
    } else {
        for (const auto* layer : {&map.footprints, &map.searches, &map.finds, &map.accidents})
            for (const MapFeature& feature : *layer) add(feature.geometry);
    }
    if (!all) return all;
    const double margin = std::max(0.03 * std::max(all->width_m(), all->height_m()), 50.0);
    return Window{all->west_m - margin, all->south_m - margin, all->east_m + margin, all->north_m + margin};
}

View::View(Window window, double width, double max_height)
    : window_(window), width_(width), height_(0), pixels_per_m_(1) {
    const double min_height = width / 3;
    const double shape_height = width * window.height_m() / std::max(window.width_m(), 1e-3);
    height_ = std::clamp(shape_height, min_height, max_height);
    pixels_per_m_ = std::min(width / std::max(window.width_m(), 1e-3), height_ / std::max(window.height_m(), 1e-3));
    // the picture may show more than was asked, never less
    const double extra_x = (width_ / pixels_per_m_ - window.width_m()) / 2;
    const double extra_y = (height_ / pixels_per_m_ - window.height_m()) / 2;
    window_ = {window.west_m - extra_x, window.south_m - extra_y, window.east_m + extra_x, window.north_m + extra_y};
}

std::string path_data(const View& view, const PlaneGeometry& geometry) {
    std::string d;
    if (const auto* polygons = std::get_if<PlaneMultiPolygon>(&geometry)) {
        for (const auto& polygon : *polygons) {
            append_ring(d, view, polygon.shell);
            for (const auto& hole : polygon.holes) append_ring(d, view, hole);
        }
    } else if (const auto* lines = std::get_if<MultiLineOf<EastNorth>>(&geometry)) {
        for (const auto& line : *lines) append_path(d, simplify(to_pixels(view, line.positions)), false);
    }
    return d;
}

void Specks::add(double x, double y, double side) {
    if (!(std::abs(x) < 1e5) || !(std::abs(y) < 1e5)) return;
    const auto column = static_cast<std::size_t>((x + 1e5) / 2), row = static_cast<std::size_t>((y + 1e5) / 2);
    const std::size_t cell = row * 100'001 + column;
    const auto at = std::lower_bound(seen_.begin(), seen_.end(), cell);
    if (at != seen_.end() && *at == cell) return;
    seen_.insert(at, cell);
    const std::string s = css_number(side);
    path_ += "M" + css_number(x - side / 2) + " " + css_number(y - side / 2) + "h" + s + "v" + s + "h-" + s + "z";
}

EastNorth middle_of(const Window& window) {
    return {(window.west_m + window.east_m) / 2, (window.south_m + window.north_m) / 2};
}

}  // namespace cairn::report
