#include "cairn/workflow/public_cells.hpp"

#include <functional>

#include "cairn/core/error.hpp"
#include "cairn/geodesy/extent.hpp"
#include "cairn/geodesy/frame.hpp"
#include "cairn/geometry/cells.hpp"
#include "cairn/geometry/plane.hpp"
#include "cairn/registers/style.hpp"

namespace cairn::workflow {
namespace {

constexpr std::size_t most_cells = 2'000'000;
constexpr float wholly = 0.9999F;  // a float's rounding of coverage_share is 7e-8

using Geometries = std::vector<GeoGeometry>;

Geometries collect(const store::Store& store, const char* kind, const std::optional<Date>& as_of,
                   const std::function<bool(const Entity&)>& counts) {
    Geometries all;
    store.for_each(kind, as_of, [&](const Entity& entity) {
        if (entity.geometry && counts(entity)) all.push_back(*entity.geometry);
    });
    return all;
}

struct Ground {
    Geometries study, hazards, searches;
};

Ground gather(const store::Store& store, const std::optional<Date>& as_of) {
    const auto all = [](const Entity&) { return true; };
    Ground ground;
    ground.study =
        collect(store, "area", as_of, [](const Entity& area) { return text_of(area, "level") == "study-area"; });
    ground.hazards =
        collect(store, "hazard", as_of, [](const Entity& hazard) { return text_of(hazard, "status") != "closed"; });
    for (const char* kind : {"recorded-area", "accident"}) {
        const Geometries more = collect(store, kind, as_of, all);
        ground.hazards.insert(ground.hazards.end(), more.begin(), more.end());
    }
    ground.searches = collect(store, "search", as_of, [](const Entity& search) {
        const bool is_done = text_of(search, "status").value_or("completed") == "completed";
        return is_done && number_of(search, "coverage_share").value_or(1) >= 1;
    });
    return ground;
}

std::optional<geodesy::GeoExtent> reach_of(const Ground& ground) {
    std::optional<geodesy::GeoExtent> extent;
    const auto add = [&extent](const Geometries& all) {
        for (const auto& geometry : all) geodesy::include(extent, geometry);
    };
    add(ground.study);
    if (extent) return extent;
    add(ground.hazards);
    add(ground.searches);
    return extent;
}

/// Polygons as they are; a line or a point as ground of a metre around it, so that it has cells.
std::vector<PlaneMultiPolygon> polygons_of(const Geometries& geometries, const geodesy::Frame& frame,
                                           bool with_lines_and_points) {
    std::vector<PlaneMultiPolygon> all;
    for (const auto& geometry : geometries) {
        bool is_within = true;
        for_each_position(geometry, [&](const LonLat& p) { is_within = is_within && frame.reaches(p); });
        if (!is_within) continue;
        const PlaneGeometry plane = frame.to_plane(geometry);
        if (const auto* polygons = std::get_if<PlaneMultiPolygon>(&plane)) {
            all.push_back(*polygons);
        } else if (with_lines_and_points) {
            all.push_back(geometry::buffer(plane, 1));
        }
    }
    return all;
}

PlaneMultiPolygon joined(const std::vector<PlaneMultiPolygon>& all) {
    PlaneMultiPolygon out;
    for (const auto& each : all) out.insert(out.end(), each.begin(), each.end());
    return out;
}

geometry::Box box_of(const std::vector<PlaneMultiPolygon>& all) {
    const auto box = geometry::find_bounds(PlaneGeometry(joined(all)));
    return box.value_or(geometry::Box{});
}

GeoGeometry outline(const geometry::CellGrid& grid, std::size_t cell, const geodesy::Frame& frame) {
    const EastNorth c = grid.centre(cell);
    const double h = grid.side_m / 2;
    const PlaneRing ring{{c.east_m - h, c.north_m - h},
                         {c.east_m + h, c.north_m - h},
                         {c.east_m + h, c.north_m + h},
                         {c.east_m - h, c.north_m + h},
                         {c.east_m - h, c.north_m - h}};
    return frame.to_lon_lat(PlaneGeometry(PlaneMultiPolygon{{ring, {}}}));
}

std::string state_of(float hazard, float searched) {
    if (hazard > 0) return "hazard";
    return searched >= wholly ? "searched" : "not looked at";
}

}  // namespace

formats::Layer public_cells(const store::Store& store, const std::optional<Date>& as_of) {
    formats::Layer layer{
        .name = "public_cell",
        .description =
            "Cells of 1 km. A hazard anywhere in a cell makes it a hazard; searched means all of it, and a "
            "boundary is the end of a search, never the end of danger.",
        .columns = {{.name = "id"},
                    {.name = "state",
                     .label = "State",
                     .definition = "hazard; searched (all of the cell); or not looked at (or not all of it)",
                     .choices = {"hazard", "searched", "not looked at"}}},
        .rows = {},
        .style = registers::style_of("public_cell")};
    const Ground ground = gather(store, as_of);
    const auto extent = reach_of(ground);
    if (!extent) return layer;
    const auto centre = geodesy::find_centre(*extent);
    if (!centre) throw CallError(centre.error().message);
    const geodesy::Frame frame(*centre);
    const auto study = polygons_of(ground.study, frame, false);
    const auto hazards = polygons_of(ground.hazards, frame, true);
    const auto searches = polygons_of(ground.searches, frame, false);
    auto reach = study;
    if (reach.empty()) {
        reach = hazards;
        reach.insert(reach.end(), searches.begin(), searches.end());
    }
    const auto grid = geometry::cover(box_of(reach), public_cell_m, most_cells);
    const auto in_study = geometry::coverage_share(grid, joined(study));
    const auto hazard = geometry::coverage_share(grid, joined(hazards));
    const auto searched = geometry::coverage_share(grid, geometry::unite(searches));
    for (std::size_t cell = 0; cell < grid.size(); ++cell) {
        if (!study.empty() && in_study[cell] == 0) continue;
        Entity row{.kind = layer.name, .id = std::to_string(cell + 1), .fields = {}, .geometry = {}};
        row.fields["state"] = state_of(hazard[cell], searched[cell]);
        row.geometry = outline(grid, cell, frame);
        layer.rows.push_back(std::move(row));
    }
    return layer;
}

}  // namespace cairn::workflow
