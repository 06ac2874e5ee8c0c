#pragma once
// An administrative unit, a map sheet, or the study area; and places where people live.

#include <optional>
#include <string>

#include "cairn/core/geometry.hpp"

namespace cairn {

struct Area {
    std::string id;
    std::string name;
    std::optional<std::string> level;  ///< code list `area-level`: study-area, country, region, municipality, sheet
    std::optional<GeoGeometry> geometry;
};

struct Place {
    std::string id;
    std::string name;
    std::optional<double> population;
    std::optional<GeoGeometry> geometry;
};

}  // namespace cairn
