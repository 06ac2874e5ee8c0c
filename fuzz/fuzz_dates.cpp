// A date that is read has a text that reads back as the same date.

#include "cairn/intake/dates.hpp"
#include "fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = cairn::fuzz::text_of(data, size);
    if (const auto date = cairn::parse_date(text)) {
        cairn::fuzz::require(cairn::parse_date(cairn::to_text(*date)) == *date);
        cairn::fuzz::require(date->first <= date->last);
    }
    for (const auto pattern : cairn::intake::date_patterns()) {
        const auto date = cairn::intake::parse_date_as(text, pattern);
        if (date)
            cairn::fuzz::require(cairn::parse_date(cairn::to_text(*date)) == *date);
        else
            cairn::fuzz::require(!date.error().message.empty());
    }
    return 0;
}
