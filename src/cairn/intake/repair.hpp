#pragma once
// Rings that are none, made rings again, with a record of what was there and what is there now.

#include <optional>

#include "cairn/core/finding.hpp"
#include "cairn/core/geometry.hpp"

namespace cairn::intake {

struct RepairedGeometry {
    std::optional<GeoGeometry> geometry;  ///< absent when nothing with an area is left: then an error says so
    Findings findings;  ///< ring_closed, ring_dropped, ring_repaired (warning when the area changes by more than 5 %),
                        ///< broken_ring, ring_too_intricate (errors)
};

/// Points and lines pass, but for lines of one position (error broken_line).
RepairedGeometry repair(GeoGeometry geometry);

}  // namespace cairn::intake
