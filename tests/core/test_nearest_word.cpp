#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cairn/core/nearest_word.hpp"

namespace cairn {
namespace {

TEST(NearestWord, AnExchangeOfNeighboursIsOneEdit) {
    EXPECT_EQ(count_edits("improt", "import"), 1u);
    EXPECT_EQ(count_edits("asess", "assess"), 1u);
    EXPECT_EQ(count_edits("", "run"), 3u);
    EXPECT_EQ(count_edits("Accident", "accident"), 0u);
}

TEST(NearestWord, LettersAreCodePointsNotBytes) {
    EXPECT_EQ(count_edits("дота", "дата"), 1u);
    EXPECT_EQ(count_edits("երկար", "երկարա"), 1u);
    EXPECT_EQ(count_edits("\xFF\xFE", "\xFF"), 1u);
}

/// The plain recursion of the definition, without a table.
std::size_t slow_edits(const std::string& a, const std::string& b, std::size_t i, std::size_t k) {
    if (i == 0 || k == 0) return i + k;
    std::size_t least = std::min(slow_edits(a, b, i - 1, k), slow_edits(a, b, i, k - 1)) + 1;
    least = std::min(least, slow_edits(a, b, i - 1, k - 1) + (a[i - 1] == b[k - 1] ? 0 : 1));
    if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
        least = std::min(least, slow_edits(a, b, i - 2, k - 2) + 1);
    return least;
}

TEST(NearestWord, TheTableAgreesWithThePlainRecursionOnEveryShortWord) {
    std::vector<std::string> words{""};
    for (std::size_t i = 0; i < words.size() && words[i].size() < 4; ++i)
        for (const char letter : {'a', 'b', 'c'}) words.push_back(words[i] + letter);
    for (const auto& a : words)
        for (const auto& b : words) ASSERT_EQ(count_edits(a, b), slow_edits(a, b, a.size(), b.size())) << a << ' ' << b;
}

TEST(NearestWord, ASuggestionIsMadeOnlyWhenOneIsNear) {
    const std::vector<std::string> verbs{"run", "import", "assess", "report", "export", "verify"};
    EXPECT_EQ(find_nearest_word("imprt", verbs), "import");
    EXPECT_EQ(find_nearest_word("asses", verbs), "assess");
    EXPECT_EQ(find_nearest_word("ver", verbs), "verify");
    EXPECT_EQ(find_nearest_word("rnu", verbs), "run");
    EXPECT_EQ(find_nearest_word("publish", verbs), std::nullopt);
    EXPECT_EQ(find_nearest_word("x", verbs), std::nullopt);
    EXPECT_EQ(find_nearest_word("", verbs), std::nullopt);
    EXPECT_EQ(suggestion("expotr", verbs), " Did you mean export?");
    EXPECT_EQ(suggestion("nothing like it", verbs), "");
}

TEST(NearestWord, WordsOfAnyLengthAreRead) {
    const std::string endless(1'000'000, 'a');
    EXPECT_EQ(count_edits(endless, endless + "b"), 0u);  // cut at 64 letters
}

}  // namespace
}  // namespace cairn
