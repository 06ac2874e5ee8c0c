#include "cairn/formats/format.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "cairn/formats/archive.hpp"
#include "cairn/formats/csv_records.hpp"
#include "cairn/formats/detect_encoding.hpp"
#include "cairn/formats/input.hpp"
#include "cairn/formats/json_tokens.hpp"
#include "cairn/formats/maxml.hpp"
#include "cairn/formats/submissions.hpp"
#include "cairn/formats/text_encoding.hpp"

namespace cairn::formats {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t signature_bytes = 65536;
constexpr std::size_t binary_bytes = 4096;  // a text has no zero byte in so many; one further on is told with its row

constexpr const char* readable =
    "CSV, GeoJSON, GeoPackage, Shapefile, KML, GML, GPX, FlatGeobuf, MapInfo, file geodatabase, Esri JSON, "
    "submissions of KoBo or ODK as JSON, maXML, XLSX, XLS, ODS, or an archive of them";
constexpr const char* as_table = "Save it as XLSX, ODS or CSV.";

struct Signature {
    std::string_view begins;
    const char* what;
    const char* advice;
};

/// What people hand in by mistake, by its first bytes.
constexpr const char* reference_system = "the reference system of a Shapefile (.prj), not its rows";
constexpr const char* name_the_set = "Name its .shp, or its .dbf.";
constexpr std::array<Signature, 10> refused{{
    {"Rar!", "an archive (rar)", "Unpack it, and name the folder; or pack it as zip."},
    {"%PDF", "a PDF", "Ask for the data behind it, or digitise it."},
    {"\x89PNG", "a picture (PNG)", "Digitise what it shows."},
    {"\xFF\xD8\xFF", "a picture (JPEG)", "Digitise what it shows."},
    {"II*\0"sv, "a picture (TIFF)", "Digitise what it shows."},
    {"PROJCS[", reference_system, name_the_set},
    {"GEOGCS[", reference_system, name_the_set},
    {"PROJCRS[", reference_system, name_the_set},
    {"GEOGCRS[", reference_system, name_the_set},
    {"[", "a JSON array", "Export it as GeoJSON: a FeatureCollection; or as a list of submissions."},
}};

struct Known {
    std::string_view begins;
    Format format;
};
constexpr std::array<Known, 10> known{{
    {"SQLite format 3\0"sv, Format::geopackage},
    {"\0\0\x27\x0A"sv, Format::shapefile},
    {"fgb\x03"
     "fgb",
     Format::flatgeobuf},
    {"\xD0\xCF\x11\xE0", Format::xls},
    {"7z\xBC\xAF", Format::archive},
    {"\x1F\x8B", Format::archive},
    {"BZh", Format::archive},
    {"\xFD"
     "7zXZ",
     Format::archive},
    {"\x28\xB5\x2F\xFD", Format::archive},
    {"PK\x05\x06", Format::archive},
}};

tl::unexpected<Finding> refuse(std::string code, const std::string& what, const std::string& advice) {
    return failure({.code = std::move(code),
                    .severity = Severity::error,
                    .message = "The file is " + what + ", which cannot be read. " + advice,
                    .found = what,
                    .expected = readable});
}

/// dBASE: version, date of change, and a header whose length says how many fields it has.
bool is_dbf(std::string_view start) {
    if (start.size() < 65) return false;
    const auto byte = [&start](std::size_t at) { return static_cast<unsigned char>(start[at]); };
    constexpr std::array<unsigned char, 6> versions{0x02, 0x03, 0x30, 0x83, 0x8B, 0xF5};
    const std::size_t header = byte(8) + 256U * byte(9);
    const bool has_version = std::find(versions.begin(), versions.end(), byte(0)) != versions.end();
    return has_version && byte(2) <= 12 && byte(3) <= 31 && header > 32 && header % 32 <= 1 &&
           byte(10) + 256U * byte(11) > 0 && byte(32) >= 'A';
}

/// A zip ends with its directory (APPNOTE 6.3.10, 4.3.16): without it the file was cut off, and what would be unpacked
/// is only its beginning.
bool has_zip_end(const std::filesystem::path& file) {
    constexpr std::streamoff longest_end = 22 + 65535;
    std::ifstream in(file, std::ios::binary | std::ios::ate);
    const std::streamoff size = in.tellg();
    in.seekg(std::max<std::streamoff>(0, size - longest_end));
    const std::string tail{std::istreambuf_iterator<char>(in), {}};
    return tail.find("PK\x05\x06") != std::string::npos;
}

Result<Format> zip_format(const std::filesystem::path& file, std::string_view start) {
    if (!has_zip_end(file)) {
        return failure({.code = "broken_file",
                        .severity = Severity::error,
                        .message = "The archive or workbook is cut off: the directory at its end is missing. Copy it "
                                   "again, or ask for it again.",
                        .found = "a zip without an end",
                        .expected = "a whole zip"});
    }
    const std::string_view head = start.substr(0, 200);
    if (head.find("mimetypeapplication/vnd.oasis.opendocument.spreadsheet") != std::string_view::npos) {
        return Format::ods;
    }
    if (head.find("mimetypeapplication/vnd.oasis.opendocument") != std::string_view::npos) {
        return refuse("wrong_format", "a text document (ODF)", "Copy its table into a spreadsheet.");
    }
    const auto names = list_zip(file, 2000);
    const auto has = [&names](std::string_view name) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    if (has("xl/workbook.xml")) return Format::xlsx;
    if (has("xl/workbook.bin")) return refuse("wrong_format", "a binary workbook (XLSB)", as_table);
    if (has("word/document.xml")) {
        return refuse("wrong_format", "a text document (DOCX)", "Copy its table into a spreadsheet.");
    }
    return Format::archive;
}

/// The text of an XML file's beginning, whichever its encoding: enough to see its root and its prolog.
std::string plain_start(std::string_view start) {
    std::string out;
    for (const char c : start) {
        if (c != '\0' && static_cast<unsigned char>(c) < 0x80) out += c;
    }
    return out;
}

/// The root element's tag, without its brackets; empty when the beginning shows none.
std::string_view root_tag_of(std::string_view xml) {
    for (std::size_t at = xml.find('<'); at != std::string::npos; at = xml.find('<', at + 1)) {
        if (xml.substr(at, 4) == "<!--") {
            at = xml.find("-->", at);
            if (at == std::string::npos) return {};
            continue;
        }
        if (at + 1 >= xml.size() || std::isalpha(static_cast<unsigned char>(xml[at + 1])) == 0) continue;
        return xml.substr(at + 1, xml.find('>', at + 1) - at - 1);
    }
    return {};
}

/// Its name without its prefix.
std::string root_of(std::string_view tag) {
    const std::string_view name = tag.substr(0, tag.find_first_of(" \t\r\n/"));
    return std::string(name.substr(name.rfind(':') == std::string_view::npos ? 0 : name.rfind(':') + 1));
}

Result<Format> xml_format(std::string_view start) {
    const std::string xml = plain_start(start);
    const std::string_view tag = root_tag_of(xml);
    const std::string root = root_of(tag);
    if (root == "html" || xml.find("<!DOCTYPE html") != std::string::npos ||
        xml.find("<!doctype html") != std::string::npos) {
        return refuse("wrong_format", "a web page",
                      "If it is a table that a program wrote under the name of a workbook (.xls), open it in a "
                      "spreadsheet program and save it as XLSX; else download the file itself, not the page that shows "
                      "it.");
    }
    if (xml.find("<!DOCTYPE") != std::string::npos || xml.find("<!ENTITY") != std::string::npos) {
        return refuse("xml_entities", "XML that defines entities of its own (a DOCTYPE)",
                      "Such definitions can swell without end. Export it again without them.");
    }
    if (root == "kml") return Format::kml;
    if (root == "gpx") return Format::gpx;
    if (is_maxml_root(root)) return Format::maxml;
    if (xml.find("opengis.net/gml") != std::string::npos) return Format::gml;
    if (is_maxml_tag(tag) || xml.find("FieldReportInfo>") != std::string::npos) return Format::maxml;
    if (root == "OGRVRTDataSource") {
        return refuse("wrong_format", "a virtual file (VRT), which only points to others",
                      "Name the files themselves.");
    }
    const std::string what =
        root.empty() ? "XML without an element at its beginning" : "XML (" + root.substr(0, 40) + ")";
    return refuse("wrong_format", what, "Save it as CSV, GeoJSON, KML or GML.");
}

/// Esri's JSON of a feature set: members that only it has, or features with attributes.
bool is_esri_json(const std::filesystem::path& file) {
    Input input(file);
    input.skip_byte_order_mark();
    JsonTokens tokens(input, std::size_t{1} << 20);
    if (tokens.next() != Token::begin_object) return false;
    for (Token token = tokens.next(); token == Token::key; token = tokens.next()) {
        const std::string key = tokens.text();
        constexpr std::array<std::string_view, 6> own{"geometryType", "spatialReference", "objectIdFieldName",
                                                      "fieldAliases", "displayFieldName", "globalIdFieldName"};
        if (std::find(own.begin(), own.end(), key) != own.end()) return true;
        if (key == "type" || key == "properties" || key == "coordinates") return false;
        const Token value = tokens.next();
        if (key == "features" && value == Token::begin_array) {
            if (tokens.next() != Token::begin_object) return false;
            for (token = tokens.next(); token == Token::key; token = tokens.next()) {
                if (tokens.text() == "attributes") return true;
                if (tokens.text() == "type" || tokens.text() == "properties") return false;
                if (!tokens.skip(tokens.next())) return false;
            }
            return false;
        }
        if (!tokens.skip(value)) return false;
    }
    return false;
}

bool starts_like(std::string_view text, std::string_view lower_case) {
    if (text.size() < lower_case.size()) return false;
    return std::equal(lower_case.begin(), lower_case.end(), text.begin(), [](char a, char b) {
        return a == static_cast<char>(std::tolower(static_cast<unsigned char>(b)));
    });
}

bool is_mif(std::string_view text) {
    if (!starts_like(text, "version ")) return false;
    const std::string start(text.substr(0, 2000));
    return start.find("elimiter") != std::string::npos || start.find("olumns") != std::string::npos ||
           start.find("COLUMNS") != std::string::npos;
}

Result<Format> text_format(const std::filesystem::path& file, std::string_view start) {
    const bool is_utf16 = find_utf16(start).has_value();
    const std::string plain = is_utf16 ? plain_start(start) : std::string();
    const std::string_view without_mark = start.starts_with("\xEF\xBB\xBF") ? start.substr(3) : start;
    const std::string_view readable_text = is_utf16 ? std::string_view(plain) : without_mark;
    const std::size_t from = readable_text.find_first_not_of(" \t\r\n");
    if (from == std::string_view::npos) {
        if (is_utf16 && start.size() > 4) return Format::text_table;  // letters beyond ASCII alone
        return failure({.code = "empty_file",
                        .severity = Severity::error,
                        .message = "The file is empty: there is nothing to read. Ask for it again.",
                        .found = "an empty file",
                        .expected = readable});
    }
    const std::string_view text = readable_text.substr(from);
    if (text.front() == '[' && !is_utf16 && is_submissions(file)) return Format::submissions;
    for (const Signature& signature : refused) {
        if (text.starts_with(signature.begins)) return refuse("wrong_format", signature.what, signature.advice);
    }
    if (text.front() == '<') return xml_format(start);
    if (!is_utf16 && start.substr(0, binary_bytes).find('\0') != std::string_view::npos) {
        return refuse("wrong_format", "binary, and of no kind that is known here", as_table);
    }
    if (text.front() == '{') {
        if (!is_utf16 && is_esri_json(file)) return Format::esri_json;
        return !is_utf16 && is_submissions(file) ? Format::submissions : Format::geojson;
    }
    if (starts_like(text, "!table") || is_mif(text)) return Format::mapinfo;
    return Format::text_table;
}

}  // namespace

