#include "cairn/formats/geometry_findings.hpp"

namespace cairn::formats {

Finding empty_geometry() {
    return {.code = "empty_geometry",
            .severity = Severity::error,
            .message = "The row has a geometry without any position. Fill it in, or leave it blank.",
            .field = "geometry",
            .found = "a geometry without positions",
            .expected = "a geometry with positions, or none"};
}

Finding unreadable_geometry(const std::string& why, const std::string& standard) {
    return {.code = "geometry_unreadable",
            .severity = Severity::error,
            .message = "The geometry cannot be read: " + why + ". Draw it again, or export it again.",
            .field = "geometry",
            .found = why,
            .expected = "a geometry as " + standard + " describes it"};
}

}  // namespace cairn::formats
