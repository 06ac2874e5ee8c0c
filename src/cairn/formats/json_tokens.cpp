#include "cairn/formats/json_tokens.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include "cairn/core/text.hpp"
#include "cairn/formats/number_text.hpp"
#include "cairn/formats/utf8.hpp"

namespace cairn::formats {
namespace {

constexpr std::size_t longest_pair = 128;  // bytes: more are read token by token

bool is_space(int c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
bool is_digit(int c) { return c >= '0' && c <= '9'; }
bool is_number_part(int c) { return is_digit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E'; }
bool is_letter(int c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// The number grammar of RFC 8259, section 6.
bool is_json_number(const std::string& text) {
    std::size_t i = 0;
    const auto digits = [&] {
        const std::size_t from = i;
        while (i < text.size() && is_digit(text[i])) ++i;
        return i > from;
    };
    if (i < text.size() && text[i] == '-') ++i;
    const std::size_t first = i;
    if (!digits() || (text[first] == '0' && i > first + 1)) return false;
    if (i < text.size() && text[i] == '.') {
        ++i;
        if (!digits()) return false;
    }
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        ++i;
        if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
        if (!digits()) return false;
    }
    return i == text.size();
}

std::string shown(int c) {
    if (c == Input::end_of_file) return "the end of the file";
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), c > 0x20 && c < 0x7F ? "\"%c\"" : "byte 0x%02x", c);
    return text.data();
}

}  // namespace

JsonTokens::JsonTokens(Input& input, std::size_t max_text_bytes) : input_(input), max_text_bytes_(max_text_bytes) {}

bool JsonTokens::take_invalid_utf8() { return std::exchange(invalid_utf8_, false); }

Token JsonTokens::fail(std::string problem) {
    if (problem_.empty()) problem_ = std::move(problem) + " at byte " + std::to_string(input_.offset());
    return Token::broken;
}

int JsonTokens::skip_space() {
    int c = input_.peek();
    while (is_space(c)) {
        input_.skip(1);
        c = input_.peek();
    }
    return c;
}

Token JsonTokens::next() {
    if (!problem_.empty()) return Token::broken;
    int c = skip_space();
    if (whole_) {
        return c == Input::end_of_file ? Token::end : fail("something follows the end of the JSON text");
    }
    if (c == Input::end_of_file) return fail("the file ends in the middle of a value");
    const char closer = open_.empty() ? '\0' : open_.back() == '{' ? '}' : ']';
    if (after_value_) {
        if (c == closer) return close(closer);
        if (c != ',') return fail("a comma or a closing bracket was expected, not " + shown(c));
        input_.skip(1);
        c = skip_space();
    } else if (just_opened_ && c == closer) {
        return close(closer);
    }
    after_value_ = just_opened_ = false;
    if (closer == '}' && !after_key_) {
        if (c != '"') return fail("a key in quotes was expected, not " + shown(c));
        return string_token(Token::key);
    }
    after_key_ = false;
    return value(c);
}

Token JsonTokens::value(int first) {
    if (first == '{' || first == '[') return open(static_cast<char>(first));
    if (first == '"') return string_token(Token::string);
    if (is_digit(first) || first == '-') return number_token();
    if (is_letter(first)) return word(first);
    return fail("a value was expected, not " + shown(first));
}

Token JsonTokens::open(char bracket) {
    if (open_.size() == max_depth) return fail("brackets are nested more than 64 deep");
    input_.skip(1);
    open_.push_back(bracket);
    just_opened_ = true;
    return bracket == '{' ? Token::begin_object : Token::begin_array;
}

Token JsonTokens::close(char bracket) {
    input_.skip(1);
    open_.pop_back();
    just_opened_ = false;
    after_value_ = true;
    whole_ = open_.empty();
    return bracket == '}' ? Token::end_object : Token::end_array;
}

Token JsonTokens::string_token(Token kind) {
    if (!read_string()) return Token::broken;
    if (kind == Token::key) {
        if (skip_space() != ':') return fail("a colon was expected after a key");
        input_.skip(1);
        after_key_ = true;
        return kind;
    }
    after_value_ = true;
    whole_ = open_.empty();
    return kind;
}

Token JsonTokens::number_token() {
    text_.clear();
    while (is_number_part(input_.peek())) {
        const std::string_view loaded = input_.loaded();
        const auto stop = std::find_if_not(loaded.begin(), loaded.end(), is_number_part);
        const auto n = static_cast<std::size_t>(stop - loaded.begin());
        if (text_.size() + n > 4096) return fail("a number has more than 4096 characters");
        text_.append(loaded.substr(0, n));
        input_.skip(n);
    }
    if (text_ == "-" && input_.peek() == 'I') return word('-');
    if (!is_json_number(text_)) return fail("\"" + std::string(first_bytes(text_, 40)) + "\" is not a JSON number");
    after_value_ = true;
    whole_ = open_.empty();
    return Token::number;
}

// Nearly all that a GeoJSON holds are these pairs.
bool JsonTokens::take_pair(double& first, double& second) {
    if (!just_opened_ || open_.back() != '[') return false;
    const std::string_view text = input_.look_ahead(longest_pair);
    const char* at = text.data();
    const char* const end = at + text.size();
    const auto skip_spaces = [&] {
        while (at != end && is_space(static_cast<unsigned char>(*at))) ++at;
    };
    const auto take = [&](char wanted) {
        skip_spaces();
        return at != end && *at++ == wanted;
    };
    skip_spaces();
    if (!take_plain_number(at, end, first) || !take(',')) return false;
    skip_spaces();
    if (!take_plain_number(at, end, second) || !take(']')) return false;
    input_.skip(static_cast<std::size_t>(at - 1 - text.data()));
    close(']');
    return true;
}

Token JsonTokens::word(int first) {
    text_.assign(first == '-' ? "-" : "");
    while (is_letter(input_.peek()) && text_.size() < 16) text_ += static_cast<char>(input_.get());
    after_value_ = true;
    whole_ = open_.empty();
    if (text_ == "true") return Token::yes;
    if (text_ == "false") return Token::no;
    if (text_ == "null") return Token::null;
    if (text_ == "NaN" || text_ == "nan" || text_ == "Infinity" || text_ == "-Infinity") {
        return Token::not_finite;
    }
    return fail("\"" + text_ + "\" is no JSON value");
}

bool JsonTokens::count_text(std::size_t bytes) {
    text_bytes_ += bytes;
    if (text_bytes_ <= max_text_bytes_) return true;
    fail("one row holds more text than " + std::to_string(max_text_bytes_) + " bytes");
    return false;
}

bool JsonTokens::read_string() {
    input_.skip(1);  // the opening quote
    text_.clear();
    for (;;) {
        if (input_.peek() == Input::end_of_file) return fail("a string has no end"), false;
        const std::string_view loaded = input_.loaded();
        const auto is_plain = [](char c) { return c != '"' && c != '\\' && static_cast<unsigned char>(c) < 0x80; };
        const auto stop = std::find_if_not(loaded.begin(), loaded.end(), is_plain);
        const auto n = static_cast<std::size_t>(stop - loaded.begin());
        if (!count_text(n + 1)) return false;
        text_.append(loaded.substr(0, n));
        input_.skip(n);
        if (stop == loaded.end()) continue;
        if (*stop == '"') {
            input_.skip(1);
            return true;
        }
        if (*stop != '\\') {
            read_high_byte();
        } else if (!read_escape()) {
            return false;
        }
    }
}

void JsonTokens::read_high_byte() {
    const std::string_view ahead = input_.look_ahead(4);
    const std::size_t length = sequence_length(ahead);
    text_ += length == 0 ? replacement_character : ahead.substr(0, length);
    if (length == 0) invalid_utf8_ = true;
    input_.skip(length == 0 ? 1 : length);
}

bool JsonTokens::read_hex4(std::uint32_t& value) {
    value = 0;
    for (int i = 0; i < 4; ++i) {
        const int c = input_.get();
        const int digit = is_digit(c)            ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0) return fail("\\u needs four hexadecimal digits"), false;
        value = value * 16 + static_cast<std::uint32_t>(digit);
    }
    return true;
}

