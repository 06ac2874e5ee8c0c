// What encoding a file is read in is shown before anything is kept, asked where unclear, and kept with the import.

#include "cairn/core/error.hpp"
#include "cairn/formats/encoding.hpp"
#include "cairn/intake/describe.hpp"
#include "intake/import_text.hpp"

namespace cairn {
namespace {

using formats::Encoding;

const std::string places = "id,lon,lat,name\nA,45,40,Верхняя Поляна\nB,45,40.1,Новое Заречье\nC,45,40.2,Приозёрск\n";
constexpr const char* mapping =
    R"({"kind":"place","crs":"EPSG:4326","place":{"lon":"lon","lat":"lat"},"id":"id","fields":{"name":"name"}})";

std::string encoded(Encoding encoding) { return formats::from_utf8(places, encoding).value(); }

bool has_code(const Findings& findings, const std::string& code) {
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& f) { return f.code == code; });
}

}  // namespace

TEST(Encodings, TheOneTakenIsShownWithWordsAsTheyRead) {
    const tests::TemporaryFolder folder;
    const auto file = folder.write("a.csv", encoded(Encoding::koi8_r));
    const auto profile = intake::profile_file(file).value();
    const auto guess = intake::guess_mapping(profile, "place", registers::Schemas::built_in());
    EXPECT_EQ(guess.mapping.encoding, Encoding::koi8_r);
    EXPECT_TRUE(has_code(guess.questions, "encoding_taken"));
    const std::string text = describe_mapping(guess.mapping, profile, registers::Schemas::built_in());
    EXPECT_NE(text.find("koi8-r (Unix, Russian), by its letters (99.99 %)"), std::string::npos) << text;
    EXPECT_NE(text.find("Верхняя, Поляна"), std::string::npos) << text;
    EXPECT_EQ(intake::parse_mapping(to_json(guess.mapping)), guess.mapping);
}

TEST(Encodings, RowsReadTheSameFromEach) {
    for (const Encoding encoding : {Encoding::utf8, Encoding::cp1251, Encoding::koi8_r, Encoding::cp866,
                                    Encoding::utf16le, Encoding::utf16be, Encoding::utf8_twice_cp1252}) {
        const auto done = tests::import_text("a.csv", encoded(encoding), mapping);
        ASSERT_EQ(done.summary().accepted, 3) << formats::to_text(encoding);
        EXPECT_EQ(text_of(done.entity(2), "name"), "Приозёрск");
        // Kept with the import, so that the file reads the same again.
        const auto kept = done.result.mapping.encoding;
        EXPECT_EQ(kept, encoding == Encoding::utf8 ? std::nullopt : std::optional(encoding));
    }
}

TEST(Encodings, AnUnclearOneIsAskedAndNothingIsImported) {
    const std::string text = "id,lon,lat,name\nA,45,40,Se\xF1o\n";
    const auto guess = tests::guess_text("a.csv", text, "place");
    ASSERT_TRUE(has_code(guess.questions, "encoding_not_clear"));
    EXPECT_EQ(guess.mapping.encoding, std::nullopt);
    const Finding& asked = guess.questions.front();
    EXPECT_NE(asked.message.find("\"Seńo\" in cp1250"), std::string::npos) << asked.message;
    EXPECT_THROW(tests::import_text("a.csv", text, mapping), CallError);
}

TEST(Encodings, AnAnswerInTheMappingIsTaken) {
    const std::string text = "id,lon,lat,name\nA,45,40,Se\xF1o\n";
    const std::string answered = R"({"encoding":"windows-1250",)" + std::string(mapping).substr(1);
    EXPECT_EQ(text_of(tests::import_text("a.csv", text, answered).entity(0), "name"), "Seńo");
    const std::string as_utf8 = R"({"encoding":"utf-8",)" + std::string(mapping).substr(1);
    EXPECT_EQ(tests::import_text("a.csv", text, as_utf8).codes(0), "not_utf8");
    EXPECT_EQ(intake::parse_mapping(R"({"kind":"place","encoding":"klingon"})").error().code, "broken_mapping");
}

}  // namespace cairn
