#pragma once
// Encodings of text: bytes to UTF-8 and back. See docs/encodings.md.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cairn::formats {

enum class Encoding {
    utf8,
    utf16le,
    utf16be,
    cp437,   ///< DOS, United States
    cp850,   ///< DOS, Western Europe
    cp852,   ///< DOS, Central Europe
    cp866,   ///< DOS, Cyrillic
    cp1250,  ///< Windows, Central Europe
    cp1251,  ///< Windows, Cyrillic
    cp1252,  ///< Windows, Western Europe
    cp1254,  ///< Windows, Turkish
    cp1256,  ///< Windows, Arabic
    iso8859_1,
    iso8859_2,
    iso8859_5,
    koi8_r,
    koi8_u,
    armscii8,
    utf8_twice_cp1252,  ///< UTF-8 that a program took for CP1252 and wrote as UTF-8 again: "Ã©" for "é"
    utf8_twice_cp1251,
    utf8_twice_iso8859_1
};

/// "utf-8", "cp1251", "koi8-r", "utf-8 twice (cp1252)" …: the names of the mapping's key `encoding`.
std::string_view to_text(Encoding encoding);
/// What it is, for people: "Windows, Cyrillic".
std::string_view describe(Encoding encoding);
std::span<const Encoding> all_encodings();
std::string names_of_encodings();  ///< "utf-8, utf-16le …", for messages

/// By its name here or a usual one, whatever the case and the punctuation: "windows-1251", "CP1251", "1251",
/// "ansi 1251", "KOI8R", "UTF-16", "latin1", "ISO 8859-1", "IBM850", "65001", the text of a .cpg file.
std::optional<Encoding> find_encoding(std::string_view name);

/// One byte for each character, the first 128 being ASCII's.
bool is_single_byte(Encoding encoding);
/// What the bytes 0x80 to 0xFF mean; 0 where nothing does, C1 controls among these. Precondition: is_single_byte.
const std::array<char32_t, 128>& upper_half(Encoding encoding);

/// Decodes a stream of bytes, piece by piece.
class Decoder {
   public:
    static constexpr char undecodable = '\xFF';  ///< stands for each byte that means nothing; never part of UTF-8

    explicit Decoder(Encoding encoding) : encoding_(encoding) {}
    /// Appends UTF-8, save `undecodable`. For utf8 the bytes as they are. What may go on in the next piece waits
    /// until then (at most 4 KiB); `is_last` ends the waiting. A byte order mark is not removed.
    void decode(std::string_view bytes, bool is_last, std::string& out);

   private:
    void decode_single(std::string_view bytes, std::string& out) const;
    void decode_utf16(bool is_last, std::string& out);
    void decode_twice(bool is_last, std::string& out);

    Encoding encoding_;
    std::string waiting_;
};

/// The whole of a text. Absent when some byte means nothing in the encoding.
std::optional<std::string> to_utf8(std::string_view bytes, Encoding encoding);
/// Absent when the encoding cannot hold the text, or `utf8` is none. to_utf8 gives it back letter by letter; ArmSCII-8
/// has a second byte for some of ASCII's signs, which is not used.
std::optional<std::string> from_utf8(std::string_view utf8, Encoding encoding);

/// UTF-8 whose non-ASCII letters were UTF-8 taken for `wrong` (cp1252, cp1251, iso8859_1). Each run of letters beyond
/// ASCII is put right where the way back is exact (taken for `wrong` once more it gives the run), else left.
std::string repair_twice(std::string_view utf8, Encoding wrong);

}  // namespace cairn::formats
