#include "cairn/formats/encoding.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <unicode/ucnv.h>

#include "cairn/formats/utf8.hpp"

namespace cairn::formats {
namespace {

using enum Encoding;

struct Known {
    Encoding encoding;
    const char* name;
    const char* description;
    const char* icu;  ///< converter that the table comes from; null: none
    std::array<const char*, 8> aliases;  ///< in lower case, letters and digits alone
};

constexpr std::array<Known, 21> known{{
    {utf8, "utf-8", "Unicode", nullptr, {"utf8", "65001", "unicode", "utf8bom", "utf8sig"}},
    {utf16le, "utf-16le", "Unicode in pairs of bytes", nullptr, {"utf16le", "utf16", "1200", "ucs2", "ucs2le"}},
    {utf16be, "utf-16be", "Unicode in pairs of bytes", nullptr, {"utf16be", "1201", "ucs2be"}},
    {cp437, "cp437", "DOS, United States", "ibm-437", {"cp437", "437", "ibm437", "dos437", "oem437"}},
    {cp850, "cp850", "DOS, Western Europe", "ibm-850", {"cp850", "850", "ibm850", "dos850", "oem850"}},
    {cp852, "cp852", "DOS, Central Europe", "ibm-852", {"cp852", "852", "ibm852", "dos852", "oem852"}},
    {cp866, "cp866", "DOS, Cyrillic", "ibm-866", {"cp866", "866", "ibm866", "dos866", "oem866"}},
    {cp1250,
     "cp1250",
     "Windows, Central Europe",
     "windows-1250",
     {"cp1250", "1250", "windows1250", "ansi1250", "win1250"}},
    {cp1251, "cp1251", "Windows, Cyrillic", "windows-1251", {"cp1251", "1251", "windows1251", "ansi1251", "win1251"}},
    {cp1252,
     "cp1252",
     "Windows, Western Europe",
     "windows-1252",
     {"cp1252", "1252", "windows1252", "ansi1252", "win1252", "ansi"}},
    {cp1254, "cp1254", "Windows, Turkish", "windows-1254", {"cp1254", "1254", "windows1254", "ansi1254", "win1254"}},
    {cp1256, "cp1256", "Windows, Arabic", "windows-1256", {"cp1256", "1256", "windows1256", "ansi1256", "win1256"}},
    {iso8859_1, "iso-8859-1", "ISO, Western Europe", "ISO-8859-1", {"iso88591", "88591", "latin1", "iso885901", "l1"}},
    {iso8859_2, "iso-8859-2", "ISO, Central Europe", "ISO-8859-2", {"iso88592", "88592", "latin2", "iso885902", "l2"}},
    {iso8859_5, "iso-8859-5", "ISO, Cyrillic", "ISO-8859-5", {"iso88595", "88595", "iso885905", "isocyrillic"}},
    {koi8_r, "koi8-r", "Unix, Russian", "KOI8-R", {"koi8r", "koi8", "20866", "cskoi8r"}},
    {koi8_u, "koi8-u", "Unix, Ukrainian", "KOI8-U", {"koi8u", "21866", "koi8ru"}},
    {armscii8, "armscii-8", "Armenian", nullptr, {"armscii8", "armscii", "ast34002"}},
    {utf8_twice_cp1252,
     "utf-8 twice (cp1252)",
     "Unicode that was taken for Windows, Western Europe",
     nullptr,
     {"utf8twicecp1252", "utf8twice"}},
    {utf8_twice_cp1251,
     "utf-8 twice (cp1251)",
     "Unicode that was taken for Windows, Cyrillic",
     nullptr,
     {"utf8twicecp1251"}},
    {utf8_twice_iso8859_1,
     "utf-8 twice (iso-8859-1)",
     "Unicode that was taken for ISO, Western Europe",
     nullptr,
     {"utf8twiceiso88591", "utf8twicelatin1"}},
}};

const Known& about(Encoding encoding) { return known[static_cast<std::size_t>(encoding)]; }

using Table = std::array<char32_t, 128>;

/// Armenian standard AST 34.002 (1997), as the Armenian National Institute of Standards published it: signs at 0xA2 to
/// 0xB1, then capital and small letters in turn. 0xAB, its second comma, is U+FF0C here, or it would end a CSV's cell.
Table make_armscii8() {
    constexpr std::array<char32_t, 16> signs{0x0587, 0x0589, ')', '(',    0x00BB, 0x00AB, 0x2014, '.',
                                             0x055D, 0xFF0C, '-', 0x058A, 0x2026, 0x055C, 0x055B, 0x055E};
    Table table{};
    table[0xA0 - 0x80] = 0x00A0;
    std::copy(signs.begin(), signs.end(), table.begin() + (0xA2 - 0x80));
    for (std::size_t i = 0; i < 38; ++i) {
        table[0xB2 - 0x80 + 2 * i] = static_cast<char32_t>(0x0531 + i);
        table[0xB3 - 0x80 + 2 * i] = static_cast<char32_t>(0x0561 + i);
    }
    table[0xFE - 0x80] = 0x055A;
    return table;
}

Table make_table(const char* converter) {
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> icu(ucnv_open(converter, &error), &ucnv_close);
    if (U_FAILURE(error)) throw std::logic_error(std::string("ICU has no converter ") + converter);
    Table table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
        const char byte = static_cast<char>(static_cast<unsigned char>(0x80 + i));
        std::array<UChar, 4> units{};
        error = U_ZERO_ERROR;
        const int n = ucnv_toUChars(icu.get(), units.data(), 4, &byte, 1, &error);
        const bool is_control = units[0] < 0xA0;
        if (U_SUCCESS(error) && n == 1 && !is_control && units[0] != 0xFFFD) table[i] = units[0];
    }
    return table;
}

/// The byte of a code point beyond ASCII; 0: none. C1 controls stand for the bytes that mean nothing.
char find_byte(char32_t letter, const Table& table) {
    const auto at = std::find(table.begin(), table.end(), letter);
    if (at != table.end()) return static_cast<char>(static_cast<unsigned char>(0x80 + (at - table.begin())));
    const bool is_free_control = letter >= 0x80 && letter < 0xA0 && table[letter - 0x80] == 0;
    return is_free_control ? static_cast<char>(static_cast<unsigned char>(letter)) : '\0';
}

/// A run of letters beyond ASCII, or the same when it cannot be put right.
std::string repair_run(std::string_view run, const Table& table) {
    std::string bytes;
    for (std::size_t i = 0; i < run.size();) {
        const std::size_t n = sequence_length(run.substr(i));
        const char byte = n == 0 ? '\0' : find_byte(code_point_of(run.substr(i, n)), table);
        if (byte == '\0') return std::string(run);
        bytes += byte;
        i += n;
    }
    // Each byte came from one letter, so the way back is exact when the bytes are UTF-8 and say something else.
    return is_utf8(bytes) ? bytes : std::string(run);
}

Encoding wrongly_taken_for(Encoding twice) {
    return twice == utf8_twice_cp1252 ? cp1252 : twice == utf8_twice_cp1251 ? cp1251 : iso8859_1;
}

constexpr std::size_t longest_wait = 4096;

}  // namespace

