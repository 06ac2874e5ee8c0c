#pragma once
// Private to this module: the text of a position, cut into what it is made of.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cairn::geodesy {

/// What a word says, in one of the languages that docs/notations.md lists. A word may say several things.
struct WordMeaning {
    enum class Hemisphere : std::uint8_t { none, north, south, east, west };
    Hemisphere hemisphere = Hemisphere::none;
    bool is_o = false;  ///< west in most languages, east in German
    enum class Label : std::uint8_t { none, latitude, longitude, easting, northing, zone, x, y, noise };
    Label label = Label::none;
};

struct Token {
    enum class Kind : std::uint8_t { number, degree, minute, second, joint, separator, plus, minus, word };
    Kind kind = Kind::word;
    std::string text;         ///< of a number: ASCII digits, perhaps with '.'; of a word: lower case without dots
    bool is_glued = false;    ///< nothing stands between this token and the one before
    bool is_lower = false;    ///< of a word: written in lower case
    int whole_digits = 0;     ///< of a number: before the point
    int decimals = 0;         ///< of a number: after it
    double value = 0;         ///< of a number
    WordMeaning meaning;      ///< of a word
};

/// Absent when a character is none that positions are written with, or a number has more than one point.
/// `comma_is_decimal`: a comma between two digits stands before a fraction; else it parts.
std::optional<std::vector<Token>> cut(std::string_view text, bool comma_is_decimal);

/// Of a word in lower case without dots; a default value when it is not known.
WordMeaning meaning_of(std::string_view word);

/// Lower case, for the alphabets that positions are written in; bytes that are not UTF-8 stay as they are.
std::string to_lower(std::string_view text);

}  // namespace cairn::geodesy
