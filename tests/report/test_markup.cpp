#include <gtest/gtest.h>

#include "cairn/core/error.hpp"
#include "cairn/report/css.hpp"
#include "cairn/report/markup.hpp"
#include "report/well_formed.hpp"

namespace cairn::report {
namespace {

std::string page_of(std::string_view text) {
    Markup out;
    out.open("p", {{"title", std::string(text)}}).text(text).close("p");
    return "<!DOCTYPE html>\n" + std::move(out).take();
}

TEST(Markup, DataStaysText) {
    const std::string hostile = "<script>alert('x')</script> & \"quotes\" ]]> --> </title>";
    const auto document = tests::parse_page(page_of(hostile));
    EXPECT_EQ(document.error, "");
    ASSERT_EQ(document.elements.size(), 1U);
    EXPECT_EQ(document.elements[0].text, hostile);
    EXPECT_EQ(document.elements[0].attributes.at("title"), hostile);
}

TEST(Markup, EverySingleByteComesOutWellFormed) {
    for (int byte = 0; byte < 256; ++byte) {
        const std::string text = "a" + std::string(1, static_cast<char>(byte)) + "b";
        EXPECT_EQ(tests::parse_page(page_of(text)).error, "") << byte;
    }
}

TEST(Markup, ReplacesWhatIsNotUtf8) {
    EXPECT_EQ(escape("\xC3\x28"), "\uFFFD(");
    EXPECT_EQ(escape("\xE2\x82"), "\uFFFD\uFFFD");
    EXPECT_EQ(escape("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");      // a surrogate
    EXPECT_EQ(escape("\xC0\xAF"), "\uFFFD\uFFFD");                // overlong
    EXPECT_EQ(escape("\xF4\x90\x80\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD");  // beyond U+10FFFF
    EXPECT_EQ(escape("\xEF\xBF\xBF"), "\uFFFD\uFFFD\uFFFD");      // no character
    EXPECT_EQ(escape("Вельмара 丘 🪨"), "Вельмара 丘 🪨");
    EXPECT_EQ(escape(std::string_view("a\0b\x1B\x7F", 5)), "ab");
}

TEST(Markup, RefusesToCloseWhatIsNotOpen) {
    Markup out;
    out.open("p");
    EXPECT_THROW(out.close("div"), CallError);
    EXPECT_THROW(std::move(out).take(), CallError);
}

TEST(Markup, AStyleSheetCannotEndItself) {
    Markup out;
    EXPECT_THROW(out.style("a{}</style>"), CallError);
}

TEST(CssString, HoldsAnyTextWithoutEndingTheStyle) {
    EXPECT_EQ(css_string("a\"}</style>"), "\"a\\000022 \\00007D \\00003C \\00002F style\\00003E \"");
    EXPECT_EQ(css_string("Ж"), "\"\\000416 \"");
    EXPECT_EQ(css_string("\xFF"), "\"\\00FFFD \"");
    EXPECT_EQ(css_string("\n"), "\"\\00000A \"");
}

TEST(CssNumber, HasAtMostOneDecimalAndNoLocale) {
    EXPECT_EQ(css_number(12.34), "12.3");
    EXPECT_EQ(css_number(-0.04), "0");
    EXPECT_EQ(css_number(-7.96), "-8");
    EXPECT_EQ(css_number(1e300), "1000000000");
    EXPECT_EQ(css_number(0.0 / 0.0), "0");
}

}  // namespace
}  // namespace cairn::report
