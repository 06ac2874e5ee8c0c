#include "cairn/workflow/qgis_project.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

#include <fmt/format.h>

#include "cairn/core/xml_text.hpp"
#include "cairn/registers/style.hpp"

namespace cairn::workflow {
namespace {

using registers::GeometryKind;

constexpr const char* kind_names[] = {"Point", "Line", "Polygon"};        // as a project names them
constexpr const char* uri_names[] = {"Point", "LineString", "Polygon"};   // as the provider does
constexpr GeometryKind kinds[] = {GeometryKind::point, GeometryKind::line, GeometryKind::polygon};

std::string reference_system(int epsg, bool is_geographic) {
    return fmt::format(
        "<spatialrefsys><authid>EPSG:{}</authid><srid>{}</srid><geographicflag>{}</geographicflag></spatialrefsys>",
        epsg, epsg, is_geographic ? "true" : "false");
}

/// EPSG:3857, metres (EPSG Guidance Note 7-2, method 1024).
std::string mercator_extent(const ProjectExtent& extent) {
    constexpr double radius_m = 6'378'137;
    const auto x = [](double lon_deg) { return radius_m * lon_deg * std::numbers::pi / 180; };
    const auto y = [](double lat_deg) {
        const double lat = std::clamp(lat_deg, -85.0, 85.0) * std::numbers::pi / 180;
        return radius_m * std::log(std::tan(std::numbers::pi / 4 + lat / 2));
    };
    const double margin = 0.05 * std::max(x(extent.east_deg) - x(extent.west_deg), 1000.0);
    return fmt::format("<extent><xmin>{:.1f}</xmin><ymin>{:.1f}</ymin><xmax>{:.1f}</xmax><ymax>{:.1f}</ymax></extent>",
                       x(extent.west_deg) - margin, y(extent.south_deg) - margin, x(extent.east_deg) + margin,
                       y(extent.north_deg) + margin);
}

struct SubLayer {
    std::string id, title, source, style;
    std::string group;
    std::size_t geometry = 0;
    int level = 0;
};

std::string group_of(const LayerStyle& style) {
    if (style.name.ends_with("_result") || style.name == "searched_ground" || style.name == "public_cell")
        return "Results";
    return style.name == "area" || style.name == "place" ? "Ground" : "Registers";
}

/// From above to below, as the tree of layers shows them: points over lines over polygons of one level.
std::vector<SubLayer> sub_layers(const std::string& geopackage, const std::vector<ProjectLayer>& layers) {
    std::vector<SubLayer> all;
    for (const auto& layer : layers) {
        for (const std::size_t geometry : layer.geometries) {
            const bool is_alone = layer.geometries.size() == 1;
            const std::string which = is_alone ? "" : fmt::format(" ({})", registers::to_text(kinds[geometry]));
            all.push_back(// QGIS takes an id of up to 10 characters for none, and makes its own.
                {.id = fmt::format("cairn_{}_{}", layer.table, registers::to_text(kinds[geometry])),
                 .title = layer.style.title + which,
                 .source =
                     fmt::format("./{}|layername={}|geometrytype={}", geopackage, layer.table, uri_names[geometry]),
                 .style = registers::to_qgis_renderer(layer.style, kinds[geometry]),
                 .group = group_of(layer.style),
                 .geometry = geometry,
                 .level = layer.style.level});
        }
    }
    std::stable_sort(all.begin(), all.end(), [](const SubLayer& a, const SubLayer& b) {
        return std::pair(b.level, b.geometry) < std::pair(a.level, a.geometry);
    });
    return all;
}

std::string tree_text(const std::vector<SubLayer>& layers) {
    std::string text = "<layer-tree-group>";
    // The study area lies below all, so that what was done cuts windows into it: its group is the last.
    for (const char* group : {"Results", "Registers", "Ground"}) {
        std::string inner;
        for (const auto& layer : layers) {
            if (layer.group != group) continue;
            inner += fmt::format(
                "<layer-tree-layer id=\"{}\" name=\"{}\" source=\"{}\" providerKey=\"ogr\" checked=\"Qt::Checked\" "
                "expanded=\"0\"/>",
                to_xml_text(layer.id), to_xml_text(layer.title), to_xml_text(layer.source));
        }
        if (inner.empty()) continue;
        text += fmt::format(
            "<layer-tree-group name=\"{}\" checked=\"Qt::Checked\" expanded=\"1\">{}"
            "</layer-tree-group>",
            group, inner);
    }
    // Drawn in the order of the description, not of the tree: places over hazards over the ground.
    text += "<custom-order enabled=\"1\">";
    for (const auto& layer : layers) text += "<item>" + to_xml_text(layer.id) + "</item>";
    return text + "</custom-order></layer-tree-group>";
}

std::string layer_text(const SubLayer& layer) {
    return fmt::format(
        "<maplayer type=\"vector\" geometry=\"{}\" autoRefreshEnabled=\"0\" readOnly=\"1\"><id>{}</id><datasource>{}"
        "</datasource><layername>{}</layername><srs>{}</srs><provider encoding=\"UTF-8\">ogr</provider>"
        "<flags><Identifiable>1</Identifiable><Removable>1</Removable><Searchable>1</Searchable></flags>{}"
        "<blendMode>0</blendMode></maplayer>",
        kind_names[layer.geometry], to_xml_text(layer.id), to_xml_text(layer.source), to_xml_text(layer.title),
        reference_system(4326, true), layer.style);
}

}  // namespace

std::string to_qgis_project(const std::string& title, const std::string& geopackage,
                            const std::vector<ProjectLayer>& layers, const ProjectExtent& extent) {
    const auto all = sub_layers(geopackage, layers);
    std::string maps;
    for (const auto& layer : all) maps += layer_text(layer) + "\n";
    return fmt::format(
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis projectname=\"{0}\" "
        "version=\"3.22.0\">\n<title>{0}</title>\n<projectCrs>{1}</projectCrs>\n{2}\n<mapcanvas name=\"theMapCanvas\" "
        "annotationsVisible=\"1\"><units>meters</units>{3}<rotation>0</rotation><destinationsrs>{1}</destinationsrs>"
        "</mapcanvas>\n<projectlayers>\n{4}</projectlayers>\n<properties><Paths><Absolute type=\"bool\">false"
        "</Absolute></Paths></properties>\n</qgis>\n",
        to_xml_text(title), reference_system(3857, false), tree_text(all), mercator_extent(extent), maps);
}

std::vector<ProjectLayer> project_layers(const std::vector<formats::Layer>& layers) {
    std::vector<ProjectLayer> all;
    for (const auto& layer : layers) {
        if (!layer.style) continue;
        std::set<std::size_t> geometries;
        for (const Entity& row : layer.rows)
            if (row.geometry) geometries.insert(row.geometry->index());
        if (geometries.empty()) continue;
        all.push_back({layer.name, *layer.style, {geometries.begin(), geometries.end()}});
    }
    return all;
}

ProjectExtent project_extent(const std::vector<formats::Layer>& layers) {
    std::optional<ProjectExtent> found;
    const auto add = [&found](const GeoGeometry& geometry) {
        for_each_position(geometry, [&found](const LonLat& p) {
            if (!found) found = ProjectExtent{p.lon_deg, p.lat_deg, p.lon_deg, p.lat_deg};
            found->west_deg = std::min(found->west_deg, p.lon_deg);
            found->east_deg = std::max(found->east_deg, p.lon_deg);
            found->south_deg = std::min(found->south_deg, p.lat_deg);
            found->north_deg = std::max(found->north_deg, p.lat_deg);
        });
    };
    for (const auto& layer : layers)
        for (const Entity& row : layer.rows)
            if (row.geometry && text_of(row, "level") == "study-area") add(*row.geometry);
    if (found) return *found;
    for (const auto& layer : layers)
        for (const Entity& row : layer.rows)
            if (row.geometry) add(*row.geometry);
    return found.value_or(ProjectExtent{});
}

}  // namespace cairn::workflow
