#pragma once
// What a file looks like before anybody has said what it means.

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "cairn/core/result.hpp"
#include "cairn/formats/reader.hpp"
#include "cairn/formats/source_file.hpp"

namespace cairn::intake {

struct ColumnProfile {
    static constexpr std::size_t most_texts = 200;

    std::string name;
    std::int64_t filled = 0;                   ///< rows with a value
    std::map<std::string, std::int64_t> texts; ///< value → rows, of the first `most_texts` different ones (trimmed)
    bool has_more_texts = false;
    std::vector<std::string> examples;         ///< the first three different ones
    bool is_unique = true;                     ///< no value stands twice
    std::int64_t repeated = 0;  ///< rows whose value stands in a row before; at most a fifth, else 0
    bool repeats_often = false;  ///< … and more than a fifth do
    bool counts_rows = true;  ///< the values are 0, 1, 2 … or 1, 2, 3 … in file order
    std::int64_t numbers = 0;  ///< values that are numbers, with '.' …
    std::int64_t comma_numbers = 0;  ///< … or with ',' before the fraction
    std::int64_t point_numbers = 0;  ///< values that can only be numbers with '.' before the fraction
    std::int64_t unclear_numbers = 0;  ///< of these, such as 1.234 or 1,234: thousands or a fraction
    double least = 0, greatest = 0;  ///< of the numbers
};

struct FileProfile {
    formats::RawTable table;
    std::int64_t rows = 0;
    std::vector<ColumnProfile> columns;  ///< in the file's order
    std::int64_t without_geometry = 0;  ///< rows, where the format carries geometry
    std::array<std::int64_t, 3> geometries{};  ///< rows with points, lines, polygons
    bool has_feature_ids = false;  ///< the file states ids of its own that tell rows apart and are no row numbers
};

/// Reads the whole file. Fails as formats::read_file does.
Result<FileProfile> profile_file(const std::filesystem::path& file, const formats::Limits& limits = {});
/// The same of one table of a source. Fails as formats::Source::read does.
Result<FileProfile> profile_table(const formats::Source& source, std::size_t table, const formats::Limits& limits = {});

}  // namespace cairn::intake
