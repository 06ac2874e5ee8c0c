#include "text_width.hpp"

#include <algorithm>
#include <cstdint>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace cairn::cli {
namespace {

struct Letter {
    std::string_view bytes;
    std::size_t width = 0;
};

std::size_t width_of(UChar32 point) {
    if (point < 0) return 1;  // a byte that is not UTF-8: a terminal draws one replacement for it
    if (u_hasBinaryProperty(point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) && point != 0xAD) return 0;
    const auto mask = U_GET_GC_MASK(point);
    if ((mask & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CC_MASK)) != 0) return 0;
    const int east_asian = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
    return east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
}

/// One letter with the marks that follow it.
Letter next_letter(std::string_view text, std::size_t& at) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    auto i = static_cast<std::int32_t>(at);
    UChar32 point = 0;
    U8_NEXT(bytes, i, size, point);
    const std::size_t width = width_of(point);
    while (i < size) {
        std::int32_t after = i;
        U8_NEXT(bytes, after, size, point);
        if (point < 0 || point == '\n' || width_of(point) != 0) break;
        i = after;
    }
    const std::size_t from = at;
    at = static_cast<std::size_t>(i);
    return {text.substr(from, at - from), width};
}

/// Adds the words of one line of text to lines of at most `width` columns.
class Wrapper {
   public:
    Wrapper(std::size_t width, std::vector<std::string>& lines)
        : width_(std::max<std::size_t>(width, 2)), lines_(lines) {}

    void add_line(std::string_view line) {
        lines_.emplace_back();
        used_ = 0;
        while (!line.empty()) {
            const std::size_t space = line.find(' ');
            add_word(line.substr(0, space));
            if (space == std::string_view::npos) break;
            line.remove_prefix(space + 1);
            is_after_space_ = true;
        }
        is_after_space_ = false;
    }

   private:
    void add_word(std::string_view word) {
        const std::size_t columns = display_width(word);
        const std::size_t gap = is_after_space_ && used_ > 0 ? 1 : 0;
        if (used_ > 0 && used_ + gap + columns > width_) {
            lines_.emplace_back();
            used_ = 0;
        } else if (is_after_space_) {
            // Spaces at the beginning of a line are an indent that somebody meant.
            lines_.back() += ' ';
            ++used_;
        }
        for (std::size_t at = 0; at < word.size();) add_letter(next_letter(word, at));
    }

    void add_letter(const Letter& letter) {
        if (used_ + letter.width > width_) {
            lines_.emplace_back();
            used_ = 0;
        }
        lines_.back() += letter.bytes;
        used_ += letter.width;
    }

    std::size_t width_;
    std::vector<std::string>& lines_;
    std::size_t used_ = 0;
    bool is_after_space_ = false;
};

}  // namespace

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) width += next_letter(text, at).width;
    return width;
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
    std::vector<std::string> lines;
    Wrapper wrapper(width, lines);
    while (true) {
        const std::size_t end = text.find('\n');
        wrapper.add_line(text.substr(0, end));
        if (end == std::string_view::npos) return lines;
        text.remove_prefix(end + 1);
    }
}

std::string shorten(std::string_view text, std::size_t width) {
    if (display_width(text) <= width) return std::string(text);
    std::string out;
    std::size_t used = 1;  // of the …
    for (std::size_t at = 0; at < text.size();) {
        const Letter letter = next_letter(text, at);
        if (used + letter.width > width) break;
        out += letter.bytes;
        used += letter.width;
    }
    return width == 0 ? std::string() : out + "…";
}

std::string pad_end(std::string_view text, std::size_t width) {
    const std::size_t columns = display_width(text);
    return std::string(text) + std::string(width > columns ? width - columns : 0, ' ');
}

std::string pad_start(std::string_view text, std::size_t width) {
    const std::size_t columns = display_width(text);
    return std::string(width > columns ? width - columns : 0, ' ') + std::string(text);
}

std::string without_controls(std::string_view text, bool keep_lines) {
    std::string out;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t i = 0; i < size;) {
        const std::int32_t from = i;
        UChar32 point = 0;
        U8_NEXT(bytes, i, size, point);
        if (point == '\n' && keep_lines) {
            out += '\n';
        } else if (point == '\t') {
            out += ' ';
        } else if (point < 0) {
            out += "\xEF\xBF\xBD";
        } else if (u_charType(point) == U_CONTROL_CHAR) {
            out += ' ';
        } else {
            out += text.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(i - from));
        }
    }
    return out;
}

}  // namespace cairn::cli
