// A row that was set aside and is read back is written as it was read.

#include "cairn/intake/set_aside.hpp"
#include "fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto row = cairn::intake::from_raw_json(cairn::fuzz::text_of(data, size));
    if (!row) return 0;
    const auto again = cairn::intake::from_raw_json(cairn::intake::to_raw_json(*row, {}));
    cairn::fuzz::require(again.has_value() && again->geometry == row->geometry);
    return 0;
}
