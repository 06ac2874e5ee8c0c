#include "cairn/report/svg_map.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "cairn/report/css.hpp"
#include "cairn/report/map_labels.hpp"
#include "cairn/report/svg_shift.hpp"

namespace cairn::report {
namespace {

constexpr double speck_px = 4;          ///< what is smaller is drawn this large, so that it is seen
constexpr std::size_t cluster_above = 800;
constexpr double cluster_px = 38;
constexpr double sigma_shown_m = 100;   ///< beyond it a position is a ring, not a point

bool is_in_view(const View& view, const MapFeature& feature) {
    const auto window = window_of(feature.geometry);
    return window && window->meets(view.window());
}

bool is_speck(const View& view, const Window& window) {
    return std::max(window.width_m(), window.height_m()) * view.pixels_per_m() < speck_px;
}

void write_path(Markup& out, const std::string& d, std::string_view css_class) {
    if (!d.empty()) out.leaf("path", {{"d", d}, {"class", std::string(css_class)}});
}

void write_use(Markup& out, std::string_view symbol, double x, double y) {
    out.leaf("use", {{"href", "#" + std::string(symbol)}, {"x", css_number(x)}, {"y", css_number(y)}});
}

void write_unseen_ground(Page& page, const View& view) {
    const PlaneMultiPolygon& study = page.input.map.study_area;
    if (study.empty()) {
        // nobody said where the study ends: all the ground in view was not looked at until a search says so
        page.out.leaf(
            "rect", {{"width", css_number(view.width())}, {"height", css_number(view.height())}, {"class", "ground"}});
        return;
    }
    const std::string d = path_data(view, study);
    write_path(page.out, d, "paper");
    write_path(page.out, d, "ground");
    write_path(page.out, d, "study");
}

/// An opaque window into the hatch, then dots: what was looked at.
void write_searches(Page& page, const View& view) {
    std::string d;
    Specks specks;
    std::vector<std::pair<double, double>> places;
    for (const MapFeature& search : page.input.map.searches) {
        const auto window = window_of(search.geometry);
        if (!window || !window->meets(view.window())) continue;
        const EastNorth middle = middle_of(*window);
        if (!std::holds_alternative<PlaneMultiPolygon>(search.geometry)) {
            places.emplace_back(view.x(middle.east_m), view.y(middle.north_m));
        } else if (is_speck(view, *window)) {
            specks.add(view.x(middle.east_m), view.y(middle.north_m), speck_px);
        } else {
            d += path_data(view, search.geometry);
        }
    }
    write_path(page.out, d, "searched");
    write_path(page.out, d, "dotted");
    write_path(page.out, specks.path(), "searched");
    for (const auto& [x, y] : places) write_use(page.out, "search-place", x, y);
}

void write_areas(Page& page, const View& view) {
    std::string d;
    for (const MapFeature& area : page.input.map.areas)
        if (is_in_view(view, area)) d += path_data(view, area.geometry);
    write_path(page.out, d, "area");
}

void write_footprints(Page& page, const View& view) {
    std::string shapes;
    Specks untested;
    std::vector<std::pair<std::string_view, EastNorth>> marks;
    for (const MapFeature& footprint : page.input.map.footprints) {
        const auto window = window_of(footprint.geometry);
        if (!window || !window->meets(view.window())) continue;
        const EastNorth middle = middle_of(*window);
        const bool has_shape =
            !is_speck(view, *window) && !std::holds_alternative<MultiPointOf<EastNorth>>(footprint.geometry);
        if (has_shape) shapes += path_data(view, footprint.geometry);
        if (footprint.is_tested) {
            marks.emplace_back(footprint.is_confirmed ? "confirmed" : "unconfirmed", middle);
        } else if (!has_shape) {
            untested.add(view.x(middle.east_m), view.y(middle.north_m), speck_px);
        }
    }
    const bool is_hazard = page.input.map.footprints_are_hazards;
    write_path(page.out, shapes, "casing");
    write_path(page.out, shapes, is_hazard ? "hazard" : "written");
    write_path(page.out, untested.path(), is_hazard ? "speck hazard-speck" : "speck");
    for (const auto& [symbol, p] : marks) write_use(page.out, symbol, view.x(p.east_m), view.y(p.north_m));
}

/// Positions of point-like features; a feature of several points stands at each.
struct Spot {
    double x, y;
    const MapFeature* feature;
};

std::vector<Spot> spots_in_view(const View& view, const std::vector<MapFeature>& features) {
    std::vector<Spot> out;
    for (const MapFeature& feature : features) {
        if (const auto* points = std::get_if<MultiPointOf<EastNorth>>(&feature.geometry)) {
            for (const EastNorth& p : *points)
                if (view.window().contains(p)) out.push_back({view.x(p.east_m), view.y(p.north_m), &feature});
        } else if (const auto window = window_of(feature.geometry);
                   window && view.window().contains(middle_of(*window))) {
            const EastNorth p = middle_of(*window);
            out.push_back({view.x(p.east_m), view.y(p.north_m), &feature});
        }
    }
    return out;
}

/// One disc or burst with its count for every cell of a grid, at the mean place of what it stands for.
void write_clusters(Page& page, const std::vector<Spot>& spots, std::string_view css_class, std::string_view single) {
    std::map<std::pair<long, long>, std::vector<const Spot*>> cells;
    for (const Spot& spot : spots)
        cells[{std::lround(spot.y / cluster_px), std::lround(spot.x / cluster_px)}].push_back(&spot);
    for (const auto& [cell, members] : cells) {
        double x = 0, y = 0;
        for (const Spot* spot : members) {
            x += spot->x / static_cast<double>(members.size());
            y += spot->y / static_cast<double>(members.size());
        }
        if (members.size() == 1) {
            write_use(page.out, single, x, y);
            continue;
        }
        const double radius = std::min(6 + 1.6 * std::sqrt(static_cast<double>(members.size())), 17.0);
        page.out.leaf("circle", {{"cx", css_number(x)},
                                 {"cy", css_number(y)},
                                 {"r", css_number(radius)},
                                 {"class", "cluster " + std::string(css_class)}});
        page.out.element(
            "text", {{"x", css_number(x)}, {"y", css_number(y + 3.5)}, {"class", "count " + std::string(css_class)}},
            page.numbers.count(static_cast<double>(members.size())));
    }
}

void write_finds(Page& page, const View& view) {
    const auto spots = spots_in_view(view, page.input.map.finds);
    if (spots.size() > cluster_above) return write_clusters(page, spots, "of-finds", "find");
    for (const Spot& spot : spots) write_use(page.out, "find", spot.x, spot.y);
}

void write_accidents(Page& page, const View& view) {
    const auto spots = spots_in_view(view, page.input.map.accidents);
    if (spots.size() > cluster_above) return write_clusters(page, spots, "of-accidents", "accident");
    for (const Spot& spot : spots) {
        const bool is_rough = spot.feature->sigma_m > sigma_shown_m;
        const double ring = spot.feature->sigma_m * view.pixels_per_m();
        if (is_rough && ring > 9 && ring < view.width()) {
            page.out.leaf(
                "circle",
                {{"cx", css_number(spot.x)}, {"cy", css_number(spot.y)}, {"r", css_number(ring)}, {"class", "sigma"}});
        }
        write_use(page.out, is_rough ? "accident-rough" : "accident", spot.x, spot.y);
        if (spot.feature->is_outside) write_use(page.out, "outside", spot.x, spot.y);
    }
}

void write_close_ups(Page& page, const View& view, const std::vector<CloseUp>& close_ups) {
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

/// Ticks where round degrees meet the frame, with their numbers.
void write_graticule(Page& page, const View& view) {
    Markup& out = page.out;
    for (const auto& [label, geometry] : page.input.map.graticule) {
        const auto* lines = std::get_if<MultiLineOf<EastNorth>>(&geometry);
        if (lines == nullptr) continue;
        for (const auto& line : *lines) {
            for (std::size_t i = 1; i < line.positions.size(); ++i) {
                const double x0 = view.x(line.positions[i - 1].east_m), y0 = view.y(line.positions[i - 1].north_m);
                const double x1 = view.x(line.positions[i].east_m), y1 = view.y(line.positions[i].north_m);
                if ((y0 - 0) * (y1 - 0) < 0) {  // a meridian through the upper edge
                    const double x = x0 + (x1 - x0) * (0 - y0) / (y1 - y0);
                    if (x > 20 && x < view.width() - 20) {
                        out.leaf("path", {{"d", "M" + css_number(x) + " 0v7"}, {"class", "scale"}});
                        out.element("text", {{"x", css_number(x)}, {"y", "18"}, {"class", "s m halo"}}, label);
                    }
                }
                const double right = view.width();
                if ((x0 - right) * (x1 - right) < 0) {  // a parallel through the right edge
                    const double y = y0 + (y1 - y0) * (right - x0) / (x1 - x0);
                    if (y > 24 && y < view.height() - 12) {
                        out.leaf("path",
                                 {{"d", "M" + css_number(right) + " " + css_number(y) + "h-7"}, {"class", "scale"}});
                        out.element("text",
                                    {{"x", css_number(right - 10)}, {"y", css_number(y + 4)}, {"class", "s e halo"}},
                                    label);
                    }
                }
            }
        }
    }
}

}  // namespace

void write_map(Page& page, const MapPicture& picture) {
    Markup& out = page.out;
    const View view(picture.window, picture.width, picture.max_height);
    out.open("svg", {{"class", "map"},
                     {"viewBox", "0 0 " + css_number(view.width()) + " " + css_number(view.height())},
                     {"role", "img"},
                     {"aria-labelledby", picture.id + "-t " + picture.id + "-d"}});
    out.element("title", {{"id", picture.id + "-t"}}, picture.title)
        .element("desc", {{"id", picture.id + "-d"}}, picture.description);
    write_unseen_ground(page, view);
    write_searches(page, view);
    write_areas(page, view);
    write_footprints(page, view);
    write_finds(page, view);
    write_accidents(page, view);
    write_close_ups(page, view, picture.close_ups);
    for (const MapLabel& label : place_labels(view, page.input.map.settlements, picture.labels)) {
        out.leaf(
            "circle",
            {{"cx", css_number(label.place_x)}, {"cy", css_number(label.place_y)}, {"r", "2.2"}, {"class", "place"}});
        out.element("text", {{"x", css_number(label.x)}, {"y", css_number(label.y)}, {"class", "lbl"}}, label.text);
    }
    write_graticule(page, view);
    write_scale_bar(page, view);
    out.leaf("rect", {{"x", "0.5"},
                      {"y", "0.5"},
                      {"width", css_number(view.width() - 1)},
                      {"height", css_number(view.height() - 1)},
                      {"class", "neat"}});
    out.close("svg").line();
}

}  // namespace cairn::report
