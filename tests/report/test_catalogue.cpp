#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "cairn/core/error.hpp"
#include "cairn/report/catalogue.hpp"

namespace cairn::report {
namespace {

std::string sources() {
    std::ostringstream all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(CAIRN_REPORT_SOURCES)) {
        if (entry.path().extension() == ".cpp") all << std::ifstream(entry.path()).rdbuf() << '\n';
    }
    return all.str();
}

std::set<std::string> literals(const std::string& text, const char* pattern) {
    const std::regex expression(pattern);
    std::set<std::string> out;
    for (std::sregex_iterator at(text.begin(), text.end(), expression), end; at != end; ++at) out.insert((*at)[1]);
    return out;
}

/// Keys that are put together from a code: "measure." + m.measure. A code without a message prints as it is.
bool is_of_a_family(const std::string& key) {
    for (const char* family : {"measure.", "caution.", "interval.", "reason.", "category.", "severity.", "section.",
                               "state.", "term.", "fraction."}) {
        if (key.rfind(family, 0) == 0) return true;
    }
    return false;
}

TEST(Catalogue, HasEveryKeyThatTheSourcesUse) {
    const Catalogue words;
    const auto used = literals(sources(), "\"([a-z][a-z0-9_]*(?:\\.[a-z0-9_-]+)+)\"");
    ASSERT_GT(used.size(), 150U);
    for (const std::string& key : used) {
        if (key.ends_with(".css")) continue;
        EXPECT_TRUE(words.has(key)) << key;
    }
}

TEST(Catalogue, HoldsNoKeyThatNothingUses) {
    const std::string text = sources();
    const auto used = literals(text, "\"([a-z][a-z0-9_]*(?:\\.[a-z0-9_-]+)+)\"");
    const auto families = literals(text, "\"([a-z]+\\.)\"");
    const Catalogue words;
    for (const auto& [key, forms] : words.messages()) {
        const bool is_put_together = is_of_a_family(key) && families.contains(key.substr(0, key.find('.') + 1));
        EXPECT_TRUE(used.contains(key) || is_put_together) << key;
    }
}

TEST(Catalogue, NoMessageSaysWhatNobodyMaySay) {
    // "clear" and "risk" alone are words that a sentence may need; these phrases are not.
    const std::regex forbidden("\\bsafe|\\bclear of mines|mine-free|no risk|100\\s*(\u202f)?%|!", std::regex::icase);
    const Catalogue words;
    for (const auto& [key, forms] : words.messages()) {
        for (const std::string& form : forms) EXPECT_FALSE(std::regex_search(form, forbidden)) << key << ": " << form;
    }
}

TEST(Catalogue, NoMessageNamesAnEmptySlotOrLeavesAStrongPartOpen) {
    const Catalogue words;
    for (const auto& [key, forms] : words.messages()) {
        for (const std::string& form : forms) {
            EXPECT_FALSE(form.empty()) << key;
            EXPECT_EQ(form.find("{}"), std::string::npos) << key;
            EXPECT_EQ(std::count(form.begin(), form.end(), '{'), std::count(form.begin(), form.end(), '}')) << key;
            std::size_t marks = 0;
            for (std::size_t at = form.find("**"); at != std::string::npos; at = form.find("**", at + 2)) ++marks;
            EXPECT_EQ(marks % 2, 0U) << key;
        }
    }
}

TEST(Catalogue, FillsNamedSlotsInAnyOrder) {
    const Catalogue words;
    EXPECT_EQ(words.text("table.rest", {{"last", "140"}, {"first", "21"}}), "Rows 21 to 140");
}

TEST(Catalogue, ChoosesTheFormByTheCount) {
    const Catalogue words;
    EXPECT_EQ(words.plural("rows.clusters", 1, {{"n", "1"}}), "1 place");
    EXPECT_EQ(words.plural("rows.clusters", 0, {{"n", "0"}}), "0 places");
    EXPECT_EQ(words.plural("rows.clusters", 2, {{"n", "2"}}), "2 places");
}

TEST(Catalogue, DataCannotMakeItselfStrongOrNameASlot) {
    const Catalogue words;
    const auto runs = words.runs("deliveries.from", {{"party", "**{party}**"}});
    ASSERT_EQ(runs.size(), 1U);
    EXPECT_FALSE(runs[0].is_strong);
    EXPECT_EQ(runs[0].text, "from **{party}**");
}

TEST(Catalogue, MarksStrongParts) {
    const Catalogue words;
    const auto runs = words.runs("answer.adjusted", {{"share", "54 %"}});
    ASSERT_EQ(runs.size(), 2U);
    EXPECT_FALSE(runs[0].is_strong);
    EXPECT_TRUE(runs[1].is_strong);
    EXPECT_EQ(runs[1].text, "54 %");
}

TEST(Catalogue, RefusesAKeyOrSlotThatDoesNotExist) {
    const Catalogue words;
    EXPECT_THROW(words.text("no.such_key"), CallError);
    EXPECT_THROW(words.text("table.rest", {{"first", "21"}}), CallError);
}

TEST(Catalogue, SaysWhichLanguagesThereAre) {
    try {
        const Catalogue words("tlh");
        FAIL() << "a language without a catalogue was accepted";
    } catch (const CallError& error) {
        EXPECT_NE(std::string(error.what()).find("there are: en"), std::string::npos) << error.what();
    }
}

}  // namespace
}  // namespace cairn::report
