#include "cairn/report/map_frame.hpp"

#include <cstddef>
#include <string>
#include <string_view>

#include "cairn/report/css.hpp"
#include "cairn/report/svg_shift.hpp"

namespace cairn::report {
namespace {

void write_tick(Markup& out, const std::string& d, double x, double y, std::string_view css_class,
                const std::string& label) {
    out.leaf("path", {{"d", d}, {"class", "scale"}});
    out.element("text", {{"x", css_number(x)}, {"y", css_number(y)}, {"class", std::string(css_class)}}, label);
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

void write_scale_bar(Page& page, const View& view) {
    Markup& out = page.out;
    const double length_m = round_length(150 / view.pixels_per_m());
    const double length = length_m * view.pixels_per_m();
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
    out.leaf("path", {{"d", "M" + css_number(nx) + " " + css_number(y - 20) + "l5 20l-5-4l-5 4z"}, {"class", "north"}});
    out.element("text", {{"x", css_number(nx + 12)}, {"y", css_number(y)}, {"class", "s m"}},
                page.words.text("compass.letter_north"));
}

void write_graticule(Page& page, const View& view) {
    for (const auto& [label, geometry] : page.input.map.graticule) {
        const auto* lines = std::get_if<MultiLineOf<EastNorth>>(&geometry);
        if (lines == nullptr) continue;
        for (const auto& line : *lines) {
            for (std::size_t i = 1; i < line.positions.size(); ++i) {
                write_crossing(page.out, view, line.positions[i - 1], line.positions[i], label);
            }
        }
    }
}

}  // namespace cairn::report
