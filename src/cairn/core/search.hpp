#pragma once
// Ground that was searched, by which method, and how likely a device there was found. What was searched and
// yielded nothing is not what was never looked at.

#include <optional>
#include <string>

#include "cairn/core/date.hpp"
#include "cairn/core/geometry.hpp"

namespace cairn {

struct Search {
    std::string id;
    std::optional<std::string> package;
    std::optional<std::string> activity;  ///< code list `search-activity`: clearance, technical-survey
    std::optional<std::string> status;  ///< code list `activity-status`; absent: nobody said, and it is taken as done
    std::optional<std::string> method;  ///< code list `search-method`
    std::optional<std::string> admin_unit;
    std::optional<Date> date_start;
    std::optional<Date> date_end;
    std::optional<double> depth_m;
    std::optional<double> detection_probability;  ///< P(a device in searched ground is found), (0, 1]
    std::optional<double> coverage_share;  ///< share of the polygon really searched, (0, 1]
    std::optional<GeoGeometry> geometry;  ///< a point says where, not which ground: it has no extent
};

}  // namespace cairn
