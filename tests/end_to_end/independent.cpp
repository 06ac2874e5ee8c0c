#include "end_to_end/independent.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>
#include <stdexcept>
#include <utility>

#include <geos_c.h>
#include <ogrsf_frmts.h>
#include <proj.h>

namespace cairn::tests {
namespace {

struct Dataset {
    explicit Dataset(const std::filesystem::path& file) {
        GDALAllRegister();
        handle.reset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR));
        if (!handle) throw std::runtime_error("cannot open " + file.string());
    }
    std::unique_ptr<GDALDataset> handle;
};

std::string label_of(const OGRFeature& feature, const std::string& column) {
    const int at = column.empty() ? -1 : feature.GetFieldIndex(column.c_str());
    return at < 0 ? std::string() : feature.GetFieldAsString(at);
}

template <class F>
void for_each_feature(const std::filesystem::path& file, F&& f) {
    const Dataset dataset(file);
    OGRLayer* layer = dataset.handle->GetLayer(0);
    for (auto& feature : *layer)
        if (feature->GetGeometryRef() != nullptr) f(*feature);
}

using Geos = std::unique_ptr<GEOSContextHandle_HS, decltype(&GEOS_finish_r)>;
class Geometry {
   public:
    Geometry(GEOSContextHandle_t geos, GEOSGeometry* geometry) : geos_(geos), geometry_(geometry) {}
    Geometry(Geometry&& other) noexcept : geos_(other.geos_), geometry_(std::exchange(other.geometry_, nullptr)) {}
    Geometry& operator=(Geometry&& other) noexcept {
        std::swap(geometry_, other.geometry_);
        return *this;
    }
    ~Geometry() {
        if (geometry_ != nullptr) GEOSGeom_destroy_r(geos_, geometry_);
    }
    GEOSGeometry* get() const { return geometry_; }

   private:
    GEOSContextHandle_t geos_;
    GEOSGeometry* geometry_;
};

struct Prepared {
    Geometry geometry;
    double west, east, south, north;
    const OtherFeature* feature;
};

Geometry mend(GEOSContextHandle_t geos, Geometry geometry) {
    if (GEOSisValid_r(geos, geometry.get()) == 1) return geometry;
    GEOSMakeValidParams* how = GEOSMakeValidParams_create_r(geos);
    GEOSMakeValidParams_setMethod_r(geos, how, GEOS_MAKE_VALID_STRUCTURE);
    Geometry mended(geos, GEOSMakeValidWithParams_r(geos, geometry.get(), how));
    GEOSMakeValidParams_destroy_r(geos, how);
    return mended;
}

std::vector<Prepared> prepare(GEOSContextHandle_t geos, const std::vector<OtherFeature>& features) {
    std::vector<Prepared> all;
    for (const auto& feature : features) {
        Geometry geometry(geos, GEOSGeomFromWKB_buf_r(geos, reinterpret_cast<const unsigned char*>(feature.wkb.data()),
                                                      feature.wkb.size()));
        if (geometry.get() == nullptr) continue;  // rings with too few positions
        geometry = Geometry(mend(geos, std::move(geometry)));
        double area = 0;
        GEOSArea_r(geos, geometry.get(), &area);
        if (!(area > 0)) continue;
        Prepared prepared{std::move(geometry), 0, 0, 0, 0, &feature};
        GEOSGeom_getXMin_r(geos, prepared.geometry.get(), &prepared.west);
        GEOSGeom_getXMax_r(geos, prepared.geometry.get(), &prepared.east);
        GEOSGeom_getYMin_r(geos, prepared.geometry.get(), &prepared.south);
        GEOSGeom_getYMax_r(geos, prepared.geometry.get(), &prepared.north);
        all.push_back(std::move(prepared));
    }
    return all;
}

int project(double* x, double* y, void* projection) {
    const PJ_COORD to =
        proj_trans(static_cast<PJ*>(projection), PJ_FWD, proj_coord(proj_torad(*x), proj_torad(*y), 0, 0));
    *x = to.xy.x;
    *y = to.xy.y;
    return 1;
}

}  // namespace

std::vector<OtherFeature> read_features(const std::filesystem::path& file, const std::string& label_column) {
    std::vector<OtherFeature> features;
    for_each_feature(file, [&](const OGRFeature& feature) {
        const OGRGeometry& geometry = *feature.GetGeometryRef();
        std::string wkb(geometry.WkbSize(), '\0');
        geometry.exportToWkb(wkbNDR, reinterpret_cast<unsigned char*>(wkb.data()));
        features.push_back({std::move(wkb), label_of(feature, label_column)});
    });
    return features;
}

