// Any text as a position, whole or in two or three pieces: refused with a reason, or readings on the earth whose
// probabilities add up to 1.

#include <cmath>

#include "cairn/geodesy/notation.hpp"
#include "fuzz.hpp"

namespace {

void require_sound(const cairn::Result<cairn::geodesy::Readings>& readings) {
    using cairn::fuzz::require;
    if (!readings) {
        require(!readings.error().code.empty() && !readings.error().message.empty());
        return;
    }
    require(!readings->empty() && readings->size() < 64);
    double sum = 0;
    double last = 1;
    for (const auto& reading : *readings) {
        sum += reading.probability;
        require(reading.probability > 0 && reading.probability <= last + 1e-9);
        last = reading.probability;
        require(std::isfinite(reading.x) && std::isfinite(reading.y));
        require(reading.unit_x > 0 && reading.unit_y > 0);
        if (reading.is_angular()) require(std::fabs(reading.x) <= 180 && std::fabs(reading.y) <= 90);
        require(!describe(reading).empty());
    }
    require(std::fabs(sum - 1) < 1e-9);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace cairn::geodesy;
    const auto text = cairn::fuzz::text_of(data, size);
    require_sound(parse_position(text));
    const auto first = text.find('\n');
    if (first == std::string_view::npos) return 0;
    const auto second = text.find('\n', first + 1);
    const auto middle = text.substr(first + 1, second == std::string_view::npos ? second : second - first - 1);
    require_sound(parse_lat_lon(text.substr(0, first), middle));
    require_sound(parse_easting_northing(text.substr(0, first), middle,
                                         second == std::string_view::npos ? "" : text.substr(second + 1)));
    return 0;
}
