#pragma once
// How often rings cross themselves and each other, as far as it matters.
//
// A ring of n positions can cross itself n²/2 times, and a repair then makes as many new positions: a file of a few
// megabytes would take hours and all memory. So crossings are counted, cheaply and with an end, before any repair.

#include <cstddef>

#include "cairn/core/geometry.hpp"

namespace cairn::intake {

/// True when at most max(20 million, 100 × number of edges) pairs of edges share a longitude, or a latitude: then it is
/// quickly told whether any of them cross. A million long spokes around one place do not cross and take a day to check.
bool is_checkable(const GeoMultiPolygon& polygons);

/// True when the edges cross each other at most max(1 000, number of edges) times. False also when that cannot be told
/// with max(20 million, 100 × number of edges) comparisons: then the rings are as intricate as makes no difference.
bool is_repairable(const GeoMultiPolygon& polygons);

}  // namespace cairn::intake
