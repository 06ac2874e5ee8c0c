// A geometry that is read is written so that it reads back the same.

#include "cairn/core/wkt.hpp"
#include "fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto geometry = cairn::parse_wkt(cairn::fuzz::text_of(data, size), 10'000);
    if (!geometry) return 0;
    const auto again = cairn::parse_wkt(cairn::to_wkt(*geometry), 10'000);
    cairn::fuzz::require(again.has_value() && *again == *geometry);
    return 0;
}
