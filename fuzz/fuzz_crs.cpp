// Any text as a reference system: refused with a reason, or something that turns coordinates into places on the earth.

#include <cmath>

#include "cairn/geodesy/crs.hpp"
#include "fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace cairn::geodesy;
    const auto text = cairn::fuzz::text_of(data, size);
    const auto described = parse_crs(text);
    cairn::fuzz::require(described ? !described->id.empty() : !described.error().message.empty());
    if (!described) return 0;
    auto to_wgs84 = ToWgs84::from(text);
    if (!to_wgs84) return 0;
    for (const double x : {0.0, 15.5, 500'000.0, 1e300}) {
        const auto place = to_wgs84->convert(x, 45);
        if (place) cairn::fuzz::require(std::fabs(place->lon_deg) <= 180 && std::fabs(place->lat_deg) <= 90);
    }
    return 0;
}
