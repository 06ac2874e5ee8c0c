#include "cairn/geodesy/written_systems.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "cairn/core/error.hpp"
#include "cairn/geodesy/crs_object.hpp"

namespace cairn::geodesy {
namespace {

constexpr double beyond_area_deg = 1.5;
constexpr double million_m = 1e6;

Finding finding(std::string code, std::string message, std::string found, std::string expected) {
    return {.code = std::move(code),
            .severity = Severity::error,
            .message = std::move(message),
            .found = std::move(found),
            .expected = std::move(expected)};
}

/// Of a projection of Transverse Mercator; absent for all others.
struct Projection {
    double false_easting_m = 0;
    double false_northing_m = 0;
    double meridian_deg = 0;
};

std::optional<double> parameter(PJ_CONTEXT* context, const PJ* conversion, const char* name) {
    const int index = proj_coordoperation_get_param_index(context, conversion, name);
    double value = 0, unit = 1;
    if (index < 0 || proj_coordoperation_get_param(context, conversion, index, nullptr, nullptr, nullptr, &value,
                                                   nullptr, &unit, nullptr, nullptr, nullptr, nullptr) == 0) {
        return std::nullopt;
    }
    return value * unit;
}

std::optional<Projection> projection_of(PJ_CONTEXT* context, const PJ* crs) {
    if (proj_get_type(crs) != PJ_TYPE_PROJECTED_CRS) return std::nullopt;
    const Pj conversion(proj_crs_get_coordoperation(context, crs));
    const char* method = nullptr;
    if (!conversion || proj_coordoperation_get_method_info(context, conversion.get(), &method, nullptr, nullptr) == 0 ||
        text_or_empty(method) != "Transverse Mercator") {
        return std::nullopt;
    }
    const auto easting = parameter(context, conversion.get(), "False easting");
    const auto northing = parameter(context, conversion.get(), "False northing");
    const auto meridian = parameter(context, conversion.get(), "Longitude of natural origin");
    if (!easting || !northing || !meridian) return std::nullopt;
    constexpr double degrees = 57.295779513082320876798;
    return Projection{*easting, *northing, *meridian * degrees};
}

/// Any number may stand for an easting: those far beyond all zones count as 1000.
int prefix_of(double easting_m) {
    return static_cast<int>(std::floor(std::clamp(easting_m / million_m, -1000.0, 1000.0)));
}

bool is_zone_of(int zone, double meridian_deg) {
    const auto is_near = [meridian_deg](double deg) { return std::abs(meridian_deg - deg) < 0.01; };
    return is_near(6 * zone - 3) || is_near(3 * zone) || is_near(6 * zone - 183);
}

/// Systems of degrees or metres on the datum; the geodetic system itself by name.
struct Datum {
    std::string name;
    std::string ellipsoid;
};

Datum datum_of(PJ_CONTEXT* context, const PJ* crs) {
    const Pj geodetic(proj_crs_get_geodetic_crs(context, crs));
    if (!geodetic) return {};
    const Pj ellipsoid(proj_get_ellipsoid(context, geodetic.get()));
    return {text_or_empty(proj_get_name(geodetic.get())),
            ellipsoid ? text_or_empty(proj_get_name(ellipsoid.get())) : std::string()};
}

/// The squares of MGRS have other letters there (DMA TM 8358.1, figures 3 and 4).
bool has_old_letters(const std::string& ellipsoid) {
    return ellipsoid.starts_with("Bessel") || ellipsoid.starts_with("Clarke 18");
}

std::vector<std::string> names_of(const WrittenGrid& grid, const std::string& datum) {
    const std::string zone = std::to_string(grid.zone);
    switch (grid.kind) {
        case WrittenGrid::Kind::utm: return {datum + " / UTM zone " + zone + (grid.is_south ? "S" : "N")};
        case WrittenGrid::Kind::ups: return {datum + (grid.is_south ? " / UPS South (E,N)" : " / UPS North (E,N)")};
        case WrittenGrid::Kind::gauss_kruger:
            if (grid.width_deg == 6) return {datum + " / Gauss-Kruger zone " + zone};
            return {datum + " / 3-degree Gauss-Kruger zone " + zone, datum + " / Balkans zone " + zone};
        case WrittenGrid::Kind::stated: break;
    }
    return {};
}

double degrees_outside(const GeoExtent& area, LonLat position) {
    if (contains(area, position)) return 0;
    const double lat = std::max({area.south_deg - position.lat_deg, position.lat_deg - area.north_deg, 0.0});
    const auto turn = [](double deg) { return std::abs(std::remainder(deg, 360.0)); };
    const double width = area.east_deg - area.west_deg + (area.east_deg < area.west_deg ? 360 : 0);
    const double from_west = std::fmod(position.lon_deg - area.west_deg + 720, 360.0);
    const double lon = from_west <= width
                           ? 0
                           : std::min(turn(position.lon_deg - area.west_deg), turn(position.lon_deg - area.east_deg));
    return std::max(lat, lon);
}

}  // namespace

struct WrittenSystems::Impl {
    explicit Impl(ToWgs84 to_wgs84) : stated(std::move(to_wgs84)) {}