std::string_view to_text(Encoding encoding) { return about(encoding).name; }
std::string_view describe(Encoding encoding) { return about(encoding).description; }

std::span<const Encoding> all_encodings() {
    static const auto all = [] {
        std::array<Encoding, known.size()> encodings{};
        std::transform(known.begin(), known.end(), encodings.begin(), [](const Known& k) { return k.encoding; });
        return encodings;
    }();
    return all;
}

std::string names_of_encodings() {
    std::string names;
    for (const Known& each : known) names += (names.empty() ? "" : ", ") + std::string(each.name);
    return names;
}

std::optional<Encoding> find_encoding(std::string_view name) {
    std::string plain;
    for (const char c : name.substr(0, 100)) {
        if (c >= 'A' && c <= 'Z') plain += static_cast<char>(c + 32);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) plain += c;
    }
    for (const Known& each : known) {
        for (const char* alias : each.aliases) {
            if (alias != nullptr && plain == alias) return each.encoding;
        }
    }
    return std::nullopt;
}

bool is_single_byte(Encoding encoding) { return about(encoding).icu != nullptr || encoding == armscii8; }

const std::array<char32_t, 128>& upper_half(Encoding encoding) {
    static const auto tables = [] {
        std::array<Table, known.size()> all{};
        for (const Known& each : known) {
            Table& table = all[static_cast<std::size_t>(each.encoding)];
            if (each.icu != nullptr) table = make_table(each.icu);
            if (each.encoding == armscii8) table = make_armscii8();
        }
        return all;
    }();
    return tables[static_cast<std::size_t>(encoding)];
}

void Decoder::decode(std::string_view bytes, bool is_last, std::string& out) {
    if (encoding_ == utf8) {
        out += bytes;
    } else if (is_single_byte(encoding_)) {
        decode_single(bytes, out);
    } else {
        waiting_ += bytes;
        if (encoding_ == utf16le || encoding_ == utf16be) {
            decode_utf16(is_last, out);
        } else {
            decode_twice(is_last, out);
        }
    }
}

