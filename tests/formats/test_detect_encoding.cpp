#include <algorithm>
#include <cstdio>
#include <map>
#include <random>

#include <gtest/gtest.h>

#include "cairn/formats/detect_encoding.hpp"
#include "formats/place_names.hpp"

namespace cairn::formats {
namespace {

using enum Encoding;

struct Count {
    int files = 0, right = 0, asked = 0, wrong = 0;
};

/// A file as offices make it: a header, ids, names, numbers.
std::string make_file(const std::vector<std::string>& names) {
    std::string text = "id,name,lat,lon\r\n";
    int row = 0;
    for (const auto& name : names) {
        ++row;
        text += std::to_string(row) + "," + name + ",12." + std::to_string(row) + ",34." + std::to_string(row * 7);
        text += "\r\n";
    }
    return text;
}

std::optional<std::string> read(const std::string& bytes, EncodingGuess& guess) {
    if (const auto utf16 = find_utf16(bytes.substr(0, 4096))) {
        guess.candidates = {{*utf16, 1}};
    } else {
        EncodingDetector detector;
        for (std::size_t i = 0; i < bytes.size(); i += 1000) detector.add(std::string_view(bytes).substr(i, 1000));
        guess = detector.finish();
    }
    return to_utf8(bytes, guess.encoding());
}

/// Names that the encoding can hold.
std::vector<std::string> held_names(const std::string& list, Encoding encoding) {
    std::vector<std::string> held;
    for (const auto& name : read_names(list)) {
        if (from_utf8(name, encoding)) held.push_back(name);
    }
    return held;
}

}  // namespace

// A guess is wrong when nobody is asked and any name reads otherwise than it was written. docs/encodings.md shows what
// this counts.
TEST(DetectEncoding, NoFileIsReadWronglyUnasked) {
    std::mt19937 random(20);
    std::map<std::size_t, Count> by_size;
    for (const auto& list : lists_of_names()) {
        for (const Encoding encoding : all_encodings()) {
            const auto names = held_names(list, encoding);
            const bool is_made_for_it = names.size() > 100;
            if (!is_made_for_it) continue;
            Count all;
            for (const std::size_t size : {1U, 2U, 5U, 20U, 200U}) {
                Count& count = by_size[size];
                for (int file = 0; file < (size == 200 ? 3 : 40); ++file) {
                    auto chosen = names;
                    std::shuffle(chosen.begin(), chosen.end(), random);
                    chosen.resize(std::min(size, chosen.size()));
                    const std::string text = make_file(chosen);
                    EncodingGuess guess;
                    const auto as_read = read(*from_utf8(text, encoding), guess);
                    for (Count* each : {&count, &all}) {
                        ++each->files;
                        if (!guess.is_clear)
                            ++each->asked;
                        else
                            ++(as_read == text ? each->right : each->wrong);
                    }
                    if (guess.is_clear && as_read != text && all.wrong < 3) {
                        std::printf(
                            "wrong: %s %s read as %s (%zu names): %.3f %s\n", list.c_str(),
                            std::string(to_text(encoding)).c_str(), std::string(to_text(guess.encoding())).c_str(),
                            size, guess.candidates[0].probability,
                            guess.candidates.size() > 1 ? std::string(to_text(guess.candidates[1].encoding)).c_str()
                                                        : "");
                    }
                }
            }
            std::printf("%-14s %-26s right %3d asked %3d wrong %3d\n", list.c_str(),
                        std::string(to_text(encoding)).c_str(), all.right, all.asked, all.wrong);
        }
    }
    EXPECT_EQ(by_size.size(), 5U);
    for (const auto& [size, count] : by_size) {
        std::printf("%3zu names: %d files, %d right, %d asked, %d wrong\n", size, count.files, count.right, count.asked,
                    count.wrong);
        EXPECT_EQ(count.wrong, 0) << size << " names";
        const double most_asked = size == 1 ? 0.15 : size == 2 ? 0.055 : size == 5 ? 0.012 : 0.002;
        EXPECT_LT(count.asked, most_asked * count.files) << size << " names";
    }
}

TEST(DetectEncoding, PlainAsciiIsClear) {
    const std::vector<std::string> texts{"Baku", "12,5"};
    const auto guess = detect_encoding(texts);
    EXPECT_EQ(guess.basis, EncodingGuess::Basis::ascii);
    EXPECT_TRUE(guess.is_clear);
    EXPECT_EQ(guess.encoding(), utf8);
}

TEST(DetectEncoding, FewBrokenBytesDoNotMakeUtf8AnythingElse) {
    const std::vector<std::string> texts{"Čapljina", "Šibovi", "Žabljak", "Đurđevik", "Ćukovac", "bro\xFFken"};
    const auto guess = detect_encoding(texts);
    EXPECT_EQ(guess.encoding(), utf8);
    EXPECT_EQ(guess.basis, EncodingGuess::Basis::utf8);
}

TEST(DetectEncoding, WordThatSeveralEncodingsCouldHoldIsAsked) {
    const std::vector<std::string> texts{"\xC0\xC1"};
    const auto guess = detect_encoding(texts);
    EXPECT_FALSE(guess.is_clear);
    EXPECT_GT(guess.candidates.size(), 1U);
}

TEST(DetectEncoding, Utf16NeedsNoMarkAndBinaryIsNone) {
    const std::string text = make_file({"Баку", "Шуша"});
    for (const Encoding encoding : {utf16le, utf16be}) {
        EXPECT_EQ(find_utf16(*from_utf8(text, encoding)), encoding);
        EXPECT_EQ(find_utf16(*from_utf8("\xEF\xBB\xBF" + text, encoding)), encoding);
    }
    EXPECT_EQ(find_utf16(text), std::nullopt);
    EXPECT_EQ(find_utf16(std::string("\x03\x00\x01\x00\x02\x00\x05\x00", 8)), std::nullopt);
    EXPECT_EQ(find_utf16(""), std::nullopt);
}

}  // namespace cairn::formats
