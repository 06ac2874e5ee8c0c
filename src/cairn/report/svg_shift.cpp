#include "cairn/report/svg_shift.hpp"

#include <algorithm>
#include <cmath>

#include "cairn/report/css.hpp"

namespace cairn::report {
namespace {

constexpr double side = 300, middle = side / 2, margin = 26;

struct Scale {
    double pixels_per_m;
    double x(double east_m) const { return middle + east_m * pixels_per_m; }
    double y(double north_m) const { return middle - north_m * pixels_per_m; }
};

/// Zero stays in the middle: the eye then reads distance and direction from it.
Scale scale_of(const ShiftEstimate& shift) {
    double reach = std::max({std::abs(shift.east_m), std::abs(shift.north_m), 1.0});
    if (const auto extent = region_extent(shift)) {
        reach = std::max({reach, std::abs(extent->east_low), std::abs(extent->east_high), std::abs(extent->north_low),
                          std::abs(extent->north_high)});
    }
    // farther than 1 000 km is no displacement of a record; it also keeps what is not finite off the picture
    if (!(reach < 1e6)) reach = 1e6;
    return {(middle - margin) / (1.08 * reach)};
}

std::string point(const Scale& scale, EastNorth p) {
    return css_number(scale.x(p.east_m)) + " " + css_number(scale.y(p.north_m));
}

std::string ring_path(const Scale& scale, const PlaneRing& ring) {
    std::string d;
    for (const EastNorth& p : ring) d += (d.empty() ? "M" : "L") + point(scale, p);
    return d.empty() ? d : d + "Z";
}

double ring_step(const Scale& scale) { return round_length((middle - margin) / scale.pixels_per_m / 2); }

/// Calls `f` with the radius of each ring, metres.
template <class F>
void for_each_ring(const Scale& scale, F&& f) {
    const double reach_m = (middle - margin) / scale.pixels_per_m, step = ring_step(scale);
    for (int i = 1; i * step <= reach_m * 1.05; ++i) f(i * step);
}

void write_rings(Page& page, const Scale& scale) {
    Markup& out = page.out;
    for_each_ring(scale, [&](double r) {
        out.leaf("circle", {{"cx", css_number(middle)},
                            {"cy", css_number(middle)},
                            {"r", css_number(r * scale.pixels_per_m)},
                            {"class", "ring"}});
    });
    out.leaf("path", {{"d", "M" + css_number(middle) + " 14V" + css_number(side - 14)}, {"class", "grid"}});
    out.leaf("path", {{"d", "M14 " + css_number(middle) + "H" + css_number(side - 14)}, {"class", "grid"}});
    out.element("text", {{"x", css_number(middle)}, {"y", "10"}, {"class", "m"}},
                page.words.text("compass.letter_north"));
    out.element("text", {{"x", css_number(side - 5)}, {"y", css_number(middle + 4)}, {"class", "m"}},
                page.words.text("compass.letter_east"));
}

/// Over the region, at 45 degrees to the upper right, where neither axis runs.
void write_ring_names(Page& page, const Scale& scale) {
    for_each_ring(scale, [&](double r) {
        const double offset = r * scale.pixels_per_m * 0.7071;
        page.out.element(
            "text",
            {{"x", css_number(middle + offset)}, {"y", css_number(middle - offset + 4)}, {"class", "m ringname"}},
            page.numbers.metres(r));
    });
}

void write_arrow(Markup& out, const Scale& scale, const ShiftEstimate& shift) {
    const double x = scale.x(shift.east_m), y = scale.y(shift.north_m);
    const double length = std::hypot(x - middle, y - middle);
    if (length < 14) return;
    const double ux = (x - middle) / length, uy = (y - middle) / length;
    const double tip_x = x - 7 * ux, tip_y = y - 7 * uy;
    out.leaf("path", {{"d", "M" + css_number(middle + 5 * ux) + " " + css_number(middle + 5 * uy) + "L" +
                                css_number(tip_x) + " " + css_number(tip_y)},
                      {"class", "arrow"}});
    out.leaf("path", {{"d", "M" + css_number(tip_x) + " " + css_number(tip_y) + "L" +
                                css_number(tip_x - 9 * ux - 4 * uy) + " " + css_number(tip_y - 9 * uy + 4 * ux) + "L" +
                                css_number(tip_x - 9 * ux + 4 * uy) + " " + css_number(tip_y - 9 * uy - 4 * ux) + "Z"},
                      {"class", "head"}});
}

}  // namespace

double round_length(double value) {
    if (!(value > 0) || !std::isfinite(value)) return 1;
    const double unit = std::pow(10.0, std::floor(std::log10(value)));
    for (const double digit : {5.0, 2.0}) {
        if (digit * unit <= value) return digit * unit;
    }
    return unit;
}

std::optional<Extent> region_extent(const ShiftEstimate& shift) {
    std::optional<Extent> extent;
    for (const auto& polygon : shift.region) {
        for (const EastNorth& p : polygon.shell) {
            if (!extent) extent = Extent{p.east_m, p.east_m, p.north_m, p.north_m};
            extent->east_low = std::min(extent->east_low, p.east_m);
            extent->east_high = std::max(extent->east_high, p.east_m);
            extent->north_low = std::min(extent->north_low, p.north_m);
            extent->north_high = std::max(extent->north_high, p.north_m);
        }
    }
    return extent;
}

void write_shift_picture(Page& page, const ShiftEstimate& shift, const std::string& id, const std::string& title,
                         const std::string& description) {
    Markup& out = page.out;
    const Scale scale = scale_of(shift);
    out.open("svg", {{"class", "chart shift"},
                     {"viewBox", "0 0 " + css_number(side) + " " + css_number(side)},
                     {"role", "img"},
                     {"aria-labelledby", id + "-t " + id + "-d"}});
    out.element("title", {{"id", id + "-t"}}, title).element("desc", {{"id", id + "-d"}}, description);
    write_rings(page, scale);
    std::string region;
    for (const auto& polygon : shift.region) {
        region += ring_path(scale, polygon.shell);
        for (const auto& hole : polygon.holes) region += ring_path(scale, hole);
    }
    if (!region.empty()) {
        // a region that meets the edge of what was looked at has no known end there: dashed
        out.leaf("path",
                 {{"d", region}, {"fill-rule", "evenodd"}, {"class", shift.touches_edge ? "region open" : "region"}});
    }
    write_ring_names(page, scale);
    write_arrow(out, scale, shift);
    out.leaf("path", {{"d", "M145 145L155 155M145 155L155 145"}, {"class", "cross"}});
    out.leaf("circle", {{"cx", css_number(scale.x(shift.east_m))},
                        {"cy", css_number(scale.y(shift.north_m))},
                        {"r", "5"},
                        {"class", "dot c0"}});
    out.close("svg").line();
}

}  // namespace cairn::report
