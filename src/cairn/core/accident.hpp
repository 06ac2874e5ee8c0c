#pragma once
// An event in which somebody was harmed by a device. Persons nest in events and are counted apart.

#include <optional>
#include <string>

#include "cairn/core/date.hpp"
#include "cairn/core/device.hpp"
#include "cairn/core/geometry.hpp"

namespace cairn {

struct Accident {
    std::string id;
    std::optional<std::string> package;
    std::optional<std::string> admin_unit;
    std::optional<Date> date;
    std::optional<DeviceCategory> device_category;
    std::optional<double> killed;
    std::optional<double> injured;
    std::optional<std::string> precision;  ///< code list `position-precision`: gps, map, settlement …
    std::optional<double> sigma_m;         ///< sd per axis, metres
    bool possible_duplicate = false;       ///< looks like another row; both are kept
    std::optional<GeoGeometry> geometry;
};

}  // namespace cairn
