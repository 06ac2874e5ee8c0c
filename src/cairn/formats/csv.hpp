#pragma once
// CSV (RFC 4180) with a header line, in UTF-8. See docs/formats/csv.md.

#include "cairn/formats/input.hpp"
#include "cairn/formats/reader.hpp"

namespace cairn::formats {

/// As read_file. A CSV never states a reference system.
Result<RawTable> read_csv(Input& input, const std::function<bool(RawRow&&)>& on_row, const Limits& limits);

}  // namespace cairn::formats
