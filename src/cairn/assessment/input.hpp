#pragma once
// What an assessment reads: footprints, searched ground, finds and accidents, all in the plane of one frame.
// Records and areas are scored alike, so neither is known here.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cairn/core/date.hpp"
#include "cairn/core/device.hpp"
#include "cairn/core/geometry.hpp"
#include "cairn/core/recorded_area.hpp"
#include "cairn/geometry/nearest.hpp"

namespace cairn::assessment {

struct Footprint {
    std::string id;
    std::optional<std::string> package;
    std::vector<std::string> areas;              ///< ids of the reporting areas that its place lies in
    LocationStatus location = LocationStatus::located;
    std::optional<PlaneGeometry> geometry;       ///< absent unless located
    std::optional<DeviceCategory> claimed_category;
    std::optional<double> claimed_count_low, claimed_count_high;
    std::optional<Date> date;                    ///< of the record: drawn, else laid
    double fields_filled = 0, fields_mandatory = 0;  ///< mandatory form fields that are filled and parse
};

struct SearchedGround {
    std::string id;
    std::vector<std::string> areas;
    PlaneMultiPolygon geometry;                  ///< empty: a point says where, not which ground
    EastNorth place;
    double detection_probability = 1;            ///< d, (0, 1]; not read unless it is stated
    double coverage_share = 1;                   ///< f, (0, 1]
    bool detection_is_stated = false;  ///< false: Settings::assumed_detection stands for d, and that is said
    std::optional<std::string> method;
    std::optional<Date> date;
};

struct FindPoint {
    std::string id;
    std::vector<std::string> areas;
    EastNorth position;
    std::optional<double> sigma_m;
    std::optional<DeviceCategory> category;
    double count = 1;
    std::optional<Date> date;
    std::optional<Date> mark_date;
};

struct AccidentPoint {
    std::string id;
    std::vector<std::string> areas;
    EastNorth position;
    std::optional<double> sigma_m;
    std::optional<Date> date;
    double persons = 0;  ///< killed and injured; 0 when not stated
    bool possible_duplicate = false;  ///< one of a group of look-alikes, not the first of it
    std::optional<std::string> shared_coordinate;  ///< group id when many rows share the exact coordinate
};

struct Settlement {
    EastNorth position;
    double weight = 1;  ///< population, or 1
};

struct Settings {
    double tolerance_m = 50;  ///< T0, the programme's tolerance
    std::vector<double> tolerances_m;  ///< of the curves; empty: a default from 0 to 2 000 m
    double level = 0.9;
    std::uint64_t seed = 1;
    int relocations = 200;  ///< draws behind each chance level
    double assumed_detection = 0.9;  ///< used where a search states none; said in the report
};

struct Input {
    std::string scored;  ///< "recorded-area" or "hazard"
    std::vector<Footprint> footprints;
    std::vector<SearchedGround> searches;
    std::vector<FindPoint> finds;
    std::vector<AccidentPoint> accidents;
    std::vector<Settlement> settlements;  ///< exposure and clusters; empty: exposure is uniform, and said so
    PlaneMultiPolygon study_area;  ///< empty: made from all that was given, and said so
    std::vector<std::string> packages;  ///< report by these, in this order
    std::vector<std::string> areas;  ///< report by these
    /// Local correction of the frame's distances; null: none needed.
    std::function<geometry::Metric(EastNorth)> metric_at;
};

}  // namespace cairn::assessment
