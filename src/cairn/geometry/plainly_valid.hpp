#pragma once
// Private to this module: the common answer about a small polygon, without building it in a library.

#include "cairn/core/geometry.hpp"

namespace cairn::geometry {

/// True only when the geometry is one polygon of at most 64 edges and one hole that is certainly valid by the OGC's
/// rules (Simple Features 1.2.1, 6.1.11.1): closed rings whose edges touch their neighbours alone, the hole inside the
/// shell. False says nothing. Every side is decided beyond the rounding error, or not at all.
/// Precondition: rings are closed, of 4 positions or more, all finite.
bool is_plainly_valid(const GeoMultiPolygon& polygons);

}  // namespace cairn::geometry
