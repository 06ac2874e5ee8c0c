#pragma once
// A position is never two doubles: it has a datum, a notation, and a horizontal uncertainty.

#include <optional>
#include <string>
#include <string_view>

#include "cairn/core/geometry.hpp"

namespace cairn {

/// How coordinates were written. Part of the provenance of each position.
enum class Notation {
    unknown,
    decimal_degrees,
    degrees_minutes,
    degrees_minutes_seconds,
    utm,               ///< zone, easting, northing
    mgrs,              ///< a square of the military grid: zone, square, digits
    gauss_kruger,      ///< the easting's millions are the zone
    projected_metres,  ///< easting and northing in a system that is stated
};

/// "decimal degrees", "degrees, minutes, seconds", "MGRS" …
std::string_view to_text(Notation notation);

/// Two numbers as written, before anything is believed of them.
struct RawPosition {
    std::string first;   ///< text of the x, easting or longitude as the source names it
    std::string second;  ///< text of the y, northing or latitude
    Notation notation = Notation::unknown;
    std::optional<std::string> crs;  ///< as stated, "EPSG:4326"; absent = nobody said, and nothing is assumed
};

/// A checked position on WGS 84, with how it got there.
struct Position {
    LonLat lon_lat;
    std::optional<double> sigma_m;  ///< sd per axis, metres, >= 0; absent = not known
    RawPosition as_written;
    std::string operation;              ///< the PROJ operation that converted it; empty when none was needed
    std::optional<double> accuracy_m;   ///< of that operation, metres, as the registry states it
};

}  // namespace cairn
