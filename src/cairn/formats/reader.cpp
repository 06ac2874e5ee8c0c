#include "cairn/formats/reader.hpp"

#include <algorithm>
#include <array>

#include "cairn/formats/csv.hpp"
#include "cairn/formats/detect_encoding.hpp"
#include "cairn/formats/geojson.hpp"
#include "cairn/formats/geopackage.hpp"
#include "cairn/formats/input.hpp"

namespace cairn::formats {
namespace {

constexpr std::size_t signature_bytes = 4096;

struct Signature {
    std::string_view begins;
    const char* code;
    const char* what;
    const char* advice;
};

constexpr const char* as_csv = "Save it as CSV, GeoJSON or GeoPackage.";
constexpr const char* unpack = "Unpack it, and name the file inside; a spreadsheet is saved as CSV.";

/// What people hand in by mistake, by its first bytes.
constexpr std::array<Signature, 13> refused{{
    {"PK\x03\x04", "compressed_file", "an archive or a spreadsheet (zip)", unpack},
    {"PK\x05\x06", "compressed_file", "an empty archive (zip)", unpack},
    {"\x1F\x8B", "compressed_file", "compressed (gzip)", unpack},
    {"7z\xBC\xAF", "compressed_file", "an archive (7z)", unpack},
    {"Rar!", "compressed_file", "an archive (rar)", unpack},
    {"BZh", "compressed_file", "compressed (bzip2)", unpack},
    {"\xFD"
     "7zXZ",
     "compressed_file", "compressed (xz)", unpack},
    {"%PDF", "wrong_format", "a PDF", "Ask for the data behind it, or digitise it."},
    {"\xD0\xCF\x11\xE0", "wrong_format", "an old spreadsheet or document", as_csv},
    {"\x89PNG", "wrong_format", "a picture (PNG)", "Digitise what it shows."},
    {"\xFF\xD8\xFF", "wrong_format", "a picture (JPEG)", "Digitise what it shows."},
    {"<", "wrong_format", "XML or a web page", as_csv},
    {"[", "wrong_format", "a JSON array", "Export it as GeoJSON: a FeatureCollection."},
}};

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string_view skip_blanks(std::string_view start) {
    if (start.starts_with(byte_order_mark)) start.remove_prefix(byte_order_mark.size());
    return start.substr(std::min(start.find_first_not_of(" \t\r\n"), start.size()));
}

tl::unexpected<Finding> refuse(std::string code, const std::string& what, const std::string& advice) {
    return failure({.code = std::move(code),
                    .severity = Severity::error,
                    .message = "The file is " + what + ", which cannot be read. " + advice,
                    .found = what,
                    .expected = "CSV, GeoJSON or GeoPackage"});
}

/// Of what does not begin as our formats do, white space and byte order mark left out.
std::optional<tl::unexpected<Finding>> find_refusal(std::string_view start) {
    const std::string_view text = skip_blanks(start);
    for (const Signature& signature : refused) {
        if (text.starts_with(signature.begins)) return refuse(signature.code, signature.what, signature.advice);
    }
    if (start.find('\0') != std::string_view::npos) {
        return refuse("wrong_format", "binary, and of no kind that is known here", as_csv);
    }
    return std::nullopt;
}

/// CSV or GeoJSON, in UTF-8 as it is decoded.
Result<RawTable> read_text(Input& input, const std::function<bool(RawRow&&)>& on_row, const Limits& limits) {
    const std::string_view start = input.look_ahead(signature_bytes).substr(0, signature_bytes);
    const std::string_view text = skip_blanks(start);
    if (text.empty()) {
        return failure({.code = "empty_file",
                        .severity = Severity::error,
                        .message = "The file is empty: there is nothing to read. Ask for it again.",
                        .found = "an empty file",
                        .expected = "CSV, GeoJSON or GeoPackage"});
    }
    if (auto refusal = find_refusal(start)) return *std::move(refusal);
    if (text.front() != '{') return read_csv(input, on_row, limits);
    if (start.starts_with(byte_order_mark)) input.skip(byte_order_mark.size());
    return read_geojson(input, on_row, limits);
}

Result<RawTable> read_by_content(const std::filesystem::path& file, const std::function<bool(RawRow&&)>& on_row,
                                 const Limits& limits) {
    Input input(file);
    if (input.size() > limits.max_bytes) {
        const std::string most = std::to_string(limits.max_bytes);
        return failure({.code = "file_too_large",
                        .severity = Severity::error,
                        .message = "The file has " + std::to_string(input.size()) + " bytes; at most " + most +
                                   " can be read. Divide it.",
                        .found = std::to_string(input.size()) + " bytes",
                        .expected = "at most " + most + " bytes"});
    }
    const std::string_view start = input.look_ahead(signature_bytes).substr(0, signature_bytes);
    if (start.starts_with(std::string_view("SQLite format 3\0", 16))) return read_geopackage(file, on_row, limits);
    if (!find_utf16(start)) {
        if (auto refusal = find_refusal(start)) return *std::move(refusal);
    }
    const TextEncoding encoding = choose_encoding(file, limits.encoding);
    input.decode_as(encoding.encoding());
    auto table = read_text(input, on_row, limits);
    if (table) table->encoding = encoding;
    return table;
}

}  // namespace

Result<RawTable> read_file(const std::filesystem::path& file, const std::function<bool(RawRow&&)>& on_row,
                           const Limits& limits) {
    auto table = read_by_content(file, on_row, limits);
    if (!table) table.error().file = file.string();
    return table;
}

Result<RawTable> describe_file(const std::filesystem::path& file, const Limits& limits) {
    return read_file(file, [](RawRow&&) { return true; }, limits);
}

}  // namespace cairn::formats
