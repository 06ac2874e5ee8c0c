#pragma once
// A device, or several at one place, that a search found.

#include <optional>
#include <string>

#include "cairn/core/date.hpp"
#include "cairn/core/device.hpp"
#include "cairn/core/geometry.hpp"

namespace cairn {

struct Find {
    std::string id;
    std::optional<std::string> package;
    std::optional<std::string> search;  ///< id of the search that found it
    std::optional<std::string> admin_unit;
    std::optional<Date> date_found;
    std::optional<DeviceCategory> device_category;
    double count = 1;                    ///< devices at this place, >= 1
    std::optional<Date> mark_date;       ///< production date as read from its mark
    std::optional<double> sigma_m;       ///< sd per axis, metres
    std::optional<GeoGeometry> geometry;
};

}  // namespace cairn
