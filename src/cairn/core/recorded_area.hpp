#pragma once
// What a map or list shows as mined, without a form. A claim of whoever drew it.

#include <optional>
#include <string>
#include <string_view>

#include "cairn/core/date.hpp"
#include "cairn/core/device.hpp"
#include "cairn/core/geometry.hpp"

namespace cairn {

/// `located`: has a geometry; `place_only`: a name or a sheet; `not_locatable`. All three are in every denominator.
enum class LocationStatus { located, place_only, not_locatable };

std::string_view to_text(LocationStatus status);  ///< "located", "place-only", "not-locatable"
std::optional<LocationStatus> parse_location_status(std::string_view text);

struct RecordedArea {
    std::string id;
    std::optional<std::string> package;  ///< id of the package that it came in
    std::optional<std::string> name;
    std::optional<std::string> admin_unit;
    std::optional<Date> date_laid;
    std::optional<Date> date_recorded;  ///< when the map was drawn or the entry made
    std::optional<DeviceCategory> device_category;
    std::optional<double> claimed_count_low;   ///< devices, >= 0; equal to high when one number is claimed
    std::optional<double> claimed_count_high;
    LocationStatus location_status = LocationStatus::located;
    std::optional<double> sigma_m;  ///< sd per axis of the whole footprint's place, metres
    std::optional<GeoGeometry> geometry;
};

}  // namespace cairn
