// The words of positions, in the languages that docs/notations.md lists.

#include <algorithm>
#include <iterator>

#include "cairn/geodesy/written_tokens.hpp"

namespace cairn::geodesy {
namespace {

using Hemisphere = WordMeaning::Hemisphere;
using Label = WordMeaning::Label;

struct Word {
    std::string_view text;
    WordMeaning meaning;
};

constexpr WordMeaning north{.hemisphere = Hemisphere::north}, south{.hemisphere = Hemisphere::south},
    east{.hemisphere = Hemisphere::east}, west{.hemisphere = Hemisphere::west};
constexpr WordMeaning latitude{.label = Label::latitude}, longitude{.label = Label::longitude},
    easting{.label = Label::easting}, northing{.label = Label::northing}, zone{.label = Label::zone},
    noise{.label = Label::noise};

/// Lower case, without dots ("с.ш." is "сш").
constexpr Word words[] = {
    // English, French, Spanish, Portuguese, German
    {"n", north},
    {"north", north},
    {"nord", north},
    {"norte", north},
    {"s", south},
    {"south", south},
    {"sud", south},
    {"sur", south},
    {"sul", south},
    {"süd", south},
    {"e", east},
    {"east", east},
    {"est", east},
    {"este", east},
    {"leste", east},
    {"l", east},
    {"w", west},
    {"west", west},
    {"ouest", west},
    {"oeste", west},
    {"o", {.hemisphere = Hemisphere::west, .is_o = true}},
    {"ost", east},
    // Russian
    {"с", north},
    {"сш", north},
    {"север", north},
    {"ю", south},
    {"юш", south},
    {"юг", south},
    {"в", east},
    {"вд", east},
    {"восток", east},
    {"з", west},
    {"зд", west},
    {"запад", west},
    // Ukrainian
    {"пн", north},
    {"пнш", north},
    {"північ", north},
    {"пд", south},
    {"пдш", south},
    {"південь", south},
    {"сх", east},
    {"схд", east},
    {"схід", east},
    {"зх", west},
    {"зхд", west},
    {"захід", west},
    // Bosnian, Croatian, Serbian: S is north here (see is_south_slavic)
    {"j", south},
    {"jug", south},
    {"i", east},
    {"istok", east},
    {"z", west},
    {"zapad", west},
    {"sjever", north},
    {"sever", north},
    {"ј", south},
    {"југ", south},
    {"и", east},
    {"исток", east},
    // Azerbaijani
    {"şm", north},
    {"şme", north},
    {"cn", south},
    {"cne", south},
    {"ş", east},
    {"şu", east},
    {"q", west},
    {"qu", west},
    // Armenian
    {"հս", north},
    {"հսլ", north},
    {"հվ", south},
    {"հվլ", south},
    {"արլ", east},
    {"արլե", east},
    {"արմ", west},
    {"արմե", west},
    // Arabic
    {"ش", north},
    {"شمال", north},
    {"شمالا", north},
    {"ج", south},
    {"جنوب", south},
    {"جنوبا", south},
    {"ق", east},
    {"شرق", east},
    {"شرقا", east},
    {"غ", west},
    {"غرب", west},
    {"غربا", west},
    // Which coordinate follows
    {"lat", latitude},
    {"latitude", latitude},
    {"latitud", latitude},
    {"широта", latitude},
    {"ш", latitude},
    {"φ", latitude},
    {"širina", latitude},
    {"lon", longitude},
    {"lng", longitude},
    {"long", longitude},
    {"longitude", longitude},
    {"longitud", longitude},
    {"долгота", longitude},
    {"довгота", longitude},
    {"д", longitude},
    {"λ", longitude},
    {"dužina", longitude},
    {"me", easting},
    {"easting", easting},
    {"mn", northing},
    {"northing", northing},
    {"x", {.label = Label::x}},
    {"х", {.label = Label::x}},  // Cyrillic
    {"y", {.label = Label::y}},
    {"у", {.label = Label::y}},  // Cyrillic
    {"zone", zone},
    {"utm", zone},
    {"zona", zone},
    {"зона", zone},
    {"fuseau", zone},
    {"huso", zone},
    {"fuso", zone},
    {"m", noise},
    {"м", noise},
    {"gps", noise},
    {"mgrs", noise},
};

char32_t lower(char32_t c) {
    if (c >= 'A' && c <= 'Z') return c + 32;
    if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x410 && c <= 0x42F) || (c >= 0x391 && c <= 0x3A9))
        return c + 32;
    if (c >= 0x400 && c <= 0x40F) return c + 80;
    if (c >= 0x531 && c <= 0x556) return c + 48;
    if (c >= 0x100 && c <= 0x17F && c != 0x130 && c != 0x131 && c != 0x138 && c != 0x149) {
        // Capital letters stand at even places, but for two stretches.
        const bool is_odd = (c >= 0x139 && c <= 0x148) || c >= 0x179;
        return (c % 2 == 0) != is_odd ? c + 1 : c;
    }
    return c == 0x130 ? U'i' : c;
}

}  // namespace

WordMeaning meaning_of(std::string_view word) {
    const auto* const at =
        std::find_if(std::begin(words), std::end(words), [word](const Word& w) { return w.text == word; });
    return at == std::end(words) ? WordMeaning{} : at->meaning;
}

std::string to_lower(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte & 0xE0U) == 0xC0U && i + 1 < text.size()) {
            const char32_t c = lower(((byte & 0x1FU) << 6U) | (static_cast<unsigned char>(text[i + 1]) & 0x3FU));
            if (c < 0x80) {
                out += static_cast<char>(c);
            } else {
                out += static_cast<char>(0xC0U | (c >> 6U));
                out += static_cast<char>(0x80U | (c & 0x3FU));
            }
            i += 2;
        } else {
            out += byte < 0x80 ? static_cast<char>(lower(byte)) : text[i];
            ++i;
        }
    }
    return out;
}

}  // namespace cairn::geodesy
