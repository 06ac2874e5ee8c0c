// Words, numbers and names of any script: folding is done once, a key is Latin, what is read is finite.

#include <cmath>

#include "cairn/intake/month_names.hpp"
#include "cairn/intake/numbers.hpp"
#include "cairn/registers/fold.hpp"
#include "cairn/registers/search_key.hpp"
#include "fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace cairn;
    const auto text = fuzz::text_of(data, size);
    const std::string folded = registers::fold(text);
    fuzz::require(registers::is_clean_text(folded));
    fuzz::require(registers::fold(folded) == folded);
    fuzz::require(registers::is_clean_text(registers::search_key(text)));
    if (const auto month = intake::find_month(folded)) fuzz::require(*month >= 1 && *month <= 12);
    for (const char decimal : {'.', ','}) {
        if (const auto number = intake::parse_decimal(text, decimal)) fuzz::require(std::isfinite(*number));
        if (const auto quantity = intake::parse_quantity(text, decimal)) fuzz::require(std::isfinite(quantity->value));
    }
    intake::can_be_thousands_or_fraction(text);
    return 0;
}
