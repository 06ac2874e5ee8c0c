#include "cairn/core/position.hpp"

namespace cairn {

std::string_view to_text(Notation notation) {
    switch (notation) {
        case Notation::unknown: return "unknown";
        case Notation::decimal_degrees: return "decimal degrees";
        case Notation::degrees_minutes: return "degrees and minutes";
        case Notation::degrees_minutes_seconds: return "degrees, minutes, seconds";
        case Notation::utm: return "UTM";
        case Notation::mgrs: return "MGRS";
        case Notation::gauss_kruger: return "Gauss-Krüger with zone prefix";
        case Notation::projected_metres: return "easting and northing";
    }
    return "unknown";
}

}  // namespace cairn
