// Bytes as the geometry of a user's GeoPackage: bounded and finite, or a reason. The geodata library parses the bytes;
// what it makes of them is as hostile.

#include <cmath>

#include "cairn/formats/gdal_geometry.hpp"
#include "fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace cairn::formats;
    OGRGeometryH made = nullptr;
    if (OGR_G_CreateFromWkb(data, nullptr, &made, static_cast<int>(size)) != OGRERR_NONE) return 0;
    constexpr std::size_t max_positions = 100;
    const GdalGeometry read = from_gdal(made, max_positions);
    OGR_G_DestroyGeometry(made);
    if (!read.geometry) return 0;
    cairn::fuzz::require(read.problem.empty());
    std::size_t positions = 0;
    cairn::for_each_position(*read.geometry, [&positions](SourceXY p) {
        ++positions;
        cairn::fuzz::require(std::isfinite(p.x) && std::isfinite(p.y));
    });
    cairn::fuzz::require(positions > 0 && positions <= max_positions);
    return 0;
}
