#include "cairn/geometry/geos_handle.hpp"

#include "cairn/core/error.hpp"

namespace cairn::geometry::geos {
namespace {

class ThreadContext {
   public:
    ThreadContext() : handle_(GEOS_init_r()) {
        if (handle_ == nullptr) throw WorldError("GEOS could not start. Is there memory left?");
        GEOSContext_setNoticeMessageHandler_r(handle_, [](const char*, void*) {}, nullptr);
        GEOSContext_setErrorMessageHandler_r(
            handle_, [](const char* message, void* error) { *static_cast<std::string*>(error) = message; }, &error_);
    }
    ThreadContext(const ThreadContext&) = delete;
    ThreadContext& operator=(const ThreadContext&) = delete;
    ~ThreadContext() { GEOS_finish_r(handle_); }

    GEOSContextHandle_t handle() const { return handle_; }
    const std::string& error() const { return error_; }

   private:
    std::string error_;
    GEOSContextHandle_t handle_;
};

ThreadContext& thread_context() {
    thread_local ThreadContext context;
    return context;
}

double x_of(LonLat p) { return p.lon_deg; }
double y_of(LonLat p) { return p.lat_deg; }
double x_of(EastNorth p) { return p.east_m; }
double y_of(EastNorth p) { return p.north_m; }

template <class P>
GEOSCoordSequence* to_sequence(const std::vector<P>& positions) {
    GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(context(), static_cast<unsigned>(positions.size()), 2);
    for (unsigned i = 0; i < positions.size(); ++i)
        GEOSCoordSeq_setXY_r(context(), sequence, i, x_of(positions[i]), y_of(positions[i]));
    return sequence;
}

template <class P>
Geometry to_ring(const std::vector<P>& ring) {
    if (ring.size() < 4 || ring.front() != ring.back()) return nullptr;
    return Geometry(GEOSGeom_createLinearRing_r(context(), to_sequence(ring)));
}

/// GEOS owns the parts from here on.
GEOSGeometry** release(std::vector<Geometry>& parts, std::vector<GEOSGeometry*>& raw) {
    raw.reserve(parts.size());
    for (Geometry& part : parts) raw.push_back(part.release());
    return raw.data();
}

template <class P>
Geometry to_polygon(const PolygonOf<P>& polygon) {
    Geometry shell = to_ring(polygon.shell);
    if (!shell) return nullptr;
    std::vector<Geometry> holes;
    for (const auto& hole : polygon.holes) {
        holes.push_back(to_ring(hole));
        if (!holes.back()) return nullptr;
    }
    std::vector<GEOSGeometry*> raw;
    release(holes, raw);
    return Geometry(
        GEOSGeom_createPolygon_r(context(), shell.release(), raw.data(), static_cast<unsigned>(raw.size())));
}

Geometry collect(int type, std::vector<Geometry> parts) {
    for (const Geometry& part : parts)
        if (!part) return nullptr;
    std::vector<GEOSGeometry*> raw;
    release(parts, raw);
    return Geometry(GEOSGeom_createCollection_r(context(), type, raw.data(), static_cast<unsigned>(raw.size())));
}

template <class P>
std::vector<P> positions_of(const GEOSGeometry* ring) {
    const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(context(), ring);
    unsigned size = 0;
    GEOSCoordSeq_getSize_r(context(), sequence, &size);
    std::vector<P> positions;
    positions.reserve(size);
    for (unsigned i = 0; i < size; ++i) {
        double x = 0;
        double y = 0;
        GEOSCoordSeq_getXY_r(context(), sequence, i, &x, &y);
        positions.push_back(P{x, y});
    }
    return positions;
}

template <class P>
void append_polygons(const GEOSGeometry* geometry, MultiPolygonOf<P>& polygons) {
    if (GEOSisEmpty_r(context(), geometry) == 1) return;
    const int type = GEOSGeomTypeId_r(context(), geometry);
    if (type == GEOS_POLYGON) {
        PolygonOf<P> polygon{positions_of<P>(GEOSGetExteriorRing_r(context(), geometry)), {}};
        const int holes = GEOSGetNumInteriorRings_r(context(), geometry);
        for (int i = 0; i < holes; ++i)
            polygon.holes.push_back(positions_of<P>(GEOSGetInteriorRingN_r(context(), geometry, i)));
        polygons.push_back(std::move(polygon));
    } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
        const int parts = GEOSGetNumGeometries_r(context(), geometry);
        for (int i = 0; i < parts; ++i) append_polygons(GEOSGetGeometryN_r(context(), geometry, i), polygons);
    }
}

}  // namespace

GEOSContextHandle_t context() { return thread_context().handle(); }

const std::string& last_error() { return thread_context().error(); }

Geometry take(GEOSGeometry* geometry, const char* function) {
    if (geometry == nullptr)
        throw CallError(std::string(function) + ": the geometry is not valid (" + last_error() +
                        "). Check geometries with find_invalidity and repair or set them aside first.");
    return Geometry(geometry);
}

template <class P>
Geometry from(const GeometryOf<P>& geometry) {
    std::vector<Geometry> parts;
    if (const auto* points = std::get_if<MultiPointOf<P>>(&geometry)) {
        for (const P& p : *points) parts.emplace_back(GEOSGeom_createPointFromXY_r(context(), x_of(p), y_of(p)));
        return collect(GEOS_MULTIPOINT, std::move(parts));
    }
    if (const auto* lines = std::get_if<MultiLineOf<P>>(&geometry)) {
        for (const auto& line : *lines)
            parts.emplace_back(line.positions.size() < 2
                                   ? nullptr
                                   : GEOSGeom_createLineString_r(context(), to_sequence(line.positions)));
        return collect(GEOS_MULTILINESTRING, std::move(parts));
    }
    for (const auto& polygon : std::get<MultiPolygonOf<P>>(geometry)) parts.push_back(to_polygon(polygon));
    return collect(GEOS_MULTIPOLYGON, std::move(parts));
}

template <class P>
MultiPolygonOf<P> to_polygons(const GEOSGeometry* geometry) {
    MultiPolygonOf<P> polygons;
    append_polygons(geometry, polygons);
    return polygons;
}

template Geometry from(const GeometryOf<LonLat>&);
template Geometry from(const GeometryOf<EastNorth>&);
template MultiPolygonOf<LonLat> to_polygons(const GEOSGeometry*);
template MultiPolygonOf<EastNorth> to_polygons(const GEOSGeometry*);

}  // namespace cairn::geometry::geos
