// Bytes as a geometry of the store: refused, or what Cairn would write for that geometry, all of it finite.

#include <cmath>

#include "cairn/store/gpkg_geometry.hpp"
#include "fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace cairn::store;
    const auto blob = cairn::fuzz::text_of(data, size);
    const auto geometry = parse_gpkg(blob);
    if (!geometry) return 0;
    cairn::fuzz::require(to_gpkg(*geometry) == blob && gpkg_box(blob) == box_of(*geometry));
    cairn::for_each_position(*geometry, [](const cairn::LonLat& p) {
        cairn::fuzz::require(std::isfinite(p.lon_deg) && std::isfinite(p.lat_deg));
    });
    return 0;
}
