// Any bytes as GeoJSON: no position beyond the limit, none that is not finite, and a reason for every failure.

#include <cmath>

#include "cairn/formats/geojson.hpp"
#include "fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace cairn::formats;
    Input input = Input::from_bytes(cairn::fuzz::text_of(data, size));
    const Limits limits{.max_rows = 1000,
                        .max_positions_per_row = 100,
                        .max_columns = 50,
                        .max_column_name = 100,
                        .max_text_bytes_per_row = 4096};
    std::int64_t rows = 0;
    const auto table = read_geojson(
        input,
        [&rows, &limits](RawRow&& row) {
            cairn::fuzz::require(row.number == ++rows);
            cairn::fuzz::require(!row.geometry || !row.geometry_finding);
            if (!row.geometry) return true;
            std::size_t positions = 0;
            cairn::for_each_position(*row.geometry, [&positions](SourceXY p) {
                ++positions;
                cairn::fuzz::require(std::isfinite(p.x) && std::isfinite(p.y));
            });
            cairn::fuzz::require(positions > 0 && positions <= limits.max_positions_per_row + 1);
            return true;
        },
        limits);
    if (table)
        cairn::fuzz::require(table->rows == rows);
    else
        cairn::fuzz::require(!table.error().code.empty() && !table.error().message.empty());
    return 0;
}
