#include "cairn/formats/gdal_geometry.hpp"

#include <cmath>
#include <utility>

namespace cairn::formats {
namespace {

std::vector<SourceXY> positions_of(OGRGeometryH line) {
    std::vector<SourceXY> out(static_cast<std::size_t>(OGR_G_GetPointCount(line)));
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = {OGR_G_GetX(line, static_cast<int>(i)), OGR_G_GetY(line, static_cast<int>(i))};
    }
    return out;
}

PolygonOf<SourceXY> polygon_of(OGRGeometryH polygon) {
    PolygonOf<SourceXY> out;
    for (int i = 0; i < OGR_G_GetGeometryCount(polygon); ++i) {
        auto ring = positions_of(OGR_G_GetGeometryRef(polygon, i));
        if (i == 0)
            out.shell = std::move(ring);
        else
            out.holes.push_back(std::move(ring));
    }
    return out;
}

std::size_t count_positions(OGRGeometryH geometry) {
    const int parts = OGR_G_GetGeometryCount(geometry);
    if (parts == 0) return static_cast<std::size_t>(std::max(0, OGR_G_GetPointCount(geometry)));
    std::size_t count = 0;
    for (int i = 0; i < parts; ++i) count += count_positions(OGR_G_GetGeometryRef(geometry, i));
    return count;
}

/// Adds one plain geometry to a collection of the same kind.
class Gatherer {
   public:
    void add(OGRGeometryH geometry) {
        if (OGR_G_IsEmpty(geometry) != 0) return;
        switch (wkbFlatten(OGR_G_GetGeometryType(geometry))) {
            case wkbPoint: return append<MultiPointOf<SourceXY>>(positions_of(geometry).front());
            case wkbLineString: return append<MultiLineOf<SourceXY>>(LineOf<SourceXY>{positions_of(geometry)});
            case wkbPolygon: return append<MultiPolygonOf<SourceXY>>(polygon_of(geometry));
            case wkbMultiPoint:
            case wkbMultiLineString:
            case wkbMultiPolygon:
            case wkbGeometryCollection:
                for (int i = 0; i < OGR_G_GetGeometryCount(geometry); ++i) add(OGR_G_GetGeometryRef(geometry, i));
                return;
            default: out_.problem = std::string("a ") + OGR_G_GetGeometryName(geometry) + " cannot be read";
        }
    }
    GdalGeometry take() {
        if (!out_.problem.empty()) out_.geometry.reset();
        return std::move(out_);
    }

   private:
    template <class Many, class One>
    void append(One&& one) {
        if (!out_.geometry) out_.geometry = Many{};
        if (auto* all = std::get_if<Many>(&*out_.geometry))
            all->push_back(std::forward<One>(one));
        else
            out_.problem = "it mixes points, lines and polygons";
    }
    GdalGeometry out_;
};

OGRGeometryH point_of(LonLat p) {
    OGRGeometryH point = OGR_G_CreateGeometry(wkbPoint);
    OGR_G_SetPoint_2D(point, 0, p.lon_deg, p.lat_deg);
    return point;
}

OGRGeometryH line_of(const std::vector<LonLat>& positions, OGRwkbGeometryType type) {
    OGRGeometryH line = OGR_G_CreateGeometry(type);
    OGR_G_SetPointCount(line, static_cast<int>(positions.size()));
    for (std::size_t i = 0; i < positions.size(); ++i) {
        OGR_G_SetPoint_2D(line, static_cast<int>(i), positions[i].lon_deg, positions[i].lat_deg);
    }
    return line;
}

}  // namespace

GdalGeometry from_gdal(OGRGeometryH geometry, std::size_t max_positions) {
    if (geometry == nullptr) return {};
    if (count_positions(geometry) > max_positions) {
        return {std::nullopt, "it has more than " + std::to_string(max_positions) + " positions"};
    }
    Gatherer gatherer;
    gatherer.add(geometry);
    GdalGeometry out = gatherer.take();
    if (!out.geometry) return out;
    bool is_finite = true;
    for_each_position(*out.geometry, [&](SourceXY p) { is_finite &= std::isfinite(p.x) && std::isfinite(p.y); });
    if (!is_finite) return {std::nullopt, "a coordinate is not a finite number"};
    return out;
}

OGRGeometryH to_gdal(const GeoGeometry& geometry) {
    if (const auto* points = std::get_if<MultiPointOf<LonLat>>(&geometry)) {
        OGRGeometryH all = OGR_G_CreateGeometry(wkbMultiPoint);
        for (const LonLat& p : *points) OGR_G_AddGeometryDirectly(all, point_of(p));
        return all;
    }
    if (const auto* lines = std::get_if<MultiLineOf<LonLat>>(&geometry)) {
        OGRGeometryH all = OGR_G_CreateGeometry(wkbMultiLineString);
        for (const auto& line : *lines) OGR_G_AddGeometryDirectly(all, line_of(line.positions, wkbLineString));
        return all;
    }
    OGRGeometryH all = OGR_G_CreateGeometry(wkbMultiPolygon);
    for (const auto& polygon : std::get<MultiPolygonOf<LonLat>>(geometry)) {
        OGRGeometryH one = OGR_G_CreateGeometry(wkbPolygon);
        OGR_G_AddGeometryDirectly(one, line_of(polygon.shell, wkbLinearRing));
        for (const auto& hole : polygon.holes) OGR_G_AddGeometryDirectly(one, line_of(hole, wkbLinearRing));
        OGR_G_AddGeometryDirectly(all, one);
    }
    return all;
}

}  // namespace cairn::formats
