#pragma once
// A metric plane for a study area: Lambert azimuthal equal-area on WGS 84, centred on it (areas are exact).
//
// Distances in this plane are off by up to (r/2R)²/2, r the distance from the centre: 1e-4 at 180 km, 2e-3 at
// 850 km. metric_at() gives the local correction, with which distances of up to 10 km are right to 1e-4 anywhere
// within 1 500 km of the centre (measured against Karney's geodesics in tests/geodesy/test_frame.cpp).

#include <memory>
#include <string>

#include "cairn/core/geometry.hpp"

namespace cairn::geodesy {

/// Maps a small displacement in the plane to true metres: (xx·dx + xy·dy, yx·dx + yy·dy).
struct LocalMetric {
    double xx = 1, xy = 0, yx = 0, yy = 1;
};

class Frame {
   public:
    /// Centre in degrees. Throws WorldError only if PROJ itself is broken.
    explicit Frame(LonLat centre);
    Frame(Frame&&) noexcept;
    Frame& operator=(Frame&&) noexcept;
    ~Frame();

    LonLat centre() const;
    /// Precondition: the position lies within 3 000 km of the centre.
    EastNorth to_plane(LonLat position) const;
    LonLat to_lon_lat(EastNorth position) const;
    PlaneGeometry to_plane(const GeoGeometry& geometry) const;
    GeoGeometry to_lon_lat(const PlaneGeometry& geometry) const;
    LocalMetric metric_at(EastNorth position) const;
    /// PROJ string of the plane, for layers and provenance.
    std::string definition() const;

   private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace cairn::geodesy
