#include "cairn/geodesy/written_tokens.hpp"

#include <charconv>
#include <utility>

namespace cairn::geodesy {
namespace {

using Kind = Token::Kind;

struct Symbol {
    std::string_view text;
    Kind kind;
};

/// Longest first where one begins like another. What people type for a degree sign, a prime and a double prime.
constexpr Symbol symbols[] = {
    {"''", Kind::second},   {"’’", Kind::second},    {"‘‘", Kind::second},   {"′′", Kind::second},
    {"´´", Kind::second},   {"``", Kind::second},    {"\"", Kind::second},   {"”", Kind::second},
    {"“", Kind::second},    {"„", Kind::second},     {"″", Kind::second},    {"ʺ", Kind::second},
    {"˝", Kind::second},    {"»", Kind::second},     {"'", Kind::minute},    {"’", Kind::minute},
    {"‘", Kind::minute},    {"′", Kind::minute},     {"´", Kind::minute},    {"`", Kind::minute},
    {"ʹ", Kind::minute},    {"ˈ", Kind::minute},     {"‛", Kind::minute},    {"°", Kind::degree},
    {"º", Kind::degree},    {"˚", Kind::degree},     {"⁰", Kind::degree},    {"∘", Kind::degree},
    {"*", Kind::degree},    {":", Kind::joint},      {";", Kind::separator}, {"/", Kind::separator},
    {"|", Kind::separator}, {"\n", Kind::separator}, {"،", Kind::separator}, {"+", Kind::plus},
    {"-", Kind::minus},     {"−", Kind::minus},      {"–", Kind::minus},     {"‐", Kind::minus},
    {"‑", Kind::minus},
};

constexpr std::string_view blanks[] = {" ",      "\t",     "\r",     "\u00A0", "\u2007", "\u2009",
                                       "\u200A", "\u202F", "\u3000", "\u200E", "\u200F", "\uFEFF",
                                       "(",      ")",      "[",      "]",      "="};

/// Digits of three scripts beside the usual ones: Arabic-Indic, its eastern form, full width.
constexpr std::string_view other_digits[][10] = {
    {"٠", "١", "٢", "٣", "٤", "٥", "٦", "٧", "٨", "٩"},
    {"۰", "۱", "۲", "۳", "۴", "۵", "۶", "۷", "۸", "۹"},
    {"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"},
};

class Cutter {
   public:
    Cutter(std::string_view text, bool comma_is_decimal) : rest_(text), comma_is_decimal_(comma_is_decimal) {}

    std::optional<std::vector<Token>> run() {
        while (!rest_.empty()) {
            if (skip_blank() || skip_dot()) continue;
            if (!cut_number() && !cut_comma() && !cut_symbol() && !cut_word()) return std::nullopt;
        }
        return std::move(tokens_);
    }

   private:
    void add(Token token) {
        token.is_glued = is_glued_;
        is_glued_ = true;
        tokens_.push_back(std::move(token));
    }

    bool skip_blank() {
        for (const auto blank : blanks) {
            if (!rest_.starts_with(blank)) continue;
            rest_.remove_prefix(blank.size());
            is_glued_ = false;
            return true;
        }
        return false;
    }

    /// A dot after a word or a number ends a sentence and says nothing; ".5" is no number of ours.
    bool skip_dot() {
        if (!rest_.starts_with('.') || tokens_.empty() || digit_at(rest_.substr(1)).second > 0) return false;
        rest_.remove_prefix(1);
        is_glued_ = false;
        return true;
    }

    /// The digit that `text` begins with, and how many bytes it takes; 0 bytes when it begins with none.
    static std::pair<char, std::size_t> digit_at(std::string_view text) {
        if (!text.empty() && text.front() >= '0' && text.front() <= '9') return {text.front(), 1};
        if (text.empty() || static_cast<unsigned char>(text.front()) < 0x80) return {'0', 0};
        for (const auto& digits : other_digits) {
            for (std::size_t i = 0; i < 10; ++i) {
                if (text.starts_with(digits[i]))
                    return {static_cast<char>('0' + static_cast<char>(i)), digits[i].size()};
            }
        }
        return {'0', 0};
    }

