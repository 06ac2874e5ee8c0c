// Any bytes as maXML: each table that is listed can be read, its rows are numbered without gaps, and no row has a
// column that the table does not tell.

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "cairn/formats/maxml.hpp"
#include "cairn/formats/temporary_folder.hpp"
#include "fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace cairn;
    const formats::TemporaryFolder folder;
    const auto file = folder.path() / "a.maxml";
    std::ofstream(file, std::ios::binary) << fuzz::text_of(data, size);
    formats::Limits limits;
    limits.max_rows = 1000;
    limits.max_columns = 50;
    formats::is_maxml_tag(fuzz::text_of(data, size));
    const auto list = formats::list_maxml(file, limits);
    if (!list) {
        fuzz::require(!list.error().code.empty() && !list.error().message.empty());
        return 0;
    }
    for (const auto& each : *list) {
        std::int64_t rows = 0;
        std::vector<formats::RawRow> all;
        const auto table = formats::read_maxml(
            file, each.name,
            [&](formats::RawRow&& row) {
                fuzz::require(row.number == ++rows);
                fuzz::require(!row.geometry || !row.geometry_finding);
                all.push_back(std::move(row));
                return true;
            },
            limits);
        if (!table) continue;  // more columns than the limit
        fuzz::require(table->rows == rows && rows == each.rows);
        for (const auto& row : all) {
            for (const auto& value : row.values) {
                fuzz::require(std::find(table->columns.begin(), table->columns.end(), value.first) !=
                              table->columns.end());
            }
        }
    }
    return 0;
}
