#include "cairn/report/css.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "cairn/core/error.hpp"
#include "cairn/report/embedded.hpp"

namespace cairn::report {

std::string css_number(double value) {
    if (!std::isfinite(value)) return "0";
    // one decimal is a third of a pixel on the widest strip, and keeps the page small
    const long tenths = std::lround(std::clamp(value, -1e9, 1e9) * 10);
    std::string text = tenths < 0 ? "-" : "";
    text += std::to_string(std::abs(tenths) / 10);
    if (tenths % 10 != 0) text += "." + std::to_string(std::abs(tenths) % 10);
    return text;
}

std::string css_string(std::string_view text) {
    std::string out = "\"";
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<unsigned char>(text[at]);
        // The caller hands over what escape() or our own catalogue made: well-formed UTF-8, checked again here.
        const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 0;
        unsigned code = length == 1 ? lead : length == 0 ? 0xFFFDU : lead & (0xFFU >> (length + 1));
        for (std::size_t i = 1; i < length; ++i) {
            const unsigned next = at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
            code = (next & 0xC0U) == 0x80U ? (code << 6U) | (next & 0x3FU) : 0xFFFDU;
        }
        const bool is_plain =
            (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || code == ' ';
        if (is_plain) {
            out += static_cast<char>(code);
        } else {
            std::array<char, 16> hex{};
            std::snprintf(hex.data(), hex.size(), "\\%06X ", std::min(code, 0x10FFFFU));
            out += hex.data();
        }
        at += std::max<std::size_t>(length, 1);
    }
    return out + "\"";
}

std::string_view style_sheet(std::string_view name) {
    for (const auto& file : embedded::files)
        if (file.name == name) return file.text;
    throw CallError("The program carries no style sheet " + std::string(name) + ".");
}

}  // namespace cairn::report
