#pragma once
// From coordinates in a stated reference system to WGS 84, through PROJ, with the operation and its accuracy kept.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cairn/core/geometry.hpp"
#include "cairn/core/result.hpp"

namespace cairn::geodesy {

/// What PROJ understands a text to mean.
struct CrsDescription {
    std::string id;    ///< "EPSG:4326" where the registry knows it, else the normalised definition
    std::string name;  ///< "WGS 84 / UTM zone 33N"
    bool is_geographic = false;
};

/// Reads "EPSG:32633", "OGC:CRS84", a WKT or a PROJ string; anything a registry or definition names.
Result<CrsDescription> parse_crs(std::string_view text);

/// Converts x, y (easting or longitude first: GIS order, whatever the registry's axis order) to WGS 84.
/// Ballpark operations are refused: a missing transformation is a failure, not a guess.
class ToWgs84 {
   public:
    /// Fails with code `unknown_crs` or `no_transformation`.
    static Result<ToWgs84> from(std::string_view crs);
    ToWgs84(ToWgs84&&) noexcept;
    ToWgs84& operator=(ToWgs84&&) noexcept;
    ~ToWgs84();

    /// Fails (`outside_crs`) where the result is not finite or not on the earth.
    Result<LonLat> convert(double x, double y) const;

    const CrsDescription& source() const;
    const std::string& operation() const;        ///< name of the operation used last; empty when source is WGS 84
    std::optional<double> accuracy_m() const;    ///< as the registry states it; absent when unknown

   private:
    struct Impl;
    explicit ToWgs84(std::unique_ptr<Impl>);
    std::unique_ptr<Impl> impl_;
};

}  // namespace cairn::geodesy
