// Any text as a programme's extension of the registers: taken or refused with a reason; never fewer schemas than built
// in.

#include "cairn/registers/schema.hpp"
#include "fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using cairn::registers::Schemas;
    const auto schemas = Schemas::with_extension_text(cairn::fuzz::text_of(data, size), "extension.json");
    if (schemas)
        cairn::fuzz::require(schemas->all().size() >= Schemas::built_in().all().size());
    else
        cairn::fuzz::require(!schemas.error().code.empty() && !schemas.error().message.empty());
    return 0;
}
