#pragma once
// A metric plane for a study area: Lambert azimuthal equal-area on WGS 84, centred on it (areas are exact).
//
// Distances in this plane are off by up to (r/2R)²/2 and a little for the ellipsoid, r the distance from the centre:
// 1.4e-4 at 180 km, 2.4e-3 at 850 km. metric_at() gives the correction at one end of a distance, and then what is
// left grows with the distance itself. Largest relative error, against Karney's geodesics over six centres from 79° S
// to 67° N, twelve places around each and 24 directions at each (tests/geodesy/test_frame.cpp):
//
//     from the centre      10 m      1 km     10 km
//                0 km    3.3e-9    8.9e-8    9.8e-7
//              500 km    2.0e-8    1.7e-6    1.7e-5
//            1 500 km    5.8e-8    4.8e-6    4.8e-5
//            2 900 km    1.0e-7    9.2e-6    9.2e-5
//
// The 180° meridian needs no care in the plane, but data on both sides of it are refused before (find_centre in
// geodesy/extent.hpp), because a polygon in longitude and latitude cannot cross it.

#include <memory>
#include <string>

#include "cairn/core/geometry.hpp"

namespace cairn::geodesy {

/// Maps a small displacement in the plane to true metres: (xx·dx + xy·dy, yx·dx + yy·dy).
struct LocalMetric {
    double xx = 1, xy = 0, yx = 0, yy = 1;
};

/// One thread at a time may convert with a frame; metric_at may be called from any number of them.
class Frame {
   public:
    /// Centre in degrees (find_centre in geodesy/extent.hpp gives one). Throws CallError when it is not a
    /// position or lies beyond 80° of latitude, WorldError only if PROJ itself is broken.
    explicit Frame(LonLat centre);
    Frame(Frame&&) noexcept;
    Frame& operator=(Frame&&) noexcept;
    ~Frame();

    LonLat centre() const;
    /// True within 3 000 km of the centre, measured on a sphere; false for what is not a position.
    bool reaches(LonLat position) const;
    /// Precondition of all conversions: the frame reaches each position. Throws CallError where it does not,
    /// in release builds too: a position on the other side of the earth would come out somewhere.
    EastNorth to_plane(LonLat position) const;
    /// Right to 2 mm within the reach (PROJ 9.1's series; measured there and back over six centres).
    LonLat to_lon_lat(EastNorth position) const;
    PlaneGeometry to_plane(const GeoGeometry& geometry) const;
    GeoGeometry to_lon_lat(const PlaneGeometry& geometry) const;
    LocalMetric metric_at(EastNorth position) const;
    /// PROJ string of the plane, for layers and provenance.
    std::string definition() const;
    /// The plane as WKT of 2001 in Esri's dialect, for programs that know no other. Throws WorldError when PROJ's
    /// registry is not there.
    std::string esri_wkt() const;

   private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace cairn::geodesy
