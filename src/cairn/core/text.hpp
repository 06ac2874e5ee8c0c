#pragma once
// Texts as files have them: blanks around them, letters of ASCII, and as much of them as a sentence bears.

#include <cstddef>
#include <string>
#include <string_view>

namespace cairn {

inline constexpr std::string_view blanks = " \t\r\n";

inline bool is_blank(std::string_view text) { return text.find_first_not_of(blanks) == std::string_view::npos; }

/// Without blanks at both ends.
inline std::string_view trim(std::string_view text) {
    const auto from = text.find_first_not_of(blanks);
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

/// Letters beyond ASCII stay as they are: for endings of files and names of formats.
inline std::string to_lower_ascii(std::string text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

/// The longest beginning of at most `most` bytes that ends between two characters of UTF-8.
inline std::string_view first_bytes(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
    return text.substr(0, most);
}

/// Cut to a length that a message bears.
inline std::string shorten(std::string_view text) {
    constexpr std::size_t most = 80;
    return std::string(first_bytes(text, most)) + (text.size() > most ? "…" : "");
}

}  // namespace cairn
