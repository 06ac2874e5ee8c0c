#pragma once
// Short ways to say an input.

#include <string>
#include <utility>

#include "cairn/assessment/input.hpp"
#include "cairn/core/measure.hpp"

namespace cairn::assessment::tests {

inline PlanePolygon rectangle(double west, double south, double east, double north) {
    return {{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}};
}
inline PlaneMultiPolygon ground(double west, double south, double east, double north) {
    return {rectangle(west, south, east, north)};
}
inline Footprint footprint(std::string id, double west, double south, double east, double north) {
    Footprint out;
    out.id = std::move(id);
    out.geometry = ground(west, south, east, north);
    return out;
}
inline SearchedGround search(std::string id, double west, double south, double east, double north, double d = 0.9,
                             double f = 1) {
    SearchedGround out;
    out.id = std::move(id);
    out.geometry = ground(west, south, east, north);
    out.detection_probability = d;
    out.coverage_share = f;
    out.detection_is_stated = true;
    return out;
}
inline FindPoint find(double east, double north) {
    FindPoint out;
    out.position = {east, north};
    return out;
}
inline AccidentPoint accident(double east, double north, double persons = 0) {
    AccidentPoint out;
    out.position = {east, north};
    out.persons = persons;
    return out;
}

/// The measure of the whole (or of `package`, `area`) at a tolerance; null when there is none.
inline const Measure* find_measure(const Assessment& assessment, const std::string& name,
                                   std::optional<double> tolerance = {}, std::optional<std::string> package = {},
                                   std::optional<std::string> area = {}, std::optional<CountUnit> unit = {},
                                   Weighting weighting = Weighting::raw) {
    for (const Measure& m : assessment.measures)
        if (m.measure == name && m.package == package && m.area == area && !m.period && m.weighting == weighting &&
            (!tolerance || m.tolerance_m == tolerance) && (!unit || m.unit == *unit))
            return &m;
    return nullptr;
}

}  // namespace cairn::assessment::tests
