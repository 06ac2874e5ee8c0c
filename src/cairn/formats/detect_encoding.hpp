#pragma once
// Which encoding a text is in, by what its bytes can mean and which letters follow each other. See docs/encodings.md.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "cairn/formats/encoding.hpp"

namespace cairn::formats {

struct EncodingCandidate {
    Encoding encoding = Encoding::utf8;
    double probability = 0;  ///< among the candidates, each as likely as the next before the text was looked at
};

struct EncodingGuess {
    enum class Basis {
        ascii,    ///< no letter beyond ASCII: any encoding will do
        utf8,     ///< its sequences, which other encodings do not give by chance
        letters,  ///< what the letters make
        nothing   ///< the bytes fit no encoding
    };
    Basis basis = Basis::ascii;
    bool is_clear = true;  ///< false: a person must say; candidates stand in order all the same
    std::vector<EncodingCandidate> candidates;  ///< most probable first, one for each different reading; never empty
    std::vector<std::string> words;  ///< up to 3, as bytes, to show how they read

    Encoding encoding() const { return candidates.front().encoding; }
};

/// Least probability of the best candidate at which nobody is asked.
inline constexpr double clear_enough = 0.99;

class EncodingDetector {
   public:
    EncodingDetector() { words_.reserve(most_words); }
    EncodingDetector(const EncodingDetector&) = delete;  // known_words_ looks into words_
    EncodingDetector& operator=(const EncodingDetector&) = delete;

    /// Pieces of the text, in order, without zero bytes (find_utf16 comes first).
    void add(std::string_view bytes);
    EncodingGuess finish();

   private:
    void take(std::string_view bytes);
    void take_word(std::string_view word);

    static constexpr std::size_t most_words = 2000;
    std::string rest_;  ///< a word that may go on
    std::vector<std::string> words_;  ///< different ones, with letters beyond ASCII, as bytes, in the file's order
    std::unordered_set<std::string_view> known_words_;  ///< the same, into words_, which has its room from the start
    std::vector<std::string> first_words_;
    std::array<std::int64_t, 256> bytes_{};  ///< how often each stands in different words
    std::int64_t sequences_ = 0;  ///< of UTF-8, beyond ASCII
    std::int64_t strays_ = 0;  ///< bytes of no such sequence
};

/// UTF-16, told by its byte order mark or by its zero bytes. `start`: a text's first bytes, a few thousand of them.
/// Absent also when the bytes are no text.
std::optional<Encoding> find_utf16(std::string_view start);

/// Of texts that stand apart, such as the cells of a DBF.
EncodingGuess detect_encoding(std::span<const std::string> texts);

}  // namespace cairn::formats
