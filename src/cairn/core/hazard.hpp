#pragma once
// The authority's own finding: a suspected or confirmed hazardous area (IMAS 04.10). Class and status are apart.

#include <optional>
#include <string>

#include "cairn/core/date.hpp"
#include "cairn/core/device.hpp"
#include "cairn/core/geometry.hpp"

namespace cairn {

struct Hazard {
    std::string id;
    std::optional<std::string> package;
    std::optional<std::string> admin_unit;
    std::optional<std::string> hazard_class;  ///< code list `hazard-class`: sha, cha
    std::optional<std::string> status;        ///< code list `hazard-status`: open, in-progress, suspended, closed
    std::optional<Date> date_reported;
    std::optional<DeviceCategory> device_category;
    std::optional<GeoGeometry> geometry;
};

}  // namespace cairn
