#include "cairn/formats/detect_encoding.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <unicode/uchar.h>

#include "cairn/formats/letter_pairs.hpp"
#include "cairn/formats/utf8.hpp"

namespace cairn::formats {
namespace {

using enum Encoding;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Letters that stand beside each other tell less than the chain of pairs makes of it: scores are taken at this share
/// before they become probabilities. Set so that the errors of tests/formats/test_detect_encoding.cpp stay rare.
constexpr double weight = 0.6;
/// Logarithm of how much rarer files are that went through two wrong hands.
constexpr double twice_is_rarer = -7;
/// Bytes that mean nothing, at most this share, do not rule an encoding out: they set their rows aside.
constexpr double stray_share = 1e-3;

/// Logarithm of a letter's probability, on average, below which no words stand behind the bytes. Words of the languages
/// that are known have -3 or so, letters that none of them uses -13.
constexpr double least_plausible = -7;

constexpr std::size_t longest_word = 64;

/// The byte at which letters beyond ASCII begin, or the end.
std::size_t skip_ascii(std::string_view bytes, std::size_t from) {
    constexpr std::uint64_t high_bits = 0x8080808080808080U;
    while (from + 8 <= bytes.size()) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, bytes.data() + from, 8);
        if ((eight & high_bits) != 0) break;
        from += 8;
    }
    while (from < bytes.size() && is_ascii(bytes[from])) ++from;
    return from;
}

struct Reading {
    Encoding encoding;
    std::string text;  ///< all words, a space after each
    double score = 0;
};

double score_words(const std::string& text) {
    double sum = 0;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t to = text.find('\n', from);
        sum += score_word(std::string_view(text).substr(from, to - from));
        from = to + 1;
    }
    return sum;
}

/// Whether the best of the readings can be words at all.
bool is_plausible(const Reading& best) {
    const auto letters = std::count_if(best.text.begin(), best.text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;  // one for each letter and each end of a word
    });
    return best.score > least_plausible * static_cast<double>(letters);
}

/// Readings that do not differ count once, under the first name. Empty when none can be words.
std::vector<EncodingCandidate> rank(std::vector<Reading>&& readings) {
    std::vector<Reading> different;
    for (Reading& reading : readings) {
        const bool is_known = std::any_of(different.begin(), different.end(),
                                          [&](const Reading& other) { return other.text == reading.text; });
        if (!is_known) different.push_back(std::move(reading));
    }
    for (Reading& reading : different) reading.score += score_words(reading.text);
    std::stable_sort(different.begin(), different.end(),
                     [](const Reading& a, const Reading& b) { return a.score > b.score; });
    std::vector<EncodingCandidate> candidates;
    if (!is_plausible(different.front())) return candidates;
    double sum = 0;
    for (const Reading& reading : different) {
        const double likelihood = std::exp(weight * (reading.score - different.front().score));
        candidates.push_back({reading.encoding, likelihood});
        sum += likelihood;
    }
    for (EncodingCandidate& candidate : candidates) candidate.probability /= sum;
    return candidates;
}

template <class Words, class Decode>
std::string decode_all(const Words& words, const Decode& decode) {
    std::string text;
    for (const auto& word : words) {
        text += decode(word);
        text += '\n';
    }
    return text;
}

/// The more usual first: what reads the same is called by that name.
constexpr std::array single_bytes{cp1252, cp1251,    cp1250,    cp1256,    cp1254, cp866,  cp850,   cp437,
                                  cp852,  iso8859_1, iso8859_2, iso8859_5, koi8_r, koi8_u, armscii8};

bool is_possible(Encoding encoding, const std::array<std::int64_t, 256>& bytes) {
    const auto& table = upper_half(encoding);
    std::int64_t all = 0, strays = 0;
    for (std::size_t i = 0; i < table.size(); ++i) {
        all += bytes[0x80 + i];
        strays += table[i] == 0 ? bytes[0x80 + i] : 0;
    }
    return static_cast<double>(strays) <= stray_share * static_cast<double>(all);
}

template <class Words>
std::vector<Reading> read_as_utf8(const Words& words) {
    std::vector<Reading> readings;
    readings.push_back({utf8, decode_all(words, [](const std::string& word) { return word; })});
    for (const auto& [twice, wrong] : {std::pair{utf8_twice_cp1252, cp1252}, std::pair{utf8_twice_cp1251, cp1251},
                                       std::pair{utf8_twice_iso8859_1, iso8859_1}}) {
        const Encoding taken_for = wrong;
        readings.push_back({twice,
                            decode_all(words, [&](const std::string& word) { return repair_twice(word, taken_for); }),
                            twice_is_rarer});
    }
    return readings;
}

template <class Words>
std::vector<Reading> read_by_bytes(const Words& words, const std::array<std::int64_t, 256>& bytes) {
    std::vector<Reading> readings;
    for (const Encoding encoding : single_bytes) {
        if (!is_possible(encoding, bytes)) continue;
        readings.push_back({encoding, decode_all(words, [&](const std::string& word) {
                                std::string text;
                                Decoder(encoding).decode(word, true, text);
                                return replace_invalid(text);
                            })});
    }
    return readings;
}

}  // namespace