void Decoder::decode_single(std::string_view bytes, std::string& out) const {
    const Table& table = upper_half(encoding_);
    for (const char c : bytes) {
        if (is_ascii(c)) {
            out += c;
        } else if (const char32_t letter = table[static_cast<unsigned char>(c) - 0x80U]; letter != 0) {
            append_code_point(out, letter);
        } else {
            out += undecodable;
        }
    }
}

void Decoder::decode_utf16(bool is_last, std::string& out) {
    const bool is_little = encoding_ == utf16le;
    const auto unit = [&](std::size_t i) {
        const auto a = static_cast<unsigned char>(waiting_[i]), b = static_cast<unsigned char>(waiting_[i + 1]);
        return static_cast<std::uint32_t>(is_little ? a | (b << 8) : b | (a << 8));
    };
    std::size_t i = 0;
    for (; i + 1 < waiting_.size(); i += 2) {
        const std::uint32_t first = unit(i);
        if (first < 0xD800 || first >= 0xE000) {
            append_code_point(out, first);
            continue;
        }
        if (first < 0xDC00 && i + 3 >= waiting_.size() && !is_last) break;  // its other half is still to come
        const std::uint32_t second = i + 3 < waiting_.size() ? unit(i + 2) : 0;
        if (first >= 0xDC00 || second < 0xDC00 || second >= 0xE000) {
            out += undecodable;
            continue;
        }
        append_code_point(out, 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00));
        i += 2;
    }
    waiting_.erase(0, i);
    if (is_last && !waiting_.empty()) {
        out += undecodable;
        waiting_.clear();
    }
}

void Decoder::decode_twice(bool is_last, std::string& out) {
    std::size_t end = waiting_.size();
    if (!is_last) {
        while (end > 0 && !is_ascii(waiting_[end - 1])) --end;
        if (waiting_.size() - end > longest_wait) end = waiting_.size();
    }
    out += repair_twice(std::string_view(waiting_).substr(0, end), wrongly_taken_for(encoding_));
    waiting_.erase(0, end);
}

std::optional<std::string> to_utf8(std::string_view bytes, Encoding encoding) {
    std::string text;
    Decoder(encoding).decode(bytes, true, text);
    if (!is_utf8(text)) return std::nullopt;
    return text;
}

std::optional<std::string> from_utf8(std::string_view text, Encoding encoding) {
    if (!is_utf8(text)) return std::nullopt;
    if (encoding == utf8) return std::string(text);
    std::string bytes;
    const auto put_unit = [&](std::uint32_t unit) {
        const char low = static_cast<char>(static_cast<unsigned char>(unit & 0xFFU));
        const char high = static_cast<char>(static_cast<unsigned char>(unit >> 8U));
        bytes += encoding == utf16le ? low : high;
        bytes += encoding == utf16le ? high : low;
    };
    const bool is_twice = !is_single_byte(encoding) && encoding != utf16le && encoding != utf16be;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t n = sequence_length(text.substr(i));
        const std::string_view sequence = text.substr(i, n);
        const char32_t letter = code_point_of(sequence);
        i += n;
        if (encoding == utf16le || encoding == utf16be) {
            if (letter >= 0x10000) put_unit(0xD800 + ((letter - 0x10000) >> 10U));
            put_unit(letter >= 0x10000 ? 0xDC00 + ((letter - 0x10000) & 0x3FFU) : letter);
        } else if (letter < 0x80) {
            bytes += static_cast<char>(letter);
        } else if (is_twice) {
            const Table& table = upper_half(wrongly_taken_for(encoding));
            for (const char byte : sequence) {
                const auto b = static_cast<unsigned char>(byte);
                append_code_point(bytes, table[b - 0x80U] != 0 ? table[b - 0x80U] : b);
            }
        } else {
            const Table& table = upper_half(encoding);
            const auto at = std::find(table.begin(), table.end(), letter);
            if (at == table.end()) return std::nullopt;
            bytes += static_cast<char>(static_cast<unsigned char>(0x80 + (at - table.begin())));
        }
    }
    return bytes;
}

std::string repair_twice(std::string_view text, Encoding wrong) {
    const Table& table = upper_half(wrong);
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        while (end < text.size() && is_ascii(text[end])) ++end;
        out += text.substr(i, end - i);
        i = end;
        while (end < text.size() && !is_ascii(text[end])) ++end;
        if (end > i) out += repair_run(text.substr(i, end - i), table);
        i = end;
    }
    return out;
}

}  // namespace cairn::formats
