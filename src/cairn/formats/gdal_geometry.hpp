#pragma once
// Geometries of the geodata library, to our values and back.

#include <cstddef>
#include <string>

#include <ogr_api.h>

#include "cairn/formats/reader.hpp"

namespace cairn::formats {

struct GdalGeometry {
    std::optional<SourceGeometry> geometry;  ///< absent when empty or unreadable
    std::string problem;                     ///< why it could not be read; empty when it could
};

/// `geometry` may be null. Heights and measures are dropped.
GdalGeometry from_gdal(OGRGeometryH geometry, std::size_t max_positions);

/// A Multi… geometry owned by the caller (OGR_G_DestroyGeometry); x is the longitude.
OGRGeometryH to_gdal(const GeoGeometry& geometry);

}  // namespace cairn::formats