std::vector<OtherPoint> read_points(const std::filesystem::path& file, const std::string& label_column) {
    std::vector<OtherPoint> points;
    for_each_feature(file, [&](const OGRFeature& feature) {
        const auto* point = feature.GetGeometryRef()->toPoint();
        points.push_back({point->getX(), point->getY(), label_of(feature, label_column)});
    });
    return points;
}

std::vector<double> nearest_distances(const std::vector<OtherPoint>& points, const std::vector<OtherFeature>& polygons,
                                      double limit_m,
                                      const std::function<bool(const OtherPoint&, const OtherFeature&)>& is_candidate) {
    const Geos geos(GEOS_init_r(), GEOS_finish_r);
    const std::vector<Prepared> prepared = prepare(geos.get(), polygons);
    std::vector<double> distances;
    for (const OtherPoint& p : points) {
        const std::string definition =
            "+proj=aeqd +ellps=WGS84 +lat_0=" + std::to_string(p.lat_deg) + " +lon_0=" + std::to_string(p.lon_deg);
        const std::unique_ptr<PJ, decltype(&proj_destroy)> plane(proj_create(nullptr, definition.c_str()),
                                                                 proj_destroy);
        // The plane's centre has six decimals; the point itself lies where it lies.
        double x = p.lon_deg;
        double y = p.lat_deg;
        project(&x, &y, plane.get());
        const Geometry here(geos.get(), GEOSGeom_createPointFromXY_r(geos.get(), x, y));
        const double margin_lat = limit_m / 110'000;
        const double margin_lon = margin_lat / std::cos(p.lat_deg * M_PI / 180);
        double nearest = 1e9;
        for (const Prepared& polygon : prepared) {
            if (p.lon_deg < polygon.west - margin_lon || p.lon_deg > polygon.east + margin_lon ||
                p.lat_deg < polygon.south - margin_lat || p.lat_deg > polygon.north + margin_lat ||
                !is_candidate(p, *polygon.feature))
                continue;
            const Geometry flat(geos.get(),
                                GEOSGeom_transformXY_r(geos.get(), polygon.geometry.get(), project, plane.get()));
            double distance = 0;
            GEOSDistance_r(geos.get(), here.get(), flat.get(), &distance);
            nearest = std::min(nearest, distance);
        }
        distances.push_back(nearest <= limit_m ? nearest : 1e9);
    }
    return distances;
}

std::vector<OffsetCount> count_inside_by_offset(const std::vector<OtherPoint>& points,
                                                const std::vector<OtherFeature>& polygons, double reach_m,
                                                double step_m) {
    const Geos geos(GEOS_init_r(), GEOS_finish_r);
    const std::vector<Prepared> prepared = prepare(geos.get(), polygons);
    std::set<std::pair<double, double>> distinct;
    for (const OtherPoint& p : points) distinct.emplace(p.lon_deg, p.lat_deg);

    std::vector<OffsetCount> counts;
    for (double north = -reach_m; north <= reach_m; north += step_m)
        for (double east = -reach_m; east <= reach_m; east += step_m) counts.push_back({east, north, 0});
    for (const auto& [lon, lat] : distinct) {
        const double lat_per_m = 1 / 111'132.0;
        const double lon_per_m = 1 / (111'320 * std::cos(lat * M_PI / 180));
        std::vector<const Prepared*> within_reach;
        for (const Prepared& polygon : prepared)
            if (lon + reach_m * lon_per_m >= polygon.west && lon - reach_m * lon_per_m <= polygon.east &&
                lat + reach_m * lat_per_m >= polygon.south && lat - reach_m * lat_per_m <= polygon.north)
                within_reach.push_back(&polygon);
        for (OffsetCount& count : counts) {
            const Geometry moved(geos.get(), GEOSGeom_createPointFromXY_r(geos.get(), lon - count.east_m * lon_per_m,
                                                                          lat - count.north_m * lat_per_m));
            count.inside += std::any_of(within_reach.begin(), within_reach.end(), [&](const Prepared* polygon) {
                return GEOSIntersects_r(geos.get(), polygon->geometry.get(), moved.get()) == 1;
            });
        }
    }
    return counts;
}

}  // namespace cairn::tests