    ToWgs84 stated;
    std::string stated_text;
    std::optional<Projection> projection;
    Datum datum;
    std::map<WrittenGrid, Result<ToWgs84>> grids;

    Result<Placed> convert(const ToWgs84& system, double x, double y) const {
        const auto position = system.convert(x, y);
        if (!position) return failure(position.error());
        const auto& area = system.source().area_of_use;
        return Placed{*position, x, y, &system, !area || degrees_outside(*area, *position) <= beyond_area_deg};
    }

    Result<Placed> in_stated(const Reading& reading) const {
        if (reading.is_angular() != stated.source().is_geographic) {
            const std::string name = "\"" + stated.source().name + "\"";
            return failure(
                reading.is_angular()
                    ? finding("notation_does_not_fit_crs",
                              "The position is written in degrees, but " + name + " has metres.", describe(reading),
                              "metres, or a reference system in degrees")
                    : finding("notation_does_not_fit_crs",
                              "The position is written in metres without a zone, but " + name + " has degrees.",
                              describe(reading),
                              "degrees, a zone beside the metres, or the system of that "
                              "zone stated"));
        }
        if (reading.is_angular() || !projection) return convert(stated, reading.x, reading.y);
        auto x = in_zone(reading.x);
        if (!x) return failure(std::move(x.error()));
        return convert(stated, *x, reading.y);
    }

