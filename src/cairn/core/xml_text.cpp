#include "cairn/core/xml_text.hpp"

namespace cairn {
namespace {

/// U+FFFE and U+FFFF, which stand outside section 2.2 too.
bool is_non_character(std::string_view rest) {
    return rest.size() >= 3 && rest[0] == '\xEF' && rest[1] == '\xBF' && (rest[2] == '\xBE' || rest[2] == '\xBF');
}

}  // namespace

std::string to_xml_text(std::string_view text) {
    constexpr std::string_view unknown = "\xEF\xBF\xBD";
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        switch (c) {
            case '&': out += "&amp;"; continue;
            case '<': out += "&lt;"; continue;
            case '>': out += "&gt;"; continue;
            case '"': out += "&quot;"; continue;
            // As references, or a parser would turn them into others (sections 2.11 and 3.3.3).
            case '\t': out += "&#9;"; continue;
            case '\n': out += "&#10;"; continue;
            case '\r': out += "&#13;"; continue;
            default: break;
        }
        if (static_cast<unsigned char>(c) < 0x20) {
            out += unknown;
        } else if (is_non_character(text.substr(i))) {
            out += unknown;
            i += 2;
        } else {
            out += c;
        }
    }
    return out;
}

}  // namespace cairn
