#include "cairn/intake/study_area.hpp"

#include "cairn/geodesy/extent.hpp"
#include "cairn/geodesy/frame.hpp"
#include "cairn/geometry/nearest.hpp"
#include "cairn/geometry/plane.hpp"

namespace cairn::intake {
namespace {

LonLat middle_of(const GeoMultiPolygon& area) {
    std::optional<geodesy::GeoExtent> extent;
    geodesy::include(extent, area);
    if (!extent) return {};
    return {(extent->west_deg + extent->east_deg) / 2, (extent->south_deg + extent->north_deg) / 2};
}

}  // namespace

struct StudyArea::Impl {
    geodesy::Frame frame;
    PlaneMultiPolygon plane;
    geometry::NearestIndex index;
    double tolerance_m;

    Impl(const GeoMultiPolygon& area, double tolerance)
        : frame(middle_of(area)),
          plane(std::get<PlaneMultiPolygon>(frame.to_plane(GeoGeometry(area)))),
          index({PlaneGeometry(plane)}),
          tolerance_m(tolerance) {}

    bool touches(const GeoGeometry& geometry) const {
        bool is_near = false;
        bool is_reached = true;
        for_each_position(geometry, [&](const LonLat& p) {
            if (is_near) return;
            if (!frame.reaches(p))
                is_reached = false;
            else
                is_near = index.find_nearest(frame.to_plane(p), {}, tolerance_m).has_value();
        });
        if (is_near || !is_reached) return is_near;
        // No vertex is near; an edge may still cross the area, or a polygon hold all of it.
        const PlaneGeometry there = frame.to_plane(geometry);
        if (const auto* polygons = std::get_if<PlaneMultiPolygon>(&there)) {
            return !geometry::intersect(*polygons, plane).empty();
        }
        if (std::holds_alternative<MultiLineOf<EastNorth>>(there)) {
            return !geometry::intersect(geometry::buffer(there, 1), plane).empty();
        }
        return false;
    }
};

StudyArea::StudyArea(const GeoMultiPolygon& area, double tolerance_m)
    : impl_(std::make_unique<Impl>(area, tolerance_m)) {}
StudyArea::StudyArea(StudyArea&&) noexcept = default;
StudyArea& StudyArea::operator=(StudyArea&&) noexcept = default;
StudyArea::~StudyArea() = default;

bool StudyArea::touches(const GeoGeometry& geometry) const { return impl_->touches(geometry); }

}  // namespace cairn::intake
