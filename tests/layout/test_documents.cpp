// The documentation holds together: links lead somewhere, and paths that it names exist.

#include <cctype>
#include <regex>
#include <set>

#include <gtest/gtest.h>

#include "layout/repository.hpp"

namespace {

using cairn::tests::files_below;
using cairn::tests::lines_of;
using cairn::tests::repository;
namespace fs = std::filesystem;

std::vector<fs::path> documents() {
    std::vector<fs::path> found;
    for (const auto& file : files_below("")) {
        if (file.extension() == ".md") found.push_back(file);
    }
    return found;
}

/// Lines that are prose: not inside a fenced block.
std::vector<std::string> prose(const fs::path& document) {
    std::vector<std::string> lines;
    bool is_fenced = false;
    for (const std::string& line : lines_of(document)) {
        if (line.starts_with("```")) {
            is_fenced = !is_fenced;
        } else if (!is_fenced) {
            lines.push_back(line);
        }
    }
    return lines;
}

/// All first groups of `pattern` in the document's prose.
std::vector<std::string> matches(const fs::path& document, const std::regex& pattern) {
    std::vector<std::string> found;
    for (const std::string& line : prose(document)) {
        for (std::sregex_iterator match(line.begin(), line.end(), pattern), end; match != end; ++match) {
            found.push_back((*match)[1]);
        }
    }
    return found;
}

/// What a link to a heading is called: lower case, spaces to hyphens, punctuation dropped.
std::string anchor_of(const std::string& heading) {
    std::string anchor;
    for (const char c : heading) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || c == '-' || c == '_' || byte >= 0x80) {
            anchor += static_cast<char>(std::tolower(byte));
        } else if (c == ' ') {
            anchor += '-';
        }
    }
    return anchor;
}

std::set<std::string> anchors(const fs::path& document) {
    static const std::regex heading("^#+ +(.*)$");
    std::set<std::string> found;
    for (const auto& text : matches(document, heading)) found.insert(anchor_of(text));
    return found;
}

TEST(Documents, EveryLinkLeadsSomewhere) {
    static const std::regex link(R"(\]\(([^)\s]+)\))");
    for (const auto& document : documents()) {
        for (const auto& target : matches(document, link)) {
            if (target.starts_with("http://") || target.starts_with("https://")) continue;
            const auto hash = target.find('#');
            const fs::path file = hash == 0 ? document : document.parent_path() / target.substr(0, hash);
            ASSERT_TRUE(fs::exists(repository() / file)) << document << " links to " << target;
            if (hash == std::string::npos || file.extension() != ".md") continue;
            EXPECT_TRUE(anchors(file).contains(target.substr(hash + 1))) << document << " links to " << target;
        }
    }
}

}  // namespace
