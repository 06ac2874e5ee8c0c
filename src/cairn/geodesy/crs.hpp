#pragma once
// From coordinates in a stated reference system to WGS 84, through PROJ, with the operation and its accuracy
// kept.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cairn/core/geometry.hpp"
#include "cairn/core/result.hpp"
#include "cairn/geodesy/extent.hpp"

namespace cairn::geodesy {

/// What PROJ understands a text to mean.
struct CrsDescription {
    std::string id;    ///< "EPSG:4326" where the registry knows it, else the normalised definition
    std::string name;  ///< "WGS 84 / UTM zone 33N"
    bool is_geographic = false;
    std::optional<GeoExtent> area_of_use;  ///< where the registry says that it is meant for; absent when unknown
};

/// Reads "EPSG:32633", "OGC:CRS84", their URN and URL forms, a full registered name ("WGS 84 / UTM zone
/// 33N"), a WKT or a PROJ string. A part of a name is not enough: "WGS" names nothing. Heights are left out
/// of account. Fails with code `unknown_crs`, also for systems without easting and northing or longitude and
/// latitude.
Result<CrsDescription> parse_crs(std::string_view text);

/// Converts x, y (easting or longitude first: GIS order, whatever the registry's axis order) to WGS 84.
/// Ballpark operations are refused: a missing transformation is a failure, not a guess.
///
/// A datum may have several registered transformations, each for an area. With `area` given, one of them
/// serves all positions whenever one is registered for the whole of it, so that no footprint is torn where
/// two of them meet. Else each position takes the most accurate one whose area of use holds it, and outside
/// of all of them the widest, with its accuracy unknown.
///
/// An object serves one thread at a time. Building one costs a few milliseconds to some tens (registry
/// look-ups).
class ToWgs84 {
   public:
    /// Fails with code `unknown_crs` or `no_transformation`. Throws WorldError when PROJ's registry is
    /// missing.
    static Result<ToWgs84> from(std::string_view crs, const std::optional<GeoExtent>& area = std::nullopt);
    ToWgs84(ToWgs84&&) noexcept;
    ToWgs84& operator=(ToWgs84&&) noexcept;
    ~ToWgs84();

    /// Fails (`outside_crs`) where the numbers or the result are not finite or not on the earth.
    Result<LonLat> convert(double x, double y) const;

    const CrsDescription& source() const;
    /// Name of the operation used last, or, before that, of the one that comes first; empty when source is
    /// WGS 84.
    const std::string& operation() const;
    /// Of that operation, as the registry states it; 0 when it only undoes a projection; absent when unknown.
    std::optional<double> accuracy_m() const;

   private:
    struct Impl;
    explicit ToWgs84(std::unique_ptr<Impl>);
    std::unique_ptr<Impl> impl_;
};

}  // namespace cairn::geodesy
