#include <iconv.h>
#include <map>

#include <gtest/gtest.h>

#include "cairn/formats/encoding.hpp"
#include "cairn/formats/utf8.hpp"
#include "formats/place_names.hpp"

namespace cairn::formats {
namespace {

using enum Encoding;

std::string in_pieces(const std::string& bytes, Encoding encoding, std::size_t piece) {
    Decoder decoder(encoding);
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += piece) decoder.decode(bytes.substr(i, piece), false, text);
    decoder.decode({}, true, text);
    return text;
}

/// The meaning of one byte as the C library has it; empty: none.
std::string by_iconv(iconv_t converter, unsigned char byte) {
    char in = static_cast<char>(byte);
    char* from = &in;
    std::array<char, 8> out{};
    char* to = out.data();
    std::size_t left = 1, room = out.size();
    iconv(converter, nullptr, nullptr, nullptr, nullptr);
    if (iconv(converter, &from, &left, &to, &room) == static_cast<std::size_t>(-1)) return {};
    return {out.data(), to};
}

}  // namespace

TEST(Encoding, TwoHundredNamesPerScriptSurviveEveryEncodingThatCanHoldThem) {
    std::map<std::string, int> survived;
    for (const auto& list : lists_of_names()) {
        const auto names = read_names(list);
        ASSERT_EQ(names.size(), 200U) << list;
        for (const Encoding encoding : all_encodings()) {
            for (const auto& name : names) {
                const auto bytes = from_utf8(name, encoding);
                if (!bytes) continue;
                EXPECT_EQ(to_utf8(*bytes, encoding), name) << to_text(encoding);
                EXPECT_EQ(in_pieces(*bytes, encoding, 1), name) << to_text(encoding);
                ++survived[list + " " + std::string(to_text(encoding))];
            }
        }
    }
    // What an encoding is for, it holds in full.
    for (const char* whole : {"russian cp1251", "russian cp866", "russian koi8-r", "russian koi8-u",
                              "russian iso-8859-5", "ukrainian cp1251", "ukrainian koi8-u", "armenian armscii-8",
                              "arabic cp1256", "south-slavic cp1250", "south-slavic cp852", "south-slavic iso-8859-2",
                              "western cp1252", "azerbaijani utf-16le", "azerbaijani utf-8 twice (cp1252)"}) {
        EXPECT_EQ(survived[whole], 200) << whole;
    }
    for (const auto& list : lists_of_names()) {
        for (const char* unicode : {"utf-8", "utf-16le", "utf-16be", "utf-8 twice (cp1252)", "utf-8 twice (cp1251)",
                                    "utf-8 twice (iso-8859-1)"}) {
            EXPECT_EQ(survived[list + " " + unicode], 200) << list << " " << unicode;
        }
    }
    EXPECT_GT(survived["western cp850"], 190);
    EXPECT_GT(survived["western cp437"], 140);
}

TEST(Encoding, TablesAgreeWithTheCLibrarys) {
    int compared = 0;
    for (const Encoding encoding : all_encodings()) {
        if (!is_single_byte(encoding)) continue;
        const iconv_t converter = iconv_open("UTF-8", std::string(to_text(encoding)).c_str());
        if (converter == iconv_t(-1)) continue;
        for (unsigned byte = 0x80; byte < 0x100; ++byte) {
            const std::string other = by_iconv(converter, static_cast<unsigned char>(byte));
            const char32_t ours = upper_half(encoding)[byte - 0x80];
            // Euro signs came into tables after iconv's; the comma of ArmSCII is ours; DOS's micro sign is Greek to
            // ICU. Controls mean nothing here.
            if (ours == 0x20AC || ours == 0xFF0C || ours == 0x3BC) continue;
            if (ours == 0) {
                const bool is_control = other.size() == 2 && other[0] == '\xC2' && other[1] < '\xA0';
                const bool is_unknown_to_icu = encoding == cp852 && byte == 0xAA;  // "¬"
                EXPECT_TRUE(other.empty() || is_control || is_unknown_to_icu)
                    << to_text(encoding) << " lacks 0x" << std::hex << byte << ", " << other;
                continue;
            }
            std::string text;
            append_code_point(text, ours);
            EXPECT_EQ(text, other) << to_text(encoding) << " 0x" << std::hex << byte;
            ++compared;
        }
        iconv_close(converter);
    }
    if (compared == 0) GTEST_SKIP() << "the C library has no converters here";
    EXPECT_GT(compared, 1700) << "letters and signs of 15 encodings";
}

TEST(Encoding, IsFoundByTheNamesThatPeopleAndFilesUse) {
    for (const Encoding encoding : all_encodings()) EXPECT_EQ(find_encoding(to_text(encoding)), encoding);
    EXPECT_EQ(find_encoding("Windows-1251"), cp1251);
    EXPECT_EQ(find_encoding("ANSI 1251"), cp1251);
    EXPECT_EQ(find_encoding("1251\n"), cp1251);
    EXPECT_EQ(find_encoding("UTF-16"), utf16le);
    EXPECT_EQ(find_encoding("ISO 8859-1"), iso8859_1);
    EXPECT_EQ(find_encoding("65001"), utf8);
    EXPECT_EQ(find_encoding("klingon"), std::nullopt);
    EXPECT_EQ(find_encoding(""), std::nullopt);
}

TEST(Encoding, ByteThatMeansNothingStandsOut) {
    EXPECT_EQ(to_utf8("a\x81", cp1252), std::nullopt);
    EXPECT_EQ(to_utf8("\xB2\xB1\xFF", armscii8), std::nullopt);
    std::string text;
    Decoder(cp1252).decode("a\x81z", true, text);
    EXPECT_EQ(text, "a\xFFz");
    text.clear();
    Decoder(utf16le).decode(std::string("a\0\x00\xD8z\0z", 7), true, text);
    EXPECT_EQ(text, "a\xFFz\xFF") << "half a pair, then half a unit";
}

TEST(Encoding, OnlyWhatIsExactlyUtf8ReadTwiceIsPutRight) {
    EXPECT_EQ(repair_twice("SÃ£o TomÃ©, 12", cp1252), "São Tomé, 12");
    EXPECT_EQ(repair_twice("Ð‘Ð°ÐºÑƒ", cp1252), "Баку");
    EXPECT_EQ(repair_twice("Баку", cp1251), "Баку") << "letters of one's own stay";
    EXPECT_EQ(repair_twice("R\xC3\xA9union \xE2\x82\xAC", cp1252), "R\xC3\xA9union \xE2\x82\xAC");
    EXPECT_EQ(repair_twice("Ã", cp1252), "Ã") << "cut in the middle: the way back is not exact";
    const std::string broken = "\xFF\xC3";
    EXPECT_EQ(repair_twice(broken, cp1252), broken);
}

}  // namespace cairn::formats
