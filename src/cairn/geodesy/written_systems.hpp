#pragma once
// From a reading of a written position to its place: the reference system that is stated gives the datum, the text may
// give the zone of a grid on it.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cairn/geodesy/crs.hpp"
#include "cairn/geodesy/notation.hpp"

namespace cairn::geodesy {

/// The stated system and the zones of grids on its datum, as the registry knows them: "WGS 84 / UTM zone 33N",
/// "Pulkovo 1942 / Gauss-Kruger zone 8", "Pulkovo 1942 / 3-degree Gauss-Kruger zone 15", "MGI 1901 / Balkans zone 6".
///
/// An object serves one thread at a time. A zone is looked up when it is first met (some tens of milliseconds).
class WrittenSystems {
   public:
    /// Fails as ToWgs84::from.
    static Result<WrittenSystems> from(std::string_view stated);
    WrittenSystems(WrittenSystems&&) noexcept;
    WrittenSystems& operator=(WrittenSystems&&) noexcept;
    ~WrittenSystems();

    struct Placed {
        LonLat position;
        double x = 0, y = 0;              ///< as converted: a zone's prefix completed or taken away
        const ToWgs84* system = nullptr;  ///< that converted it; lives as long as the object
        bool is_inside = true;            ///< within 1.5° of where the system is meant for, as far as that is known
    };

    /// Fails with code
    /// `notation_does_not_fit_crs`: degrees in a projected system, metres without a zone in one of degrees;
    /// `no_such_zone`: the registry has no such grid on the datum;
    /// `mgrs_of_old_datum`: on the ellipsoids of Bessel and Clarke the squares have other letters;
    /// `zone_conflict`: the prefix of the easting, or the zone of UTM, is another than that of the stated system;
    /// `outside_crs`, `no_transformation` as ToWgs84.
    Result<Placed> place(const Reading& reading);

    /// An easting of the stated system, the zone's prefix completed or taken away as the system has it. Fails with
    /// `zone_conflict`.
    Result<double> complete_zone(double easting_m) const;

    /// True where the stated system is meant for: within 1.5° of its area, as far as that is known, and in a zone of
    /// UTM or Gauss-Krüger within 400 km of its meridian. `x` as written, `position` as converted.
    bool is_meant_for(double x, LonLat position) const;

    /// The stated system itself.
    const ToWgs84& stated() const;

   private:
    struct Impl;
    explicit WrittenSystems(std::unique_ptr<Impl>);
    std::unique_ptr<Impl> impl_;
};

}  // namespace cairn::geodesy
