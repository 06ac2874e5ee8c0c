#include <gtest/gtest.h>

#include "cairn/core/xml_text.hpp"

TEST(XmlText, EscapesWhatXmlMeansOtherwiseAndKeepsLineEndsAndTabs) {
    EXPECT_EQ(cairn::to_xml_text("a&b<c>\"d'e\n\t\r"), "a&amp;b&lt;c&gt;&quot;d'e&#10;&#9;&#13;");
    EXPECT_EQ(cairn::to_xml_text("Հայ العربية 𝄞"), "Հայ العربية 𝄞");
}

TEST(XmlText, CharactersThatXmlHasNotGotBecomeTheReplacementCharacter) {
    using namespace std::string_view_literals;
    EXPECT_EQ(cairn::to_xml_text("a\0b\x1F"sv), "a\uFFFDb\uFFFD");
    EXPECT_EQ(cairn::to_xml_text("\xEF\xBF\xBE|\xEF\xBF\xBF|\xEF\xBF\xBD"), "\uFFFD|\uFFFD|\uFFFD");
}
