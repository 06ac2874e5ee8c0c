#pragma once
// JSON (RFC 8259) as a stream of tokens, for files of any size from anyone.
//
// Why not a general JSON library: it parses numbers away ("1.10" becomes 1.1), stops a whole file at one byte
// that is not UTF-8 or at one NaN, and takes memory before it can be told how much. Here numbers keep their
// text, such bytes become U+FFFD and are reported, and depth and text are bounded.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "cairn/formats/input.hpp"

namespace cairn::formats {

enum class Token {
    begin_object,
    end_object,
    begin_array,
    end_array,
    key,
    string,
    number,
    not_finite,  ///< NaN, Infinity, -Infinity: no JSON, but many programs write them
    yes,
    no,
    null,
    end,    ///< of the text, which was whole
    broken  ///< problem() says why; nothing follows
};

class JsonTokens {
   public:
    static constexpr std::size_t max_depth = 64;

    explicit JsonTokens(Input& input, std::size_t max_text_bytes);

    Token next();
    /// Of the last key, string (decoded), number or not_finite (as written).
    const std::string& text() const { return text_; }
    const std::string& problem() const { return problem_; }
    std::size_t depth() const { return open_.size(); }

    /// Keys and strings since the last restart_text(), other than skipped ones, may be max_text_bytes long in
    /// all; more breaks the stream.
    void restart_text() { text_bytes_ = 0; }
    /// Whether bytes that are not UTF-8 were replaced since the last call.
    bool take_invalid_utf8();

    /// After begin_array: an array of exactly two numbers in plain notation ("[18.25,-43.5]") is read whole, its
    /// bracket included. False, and nothing is read, when it is anything else, which next() then reads.
    bool take_pair(double& first, double& second);

    /// Reads on to the end of the value that began with `begun` (a scalar is whole already). False when
    /// broken.
    bool skip(Token begun);
    /// The value that began with `begun`, written again without spaces. Empty when broken.
    std::string compact_text(Token begun);

   private:
    Token open(char bracket);
    Token close(char bracket);
    Token value(int first);
    Token string_token(Token kind);
    Token number_token();
    Token word(int first);
    bool read_string();
    bool read_escape();
    bool read_hex4(std::uint32_t& value);
    void read_high_byte();
    bool count_text(std::size_t bytes);
    int skip_space();
    Token fail(std::string problem);

    Input& input_;
    std::size_t max_text_bytes_;
    std::size_t text_bytes_ = 0;
    std::vector<char> open_;
    std::string text_;
    std::string problem_;
    bool after_value_ = false;  ///< a comma or the closing bracket must follow
    bool just_opened_ = false;
    bool after_key_ = false;
    bool whole_ = false;
    bool invalid_utf8_ = false;
};

/// `text` as a JSON string, in quotes.
std::string quote_json(const std::string& text);

}  // namespace cairn::formats
