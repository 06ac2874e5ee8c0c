#pragma once
// The same question asked of GEOS, as its users would.

#include <vector>

#include <geos_c.h>

#include "cairn/core/geometry.hpp"

namespace cairn::bench {

inline int geos_distance(const void* a, const void* b, double* distance, void*) {
    return GEOSDistance(static_cast<const GEOSGeometry*>(a), static_cast<const GEOSGeometry*>(b), distance);
}

inline std::vector<GEOSGeometry*> to_geos(const std::vector<PlaneGeometry>& footprints) {
    const auto ring = [](const PlaneRing& positions) {
        GEOSCoordSequence* sequence = GEOSCoordSeq_create(static_cast<unsigned>(positions.size()), 2);
        for (unsigned i = 0; i < positions.size(); ++i)
            GEOSCoordSeq_setXY(sequence, i, positions[i].east_m, positions[i].north_m);
        return GEOSGeom_createLinearRing(sequence);
    };
    std::vector<GEOSGeometry*> result;
    for (const PlaneGeometry& footprint : footprints) {
        const PlanePolygon& polygon = std::get<PlaneMultiPolygon>(footprint).at(0);
        std::vector<GEOSGeometry*> holes;
        for (const PlaneRing& hole : polygon.holes) holes.push_back(ring(hole));
        result.push_back(
            GEOSGeom_createPolygon(ring(polygon.shell), holes.data(), static_cast<unsigned>(holes.size())));
    }
    return result;
}

}  // namespace cairn::bench
