#pragma once
// UTF-8 (RFC 3629) as far as readers need it.

#include <cstdint>
#include <string>
#include <string_view>

namespace cairn::formats {

inline constexpr std::string_view replacement_character = "\xEF\xBF\xBD";  ///< U+FFFD

/// Bytes of the well-formed sequence at the start of `text` (1 to 4), or 0 when there is none.
/// Overlong forms, surrogates and values above U+10FFFF are not well-formed.
std::size_t sequence_length(std::string_view text);

/// Of one well-formed sequence, whole.
char32_t code_point_of(std::string_view sequence);

inline bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

bool is_utf8(std::string_view text);

/// Every byte that belongs to no well-formed sequence becomes U+FFFD.
std::string replace_invalid(std::string_view text);

/// Appends a code point in [0, 0x10FFFF]; surrogates become U+FFFD.
void append_code_point(std::string& text, std::uint32_t code_point);

}  // namespace cairn::formats