bool JsonTokens::read_escape() {
    input_.skip(1);
    const int c = input_.get();
    switch (c) {
        case '"':
        case '\\':
        case '/': text_ += static_cast<char>(c); return true;
        case 'b': text_ += '\b'; return true;
        case 'f': text_ += '\f'; return true;
        case 'n': text_ += '\n'; return true;
        case 'r': text_ += '\r'; return true;
        case 't': text_ += '\t'; return true;
        case 'u': break;
        default: return fail("a backslash is followed by " + shown(c)), false;
    }
    std::uint32_t code = 0;
    if (!read_hex4(code)) return false;
    const bool is_high = code >= 0xD800 && code < 0xDC00;
    if (is_high && input_.look_ahead(2).starts_with("\\u")) {
        input_.skip(2);
        std::uint32_t low = 0;
        if (!read_hex4(low)) return false;
        if (low >= 0xDC00 && low < 0xE000) {
            append_code_point(text_, 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00));
            return true;
        }
        invalid_utf8_ = true;
        text_ += replacement_character;
        code = low;
    }
    if (code >= 0xD800 && code < 0xE000) invalid_utf8_ = true;
    append_code_point(text_, code);
    return true;
}

bool JsonTokens::skip(Token begun) {
    if (begun == Token::broken) return false;
    if (begun != Token::begin_object && begun != Token::begin_array) return true;
    const std::size_t outside = depth() - 1;
    const std::size_t kept = text_bytes_;
    while (depth() > outside) {
        if (next() == Token::broken) return false;
        text_bytes_ = kept;
    }
    return true;
}

std::string JsonTokens::compact_text(Token begun) {
    std::string out;
    const std::size_t outside = begun == Token::begin_object || begun == Token::begin_array ? depth() - 1 : depth();
    bool needs_comma = false;
    for (Token token = begun;; token = next()) {
        const bool closes = token == Token::end_object || token == Token::end_array;
        if (needs_comma && !closes) out += ',';
        needs_comma = true;
        switch (token) {
            case Token::begin_object:
                out += '{';
                needs_comma = false;
                break;
            case Token::begin_array:
                out += '[';
                needs_comma = false;
                break;
            case Token::end_object: out += '}'; break;
            case Token::end_array: out += ']'; break;
            case Token::key:
                out += quote_json(text_) + ":";
                needs_comma = false;
                break;
            case Token::string: out += quote_json(text_); break;
            case Token::number: out += text_; break;
            case Token::yes: out += "true"; break;
            case Token::no: out += "false"; break;
            case Token::not_finite:
            case Token::null: out += "null"; break;
            case Token::end:
            case Token::broken: return {};
        }
        if (!count_text(token == Token::number ? text_.size() + 1 : 1)) return {};
        if (depth() == outside) return out;
    }
}

std::string quote_json(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            std::array<char, 8> escape{};
            std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(c));
            out += escape.data();
        } else {
            out += c;
        }
    }
    return out + "\"";
}

}  // namespace cairn::formats
