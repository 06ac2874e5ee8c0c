#include "cairn/geodesy/frame.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>

#include <proj_experimental.h>

#include "cairn/core/error.hpp"
#include "cairn/geodesy/proj_handle.hpp"

namespace cairn::geodesy {
namespace {

constexpr double degree = std::numbers::pi / 180;
constexpr double max_latitude_deg = 80;
constexpr double reach_m = 3'000'000;

// WGS 84 (NIMA TR8350.2, 2000, table 3.1).
constexpr double semi_major_m = 6378137;
constexpr double flattening = 1 / 298.257223563;
constexpr double e2 = flattening * (2 - flattening);

std::string shortest(double value) {
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value);
    return {text, end.ptr};
}

/// Snyder 1987, eq. 3-12.
double authalic_q(double sin_lat) {
    const double e = std::sqrt(e2);
    const double es = e * sin_lat;
    return (1 - e2) * (sin_lat / (1 - es * es) + std::atanh(es) / e);
}

/// Radius of the parallel at the latitude whose authalic latitude is given by its sine and cosine, over the
/// cosine. Latitude from authalic latitude: Snyder 1987, eq. 3-18 (next term 4e-9 rad).
double parallel_radius_m(double sin_beta, double cos_beta) {
    constexpr double e4 = e2 * e2;
    constexpr double e6 = e4 * e2;
    const double sin2 = 2 * sin_beta * cos_beta;
    const double cos2 = 1 - 2 * sin_beta * sin_beta;
    const double sin4 = 2 * sin2 * cos2;
    const double sin6 = sin4 * cos2 + (2 * cos2 * cos2 - 1) * sin2;
    const double step = (e2 / 3 + 31 * e4 / 180 + 517 * e6 / 5040) * sin2 + (23 * e4 / 360 + 251 * e6 / 3780) * sin4 +
                        761 * e6 / 45360 * sin6;
    const double sin_lat = sin_beta * std::cos(step) + cos_beta * std::sin(step);
    const double cos_lat = cos_beta * std::cos(step) - sin_beta * std::sin(step);
    return semi_major_m * cos_lat / std::sqrt(1 - e2 * sin_lat * sin_lat);
}

/// What the sphere of equal area knows of the centre (Snyder 1987, eq. 24-17 to 24-20).
struct Sphere {
    double radius_m = 0;
    double stretch = 1;  ///< D: plane east = D × sphere's plane east; north = sphere's / D
    double sin_beta = 0, cos_beta = 1;
};

Sphere sphere_at(double lat_deg) {
    const double sin_lat = std::sin(lat_deg * degree);
    const double q_pole = authalic_q(1);
    Sphere sphere;
    sphere.radius_m = semi_major_m * std::sqrt(q_pole / 2);
    sphere.sin_beta = authalic_q(sin_lat) / q_pole;
    sphere.cos_beta = std::sqrt(1 - sphere.sin_beta * sphere.sin_beta);
    const double parallel_m = semi_major_m * std::cos(lat_deg * degree) / std::sqrt(1 - e2 * sin_lat * sin_lat);
    sphere.stretch = parallel_m / (sphere.radius_m * sphere.cos_beta);
    return sphere;
}

// Why the metric needs so little: ellipsoid → sphere of equal area → plane are both equal-area. On the sphere
// the plane's scales are cos(c/2) along the radius and its inverse across it, c the angle from the centre.
// From sphere to ellipsoid the scale along a parallel is the ratio s of the two parallels' radii, and along
// the meridian 1/s.
LocalMetric metric_on(const Sphere& sphere, EastNorth position) {
    const double x = position.east_m / sphere.stretch;
    const double y = position.north_m * sphere.stretch;
    const double rho = std::hypot(x, y) / sphere.radius_m;
    const double half_cos = std::sqrt(1 - rho * rho / 4);
    const double cos_c = 1 - rho * rho / 2;
    const double sin_c = rho * half_cos;
    const double ux = rho > 0 ? x / (rho * sphere.radius_m) : 0;
    const double uy = rho > 0 ? y / (rho * sphere.radius_m) : 1;

    // The radius leaves the position at this azimuth, times cos β of the position.
    const double azimuth_east = sphere.cos_beta * ux;
    const double azimuth_north = cos_c * sphere.cos_beta * uy - sin_c * sphere.sin_beta;
    const double cos_beta = std::hypot(azimuth_east, azimuth_north);
    const double sin_beta = cos_c * sphere.sin_beta + sin_c * sphere.cos_beta * uy;
    const double re = azimuth_east / cos_beta;
    const double rn = azimuth_north / cos_beta;

    const double along = 1 / half_cos;
    const double across = half_cos;
    const double s = parallel_radius_m(sin_beta, cos_beta) / (sphere.radius_m * cos_beta);
    return {s * (along * re * ux + across * rn * uy) / sphere.stretch,
            s * (along * re * uy - across * rn * ux) * sphere.stretch,
            (along * rn * ux - across * re * uy) / (s * sphere.stretch),
            (along * rn * uy + across * re * ux) * sphere.stretch / s};
}

/// On a sphere: a limit needs no ellipsoid.
double rough_distance_m(LonLat a, LonLat b) {
    const double sin_lat = std::sin((b.lat_deg - a.lat_deg) * degree / 2);
    const double sin_lon = std::sin((b.lon_deg - a.lon_deg) * degree / 2);
    const double h =
        sin_lat * sin_lat + std::cos(a.lat_deg * degree) * std::cos(b.lat_deg * degree) * sin_lon * sin_lon;
    return 2 * 6'371'007 * std::asin(std::sqrt(std::min(1.0, h)));
}

bool is_position(LonLat p) { return std::abs(p.lon_deg) <= 180 && std::abs(p.lat_deg) <= 90; }

}  // namespace

