#include "cairn/intake/encoding_words.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "cairn/intake/cells.hpp"

namespace cairn::intake {
namespace {

using formats::Encoding;
using formats::EncodingReading;

std::string samples_of(const EncodingReading& reading) {
    std::string text;
    for (const auto& sample : reading.samples) text += (text.empty() ? "" : ", ") + shorten(sample);
    return text;
}

std::string named(Encoding encoding) {
    return std::string(formats::to_text(encoding)) + " (" + std::string(formats::describe(encoding)) + ")";
}

/// Never 0 or 100 %.
std::string percent(double probability) {
    const double shown = std::clamp(100 * probability, 0.01, 99.99);
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), shown > 90 || shown < 10 ? "%.2f %%" : "%.0f %%", shown);
    return text.data();
}

}  // namespace

std::string describe_encoding(const formats::TextEncoding& encoding) {
    const EncodingReading& reading = encoding.readings.front();
    if (reading.samples.empty() && reading.encoding == Encoding::utf8) return {};
    std::string text = named(reading.encoding) + ", " + encoding.basis;
    if (encoding.basis == "by its letters") text += " (" + percent(reading.probability) + ")";
    if (!reading.samples.empty()) text += ": " + samples_of(reading);
    return text;
}

Finding ask_for_encoding(const formats::TextEncoding& encoding) {
    std::string readings;
    for (const EncodingReading& reading : encoding.readings) {
        readings += (readings.empty() ? "\"" : "; \"") + samples_of(reading) + "\" in " + named(reading.encoding) +
                    ", " + percent(reading.probability);
    }
    return {.code = "encoding_not_clear",
            .severity = Severity::error,
            .message = "The letters of the file do not tell for certain which encoding it is in: " + readings +
                       ". State which reads right, with --encoding NAME, or as \"encoding\" in the mapping; "
                       "utf-8 sets the rows aside that are none.",
            .field = "encoding",
            .found = std::string(formats::to_text(encoding.encoding())) + " or another",
            .expected = "one of " + formats::names_of_encodings()};
}

Finding tell_encoding(const formats::TextEncoding& encoding) {
    return {.code = "encoding_taken",
            .severity = Severity::note,
            .message = "The text of the file is read as " + describe_encoding(encoding) +
                       ". If these words look wrong, state the encoding with --encoding NAME.",
            .field = "encoding",
            .found = std::string(formats::to_text(encoding.encoding())),
            .expected = "words that read right"};
}

}  // namespace cairn::intake