    /// The zone's prefix completed or taken away, as the stated system has it.
    Result<double> in_zone(double easting_m) const {
        const int system = prefix_of(projection->false_easting_m);
        const int written = prefix_of(easting_m);
        if (written == system || easting_m < 0) return easting_m;
        const double rest = easting_m - written * million_m;
        if (written == 0 && easting_m >= 100'000) return easting_m + system * million_m;
        const bool is_zone = written >= 1 && written <= 120 && rest >= 100'000 && rest < 900'000;
        if (system == 0 && is_zone && is_zone_of(written, projection->meridian_deg)) return rest;
        if (!is_zone) return easting_m;  // out of range: the conversion says so
        const std::string name = "\"" + stated.source().name + "\"";
        return failure(finding("zone_conflict",
                               "The easting begins with zone " + std::to_string(written) + ", which is not that of " +
                                   name + ". Where a file holds several zones, state the datum (" + datum.name +
                                   ") and let each easting tell its zone.",
                               std::to_string(std::llround(easting_m)), "an easting of " + stated.source().name));
    }

    const Result<ToWgs84>& grid_system(const WrittenGrid& grid) {
        const auto known = grids.find(grid);
        if (known != grids.end()) return known->second;
        for (const std::string& name : names_of(grid, datum.name)) {
            if (!parse_crs(name)) continue;
            return grids.emplace(grid, ToWgs84::from(name)).first->second;
        }
        const std::vector<std::string> names = names_of(grid, datum.name);
        return grids
            .emplace(grid, failure(finding("no_such_zone",
                                           "The registry has no \"" + names.front() +
                                               "\", so that the position cannot be placed. Check the zone, and the "
                                               "datum that is stated.",
                                           names.front(), "a zone of a grid on " + datum.name)))
            .first->second;
    }

    /// A zone of UTM beside a stated one: it must be the same.
    bool is_other_utm_zone(const WrittenGrid& grid) const {
        if (grid.kind != WrittenGrid::Kind::utm || !projection || projection->false_easting_m != 500'000) return false;
        const bool is_south = projection->false_northing_m > 0;
        return is_south != grid.is_south || std::abs(projection->meridian_deg - (6 * grid.zone - 183)) > 0.01;
    }

    Result<Placed> in_grid(const Reading& reading) {
        if (reading.notation == Notation::utm && is_other_utm_zone(reading.grid)) {
            const std::string name = "\"" + stated.source().name + "\"";
            return failure(finding("zone_conflict",
                                   "The position is in UTM zone " + std::to_string(reading.grid.zone) +
                                       (reading.grid.is_south ? " south" : " north") + ", which is not that of " +
                                       name + ". Where a file holds several zones, state the datum (" + datum.name +
                                       ") and let each row tell its zone.",
                                   describe(reading), "a position in " + stated.source().name));
        }
        if (reading.notation == Notation::mgrs && has_old_letters(datum.ellipsoid)) {
            return failure(finding("mgrs_of_old_datum",
                                   "On the ellipsoid " + datum.ellipsoid +
                                       " the squares of the military grid have other letters, which are not known "
                                       "here. Have the positions converted to WGS 84, or written with a zone and "
                                       "metres.",
                                   stated.source().name, "a reference on WGS 84"));
        }
        const Result<ToWgs84>& system = grid_system(reading.grid);
        if (!system) return failure(system.error());
        return convert(*system, reading.x, reading.y);
    }
};

WrittenSystems::WrittenSystems(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
WrittenSystems::WrittenSystems(WrittenSystems&&) noexcept = default;
WrittenSystems& WrittenSystems::operator=(WrittenSystems&&) noexcept = default;
WrittenSystems::~WrittenSystems() = default;

Result<WrittenSystems> WrittenSystems::from(std::string_view stated) {
    auto to_wgs84 = ToWgs84::from(stated);
    if (!to_wgs84) return failure(to_wgs84.error());
    auto impl = std::make_unique<Impl>(*std::move(to_wgs84));
    const Context context = make_context();
    const auto crs = make_crs(context.get(), stated);
    if (!crs) return failure(crs.error());
    impl->projection = projection_of(context.get(), crs->get());
    impl->datum = datum_of(context.get(), crs->get());
    return WrittenSystems(std::move(impl));
}

Result<WrittenSystems::Placed> WrittenSystems::place(const Reading& reading) {
    // Where a zone is stated with the system, a prefix must be its own, and says no more.
    const bool is_stated =
        reading.grid.kind == WrittenGrid::Kind::stated ||
        (reading.grid.kind == WrittenGrid::Kind::gauss_kruger && !impl_->stated.source().is_geographic);
    return is_stated ? impl_->in_stated(reading) : impl_->in_grid(reading);
}

Result<double> WrittenSystems::complete_zone(double easting_m) const {
    return impl_->projection ? impl_->in_zone(easting_m) : Result<double>(easting_m);
}

bool WrittenSystems::is_meant_for(double x, LonLat position) const {
    constexpr double half_width_m = 400'000;
    const auto& area = impl_->stated.source().area_of_use;
    if (area && degrees_outside(*area, position) > beyond_area_deg) return false;
    const auto& projection = impl_->projection;
    const bool is_zone = projection && std::abs(std::fmod(projection->false_easting_m, million_m) - 500'000) < 1;
    return !is_zone || std::abs(x - projection->false_easting_m) <= half_width_m;
}

const ToWgs84& WrittenSystems::stated() const { return impl_->stated; }

}  // namespace cairn::geodesy
