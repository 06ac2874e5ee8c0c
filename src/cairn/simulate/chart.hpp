#pragma once
// From the plane of the simulation to what an office writes: longitude and latitude with seven decimals.

#include "cairn/core/geometry.hpp"
#include "cairn/geodesy/frame.hpp"
#include "cairn/simulate/path.hpp"

namespace cairn::simulate {

class Chart {
   public:
    explicit Chart(LonLat centre) : frame_(centre) {}

    LonLat position(EastNorth at) const;
    GeoGeometry point(EastNorth at) const;
    GeoGeometry line(const Path& path) const;
    GeoGeometry polygon(const PlanePolygon& polygon) const;

   private:
    geodesy::Frame frame_;
};

}  // namespace cairn::simulate
