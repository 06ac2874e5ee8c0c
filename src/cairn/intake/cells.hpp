#pragma once
// The text of a cell to the value of a field.

#include <string_view>

#include "cairn/core/entity.hpp"
#include "cairn/core/result.hpp"
#include "cairn/core/text.hpp"
#include "cairn/intake/mapping.hpp"
#include "cairn/intake/numbers.hpp"
#include "cairn/registers/schema.hpp"

namespace cairn::intake {

/// What reading a cell of one field needs; made once for a file.
struct CellReader {
    const registers::Field* field = nullptr;
    const registers::CodeList* codes = nullptr;  ///< null unless the field has a code list
    const FieldSource* source = nullptr;
    double factor = 1;   ///< from the column's unit to the field's
    char decimal = '.';
    Date today;

    /// A blank or a text that the mapping leaves blank gives std::monostate. Fails with a finding that names field,
    /// found and expected: not_a_number, not_a_whole_number, number_out_of_range, impossible_date, date_in_future,
    /// unknown_code, not_yes_or_no.
    Result<Value> read(std::string_view text) const;

   private:
    Result<Value> read_plain(std::string_view text) const;
};

/// "yes", "no", "true", "false", "1", "0" and their like in some languages.
std::optional<bool> parse_yes_or_no(std::string_view text);

}  // namespace cairn::intake
