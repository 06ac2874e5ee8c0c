#include "cairn/report/svg_map.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "cairn/report/css.hpp"
#include "cairn/report/map_clusters.hpp"
#include "cairn/report/map_frame.hpp"
#include "cairn/report/map_labels.hpp"

namespace cairn::report {
namespace {

constexpr double speck_px = 4;          ///< what is smaller is drawn this large, so that it is seen
constexpr std::size_t most_single_outlines = 400;
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

/// Few enough are drawn one by one, each with its casing, so that the dashes of neighbours with a common edge do not
/// add up to a solid line, which would say something else.
void write_outlines(Page& page, const std::vector<std::string>& shapes, std::string_view css_class) {
    if (shapes.size() <= most_single_outlines) {
        for (const std::string& d : shapes) {
            write_path(page.out, d, "casing");
            write_path(page.out, d, css_class);
        }
        return;
    }
    std::string all;
    for (const std::string& d : shapes) all += d;
    write_path(page.out, all, "casing");
    write_path(page.out, all, css_class);
}

void write_footprints(Page& page, const View& view) {
    std::vector<std::string> shapes;
    Specks untested;
    std::vector<std::pair<std::string_view, EastNorth>> marks;
    for (const MapFeature& footprint : page.input.map.footprints) {
        const auto window = window_of(footprint.geometry);
        if (!window || !window->meets(view.window())) continue;
        const EastNorth middle = middle_of(*window);
        const bool has_shape =
            !is_speck(view, *window) && !std::holds_alternative<MultiPointOf<EastNorth>>(footprint.geometry);
        if (has_shape) shapes.push_back(path_data(view, footprint.geometry));
        if (footprint.is_tested) {
            marks.emplace_back(footprint.is_confirmed ? "confirmed" : "unconfirmed", middle);
        } else if (!has_shape) {
            untested.add(view.x(middle.east_m), view.y(middle.north_m), speck_px);
        }
    }
    const bool is_hazard = page.input.map.footprints_are_hazards;
    write_outlines(page, shapes, is_hazard ? "hazard" : "written");
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

/// What names keep off: discs in any case, single symbols where there is room.
struct Covered {
    std::vector<Box> discs, symbols;
};

void write_clusters(Page& page, const std::vector<Spot>& spots, std::string_view css_class, std::string_view single,
                    Covered& covered) {
    std::vector<std::pair<double, double>> points;
    for (const Spot& spot : spots) points.emplace_back(spot.x, spot.y);
    for (const Cluster& c : cluster_points(points)) {
        covered.discs.push_back({c.x - c.radius, c.y - c.radius, c.x + c.radius, c.y + c.radius});
        if (c.count == 1) {
            write_use(page.out, single, c.x, c.y);
            continue;
        }
        page.out.leaf("circle", {{"cx", css_number(c.x)},
                                 {"cy", css_number(c.y)},
                                 {"r", css_number(c.radius)},
                                 {"class", "cluster " + std::string(css_class)}});
        page.out.element(
            "text",
            {{"x", css_number(c.x)}, {"y", css_number(c.y + 3.5)}, {"class", "count " + std::string(css_class)}},
            page.numbers.count(static_cast<double>(c.count)));
    }
}

void write_finds(Page& page, const View& view, Covered& covered) {
    const auto spots = spots_in_view(view, page.input.map.finds);
    if (spots.size() > cluster_above) return write_clusters(page, spots, "of-finds", "find", covered);
    for (const Spot& spot : spots) write_use(page.out, "find", spot.x, spot.y);
}

/// One accident, or several that were given the very same place: those carry their number.
void write_accident(Page& page, const View& view, const Spot& spot, std::size_t at_one_place) {
    const bool is_rough = spot.feature->sigma_m > sigma_shown_m;
    const double ring = spot.feature->sigma_m * view.pixels_per_m();
    if (is_rough && ring > 9 && ring < view.width()) {
        page.out.leaf(
            "circle",
            {{"cx", css_number(spot.x)}, {"cy", css_number(spot.y)}, {"r", css_number(ring)}, {"class", "sigma"}});
    }
    write_use(page.out, is_rough ? "accident-rough" : "accident", spot.x, spot.y);
    if (spot.feature->is_outside) write_use(page.out, "outside", spot.x, spot.y);
    if (at_one_place > 1) {
        page.out.element("text",
                         {{"x", css_number(spot.x + 7)}, {"y", css_number(spot.y - 5)}, {"class", "times halo"}},
                         "×" + page.numbers.count(static_cast<double>(at_one_place)));
    }
}

void write_accidents(Page& page, const View& view, Covered& covered) {
    const auto spots = spots_in_view(view, page.input.map.accidents);
    if (spots.size() > cluster_above) return write_clusters(page, spots, "of-accidents", "accident", covered);
    using Place = std::tuple<double, double, double, bool>;
    const auto place_of = [](const Spot& s) { return Place{s.x, s.y, s.feature->sigma_m, s.feature->is_outside}; };
    std::map<Place, std::size_t> at_place;
    for (const Spot& spot : spots) ++at_place[place_of(spot)];
    for (const Spot& spot : spots) {
        const std::size_t count = std::exchange(at_place[place_of(spot)], 0);
        if (count == 0) continue;  // drawn with the first of its place
        write_accident(page, view, spot, count);
        covered.symbols.push_back({spot.x - 8, spot.y - 8, spot.x + (count > 1 ? 22 : 8), spot.y + 12});
    }
}

/// Whether a piece of a boundary may be seen: a boundary around all of the view has none in it. A segment counts by its
/// box, so that one that only passes near the corner of the view is named too often rather than not at all.
bool has_edge_in_view(const View& view, const PlaneGeometry& geometry) {
    std::optional<EastNorth> last;
    bool is_seen = false;
    const auto visit = [&](const PlaneRing& ring) {
        last.reset();
        for (const EastNorth& p : ring) {
            const EastNorth from = last.value_or(p);
            is_seen =
                is_seen || view.window().meets({std::min(from.east_m, p.east_m), std::min(from.north_m, p.north_m),
                                                std::max(from.east_m, p.east_m), std::max(from.north_m, p.north_m)});
            last = p;
        }
    };
    if (const auto* polygons = std::get_if<PlaneMultiPolygon>(&geometry)) {
        for (const auto& polygon : *polygons) {
            visit(polygon.shell);
            for (const auto& hole : polygon.holes) visit(hole);
        }
        return is_seen;
    }
    const auto window = window_of(geometry);
    return window && window->meets(view.window());
}

std::size_t count_in_view(const View& view, const std::vector<MapFeature>& features) {
    return static_cast<std::size_t>(
        std::count_if(features.begin(), features.end(), [&](const MapFeature& f) { return is_in_view(view, f); }));
}

}  // namespace

MapCounts count_shown(const MapData& map, const MapPicture& picture) {
    const View view(picture.window, picture.width, picture.max_height);
    MapCounts counts{.searches = count_in_view(view, map.searches)};
    for (const MapFeature& area : map.areas) counts.areas += has_edge_in_view(view, area.geometry) ? 1U : 0U;
    counts.has_study_edge = has_edge_in_view(view, map.study_area);
    for (const MapFeature& search : map.searches)
        if (!std::holds_alternative<PlaneMultiPolygon>(search.geometry) && is_in_view(view, search))
            ++counts.search_places;
    for (const MapFeature& footprint : map.footprints) {
        if (!is_in_view(view, footprint)) continue;
        ++counts.footprints;
        if (footprint.is_tested) ++(footprint.is_confirmed ? counts.confirmed : counts.unconfirmed);
    }
    const auto accidents = spots_in_view(view, map.accidents);
    counts.finds = spots_in_view(view, map.finds).size();
    counts.accidents = accidents.size();
    counts.has_clusters = counts.finds > cluster_above || counts.accidents > cluster_above;
    if (counts.accidents > cluster_above) return counts;  // discs show no more than their number
    for (const Spot& spot : accidents) {
        counts.outside += spot.feature->is_outside ? 1 : 0;
        counts.rough += spot.feature->sigma_m > sigma_shown_m ? 1 : 0;
    }
    return counts;
}

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
    const auto grid = graticule_of(page.input.map.projection, view);
    write_grid_lines(page, view, grid);
    write_areas(page, view);
    write_footprints(page, view);
    Covered covered;
    write_finds(page, view, covered);
    write_accidents(page, view, covered);
    write_close_up_frames(page, view, picture.close_ups);
    for (const MapLabel& label :
         place_labels(view, page.input.map.settlements, picture.labels, covered.discs, covered.symbols)) {
        out.leaf(
            "circle",
            {{"cx", css_number(label.place_x)}, {"cy", css_number(label.place_y)}, {"r", "2.2"}, {"class", "place"}});
        out.element("text", {{"x", css_number(label.x)}, {"y", css_number(label.y)}, {"class", "lbl"}}, label.text);
    }
    write_grid_labels(page, view, grid);
    write_scale_bar(page, view);
    out.leaf("rect", {{"x", "0.5"},
                      {"y", "0.5"},
                      {"width", css_number(view.width() - 1)},
                      {"height", css_number(view.height() - 1)},
                      {"class", "neat"}});
    out.close("svg").line();
}

}  // namespace cairn::report
