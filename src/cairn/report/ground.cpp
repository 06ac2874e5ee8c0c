#include "cairn/report/ground.hpp"

#include <vector>

#include "cairn/geometry/plane.hpp"

namespace cairn::report {

std::optional<Ground> measure_ground(const MapData& map) {
    if (map.study_area.empty()) return std::nullopt;
    std::vector<PlaneMultiPolygon> searched;
    for (const MapFeature& search : map.searches) {
        if (const auto* polygons = std::get_if<PlaneMultiPolygon>(&search.geometry)) searched.push_back(*polygons);
    }
    Ground ground{.study_m2 = geometry::area_m2(map.study_area), .searched_m2 = 0};
    if (!searched.empty()) {
        ground.searched_m2 = geometry::area_m2(geometry::intersect(geometry::unite(searched), map.study_area));
    }
    return ground;
}

}  // namespace cairn::report
