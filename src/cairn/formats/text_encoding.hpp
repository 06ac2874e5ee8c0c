#pragma once
// In which encoding a file's text is read, and what tells so.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cairn/formats/detect_encoding.hpp"
#include "cairn/formats/encoding.hpp"

namespace cairn::formats {

/// One way to read the text.
struct EncodingReading {
    Encoding encoding = Encoding::utf8;
    double probability = 1;
    std::vector<std::string> samples;  ///< up to 3 words with letters beyond ASCII, as they read then, in UTF-8
};

struct TextEncoding {
    std::string basis;  ///< "as stated", "by its byte order mark", "by its letters" …
    bool is_clear = true;  ///< false: a person must say; it is read in the most probable one all the same
    std::vector<EncodingReading> readings;  ///< most probable first, at most 4; never empty

    Encoding encoding() const { return readings.front().encoding; }
};

/// `stated` by a person, or told by the whole file's bytes. A file that fits no encoding is read as UTF-8, and the rows
/// that are none say so. Throws WorldError when the file cannot be read.
TextEncoding choose_encoding(const std::filesystem::path& file, std::optional<Encoding> stated);

/// A guess, with its words as they read in each candidate.
TextEncoding to_text_encoding(const EncodingGuess& guess);

}  // namespace cairn::formats