Result<Format> detect_format(const std::filesystem::path& file, const Limits& limits) {
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
    if (start.starts_with("PK\x03\x04")) return zip_format(file, start);
    for (const Known& each : known) {
        if (start.starts_with(each.begins)) return each.format;
    }
    if (start.size() > 262 && start.substr(257, 5) == "ustar") return Format::archive;
    if (is_dbf(start)) return Format::shapefile;
    return text_format(file, start);
}

bool looks_like_table(const std::filesystem::path& file) {
    Input input(file);
    input.decode_as(choose_encoding(file, std::nullopt).encoding());
    input.skip_byte_order_mark();
    const std::string_view sample = input.look_ahead(signature_bytes).substr(0, signature_bytes);
    const char delimiter = detect_delimiter(sample, sample.size() < signature_bytes);
    CsvRecords records(input, delimiter, signature_bytes, 2000);
    std::vector<std::string> cells;
    if (!records.read(cells) || cells.size() < 2) return false;
    const std::size_t columns = cells.size();
    for (int row = 0; row < 5 && records.read(cells); ++row) {
        if (cells.size() + 1 < columns || cells.size() > columns + 1) return false;
    }
    return true;
}

bool is_file_geodatabase(const std::filesystem::path& folder) {
    std::error_code error;
    return std::filesystem::is_regular_file(folder / "a00000001.gdbtable", error);
}

}  // namespace cairn::formats
