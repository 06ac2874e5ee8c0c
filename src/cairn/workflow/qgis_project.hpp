#pragma once
// A project file of QGIS (.qgs): the layers of one GeoPackage, styled, grouped, in their order, at the extent of the
// data.

#include <string>
#include <vector>

#include "cairn/formats/writer.hpp"

namespace cairn::workflow {

struct ProjectLayer {
    std::string table;     ///< in the GeoPackage
    LayerStyle style;
    std::vector<std::size_t> geometries;  ///< kinds of geometry that it holds: 0 points, 1 lines, 2 polygons
};

struct ProjectExtent {
    double west_deg = -180, south_deg = -90, east_deg = 180, north_deg = 90;
};

/// `geopackage` is the file's name beside the project. The project's reference system is WGS 84 in web Mercator, so
/// that shapes look as on other maps. Groups: results, what people recorded, ground.
std::string to_qgis_project(const std::string& title, const std::string& geopackage,
                            const std::vector<ProjectLayer>& layers, const ProjectExtent& extent);

/// Which kinds of geometry stand in the rows, and how far they reach; layers without a style or a geometry are left
/// out.
std::vector<ProjectLayer> project_layers(const std::vector<formats::Layer>& layers);
ProjectExtent project_extent(const std::vector<formats::Layer>& layers);

}  // namespace cairn::workflow