struct Frame::Impl {
    LonLat centre;
    Sphere sphere;
    std::string definition;
    Context context;
    Pj projection;
};

Frame::Frame(LonLat centre) : impl_(std::make_unique<Impl>()) {
    if (!is_position(centre) || std::abs(centre.lat_deg) > max_latitude_deg)
        throw CallError("Frame: the centre, longitude " + shortest(centre.lon_deg) + " latitude " +
                        shortest(centre.lat_deg) + ", is not a position within 80 degrees of the equator.");
    impl_->centre = centre;
    impl_->sphere = sphere_at(centre.lat_deg);
    impl_->definition = "+proj=laea +lat_0=" + shortest(centre.lat_deg) + " +lon_0=" + shortest(centre.lon_deg) +
                        " +x_0=0 +y_0=0 +datum=WGS84 +units=m +no_defs";
    impl_->context = make_context();
    impl_->projection.reset(proj_create(impl_->context.get(), impl_->definition.c_str()));
    if (!impl_->projection)
        throw WorldError("PROJ could not make the metric plane: " + last_error(impl_->context.get()));
}

Frame::Frame(Frame&&) noexcept = default;
Frame& Frame::operator=(Frame&&) noexcept = default;
Frame::~Frame() = default;

LonLat Frame::centre() const { return impl_->centre; }

std::string Frame::definition() const { return impl_->definition; }

std::string Frame::esri_wkt() const {
    PJ_CONTEXT* context = impl_->context.get();
    require_registry(context);
    const Pj nameless(proj_create(context, (impl_->definition + " +type=crs").c_str()));
    const Pj wgs84(proj_create_from_database(context, "EPSG", "4326", PJ_CATEGORY_CRS, 0, nullptr));
    const Pj based(proj_crs_alter_geodetic_crs(context, nameless.get(), wgs84.get()));
    const Pj plane(proj_alter_name(context, based.get(), "Lambert azimuthal equal-area"));
    const char* const options[] = {"MULTILINE=NO", nullptr};
    const char* text = plane ? proj_as_wkt(context, plane.get(), PJ_WKT1_ESRI, options) : nullptr;
    if (text == nullptr) throw WorldError("PROJ could not write the metric plane as WKT: " + last_error(context));
    return text;
}

bool Frame::reaches(LonLat position) const {
    return is_position(position) && rough_distance_m(impl_->centre, position) <= reach_m;
}

EastNorth Frame::to_plane(LonLat position) const {
    if (!reaches(position))
        throw CallError("Frame::to_plane: longitude " + shortest(position.lon_deg) + " latitude " +
                        shortest(position.lat_deg) + " is not a position within 3 000 km of the plane's centre.");
    const PJ_COORD out = proj_trans(impl_->projection.get(), PJ_FWD,
                                    proj_coord(position.lon_deg * degree, position.lat_deg * degree, 0, 0));
    return {out.xy.x, out.xy.y};
}

LonLat Frame::to_lon_lat(EastNorth position) const {
    if (!(std::hypot(position.east_m, position.north_m) <= reach_m))
        throw CallError("Frame::to_lon_lat: east " + shortest(position.east_m) + " north " +
                        shortest(position.north_m) + " is not within 3 000 km of the plane's centre.");
    const PJ_COORD out =
        proj_trans(impl_->projection.get(), PJ_INV, proj_coord(position.east_m, position.north_m, 0, 0));
    return {out.lp.lam / degree, out.lp.phi / degree};
}

PlaneGeometry Frame::to_plane(const GeoGeometry& geometry) const {
    return map_positions<EastNorth>(geometry, [this](LonLat p) { return to_plane(p); });
}

GeoGeometry Frame::to_lon_lat(const PlaneGeometry& geometry) const {
    return map_positions<LonLat>(geometry, [this](EastNorth p) { return to_lon_lat(p); });
}

LocalMetric Frame::metric_at(EastNorth position) const {
    if (!(std::hypot(position.east_m, position.north_m) <= reach_m))
        throw CallError("Frame::metric_at: east " + shortest(position.east_m) + " north " + shortest(position.north_m) +
                        " is not within 3 000 km of the plane's centre.");
    return metric_on(impl_->sphere, position);
}

}  // namespace cairn::geodesy