    /// Bytes of a decimal sign with a digit behind it.
    std::size_t decimal_sign() const {
        std::size_t bytes = 0;
        if (rest_.starts_with('.') || (comma_is_decimal_ && rest_.starts_with(','))) bytes = 1;
        if (rest_.starts_with("٫")) bytes = std::string_view("٫").size();
        return bytes > 0 && digit_at(rest_.substr(bytes)).second > 0 ? bytes : 0;
    }

    bool cut_number() {
        Token token{.kind = Kind::number};
        bool has_point = false;
        for (;;) {
            const auto [digit, bytes] = digit_at(rest_);
            if (bytes > 0) {
                token.text += digit;
                ++(has_point ? token.decimals : token.whole_digits);
                rest_.remove_prefix(bytes);
                continue;
            }
            const std::size_t sign = token.text.empty() || has_point ? 0 : decimal_sign();
            if (sign == 0) break;
            has_point = true;
            token.text += '.';
            rest_.remove_prefix(sign);
        }
        if (token.text.empty()) return false;
        // A second point, or a point at the end of digits ("43."), is no number of ours.
        if (rest_.starts_with('.') && digit_at(rest_.substr(1)).second > 0) return false;
        if (token.text.size() > 24) return false;
        std::from_chars(token.text.data(), token.text.data() + token.text.size(), token.value);
        add(std::move(token));
        return true;
    }

    bool cut_comma() {
        if (!rest_.starts_with(',')) return false;
        rest_.remove_prefix(1);
        add({.kind = Kind::separator});
        return true;
    }

    bool cut_symbol() {
        for (const auto& symbol : symbols) {
            if (!rest_.starts_with(symbol.text)) continue;
            rest_.remove_prefix(symbol.text.size());
            // 43-51-22: a dash between two digits joins.
            const bool joins = symbol.kind == Kind::minus && is_glued_ && !tokens_.empty() &&
                               tokens_.back().kind == Kind::number && digit_at(rest_).second > 0;
            add({.kind = joins ? Kind::joint : symbol.kind});
            return true;
        }
        return false;
    }

    static bool is_letter(std::string_view text) {
        const auto byte = static_cast<unsigned char>(text.front());
        return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
               ((byte & 0xE0U) == 0xC0U && text.size() > 1 && digit_at(text).second == 0);
    }

    bool begins_symbol() const {
        for (const auto& symbol : symbols) {
            if (rest_.starts_with(symbol.text)) return true;
        }
        for (const auto blank : blanks) {
            if (rest_.starts_with(blank)) return true;
        }
        return false;
    }

    bool cut_word() {
        std::string word;
        while (!rest_.empty()) {
            if (rest_.front() == '.' && !word.empty()) {
                rest_.remove_prefix(1);
            } else if (!begins_symbol() && is_letter(rest_)) {
                const std::size_t bytes = static_cast<unsigned char>(rest_.front()) < 0x80 ? 1 : 2;
                word += rest_.substr(0, bytes);
                rest_.remove_prefix(bytes);
            } else {
                break;
            }
        }
        if (word.empty()) return false;
        Token token{.kind = Kind::word, .text = to_lower(word)};
        token.is_lower = token.text == word;
        token.meaning = meaning_of(token.text);
        add(std::move(token));
        return true;
    }

    std::string_view rest_;
    bool comma_is_decimal_;
    bool is_glued_ = false;
    std::vector<Token> tokens_;
};

}  // namespace

std::optional<std::vector<Token>> cut(std::string_view text, bool comma_is_decimal) {
    return Cutter(text, comma_is_decimal).run();
}

}  // namespace cairn::geodesy
