#pragma once
// A row of the source, whichever way it came: from its file, or from a sheet of set-aside rows.

#include <cstdint>
#include <optional>

#include "cairn/formats/reader.hpp"
#include "cairn/intake/mapping.hpp"
#include "cairn/intake/place.hpp"
#include "cairn/intake/set_aside.hpp"

namespace cairn::intake {

struct SourceRow {
    formats::RawRow raw;
    std::int64_t original_number = 0;  ///< in the file that it first came in
    std::optional<CorrectedRow> corrects;
    SourcePlace place;
};

/// Absent when the mapping's `where` leaves the row out, or when it belongs to another import than `retry_of`.
std::optional<SourceRow> select_row(formats::RawRow&& raw, const Mapping& mapping,
                                    const std::optional<std::int64_t>& retry_of);

}  // namespace cairn::intake
