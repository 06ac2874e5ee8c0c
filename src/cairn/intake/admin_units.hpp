#pragma once
// Administrative units, and how far a place that is only known by its unit may be from where the unit is drawn.

#include <optional>
#include <string>
#include <vector>

#include "cairn/core/geometry.hpp"

namespace cairn::intake {

struct AdminUnit {
    std::string name;
    GeoMultiPolygon polygons;  ///< valid
};

/// Per axis, metres: of a position drawn uniformly from the polygons. Precondition: they have an area, and lie
/// within 3 000 km of each other.
double uniform_sd_m(const GeoMultiPolygon& polygons);

class AdminUnits {
   public:
    explicit AdminUnits(std::vector<AdminUnit> units);
    /// The smallest unit that holds the position, with its sd; absent when none does.
    struct Found {
        const AdminUnit* unit = nullptr;
        double sd_m = 0;
    };
    std::optional<Found> find(LonLat position) const;

   private:
    struct Entry {
        AdminUnit unit;
        double west = 0, south = 0, east = 0, north = 0;  ///< degrees
        double size_deg2 = 0;
    };
    std::vector<Entry> entries_;  ///< smallest first
};

}  // namespace cairn::intake
