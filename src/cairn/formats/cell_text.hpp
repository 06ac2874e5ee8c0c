#pragma once
// What a person sees in a cell of a workbook, from what is stored in it.

#include <cstdint>
#include <string>
#include <string_view>

namespace cairn::formats {

/// How a number is shown, as far as it changes what the number says.
struct NumberFormat {
    bool is_date = false;
    int least_digits = 0;  ///< "00000": leading zeros belong to the number
};

/// Reads a number format of a workbook (ECMA-376, 18.8.31), "dd/mm/yyyy" or "00000".
NumberFormat parse_number_format(std::string_view code);
/// One of those that have a number and no text (ECMA-376, 18.8.30).
NumberFormat built_in_format(int id);

/// At most 15 significant digits, as spreadsheet programs show them: what a computation left beyond them is noise.
/// Text that is no number stays as it is.
std::string number_cell(std::string_view text, const NumberFormat& format = {});

/// A day number as an ISO date, with the time of day where it has one; below 1 as a time. `is_1904`: days are counted
/// from 1904-01-01. Day 60 of the 1900 system is 1900-02-29, which never was. Numbers that are no days stay numbers.
std::string date_cell(double days, bool is_1904);

/// "2019-05-01T00:00:00" → "2019-05-01"; other texts as they are.
std::string without_midnight(std::string text);

/// "BC12" → 54 (0-based column) and 12 (1-based row, 0 when it has none). False when it is no reference.
bool parse_reference(std::string_view text, std::size_t& column, std::int64_t& row);
/// 0 → "A", 27 → "AB".
std::string column_letters(std::size_t column);

}  // namespace cairn::formats
