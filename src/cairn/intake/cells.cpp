#include "cairn/intake/cells.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "cairn/intake/dates.hpp"
#include "cairn/intake/units.hpp"
#include "cairn/registers/fold.hpp"

namespace cairn::intake {
namespace {

std::string number_text(double value) {
    std::array<char, 32> text{};
    const auto done = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 10);
    return {text.data(), done.ptr};
}

tl::unexpected<Finding> refuse(std::string code, const registers::Field& field, std::string_view text,
                               const std::string& why, std::string expected) {
    const std::string found = shorten(text);
    return failure({.code = std::move(code),
                    .severity = Severity::error,
                    .message = field.name + " is \"" + found + "\", " + why + ". Correct it, or change the mapping.",
                    .field = field.name,
                    .found = found,
                    .expected = std::move(expected)});
}

Result<Value> read_number(const CellReader& cell, std::string_view text) {
    const registers::Field& field = *cell.field;
    const auto quantity = parse_quantity(text, cell.decimal);
    // A unit in the cell wins over the column's, and must be one that the field's can be made of.
    const auto factor =
        !quantity || quantity->unit.empty() ? std::optional(cell.factor) : find_factor(quantity->unit, field.unit);
    if (!quantity || !factor) {
        const std::string expected = cell.decimal == ',' ? "a number such as 12,5" : "a number such as 12.5";
        return refuse("not_a_number", field, text, "which is not a number", expected);
    }
    const double value = quantity->value * *factor;
    const bool is_whole = field.type == registers::FieldType::integer;
    if (is_whole && (value != std::round(value) || std::fabs(value) > 9e15)) {
        return refuse("not_a_whole_number", field, text, "which is not a whole number", "a whole number");
    }
    if ((field.minimum && value < *field.minimum) || (field.maximum && value > *field.maximum)) {
        const std::string unit = field.unit.empty() || field.unit == "1" ? "" : " " + field.unit;
        const std::string low = field.minimum ? "at least " + number_text(*field.minimum) + unit : "";
        const std::string high = field.maximum ? "at most " + number_text(*field.maximum) + unit : "";
        const std::string expected = low + (low.empty() || high.empty() ? "" : ", ") + high;
        return refuse("number_out_of_range", field, text, "which is out of range (" + expected + ")", expected);
    }
    if (is_whole) return Value(static_cast<std::int64_t>(value));
    return Value(value);
}

Result<Value> read_date(const CellReader& cell, std::string_view text) {
    auto date = parse_date_as(text, cell.source->format);
    if (!date) {
        date.error().field = cell.field->name;
        date.error().message += " Correct it, or state its pattern.";
        return failure(date.error());
    }
    if (date->first > cell.today.last) {
        return refuse("date_in_future", *cell.field, text, "which lies in the future",
                      "a date up to " + to_text(cell.today));
    }
    return Value(*date);
}

Result<Value> read_code(const CellReader& cell, std::string_view text) {
    if (const registers::CodeValue* code = cell.codes->find(text)) return Value(code->value);
    std::string values;
    for (const auto& code : cell.codes->values) {
        if (values.size() > 120) {
            values += " …";
            break;
        }
        values += (values.empty() ? "" : ", ") + code.value;
    }
    return refuse("unknown_code", *cell.field, text,
                  "which the code list " + cell.codes->name + " does not know; map it to one of its values, or to null",
                  values);
}

}  // namespace

std::optional<bool> parse_yes_or_no(std::string_view text) {
    constexpr std::array<std::string_view, 19> yes{"yes",  "y",  "true",      "t",      "1",   "si",  "oui",
                                                   "да",   "da", "ja",        "sim",    "так", "نعم", "այո",
                                                   "beli", "he", "verdadero", "истина", "ha"};
    constexpr std::array<std::string_view, 17> no{"no",  "n",  "false", "f",  "0",    "non", "нет",   "ne",  "nein",
                                                  "nao", "ні", "لا",    "ոչ", "xeyr", "yox", "falso", "ложь"};
    const std::string folded = registers::fold(text);
    if (std::find(yes.begin(), yes.end(), folded) != yes.end()) return true;
    if (std::find(no.begin(), no.end(), folded) != no.end()) return false;
    return std::nullopt;
}

Result<Value> CellReader::read(std::string_view given) const {
    const std::string_view text = trim(given);
    if (text.empty()) return Value{};
    if (const auto at = source->codes.find(std::string(text)); at != source->codes.end()) {
        if (!at->second) return Value{};
        return read_plain(*at->second);
    }
    return read_plain(text);
}

Result<Value> CellReader::read_plain(std::string_view text) const {
    if (codes != nullptr) return read_code(*this, text);
    switch (field->type) {
        case registers::FieldType::integer:
        case registers::FieldType::real: return read_number(*this, text);
        case registers::FieldType::date: return read_date(*this, text);
        case registers::FieldType::boolean: {
            if (const auto flag = parse_yes_or_no(text)) return Value(*flag);
            return refuse("not_yes_or_no", *field, text, "which is neither yes nor no", "yes or no");
        }
        case registers::FieldType::text: break;
    }
    return Value(std::string(text));
}

}  // namespace cairn::intake
