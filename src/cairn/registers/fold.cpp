#include "cairn/registers/fold.hpp"

#include <array>
#include <cstddef>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

namespace cairn::registers {
namespace {

struct Decoded {
    char32_t letter = 0;
    std::size_t bytes = 0;  ///< 0: not UTF-8
};

Decoded decode(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned lead = byte(0);
    if (lead < 0x80) return {lead, 1};
    const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {};
    char32_t letter = lead & (0xFFU >> (bytes + 1));
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((byte(i) & 0xC0U) != 0x80) return {};
        letter = (letter << 6U) | (byte(i) & 0x3FU);
    }
    constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = letter >= 0xD800 && letter <= 0xDFFF;
    if (letter < least[bytes] || letter > 0x10FFFF || surrogate) return {};
    return {letter, bytes};
}

void append_utf8(std::string& out, char32_t c) {
    const auto put = [&](char32_t b) { out.push_back(static_cast<char>(static_cast<unsigned char>(b))); };
    if (c < 0x80) return put(c);
    if (c < 0x800) return put(0xC0U | (c >> 6U)), put(0x80U | (c & 0x3FU));
    if (c < 0x10000) {
        return put(0xE0U | (c >> 12U)), put(0x80U | ((c >> 6U) & 0x3FU)), put(0x80U | (c & 0x3FU));
    }
    put(0xF0U | (c >> 18U)), put(0x80U | ((c >> 12U) & 0x3FU));
    put(0x80U | ((c >> 6U) & 0x3FU)), put(0x80U | (c & 0x3FU));
}

/// Base letters of U+00C0 … U+017F in lower case ('?': no letter). Ligatures keep their first letter.
constexpr std::string_view latin =
    "aaaaaaaceeeeiiiidnooooo?ouuuuytsaaaaaaaceeeeiiiidnooooo?ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// Signs that NFKD would make letters of: №, ª, modifier letters such as the apostrophe ʼ.
bool is_sign(char32_t c) {
    return (c >= 0x80 && c < 0xC0 && c != 0xAA && c != 0xB2 && c != 0xB3 && c != 0xB5 && c != 0xB9 && c != 0xBA) ||
           (c >= 0x2B0 && c <= 0x2FF) || c == 0x640 || c == 0x2116 || c == 0xFEFF;
}

/// Letters that are written for one another, each as the other is written.
char32_t to_common_form(char32_t c) {
    switch (c) {
        case 0x0259: return 'e';    // Azerbaijani ə, typed as e where the letter was missing
        case 0x0491: return 0x433;  // Ukrainian ґ
        case 0x0671: return 0x627;  // Arabic alef wasla
        case 0x0649: return 0x64A;  // alef maksura and yeh
        case 0x06CC: return 0x64A;  // Persian yeh
        case 0x06A9: return 0x643;  // Persian keheh
        case 0x0629: return 0x647;  // teh marbuta and heh
        default: return c;
    }
}

bool is_letter_or_digit(char32_t c) {
    const auto mask = 1U << static_cast<unsigned>(u_charType(static_cast<UChar32>(c)));
    return (mask & (U_GC_L_MASK | U_GC_ND_MASK | U_GC_MC_MASK)) != 0;
}

/// One letter, decomposed for compatibility: lower case, no marks, digits as ASCII's.
void append_folded(std::string& out, char32_t c, int depth = 0) {
    if (is_sign(c)) return;
    const auto folded = static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c), U_FOLD_CASE_DEFAULT));
    if (folded >= 0xC0 && folded <= 0x17F) {
        if (const char base = latin[folded - 0xC0]; base != '?') out.push_back(base);
        return;
    }
    UErrorCode error = U_ZERO_ERROR;
    static const UNormalizer2* const nfkd = unorm2_getNFKDInstance(&error);
    std::array<UChar, 24> parts{};  // the longest decomposition has 18 units
    const bool keeps_mark = folded == 0x439;  // й is a letter of its own, not и with a mark
    const int units = keeps_mark || depth > 0
                          ? -1
                          : unorm2_getDecomposition(nfkd, static_cast<UChar32>(folded), parts.data(),
                                                    static_cast<int>(parts.size()), &error);
    if (units >= 0 && U_SUCCESS(error)) {
        for (std::size_t i = 0; i < static_cast<std::size_t>(units); ++i) {
            char32_t part = parts[i];
            const bool is_pair = (part & 0xFC00U) == 0xD800U && i + 1 < static_cast<std::size_t>(units);
            if (is_pair) part = 0x10000 + ((part - 0xD800) << 10U) + (parts[++i] - 0xDC00U);
            append_folded(out, part, depth + 1);
        }
        return;
    }
    if (!is_letter_or_digit(folded)) return;
    const int digit = u_charDigitValue(static_cast<UChar32>(folded));
    append_utf8(out, digit >= 0 ? U'0' + static_cast<char32_t>(digit) : to_common_form(folded));
}

}  // namespace

std::string fold(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto [c, bytes] = decode(text.substr(i));
        i += bytes == 0 ? 1 : bytes;
        if (bytes == 0) continue;
        if (c < 0x80) {
            if (c >= 'A' && c <= 'Z') out.push_back(static_cast<char>(c + 32));
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out.push_back(static_cast<char>(c));
        } else if (c >= 0xC0 && c <= 0x17F) {
            if (const char base = latin[c - 0xC0]; base != '?') out.push_back(base);
        } else {
            append_folded(out, c);
        }
    }
    return out;
}

bool is_clean_text(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        if (static_cast<unsigned char>(text[i]) - 1U < 0x7FU) {  // ASCII
            ++i;
            continue;
        }
        const auto [c, bytes] = decode(text.substr(i));
        if (bytes == 0 || c == 0) return false;
        i += bytes;
    }
    return true;
}

}  // namespace cairn::registers
