#pragma once
// Private to this module: GEOS's re-entrant C interface with owners, and the way between its geometries and ours.

#include <memory>
#include <string>
#include <vector>

#include <geos_c.h>

#include "cairn/core/geometry.hpp"

namespace cairn::geometry::geos {

/// One for each thread, made when first used.
GEOSContextHandle_t context();

/// GEOS's last complaint on this thread.
const std::string& last_error();

struct Destroy {
    void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context(), geometry); }
};
using Geometry = std::unique_ptr<GEOSGeometry, Destroy>;

/// Takes over what a GEOS function gave. Throws CallError naming `function` when it gave nothing: our inputs are
/// valid by contract, so that this is a wrong call (an invalid polygon).
Geometry take(GEOSGeometry* geometry, const char* function);

/// Null when a ring is not closed or has fewer than 4 positions, or a line fewer than 2.
template <class P>
Geometry from(const GeometryOf<P>& geometry);

/// All polygons of `geometry`, also those inside collections; lines and points are left out.
template <class P>
MultiPolygonOf<P> to_polygons(const GEOSGeometry* geometry);

}  // namespace cairn::geometry::geos
