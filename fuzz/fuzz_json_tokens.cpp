// Any bytes as JSON: the stream ends, its depth is bounded, and what is written again says the same.

#include "cairn/formats/json_tokens.hpp"
#include "fuzz.hpp"

namespace {

using namespace cairn::formats;

/// The first value of a text, written without spaces; empty when it is broken.
std::string compact(std::string_view text) {
    Input input = Input::from_bytes(text);
    JsonTokens tokens(input, 100'000);
    const Token first = tokens.next();
    if (first == Token::broken || first == Token::end) return {};
    return tokens.compact_text(first);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = cairn::fuzz::text_of(data, size);
    Input input = Input::from_bytes(text);
    JsonTokens tokens(input, 4096);
    Token token = tokens.next();
    // A token takes a byte at least.
    for (std::size_t count = 0; token != Token::end && token != Token::broken; ++count) {
        cairn::fuzz::require(count <= size && tokens.depth() <= JsonTokens::max_depth);
        token = tokens.next();
    }
    cairn::fuzz::require(token == Token::end || !tokens.problem().empty());
    cairn::fuzz::require(tokens.next() == token);
    const std::string once = compact(text);
    if (!once.empty()) cairn::fuzz::require(compact(once) == once);
    return 0;
}
