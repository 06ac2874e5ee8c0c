#pragma once
// What a file is, told by its content.

#include <filesystem>

#include "cairn/core/result.hpp"
#include "cairn/formats/reader.hpp"

namespace cairn::formats {

enum class Format {
    text_table,  ///< CSV, TSV
    geojson,
    geopackage,
    shapefile,  ///< its .shp, or a .dbf alone
    kml,
    gml,
    gpx,
    flatgeobuf,
    mapinfo,           ///< its .tab or .mif
    file_geodatabase,  ///< a folder
    esri_json,
    submissions,  ///< JSON of KoBo or ODK
    maxml,        ///< field reports of IMSMA
    xlsx,
    ods,
    xls,
    archive
};

/// Fails with the sentence that says what the file is instead, and what to do. Throws as describe_file does.
Result<Format> detect_format(const std::filesystem::path& file, const Limits& limits);

/// Whether a text is a table and not a note: it has two columns or more, and its first rows are as long as its header.
/// For files that nobody named one by one.
bool looks_like_table(const std::filesystem::path& file);

bool is_file_geodatabase(const std::filesystem::path& folder);

}  // namespace cairn::formats