void EncodingDetector::take_word(std::string_view word) {
    const bool has_room = words_.size() < most_words;
    if (has_room && known_words_.contains(word)) return;
    for (std::size_t i = 0; i < word.size();) {
        ++bytes_[static_cast<unsigned char>(word[i])];
        if (is_ascii(word[i])) {
            ++i;
            continue;
        }
        const std::size_t n = sequence_length(word.substr(i));
        n == 0 ? ++strays_ : ++sequences_;
        for (std::size_t k = 1; k < n; ++k) ++bytes_[static_cast<unsigned char>(word[i + k])];
        i += std::max<std::size_t>(n, 1);
    }
    if (!has_room || word.size() > longest_word) return;
    if (first_words_.size() < 3 && word.size() > 3) first_words_.emplace_back(word);
    known_words_.insert(words_.emplace_back(word));
}

void EncodingDetector::take(std::string_view bytes) {
    for (std::size_t at = skip_ascii(bytes, 0); at < bytes.size();) {
        std::size_t from = at, to = at;
        while (from > 0 && is_letter(bytes[from - 1])) --from;
        while (to < bytes.size() && (!is_ascii(bytes[to]) || is_letter(bytes[to]))) ++to;
        take_word(bytes.substr(from, to - from));
        at = skip_ascii(bytes, to);
    }
}

void EncodingDetector::add(std::string_view bytes) {
    if (!rest_.empty()) {
        // Up to the end of the word that was cut.
        std::size_t end = 0;
        while (end < bytes.size() && (!is_ascii(bytes[end]) || is_letter(bytes[end]))) ++end;
        rest_ += bytes.substr(0, end);
        bytes.remove_prefix(end);
        if (bytes.empty() && rest_.size() < 4096) return;
        take(rest_);
        rest_.clear();
    }
    std::size_t end = bytes.size();
    while (end > 0 && bytes.size() - end < longest_word && (!is_ascii(bytes[end - 1]) || is_letter(bytes[end - 1])))
        --end;
    take(bytes.substr(0, end));
    rest_ = bytes.substr(end);
}

EncodingGuess EncodingDetector::finish() {
    using Basis = EncodingGuess::Basis;
    take(rest_);
    rest_.clear();
    EncodingGuess guess{.candidates = {{utf8, 1}}, .words = first_words_};
    if (sequences_ + strays_ == 0) return guess;
    // Letters of another encoding make a sequence of UTF-8 now and then, but never four times in five.
    if (sequences_ > 4 * strays_) {
        guess.basis = Basis::utf8;
        if (strays_ > 0) return guess;
        if (auto candidates = rank(read_as_utf8(words_)); !candidates.empty()) guess.candidates = std::move(candidates);
        guess.is_clear = guess.candidates.front().probability >= clear_enough;
        return guess;
    }
    auto readings = read_by_bytes(words_, bytes_);
    auto candidates = readings.empty() || words_.empty() ? std::vector<EncodingCandidate>{} : rank(std::move(readings));
    guess.basis = candidates.empty() ? Basis::nothing : Basis::letters;
    if (candidates.empty()) return guess;
    guess.candidates = std::move(candidates);
    guess.is_clear = guess.candidates.front().probability >= clear_enough;
    return guess;
}

std::optional<Encoding> find_utf16(std::string_view start) {
    if (start.starts_with("\xFF\xFE")) return utf16le;
    if (start.starts_with("\xFE\xFF")) return utf16be;
    std::array<std::size_t, 2> zeros{};
    start = start.substr(0, start.size() / 2 * 2);
    for (std::size_t i = 0; i < start.size(); ++i) zeros[i % 2] += start[i] == '\0' ? 1U : 0U;
    const std::size_t most = std::max(zeros[0], zeros[1]), least = std::min(zeros[0], zeros[1]);
    if (most * 50 < start.size() / 2 || least * 20 > most || most < 2) return std::nullopt;
    const Encoding encoding = zeros[1] > zeros[0] ? utf16le : utf16be;
    std::string text;
    Decoder(encoding).decode(start, true, text);
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t n = sequence_length(std::string_view(text).substr(i));
        const bool is_cut = i + 1 == text.size();
        if (n == 0 && !is_cut) return std::nullopt;
        if (n == 1 && text[i] >= 0 && text[i] < ' ' && text[i] != '\t' && text[i] != '\r' && text[i] != '\n')
            return std::nullopt;
        i += std::max<std::size_t>(n, 1);
    }
    return encoding;
}

EncodingGuess detect_encoding(std::span<const std::string> texts) {
    EncodingDetector detector;
    for (const std::string& text : texts) {
        detector.add(text);
        detector.add("\n");
    }
    return detector.finish();
}

}  // namespace cairn::formats
