// Any text as the lists of the command line: --tolerances and --where, and as its dates.

#include <cmath>

#include "cairn/core/error.hpp"
#include "fuzz.hpp"
#include "options.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace cairn;
    const std::string text(fuzz::text_of(data, size));
    try {
        cli::AssessOptions options;
        options.tolerances = text;
        for (const double metres : options.to_request().tolerances_m)
            fuzz::require(std::isfinite(metres) && metres >= 0 && metres <= 100'000);
    } catch (const CallError&) {
    }
    try {
        for (const auto& [column, values] : cli::parse_where({text})) fuzz::require(!column.empty());
    } catch (const CallError&) {
    }
    try {
        cli::AssessOptions options;
        options.as_of = text;
        (void)options.to_request();
    } catch (const CallError&) {
    }
    return 0;
}
