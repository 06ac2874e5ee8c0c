// Any bytes as CSV: rows are numbered without gaps, and hold no more columns than the header.

#include "cairn/formats/csv.hpp"
#include "fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace cairn::formats;
    Input input = Input::from_bytes(cairn::fuzz::text_of(data, size));
    const Limits limits{.max_rows = 1000, .max_columns = 50, .max_column_name = 100, .max_text_bytes_per_row = 4096};
    std::int64_t rows = 0;
    const auto table = read_csv(
        input,
        [&rows, &limits](RawRow&& row) {
            cairn::fuzz::require(row.number == ++rows);
            cairn::fuzz::require(row.values.size() <= limits.max_columns + 1);
            return true;
        },
        limits);
    if (table)
        cairn::fuzz::require(table->rows == rows && table->columns.size() <= limits.max_columns);
    else
        cairn::fuzz::require(!table.error().code.empty() && !table.error().message.empty());
    return 0;
}
