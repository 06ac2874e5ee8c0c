#pragma once
// Random shapes and GEOS's opinion of them.

#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include <geos_c.h>

#include "cairn/core/geometry.hpp"
#include "cairn/core/random.hpp"

namespace cairn::tests {

inline PlaneRing circle_of(EastNorth centre, std::size_t corners, double radius_m, double ragged, Random& random) {
    PlaneRing ring;
    for (std::size_t i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(corners);
        const double r = radius_m * random.uniform(1 - ragged, 1);
        ring.push_back({centre.east_m + r * std::cos(angle), centre.north_m + r * std::sin(angle)});
    }
    ring.push_back(ring.front());
    return ring;
}

/// A valid star polygon; some have a hole.
inline PlanePolygon star(EastNorth centre, std::size_t corners, double radius_m, bool has_hole, Random& random) {
    PlanePolygon polygon{circle_of(centre, corners, radius_m, 0.4, random), {}};
    if (has_hole) polygon.holes.push_back(circle_of(centre, corners / 2 + 3, radius_m * 0.25, 0.4, random));
    return polygon;
}

inline EastNorth anywhere(double side_m, Random& random) {
    return {random.uniform(0, side_m), random.uniform(0, side_m)};
}

/// A mixture of points, lines and polygons with and without holes, small and large, some touching.
inline std::vector<PlaneGeometry> mixture(std::size_t count, double side_m, Random& random) {
    std::vector<PlaneGeometry> result;
    while (result.size() < count) {
        const EastNorth at = anywhere(side_m, random);
        const double radius_m = side_m * random.uniform(0.005, 0.1);
        switch (random.below(6)) {
            case 0: result.push_back(MultiPointOf<EastNorth>{at, anywhere(side_m, random)}); break;
            case 1: {
                LineOf<EastNorth> line{{at}};
                for (std::uint64_t i = random.below(60); i > 0; --i)
                    line.positions.push_back({line.positions.back().east_m + random.normal() * radius_m / 5,
                                              line.positions.back().north_m + random.normal() * radius_m / 5});
                line.positions.push_back(anywhere(side_m, random));
                result.push_back(MultiLineOf<EastNorth>{line});
                break;
            }
            case 2: result.push_back(PlaneMultiPolygon{star(at, 300, radius_m, random.bernoulli(0.5), random)}); break;
            case 3:
                result.push_back(
                    PlaneMultiPolygon{star(at, 7, radius_m, true, random),
                                      star({at.east_m + 3 * radius_m, at.north_m}, 9, radius_m / 2, false, random)});
                break;
            default: result.push_back(PlaneMultiPolygon{star(at, 5 + random.below(20), radius_m, false, random)});
        }
    }
    return result;
}

/// Well-known text by hand: shorter than GEOS's builders, and independent of the module's own way to GEOS.
inline std::string ring_text(const std::vector<EastNorth>& ring) {
    std::string text = "(";
    char buffer[64];
    for (const EastNorth p : ring) {
        std::snprintf(buffer, sizeof buffer, "%s%.17g %.17g", text.size() > 1 ? "," : "", p.east_m, p.north_m);
        text += buffer;
    }
    return text + ")";
}

inline std::string to_text(const PlaneGeometry& geometry) {
    std::string text = "GEOMETRYCOLLECTION(";
    const auto comma = [&] { return text.back() == '(' ? "" : ","; };
    if (const auto* points = std::get_if<MultiPointOf<EastNorth>>(&geometry)) {
        for (const EastNorth p : *points) text += comma() + ("POINT" + ring_text({p}));
    } else if (const auto* lines = std::get_if<MultiLineOf<EastNorth>>(&geometry)) {
        for (const auto& line : *lines) text += comma() + ("LINESTRING" + ring_text(line.positions));
    } else {
        for (const auto& polygon : std::get<PlaneMultiPolygon>(geometry)) {
            text += comma() + ("POLYGON(" + ring_text(polygon.shell));
            for (const auto& hole : polygon.holes) text += "," + ring_text(hole);
            text += ")";
        }
    }
    return text.back() == '(' ? "GEOMETRYCOLLECTION EMPTY" : text + ")";
}

/// GEOS, held for one test.
class Geos {
   public:
    Geos() : handle_(GEOS_init_r()) {}
    Geos(const Geos&) = delete;
    Geos& operator=(const Geos&) = delete;
    ~Geos() {
        for (GEOSGeometry* geometry : geometries_) GEOSGeom_destroy_r(handle_, geometry);
        GEOS_finish_r(handle_);
    }

    const GEOSGeometry* read(const PlaneGeometry& geometry) {
        GEOSWKTReader* reader = GEOSWKTReader_create_r(handle_);
        geometries_.push_back(GEOSWKTReader_read_r(handle_, reader, to_text(geometry).c_str()));
        GEOSWKTReader_destroy_r(handle_, reader);
        return geometries_.back();
    }
    double distance_m(const GEOSGeometry* geometry, EastNorth p) {
        GEOSGeometry* point = GEOSGeom_createPointFromXY_r(handle_, p.east_m, p.north_m);
        double distance = -1;
        GEOSDistance_r(handle_, geometry, point, &distance);
        GEOSGeom_destroy_r(handle_, point);
        return distance;
    }
    double area_m2(const GEOSGeometry* geometry) {
        double area = -1;
        GEOSArea_r(handle_, geometry, &area);
        return area;
    }
    GEOSContextHandle_t handle() { return handle_; }

   private:
    GEOSContextHandle_t handle_;
    std::vector<GEOSGeometry*> geometries_;
};

}  // namespace cairn::tests
