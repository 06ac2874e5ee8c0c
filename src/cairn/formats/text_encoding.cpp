#include "cairn/formats/text_encoding.hpp"

#include <algorithm>

#include "cairn/formats/input.hpp"
#include "cairn/formats/utf8.hpp"

namespace cairn::formats {
namespace {

constexpr std::size_t start_bytes = 65536;
constexpr std::size_t most_readings = 4;

std::string read_as(const std::string& word, Encoding encoding) {
    std::string text;
    Decoder(encoding).decode(word, true, text);
    return replace_invalid(text);
}

/// Words to show how UTF-16 reads: those of its UTF-8.
std::vector<std::string> find_samples(std::string_view start, Encoding encoding) {
    EncodingDetector detector;
    detector.add(read_as(std::string(start), encoding));
    return detector.finish().words;
}

TextEncoding told(std::string_view start, Encoding encoding, std::string basis) {
    return {.basis = std::move(basis), .readings = {{encoding, 1, find_samples(start, encoding)}}};
}

TextEncoding choose(Input&& input, std::optional<Encoding> stated) {
    const std::string start(input.look_ahead(start_bytes).substr(0, start_bytes));
    if (stated) return told(start, *stated, "as stated");
    const bool has_mark = start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF");
    if (const auto utf16 = find_utf16(start)) {
        return told(start, *utf16, has_mark ? "by its byte order mark" : "by its zero bytes");
    }
    EncodingDetector detector;
    while (input.peek() != Input::end_of_file) {
        detector.add(input.loaded());
        input.skip(input.loaded().size());
    }
    TextEncoding chosen = to_text_encoding(detector.finish());
    const bool has_utf8_mark = start.starts_with("\xEF\xBB\xBF");
    if (has_utf8_mark && chosen.encoding() == Encoding::utf8) chosen.basis = "by its byte order mark";
    return chosen;
}

}  // namespace

TextEncoding to_text_encoding(const EncodingGuess& guess) {
    using Basis = EncodingGuess::Basis;
    TextEncoding chosen{.is_clear = guess.is_clear};
    switch (guess.basis) {
        case Basis::ascii: chosen.basis = "it has no letters beyond ASCII"; break;
        case Basis::utf8: chosen.basis = guess.encoding() == Encoding::utf8 ? "by its bytes" : "by its letters"; break;
        case Basis::letters: chosen.basis = "by its letters"; break;
        case Basis::nothing: chosen.basis = "its bytes fit no encoding that is known here"; break;
    }
    for (const auto& [encoding, probability] : guess.candidates) {
        if (chosen.readings.size() == most_readings) break;
        EncodingReading reading{encoding, probability, {}};
        for (const auto& word : guess.words) reading.samples.push_back(read_as(word, encoding));
        chosen.readings.push_back(std::move(reading));
    }
    return chosen;
}

TextEncoding choose_encoding(const std::filesystem::path& file, std::optional<Encoding> stated) {
    return choose(Input(file), stated);
}

}  // namespace cairn::formats
