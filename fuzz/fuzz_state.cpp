// Bytes as the ledger's state of an entity: refused, or what Cairn would write for that entity.

#include "cairn/registers/ledger.hpp"
#include "fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace cairn::registers;
    const auto bytes = cairn::fuzz::text_of(data, size);
    const auto entity = parse_state("hazard", "h1", bytes);
    if (entity)
        cairn::fuzz::require(to_state(*entity) == bytes);
    else
        cairn::fuzz::require(entity.error().code == "broken_state");
    return 0;
}
