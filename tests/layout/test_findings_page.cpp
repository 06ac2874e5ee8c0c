// The page that explains every finding, and the source that makes them, name the same codes.

#include <map>
#include <regex>
#include <set>

#include <gtest/gtest.h>

#include "layout/repository.hpp"

namespace {

using cairn::tests::files_below;
using cairn::tests::lines_of;
using cairn::tests::text_of;
namespace fs = std::filesystem;

/// The first cell of every table's row.
std::set<std::string> codes_on(const fs::path& page) {
    static const std::regex cell("^\\| `([a-z_]+)` \\|");
    std::set<std::string> codes;
    std::smatch match;
    for (const std::string& line : lines_of(page)) {
        if (std::regex_search(line, match, cell)) codes.insert(match[1]);
    }
    return codes;
}

std::vector<fs::path> sources() {
    std::vector<fs::path> found;
    for (const fs::path& file : files_below("src/cairn")) {
        // An assessment and the truth of a simulation have measures, which are added by name as well.
        const bool has_measures = file.string().find("/assessment/") != std::string::npos || file.stem() == "truth";
        if (file.extension() == ".cpp" && !has_measures) found.push_back(file);
    }
    return found;
}

/// Code → file, wherever a finding is made: as a member, or by one of the functions that take the code first.
std::map<std::string, std::string> codes_in_source() {
    static const std::regex made(
        R"rx((?:\bcode = |\b(?:add|say|refuse|refusal|about|about_place|add_finding|finding|note|error)rx"
        R"rx(|broken|misfit)\()\s*(?:Severity::[a-z]+,\s*)?"([a-z]+(?:_[a-z]+)+)")rx");
    std::map<std::string, std::string> codes;
    for (const fs::path& file : sources()) {
        const std::string text = text_of(file);
        for (std::sregex_iterator match(text.begin(), text.end(), made), end; match != end; ++match) {
            codes.emplace((*match)[1], file.string());
        }
    }
    return codes;
}

TEST(FindingsPage, EveryCodeOfTheSourceIsExplained) {
    auto explained = codes_on("docs/findings.md");
    explained.merge(codes_on("docs/store.md"));
    const auto codes = codes_in_source();
    EXPECT_GT(codes.size(), 130U) << "findings are made in a way that this test does not know";
    for (const auto& [code, file] : codes) EXPECT_TRUE(explained.contains(code)) << code << " of " << file;
}

TEST(FindingsPage, EveryCodeThatIsExplainedIsMadeSomewhere) {
    std::string all;
    for (const fs::path& file : sources()) all += text_of(file);
    for (const std::string& code : codes_on("docs/findings.md")) {
        EXPECT_NE(all.find('"' + code + '"'), std::string::npos) << code;
    }
}

}  // namespace
