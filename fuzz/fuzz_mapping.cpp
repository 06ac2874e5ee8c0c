// A mapping that is read is written so that it reads back equal; one that is not names what is wrong.

#include "cairn/intake/mapping.hpp"
#include "fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto mapping = cairn::intake::parse_mapping(cairn::fuzz::text_of(data, size));
    if (!mapping) {
        cairn::fuzz::require(mapping.error().code == "broken_mapping" && !mapping.error().message.empty());
        return 0;
    }
    const auto again = cairn::intake::parse_mapping(to_json(*mapping));
    cairn::fuzz::require(again.has_value() && *again == *mapping);
    return 0;
}
