// Any text as a scenario: taken, or every fault told with its key.

#include "cairn/simulate/scenario.hpp"
#include "fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto scenario = cairn::simulate::parse_scenario(cairn::fuzz::text_of(data, size), "scenario.json");
    if (scenario) {
        cairn::fuzz::require(!scenario->name.empty() && scenario->packages.size() <= 50);
        return 0;
    }
    cairn::fuzz::require(!scenario.error().empty());
    for (const auto& finding : scenario.error())
        cairn::fuzz::require(!finding.code.empty() && !finding.message.empty() && finding.file == "scenario.json");
    return 0;
}
