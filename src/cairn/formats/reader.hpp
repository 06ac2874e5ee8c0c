#pragma once
// Bytes to raw rows, without judgement. What cannot be read of a row is said in the row; what cannot be read
// of a file is a Finding. Values are kept as text, coordinates as they stand in the file.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cairn/core/finding.hpp"
#include "cairn/core/geometry.hpp"
#include "cairn/core/result.hpp"
#include "cairn/core/wkt.hpp"
#include "cairn/formats/text_encoding.hpp"

namespace cairn::formats {

/// In the file's own reference system: x (easting or longitude) first, whatever the axis order.
using SourceXY = XY;
using SourceGeometry = GeometryOf<SourceXY>;

struct RawRow {
    std::int64_t number = 0;  ///< from 1, rising; in a GeoPackage over all layers, in a workbook as the sheet shows it
    std::optional<std::string> source_id;  ///< the file's own feature id where the format has one and it is stated
    std::map<std::string, std::string, std::less<>> values;  ///< by column; a null or blank is absent
    std::optional<SourceGeometry> geometry;  ///< absent: null, empty, or unreadable (then geometry_finding says so)
    std::optional<Finding> geometry_finding;  ///< why a geometry that was there could not be read
    Findings findings;  ///< what else could not be read as it stands: too many cells, bytes that are not UTF-8 …
};

struct RawTable {
    std::string format;  ///< "GeoJSON", "GeoPackage", "CSV", "Shapefile" …
    std::vector<std::string> columns;
    std::optional<std::string> crs;  ///< as the file, or its format's standard, states it; absent = nobody said
    std::string crs_statement;  ///< where it was stated: "RFC 7946, section 4", "gpkg_geometry_columns"
    bool has_geometry = false;  ///< the format carries geometry (a CSV's coordinates are columns)
    std::optional<std::int64_t> rows;  ///< when the file tells
    char delimiter = 0;  ///< CSV: between cells
    std::optional<TextEncoding> encoding;  ///< of formats that are text: what it was read in, and why
    std::int64_t header_row = 0;  ///< of a sheet: the row that was taken for the header; 0 where that is no question
    Findings notes;  ///< what the table as a whole has to tell: hidden rows, merged cells, columns called alike
};

/// Column that tells the layer of a row, in files with more than one.
inline constexpr const char* layer_column = "_layer";
/// Column that keeps cells beyond the header's, joined by the delimiter.
inline constexpr const char* surplus_column = "_surplus";

/// How much of a file is read, and what a person stated of it.
struct Limits {
    std::optional<Encoding> encoding;  ///< of a text file; absent: what its bytes tell
    std::uintmax_t max_bytes = std::uintmax_t{8} << 30;
    std::int64_t max_rows = 50'000'000;
    std::size_t max_positions_per_row = 5'000'000;
    std::size_t max_columns = 2'000;
    std::size_t max_column_name = 1'000;  ///< bytes
    std::size_t max_text_bytes_per_row = std::size_t{64} << 20;
    std::size_t max_archive_entries = 20'000;  ///< over an archive and those inside it, as are the bytes
    std::uintmax_t max_unpacked_bytes = std::uintmax_t{8} << 30;
    std::uintmax_t max_unpacked_ratio = 250;  ///< unpacked bytes for one of the archive, once they are more than …
    std::uintmax_t free_unpacked_bytes = std::uintmax_t{64} << 20;
    int max_archive_depth = 2;  ///< an archive in an archive
};

/// Opens a file of one table (source_file.hpp opens all others), tells its table, and hands out its rows in order.
/// `on_row` returns false to stop early (the table then tells what was met by then); it may leave the row whole, whose
/// memory is then used again. The format is told by the content, not by the name. A file that cannot be opened or is
/// broken in the middle fails with a Finding; rows before it were handed out. Throws WorldError only when the file
/// cannot be read from disk; CallError for a name that is not a file's (an address, a virtual path of the geodata
/// library).
Result<RawTable> describe_file(const std::filesystem::path& file, const Limits& limits = {});
Result<RawTable> read_file(const std::filesystem::path& file, const std::function<bool(RawRow&&)>& on_row,
                           const Limits& limits = {});

}  // namespace cairn::formats
