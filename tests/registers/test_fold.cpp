#include <unicode/unistr.h>

#include <gtest/gtest.h>

#include "cairn/registers/fold.hpp"

namespace cairn::registers {
namespace {

TEST(Fold, DropsCaseAccentsAndPunctuation) {
    EXPECT_EQ(fold("Date of  Accident"), "dateofaccident");
    EXPECT_EQ(fold("date_of-accident."), "dateofaccident");
    EXPECT_EQ(fold("ČĆŠŽĐ čćšžđ"), "ccszdccszd");
    EXPECT_EQ(fold("Ñandú Ærø ß"), "nanduaros");
    EXPECT_EQ(fold("e\xCC\x81"), "e");  // a combining acute accent
    EXPECT_EQ(fold("МИНА № 5"), fold("мина 5"));
    EXPECT_EQ(fold("ΑΒΓ"), fold("αβγ"));
    EXPECT_EQ(fold("մին"), "մին");
}

TEST(Fold, LettersThatAreWrittenForOneAnotherMeet) {
    EXPECT_EQ(fold("Учётный №"), fold("УЧЕТНЫЙ"));
    EXPECT_NE(fold("й"), fold("и"));
    EXPECT_EQ(fold("Ґанок"), fold("ганок"));
    EXPECT_EQ(fold("أحمد آل الإمارة"), fold("احمد ال الاماره"));
    EXPECT_EQ(fold("یکی"), fold("يكي"));  // Persian and Arabic yeh and kaf
    EXPECT_EQ(fold("مُحَمَّـد"), fold("محمد"));
    EXPECT_EQ(fold("ՀԱՄԱՐ և ԿՈԴ"), fold("համար եւ կոդ"));
    EXPECT_EQ(fold("Dərinlik"), fold("derinlik"));
    EXPECT_EQ(fold("м²"), fold("м2"));
    EXPECT_EQ(fold("٢٠٠٤ ۱۹۹۳ ２"), "200419932");
    EXPECT_EQ(fold("п'ять"), fold("пʼять"));
}

TEST(Fold, IsDoneOnce) {
    // Each character there is: one that decomposes into a sign that is dropped was not done once.
    EXPECT_EQ(fold("\u0374a"), "a");
    for (char32_t c = 1; c < 0x110000; ++c) {
        if (c >= 0xD800 && c < 0xE000) continue;
        std::string text;
        icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(&c), 1).toUTF8String(text);
        const std::string once = fold(text);
        ASSERT_EQ(fold(once), once) << static_cast<unsigned>(c);
    }
    for (const char* text : {"Ünïcödé", "МИНА", "a b", "", "أَلِف", "եւ և", "ﬁ Ⅳ ㎡", "Ḁ İ ǅ"})
        EXPECT_EQ(fold(fold(text)), fold(text));
}

TEST(CleanText, RefusesWhatIsNotUtf8) {
    for (const char* text : {"", "mina", "мина", "\xF0\x9F\x98\x80"}) EXPECT_TRUE(is_clean_text(text)) << text;
    for (const char* text : {"\xFF", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "a\xE2\x82", "\x80"}) {
        EXPECT_FALSE(is_clean_text(text));
        EXPECT_NO_THROW(fold(text));
    }
    EXPECT_FALSE(is_clean_text(std::string_view("a\0b", 3)));
}

}  // namespace
}  // namespace cairn::registers
