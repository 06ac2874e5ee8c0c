#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cairn/core/random.hpp"
#include "cairn/formats/json_tokens.hpp"
#include "support/temporary_folder.hpp"

using namespace cairn::formats;

namespace {

/// The value again as compact text, or "broken: why".
std::string rewritten(std::string_view text, std::size_t max_text = 1 << 20) {
    Input input = Input::from_bytes(text);
    JsonTokens tokens(input, max_text);
    const std::string out = tokens.compact_text(tokens.next());
    if (tokens.next() == Token::end) return out;
    return "broken: " + tokens.problem();
}

}  // namespace

TEST(JsonTokens, ValuesComeOutAsTheyWentIn) {
    for (const char* text : {R"({})", R"([])", R"({"a":[1,-2.50,3e+5,true,false,null,"x"],"b":{"c":[]}})", R"("a")",
                             R"([[[]],{}])", "0"}) {
        EXPECT_EQ(rewritten(text), text);
    }
    EXPECT_EQ(rewritten(" { \"a\" :\n[ 1 , 2 ] } \t"), R"({"a":[1,2]})");
}

TEST(JsonTokens, EscapesAreDecoded) {
    EXPECT_EQ(rewritten(R"("\u0041\n\"\\\/\u00e9\ud83d\ude00")"), "\"A\\u000a\\\"\\\\/\xC3\xA9\xF0\x9F\x98\x80\"");
}

TEST(JsonTokens, WhatIsNotJsonIsRefusedWithItsPlace) {
    for (const char* text : {"",     "{",    "[1,]",    "[1 2]",       "{\"a\"}", "{\"a\":}", "{a:1}", "[01]",
                             "[1.]", "[.5]", "[+1]",    "[1e]",        "\"a",     "[tru]",    "[1]x",  "{\"a\":1,}",
                             "[}",   "{]",   "\"\\x\"", "\"\\u12g4\"", "]",       "[--1]",    ","}) {
        EXPECT_TRUE(rewritten(text).starts_with("broken: ")) << text << " gave " << rewritten(text);
    }
    EXPECT_EQ(rewritten("[1 2]"), "broken: a comma or a closing bracket was expected, not \"2\" at byte 3");
}

TEST(JsonTokens, NotFiniteNumbersThatProgramsWriteAreTold) {
    EXPECT_EQ(rewritten("[NaN,Infinity,-Infinity,nan]"), "[null,null,null,null]");
}

TEST(JsonTokens, BytesThatAreNotUtf8AreReplacedAndTold) {
    Input input = Input::from_bytes("[\"caf\xE9\",\"caf\xC3\xA9\",\"\\ud800\"]");
    JsonTokens tokens(input, 100);
    EXPECT_EQ(tokens.next(), Token::begin_array);
    EXPECT_EQ(tokens.next(), Token::string);
    EXPECT_EQ(tokens.text(), "caf\xEF\xBF\xBD");
    EXPECT_TRUE(tokens.take_invalid_utf8());
    EXPECT_EQ(tokens.next(), Token::string);
    EXPECT_EQ(tokens.text(), "caf\xC3\xA9");
    EXPECT_FALSE(tokens.take_invalid_utf8());
    EXPECT_EQ(tokens.next(), Token::string);
    EXPECT_TRUE(tokens.take_invalid_utf8());
}

TEST(JsonTokens, DepthAndTextAreBounded) {
    EXPECT_EQ(rewritten(std::string(64, '[') + std::string(64, ']')), std::string(64, '[') + std::string(64, ']'));
    EXPECT_TRUE(rewritten(std::string(65, '[')).starts_with("broken: brackets are nested more than 64 deep"));
    EXPECT_TRUE(rewritten("\"" + std::string(2000, 'a') + "\"", 1000).starts_with("broken: one row holds more text"));
    EXPECT_TRUE(rewritten("[" + std::string(9000, '1') + "]").starts_with("broken: a number has more than"));
}

TEST(JsonTokens, ATextLongerThanOnePieceOfTheFileIsWhole) {
    const std::string text = "\"" + std::string(300'000, 'x') + "\xC3\xA9" + std::string(300'000, 'y') + "\"";
    EXPECT_EQ(rewritten(text), text);
    const cairn::tests::TemporaryFolder folder;
    Input input(folder.write("a.json", text));
    JsonTokens tokens(input, 1 << 20);
    EXPECT_EQ(tokens.compact_text(tokens.next()), text);
}

// nlohmann::json as the second opinion: both agree on what JSON is, for every text of up to three characters that
// matter and for a sample of longer ones.
TEST(JsonTokens, AgreesWithAnotherParserOnShortTexts) {
    constexpr std::string_view letters = "{}[]\",:1-.e t";
    const auto disagree = [](const std::string& text) {
        return rewritten(text).starts_with("broken") == nlohmann::json::accept(text);
    };
    for (const char a : letters) {
        for (const char b : letters) {
            for (const char c : letters) EXPECT_FALSE(disagree({a, b, c})) << a << b << c;
        }
    }
    cairn::Random random(3);
    for (int i = 0; i < 3000; ++i) {
        std::string text;
        for (int n = 4 + static_cast<int>(random.below(4)); n > 0; --n) text += letters[random.below(letters.size())];
        EXPECT_FALSE(disagree(text)) << text;
    }
}

TEST(JsonTokens, PairsAreTakenWholeOrNotAtAll) {
    const auto pairs_of = [](std::string_view text) {
        Input input = Input::from_bytes(text);
        JsonTokens tokens(input, 1 << 20);
        std::string out;
        for (Token token = tokens.next(); token != Token::end && token != Token::broken; token = tokens.next()) {
            double x = 0, y = 0;
            if (token == Token::begin_array && tokens.take_pair(x, y)) {
                out += "pair ";
            } else if (token == Token::number) {
                out += tokens.text() + " ";
            }
        }
        return out + tokens.problem();
    };
    EXPECT_EQ(pairs_of("[[1,2],[ -3.5 ,\n4.25 ]]"), "pair pair ");
    EXPECT_EQ(pairs_of("[[1,2,3],[1e1,2],[1],[]]"), "1 2 3 1e1 2 1 ");
    EXPECT_EQ(pairs_of(R"([["1",2],[[1,2]]])"), "2 pair ");
    EXPECT_EQ(pairs_of("[1,2]"), "pair ");
    EXPECT_EQ(pairs_of("[1,2"), "1 2 the file ends in the middle of a value at byte 4");
    EXPECT_EQ(pairs_of("[[1,2]"), "pair the file ends in the middle of a value at byte 6");
    EXPECT_EQ(pairs_of("[[1,02]]"), "1 \"02\" is not a JSON number at byte 6");
}
