#include "cairn/report/map_frame.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "cairn/report/css.hpp"
#include "cairn/report/svg_shift.hpp"

namespace cairn::report {
namespace {

void write_tick(Markup& out, const std::string& d, double x, double y, std::string_view css_class,
                const std::string& label) {
    out.leaf("path", {{"d", d}, {"class", "scale"}});
    out.element("text", {{"x", css_number(x)}, {"y", css_number(y)}, {"class", std::string(css_class)}}, label);
}

/// Round steps of a graticule, degrees.
constexpr std::array steps{30.0, 20.0, 10.0, 5.0,   2.0,   1.0,   0.5,    0.2,    0.1,
                           0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005, 0.0002, 0.0001};
constexpr double narrowest_px = 100;  // between two lines: a label has room

struct Extent {
    double west = 180, east = -180, south = 90, north = -90;
};

/// Longitudes and latitudes of what the picture shows; absent when a part of it is beyond the projection.
std::optional<Extent> extent_of(const MapProjection& projection, const Window& window) {
    constexpr int parts = 8;
    Extent extent;
    for (int i = 0; i <= parts; ++i) {
        for (int k = 0; k <= parts; ++k) {
            const auto p = projection.to_lon_lat(
                {window.west_m + window.width_m() * i / parts, window.south_m + window.height_m() * k / parts});
            if (!p) return std::nullopt;
            extent.west = std::min(extent.west, p->lon_deg);
            extent.east = std::max(extent.east, p->lon_deg);
            extent.south = std::min(extent.south, p->lat_deg);
            extent.north = std::max(extent.north, p->lat_deg);
        }
    }
    if (extent.east - extent.west > 180 || !(extent.north > extent.south)) return std::nullopt;  // across 180°
    return extent;
}

/// The finest step whose lines are far enough apart.
double step_for(const Extent& extent, const View& view) {
    const double step_deg = std::max((extent.east - extent.west) * narrowest_px / view.width(),
                                     (extent.north - extent.south) * narrowest_px / view.height());
    double best = steps.front();
    for (const double step : steps)
        if (step >= step_deg) best = step;
    return best;
}

std::string degree_label(double value, double step, const char* positive, const char* negative) {
    const int decimals = std::max(0, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
    return fmt::format("{:.{}f}° {}", std::abs(value), decimals, value < 0 ? negative : positive);
}

/// Where the segment meets the upper edge (a meridian) or the right edge (a parallel) of the picture.
void write_crossing(Markup& out, const View& view, EastNorth from, EastNorth to, const std::string& label) {
    const double x0 = view.x(from.east_m), y0 = view.y(from.north_m), x1 = view.x(to.east_m), y1 = view.y(to.north_m);
    const double right = view.width();
    if (y0 * y1 < 0) {
        const double x = x0 - (x1 - x0) * y0 / (y1 - y0);
        if (x > 20 && x < right - 20) write_tick(out, "M" + css_number(x) + " 0v7", x, 18, "s m halo", label);
    }
    if ((x0 - right) * (x1 - right) < 0) {
        const double y = y0 + (y1 - y0) * (right - x0) / (x1 - x0);
        if (y > 24 && y < view.height() - 12) {
            write_tick(out, "M" + css_number(right) + " " + css_number(y) + "h-7", right - 10, y + 4, "s e halo",
                       label);
        }
    }
}

}  // namespace

void write_close_up_frames(Page& page, const View& view, const std::vector<CloseUp>& close_ups) {
    for (std::size_t i = 0; i < close_ups.size(); ++i) {
        const Window& w = close_ups[i].window;
        const double x = view.x(w.west_m), y = view.y(w.north_m);
        page.out.leaf("rect", {{"x", css_number(x)},
                               {"y", css_number(y)},
                               {"width", css_number(w.width_m() * view.pixels_per_m())},
                               {"height", css_number(w.height_m() * view.pixels_per_m())},
                               {"class", "closeup"}});
        page.out.leaf(
            "rect",
            {{"x", css_number(x)}, {"y", css_number(y - 15)}, {"width", "15"}, {"height", "15"}, {"class", "tab"}});
        page.out.element("text", {{"x", css_number(x + 7.5)}, {"y", css_number(y - 3.5)}, {"class", "tabtext"}},
                         std::to_string(i + 1));
    }
}

double scale_bar_pixels(const MapProjection& projection, const View& view, double length_m) {
    const double plane = length_m * view.pixels_per_m();
    if (!projection.to_lon_lat || !projection.distance_m) return plane;
    const EastNorth middle = middle_of(view.window());
    const auto west = projection.to_lon_lat({middle.east_m - length_m / 2, middle.north_m});
    const auto east = projection.to_lon_lat({middle.east_m + length_m / 2, middle.north_m});
    if (!west || !east) return plane;
    const double true_m = projection.distance_m(*west, *east);
    return true_m > 0 ? plane * length_m / true_m : plane;
}

double north_bearing_deg(const MapProjection& projection, const View& view) {
    if (!projection.to_lon_lat || !projection.to_plane) return 0;
    const EastNorth middle = middle_of(view.window());
    const auto here = projection.to_lon_lat(middle);
    if (!here || here->lat_deg > 89) return 0;
    const auto there = projection.to_plane({here->lon_deg, here->lat_deg + 1e-3});
    if (!there) return 0;
    return std::atan2(there->east_m - middle.east_m, there->north_m - middle.north_m) * 180 / std::numbers::pi;
}

void write_scale_bar(Page& page, const View& view) {
    Markup& out = page.out;
    const MapProjection& projection = page.input.map.projection;
    const double length_m = round_length(150 / view.pixels_per_m());
    const double length = scale_bar_pixels(projection, view, length_m);
    const double x = 16, y = view.height() - 14;
    out.leaf("rect", {{"x", "6"},
                      {"y", css_number(y - 24)},
                      {"width", css_number(length + 62)},
                      {"height", "32"},
                      {"class", "plate"}});
    out.leaf("path", {{"d", "M" + css_number(x) + " " + css_number(y - 5) + "v5h" + css_number(length) + "v-5M" +
                                css_number(x + length / 2) + " " + css_number(y) + "v-4"},
                      {"class", "scale"}});
    out.element("text", {{"x", css_number(x)}, {"y", css_number(y - 9)}, {"class", "s m"}}, "0");
    out.element("text", {{"x", css_number(x + length)}, {"y", css_number(y - 9)}, {"class", "s m"}},
                page.numbers.metres(length_m));
    const double nx = x + length + 34;
    out.leaf("path", {{"d", "M" + css_number(nx) + " " + css_number(y - 20) + "l5 20l-5-4l-5 4z"},
                      {"transform", "rotate(" + css_number(north_bearing_deg(projection, view)) + " " + css_number(nx) +
                                        " " + css_number(y - 10) + ")"},
                      {"class", "north"}});
    out.element("text", {{"x", css_number(nx + 12)}, {"y", css_number(y)}, {"class", "s m"}},
                page.words.text("compass.letter_north"));
}

std::vector<GridLine> graticule_of(const MapProjection& projection, const View& view) {
    std::vector<GridLine> lines;
    if (!projection.to_lon_lat || !projection.to_plane) return lines;
    const auto extent = extent_of(projection, view.window());
    if (!extent) return lines;
    const double step = step_for(*extent, view);
    constexpr int pieces = 24;  // a parallel is a curve in this plane
    const auto add = [&](std::string label, auto position_at) {
        GridLine line{std::move(label), {}};
        for (int i = 0; i <= pieces; ++i)
            if (const auto p = projection.to_plane(position_at(static_cast<double>(i) / pieces)))
                line.places.push_back(*p);
        if (line.places.size() > 1) lines.push_back(std::move(line));
    };
    const double margin = step / 2;
    const auto first = [step](double from) { return static_cast<long>(std::ceil(from / step)); };
    for (long i = first(extent->west); static_cast<double>(i) * step <= extent->east; ++i) {
        const double lon = static_cast<double>(i) * step;
        add(degree_label(lon, step, "E", "W"), [&](double t) {
            return LonLat{lon, extent->south - margin + t * (extent->north - extent->south + 2 * margin)};
        });
    }
    for (long i = first(extent->south); static_cast<double>(i) * step <= extent->north; ++i) {
        const double lat = static_cast<double>(i) * step;
        add(degree_label(lat, step, "N", "S"), [&](double t) {
            return LonLat{extent->west - margin + t * (extent->east - extent->west + 2 * margin), lat};
        });
    }
    return lines;
}

void write_grid_lines(Page& page, const View& view, const std::vector<GridLine>& lines) {
    std::string d;
    for (const GridLine& line : lines) d += path_data(view, MultiLineOf<EastNorth>{{line.places}});
    if (!d.empty()) page.out.leaf("path", {{"d", d}, {"class", "graticule"}});
}

void write_grid_labels(Page& page, const View& view, const std::vector<GridLine>& lines) {
    for (const GridLine& line : lines)
        for (std::size_t i = 1; i < line.places.size(); ++i)
            write_crossing(page.out, view, line.places[i - 1], line.places[i], line.label);
}

}  // namespace cairn::report
