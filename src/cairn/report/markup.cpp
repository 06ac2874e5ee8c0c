#include "cairn/report/markup.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "cairn/core/error.hpp"

namespace cairn::report {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

bool is_continuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

/// Bytes of the well-formed UTF-8 sequence that begins at `text[at]` (Unicode 15, table 3-7); 0 when there is none.
std::size_t sequence_length(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : static_cast<unsigned char>(0);
    };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return is_continuation(byte(1)) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        if (!is_continuation(byte(1)) || !is_continuation(byte(2))) return 0;
        const bool is_overlong = lead == 0xE0 && byte(1) < 0xA0;
        const bool is_surrogate = lead == 0xED && byte(1) > 0x9F;
        const bool is_noncharacter = lead == 0xEF && byte(1) == 0xBF && byte(2) > 0xBD;  // U+FFFE, U+FFFF
        return is_overlong || is_surrogate || is_noncharacter ? 0 : 3;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        if (!is_continuation(byte(1)) || !is_continuation(byte(2)) || !is_continuation(byte(3))) return 0;
        const bool is_overlong = lead == 0xF0 && byte(1) < 0x90;
        const bool is_beyond = lead == 0xF4 && byte(1) > 0x8F;
        return is_overlong || is_beyond ? 0 : 4;
    }
    return 0;
}

std::string_view reference(char c) {
    switch (c) {
        case '&': return "&amp;";
        case '<': return "&lt;";
        case '>': return "&gt;";
        case '"': return "&quot;";
        case '\'': return "&#39;";
        default: return {};
    }
}

}  // namespace

std::string escape(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = sequence_length(text, at);
        const auto byte = static_cast<unsigned char>(text[at]);
        if (length == 0) {
            out += replacement;
        } else if (length > 1) {
            out += text.substr(at, length);
        } else if (const auto named = reference(text[at]); !named.empty()) {
            out += named;
        } else if ((byte >= 0x20 && byte != 0x7F) || byte == '\t' || byte == '\n') {
            out += text[at];
        }
        at += std::max<std::size_t>(length, 1);
    }
    return out;
}

Markup& Markup::raw(std::string_view text) {
    out_ += text;
    return *this;
}

void Markup::start(std::string_view tag, const Attributes& attributes) {
    raw("<").raw(tag);
    for (const auto& [name, value] : attributes) raw(" ").raw(name).raw("=\"").raw(escape(value)).raw("\"");
}

Markup& Markup::open(std::string_view tag, const Attributes& attributes) {
    start(tag, attributes);
    open_.emplace_back(tag);
    return raw(">");
}

Markup& Markup::close(std::string_view tag) {
    if (open_.empty() || open_.back() != tag) {
        throw CallError("Markup: </" + std::string(tag) + "> closes what is not the innermost open element.");
    }
    open_.pop_back();
    return raw("</").raw(tag).raw(">");
}

Markup& Markup::leaf(std::string_view tag, const Attributes& attributes) {
    start(tag, attributes);
    return raw("/>");
}

Markup& Markup::element(std::string_view tag, const Attributes& attributes, std::string_view content) {
    return open(tag, attributes).text(content).close(tag);
}

Markup& Markup::text(std::string_view content) { return raw(escape(content)); }

Markup& Markup::style(std::string_view css) {
    if (css.find_first_of("<&") != std::string_view::npos) {
        throw CallError("Markup: a style sheet may hold neither '<' nor '&'.");
    }
    return open("style").raw(css).close("style");
}

std::string Markup::take() && {
    if (!open_.empty()) throw CallError("Markup: <" + open_.back() + "> is still open.");
    return std::move(out_);
}

}  // namespace cairn::report
