#include "cairn/intake/numbers.hpp"

#include <algorithm>
#include <array>
#include <unicode/uchar.h>

#include "cairn/formats/number_text.hpp"
#include "cairn/formats/utf8.hpp"
#include "cairn/intake/cells.hpp"
#include "cairn/intake/units.hpp"

namespace cairn::intake {
namespace {

bool is_plain_digit(char c) { return c >= '0' && c <= '9'; }

constexpr std::string_view arabic_decimal = "\u066B", arabic_thousands = "\u066C";
constexpr std::string_view right_quote = "\u2019", single_quote = "\u2018";

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
    return text;
}

/// Without the signs between groups of three digits; absent when they stand elsewhere, or are of two kinds.
std::optional<std::string> without_groups(std::string_view text, char decimal) {
    const std::size_t sign = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
    const std::string_view whole = text.substr(sign, text.find(decimal) - sign);
    const std::string_view rest = text.substr(sign + whole.size());
    const auto is_between = [](char c) { return c == ' ' || c == '\'' || c == '.' || c == ','; };
    std::string digits(text.substr(0, sign));
    char between = 0;
    std::size_t in_group = 0;
    for (const char c : whole) {
        if (is_plain_digit(c)) {
            digits += c;
            ++in_group;
            continue;
        }
        const bool is_first = between == 0;
        if (!is_between(c) || (!is_first && c != between)) return std::nullopt;
        if (is_first ? in_group == 0 || in_group > 3 : in_group != 3) return std::nullopt;
        between = c;
        in_group = 0;
    }
    if (between == 0 || in_group != 3) return std::nullopt;
    if (!rest.empty() && !std::all_of(rest.begin() + 1, rest.end(), is_plain_digit)) return std::nullopt;
    if (!rest.empty()) digits += '.';
    return digits + std::string(rest.empty() ? rest : rest.substr(1));
}

/// How units are written in the languages of registers/words, folded letters beside signs.
constexpr std::array<std::pair<std::string_view, std::string_view>, 36> written_units{{
    {"m", "m"},      {"m.", "m"},     {"м", "m"},     {"м.", "m"},    {"մ", "m"},      {"م", "m"},
    {"metres", "m"}, {"meters", "m"}, {"cm", "cm"},   {"cm.", "cm"},  {"см", "cm"},    {"см.", "cm"},
    {"սմ", "cm"},    {"سم", "cm"},    {"sm", "cm"},   {"mm", "mm"},   {"мм", "mm"},    {"km", "km"},
    {"км", "km"},    {"ft", "ft"},    {"in", "in"},   {"m2", "m2"},   {"m²", "m2"},    {"м2", "m2"},
    {"м²", "m2"},    {"sqm", "m2"},   {"sq m", "m2"}, {"кв.м", "m2"}, {"кв. м", "m2"}, {"кв м", "m2"},
    {"م2", "m2"},    {"ha", "ha"},    {"га", "ha"},   {"km2", "km2"}, {"км2", "km2"},  {"%", "percent"},
}};

}  // namespace

std::string with_plain_digits(std::string_view text) {
    if (std::all_of(text.begin(), text.end(), formats::is_ascii)) return std::string(text);
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t n = formats::sequence_length(text.substr(i));
        if (n < 2) {
            out += text[i++];
            continue;
        }
        const std::string_view sequence = text.substr(i, n);
        const auto letter = static_cast<UChar32>(formats::code_point_of(sequence));
        i += n;
        if (const int digit = u_charDigitValue(letter); digit >= 0) {
            out += static_cast<char>('0' + digit);
        } else if (letter == 0xA0 || letter == 0x202F || (letter >= 0x2007 && letter <= 0x2009)) {
            out += ' ';
        } else if (letter == 0x2212) {
            out += '-';
        } else {
            out += sequence;
        }
    }
    return out;
}

std::optional<double> parse_decimal(std::string_view given, char decimal) {
    const std::string_view trimmed = trim(given);
    const bool is_ascii = std::all_of(trimmed.begin(), trimmed.end(), formats::is_ascii);
    if (is_ascii && decimal == '.') {
        if (const auto value = formats::parse_number(trimmed)) return value;
    }
    if (trimmed.size() > 64 || trimmed.empty()) return std::nullopt;
    std::string text(trim(with_plain_digits(trimmed)));
    if (!is_ascii) {
        if (text.find(arabic_decimal) != std::string::npos) {
            text = replaced(replaced(text, arabic_decimal, "."), arabic_thousands, "'");
            decimal = '.';
        }
        text = replaced(replaced(replaced(text, arabic_thousands, "'"), right_quote, "'"), single_quote, "'");
    }
    if (const auto grouped = without_groups(text, decimal)) return formats::parse_number(*grouped);
    if (decimal == ',') {
        if (text.find('.') != std::string::npos) return std::nullopt;
        std::replace(text.begin(), text.end(), ',', '.');
    }
    return formats::parse_number(text);
}

bool can_be_thousands_or_fraction(std::string_view given) {
    std::string text(trim(with_plain_digits(given)));
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.erase(0, 1);
    const auto at = text.find_first_of(".,");
    return at != std::string::npos && at >= 1 && at <= 3 && text.size() == at + 4 && text[0] != '0' &&
           std::count_if(text.begin(), text.end(), is_plain_digit) == static_cast<std::ptrdiff_t>(text.size()) - 1;
}

std::optional<Quantity> parse_quantity(std::string_view given, char decimal) {
    if (const auto value = parse_decimal(given, decimal)) return Quantity{*value, {}};
    if (given.size() > 64) return std::nullopt;
    const std::string text(trim(with_plain_digits(given)));
    const auto last = text.find_last_of("0123456789");
    if (last == std::string::npos) return std::nullopt;
    // "5 m2": the unit's own digit is the last.
    for (const std::size_t end : {last + 1, text.find_last_of("0123456789", last == 0 ? 0 : last - 1) + 1}) {
        if (end == 0 || end > text.size()) continue;
        const std::string_view unit = trim(std::string_view(text).substr(end));
        const auto at = std::find_if(written_units.begin(), written_units.end(),
                                     [unit](const auto& written) { return written.first == unit; });
        if (at == written_units.end()) continue;
        if (const auto value = parse_decimal(std::string_view(text).substr(0, end), decimal))
            return Quantity{*value, std::string(at->second)};
    }
    return std::nullopt;
}

}  // namespace cairn::intake
