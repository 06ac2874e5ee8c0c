#pragma once
// A row of the source, whichever way it came: from its file, or from a sheet of set-aside rows.

#include <cstdint>
#include <optional>

#include "cairn/formats/reader.hpp"
#include "cairn/intake/mapping.hpp"
#include "cairn/intake/place.hpp"
#include "cairn/intake/set_aside.hpp"

namespace cairn::intake {

/// The polygon of several rows that are its points (intake/points.hpp).
struct AssembledPlace {
    std::optional<GeoGeometry> geometry;  ///< absent when any finding is an error
    Findings findings;
    std::string as_written;  ///< of each point: type, coordinates, bearing and distance
    std::string operation, stated_crs;
    Notation notation = Notation::unknown;
    std::optional<double> accuracy_m, rounding_m;  ///< the largest of the points
};

struct SourceRow {
    formats::RawRow raw;
    std::int64_t original_number = 0;  ///< in the file that it first came in
    std::optional<CorrectedRow> corrects;
    SourcePlace place;
    std::optional<AssembledPlace> assembled;
};

/// Absent when the mapping's `where` leaves the row out, or when it belongs to another import than `retry_of`.
std::optional<SourceRow> select_row(formats::RawRow&& raw, const Mapping& mapping,
                                    const std::optional<std::int64_t>& retry_of);

}  // namespace cairn::intake
