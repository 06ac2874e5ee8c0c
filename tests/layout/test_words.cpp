// Words that must not stand in what people read, and paths of somebody's machine.

#include <array>
#include <regex>
#include <string_view>

#include <gtest/gtest.h>

#include "layout/repository.hpp"

namespace {

using cairn::tests::files_below;
using cairn::tests::lines_of;
using cairn::tests::text_of;
namespace fs = std::filesystem;

bool is_text(const fs::path& file) {
    static const std::array<std::string_view, 5> binary = {".png", ".gpkg", ".tif", ".zip", ".pdf"};
    const std::string extension = file.extension().string();
    return std::find(binary.begin(), binary.end(), extension) == binary.end();
}

TEST(Words, NoFileNamesAPathOfSomebodysMachine) {
    // In two pieces, so that this file passes.
    const std::array<std::string, 4> paths = {
        "/wo"
        "rk/",
        "/ho"
        "me/",
        "/ro"
        "ot/",
        "/tm"
        "p/"};
    for (const auto& file : files_below("")) {
        if (!is_text(file)) continue;
        const std::string text = text_of(file);
        for (const auto& path : paths) EXPECT_EQ(text.find(path), std::string::npos) << file << " names " << path;
    }
}

/// Nothing that Cairn prints calls ground by these words: it says what was done there, and what remains.
const std::regex& forbidden() {
    static const std::regex words(R"((^|[^a-z-])(safe|safely|mine-free|clear of mines|no risk)([^a-z]|$))",
                                  std::regex::icase);
    return words;
}

/// Sentences about the rule itself, and about software.
bool is_about_the_rule(const std::string& line) {
    static const std::regex exception("(never|nothing|not|no one|nobody)[^.]*(says?|said|call(s|ed)?|words?)",
                                      std::regex::icase);
    return std::regex_search(line, exception);
}

TEST(Words, DocumentsNeverCallGroundByAForbiddenWord) {
    for (const auto& file : files_below("")) {
        if (file.extension() != ".md") continue;
        for (const std::string& line : lines_of(file)) {
            EXPECT_FALSE(std::regex_search(line, forbidden()) && !is_about_the_rule(line)) << file << ": " << line;
        }
    }
}

TEST(Words, CataloguesAndSchemasNeverUseAForbiddenWord) {
    for (const auto& file : files_below("src")) {
        if (file.extension() != ".json") continue;
        for (const std::string& line : lines_of(file)) {
            EXPECT_FALSE(std::regex_search(line, forbidden())) << file << ": " << line;
        }
    }
}

TEST(Words, TextsInTheSourceNeverUseAForbiddenWord) {
    static const std::regex literal(R"x("((?:[^"\\]|\\.)*)")x");
    for (const auto& folder : {"src", "apps"}) {
        for (const auto& file : files_below(folder)) {
            if (file.extension() != ".cpp" && file.extension() != ".hpp") continue;
            for (const std::string& line : lines_of(file)) {
                for (std::sregex_iterator match(line.begin(), line.end(), literal), end; match != end; ++match) {
                    const std::string text = (*match)[1];
                    EXPECT_FALSE(std::regex_search(text, forbidden())) << file << ": " << line;
                }
            }
        }
    }
}

}  // namespace
