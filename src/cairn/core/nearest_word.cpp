#include "cairn/core/nearest_word.hpp"

#include <algorithm>
#include <vector>

namespace cairn {
namespace {

constexpr std::size_t longest_word = 64;

std::size_t sequence_length(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xF0 && lead < 0xF8) return 4;
    if (lead >= 0xE0) return lead < 0xF0 ? 3 : 1;
    return lead >= 0xC2 ? 2 : 1;
}

/// Code points, or single bytes where the text is not UTF-8; only equality matters, so the bytes are packed as they
/// are.
std::u32string letters(std::string_view text) {
    std::u32string out;
    for (std::size_t i = 0; i < text.size() && out.size() < longest_word;) {
        const std::size_t length = std::min(sequence_length(static_cast<unsigned char>(text[i])), text.size() - i);
        char32_t letter = 0;
        for (std::size_t k = 0; k < length; ++k) letter = letter << 8 | static_cast<unsigned char>(text[i + k]);
        if (letter >= U'A' && letter <= U'Z') letter += U'a' - U'A';
        out.push_back(letter);
        i += length;
    }
    return out;
}

std::size_t count_edits(const std::u32string& a, const std::u32string& b) {
    // Three rows of the table: of this letter of a, the one before, and the one before that.
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
    for (std::size_t k = 0; k <= b.size(); ++k) last[k] = k;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (std::size_t k = 1; k <= b.size(); ++k) {
            const std::size_t replaced = last[k - 1] + (a[i - 1] == b[k - 1] ? 0 : 1);
            now[k] = std::min({last[k] + 1, now[k - 1] + 1, replaced});
            if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
                now[k] = std::min(now[k], before[k - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, now);
    }
    return last[b.size()];
}

}  // namespace

std::size_t count_edits(std::string_view a, std::string_view b) { return count_edits(letters(a), letters(b)); }

std::optional<std::string> find_nearest_word(std::string_view word, std::span<const std::string> candidates) {
    const std::u32string typed = letters(word);
    const std::string* best = nullptr;
    std::size_t fewest = 0;
    for (const std::string& candidate : candidates) {
        const std::u32string meant = letters(candidate);
        const bool is_beginning = typed.size() >= 3 && meant.starts_with(typed);
        const std::size_t edits =
            is_beginning ? std::min<std::size_t>(1, meant.size() - typed.size()) : count_edits(typed, meant);
        const std::size_t allowed = std::max<std::size_t>(1, std::max(typed.size(), meant.size()) / 3);
        if (edits > allowed || edits >= std::max(typed.size(), meant.size())) continue;
        if (best == nullptr || edits < fewest) {
            best = &candidate;
            fewest = edits;
        }
    }
    return best == nullptr ? std::nullopt : std::optional(*best);
}

std::string suggestion(std::string_view word, std::span<const std::string> candidates) {
    const auto nearest = find_nearest_word(word, candidates);
    return nearest ? " Did you mean " + *nearest + "?" : std::string();
}

}  // namespace cairn
