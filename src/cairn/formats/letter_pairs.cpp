#include "cairn/formats/letter_pairs.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <unicode/uchar.h>
#include <unordered_map>
#include <vector>

#include "cairn/formats/language_samples.hpp"
#include "cairn/formats/utf8.hpp"

namespace cairn::formats {
namespace {

using Word = std::vector<UChar32>;

Word letters_of(std::string_view text) {
    Word letters;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t n = sequence_length(text.substr(i));
        letters.push_back(n == 0 ? 0xFFFD : static_cast<UChar32>(code_point_of(text.substr(i, n))));
        i += n == 0 ? 1 : n;
    }
    return letters;
}

bool is_in_words(UChar32 c) {
    return u_isalpha(c) != 0 || u_charType(c) == U_NON_SPACING_MARK || c == '\'' || c == 0x2019;
}

std::vector<Word> words_of(std::string_view text) {
    std::vector<Word> words(1);
    for (const UChar32 letter : letters_of(text)) {
        if (is_in_words(letter)) {
            words.back().push_back(u_tolower(letter));
        } else if (!words.back().empty()) {
            words.emplace_back();
        }
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

/// What a letter that the language does not use is worth.
double strangeness(UChar32 c) {
    if (c == 0xFFFD) return 1e-9;
    const bool is_common_sign = c == 0xA0 || c == 0xAB || c == 0xBB || c == 0xB0 || (c >= 0x2013 && c <= 0x201E) ||
                                c == 0x2026 || c == 0x2116 || (c >= 0x055A && c <= 0x055F) || c == 0x0589 ||
                                c == 0x060C || c == 0x061B || c == 0x061F || c == 0xFF0C;
    if (is_common_sign) return 1e-3;
    if (c >= 0x2500 && c < 0x2600) return 1e-9;  // frames
    return u_isalpha(c) != 0 ? 2e-6 : 1e-6;
}

/// Chances of letters, one by one and after another, in one language. Place 0 stands for the edge of a word.
class Language {
   public:
    explicit Language(std::string_view text) {
        const auto words = words_of(text);
        for (const Word& word : words) {
            for (const UChar32 letter : word) places_.emplace(letter, places_.size() + 1);
        }
        const std::size_t n = places_.size() + 1;
        std::vector<double> single(n), pairs(n * n), before(n);
        double all = 0;
        for (const Word& word : words) {
            std::size_t last = 0;
            for (std::size_t i = 0; i <= word.size(); ++i) {
                const std::size_t next = i < word.size() ? places_.at(word[i]) : 0;
                ++single[next], ++pairs[last * n + next], ++before[last], ++all;
                last = next;
            }
        }
        single_.resize(n);
        pairs_.resize(n * n);
        for (std::size_t b = 0; b < n; ++b) {
            single_[b] = (single[b] + 0.5) / (all + 0.5 * static_cast<double>(n));
            for (std::size_t a = 0; a < n; ++a) {
                const double seen = before[a] > 0 ? pairs[a * n + b] / before[a] : single_[b];
                pairs_[a * n + b] = std::log(0.75 * seen + 0.25 * single_[b]);
            }
            single_[b] = std::log(single_[b]);
        }
    }

    double score(const Word& word) const {
        constexpr auto strange = static_cast<std::size_t>(-1);
        const std::size_t n = single_.size();
        double sum = 0;
        std::size_t last = 0;
        for (std::size_t i = 0; i <= word.size(); ++i) {
            std::size_t next = 0;
            if (i < word.size()) {
                const auto at = places_.find(word[i]);
                next = at == places_.end() ? strange : at->second;
            }
            sum += next == strange   ? std::log(strangeness(word[i]))
                   : last == strange ? single_[next]
                                     : pairs_[last * n + next];
            last = next;
        }
        return sum;
    }

   private:
    std::unordered_map<UChar32, std::size_t> places_;
    std::vector<double> single_, pairs_;
};

const std::vector<Language>& languages() {
    static const auto all = [] {
        std::vector<Language> made;
        for (const LanguageSample& sample : language_samples()) made.emplace_back(sample.text);
        return made;
    }();
    return all;
}

bool is_upper(UChar32 c) { return u_isUUppercase(c) != 0; }

/// "baku", "Baku" and "BAKU" are how words are written; "bAKU" and "BaKu" hardly.
bool has_odd_case(const Word& word) {
    std::size_t upper = 0, lower = 0;
    for (const UChar32 c : word) {
        upper += is_upper(c) ? 1U : 0U;
        lower += u_isULowercase(c) != 0 ? 1U : 0U;
    }
    return lower > 0 && (upper > 1 || (upper == 1 && !is_upper(word.front())));
}

}  // namespace

double score_word(std::string_view text) {
    constexpr double odd_case = 0.002;
    Word word = letters_of(text);
    const double by_case = has_odd_case(word) ? std::log(odd_case) : 0;
    std::transform(word.begin(), word.end(), word.begin(), u_tolower);
    std::vector<double> scores;
    for (const Language& language : languages()) scores.push_back(language.score(word));
    const double best = *std::max_element(scores.begin(), scores.end());
    double sum = 0;
    for (const double score : scores) sum += std::exp(score - best);
    return by_case + best + std::log(sum / static_cast<double>(scores.size()));
}

}  // namespace cairn::formats
