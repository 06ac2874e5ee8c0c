// Any text as a cell of every field that the registers know: a value that the field may hold, or a reason.
// The first byte chooses the decimal sign.

#include <cmath>

#include "cairn/formats/number_text.hpp"
#include "cairn/intake/cells.hpp"
#include "fuzz.hpp"

namespace {

using namespace cairn;

void read_as(const registers::Field& field, std::string_view text, char decimal) {
    const auto& schemas = registers::Schemas::built_in();
    const intake::FieldSource source;
    const intake::CellReader cell{.field = &field,
                                  .codes = field.code_list ? schemas.find_code_list(*field.code_list) : nullptr,
                                  .source = &source,
                                  .decimal = decimal,
                                  .today = parse_date("2024-05-17").value()};
    const auto value = cell.read(text);
    if (!value) {
        fuzz::require(!value.error().code.empty() && value.error().field == field.name);
    } else if (const auto* number = std::get_if<double>(&*value)) {
        fuzz::require(std::isfinite(*number) && !(field.minimum && *number < *field.minimum));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    auto text = fuzz::text_of(data, size);
    if (text.empty()) return 0;
    const char decimal = text.front() == ',' ? ',' : '.';
    text.remove_prefix(1);
    for (const auto& schema : registers::Schemas::built_in().all())
        for (const auto& field : schema.fields) read_as(field, text, decimal);
    if (const auto number = formats::parse_number(text))
        fuzz::require(formats::parse_number(formats::to_text(*number)) == number);
    return 0;
}
