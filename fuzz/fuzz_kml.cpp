// Any bytes as a KML: rows are numbered without gaps; what is told is told in words.

#include <filesystem>
#include <fstream>

#include "cairn/formats/kml.hpp"
#include "cairn/formats/temporary_folder.hpp"
#include "fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace cairn;
    const formats::TemporaryFolder folder;
    const auto file = folder.path() / "a.kml";
    std::ofstream(file, std::ios::binary) << fuzz::text_of(data, size);
    formats::Limits limits;
    limits.max_rows = 1000;
    limits.max_columns = 50;
    limits.max_positions_per_row = 1000;
    std::int64_t rows = 0;
    const auto table = formats::read_kml(
        file,
        [&rows](formats::RawRow&& row) {
            fuzz::require(row.number == ++rows);
            fuzz::require(!row.geometry || !row.geometry_finding);
            return true;
        },
        limits);
    if (table)
        fuzz::require(table->rows == rows && table->columns.size() <= limits.max_columns + 1);
    else
        fuzz::require(!table.error().code.empty() && !table.error().message.empty());
    return 0;
}
