// Any bytes get a guess that can be used; what decodes in one piece decodes in many; what encodes comes back.

#include "cairn/formats/detect_encoding.hpp"
#include "cairn/formats/encoding.hpp"
#include "cairn/formats/utf8.hpp"
#include "fuzz.hpp"

namespace {

using namespace cairn;

void decode_in_pieces(std::string_view bytes, formats::Encoding encoding) {
    std::string whole, pieces;
    formats::Decoder(encoding).decode(bytes, true, whole);
    formats::Decoder decoder(encoding);
    for (std::size_t i = 0; i < bytes.size(); i += 3) decoder.decode(bytes.substr(i, 3), false, pieces);
    decoder.decode({}, true, pieces);
    // A run longer than the decoder waits for may be divided.
    if (bytes.size() < 4096) fuzz::require(whole == pieces);
}

void come_back(std::string_view bytes, formats::Encoding encoding) {
    if (const auto encoded = formats::from_utf8(bytes, encoding)) {
        fuzz::require(formats::is_utf8(bytes));
        fuzz::require(formats::to_utf8(*encoded, encoding).has_value());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = fuzz::text_of(data, size);
    formats::EncodingDetector detector;
    for (std::size_t i = 0; i < bytes.size(); i += 100) detector.add(bytes.substr(i, 100));
    const auto guess = detector.finish();
    fuzz::require(!guess.candidates.empty() && guess.words.size() <= 3);
    formats::find_utf16(bytes);
    formats::find_encoding(bytes);
    for (const auto encoding : formats::all_encodings()) {
        decode_in_pieces(bytes, encoding);
        come_back(bytes, encoding);
    }
    return 0;
}
