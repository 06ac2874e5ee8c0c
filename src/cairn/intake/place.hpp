#pragma once
// The place of a row: from its columns or the file's geometry, through its reference system, to WGS 84.

#include <memory>
#include <optional>
#include <string>

#include "cairn/core/finding.hpp"
#include "cairn/core/geometry.hpp"
#include "cairn/core/result.hpp"
#include "cairn/formats/reader.hpp"
#include "cairn/geodesy/crs.hpp"
#include "cairn/geodesy/notation.hpp"
#include "cairn/intake/mapping.hpp"

namespace cairn::intake {

/// A geometry in the source's own numbers, or why there is none.
struct SourcePlace {
    std::optional<formats::SourceGeometry> geometry;
    std::optional<Finding>
        finding;  ///< missing_geometry, empty_geometry, geometry_unreadable, not_a_number, broken_wkt
    std::string as_written;  ///< of a single position: its texts; else empty
    /// Of a position that is no plain pair of numbers: all that its text may mean. The geometry then stands for the
    /// likeliest.
    geodesy::Readings readings;
    Notation notation = Notation::unknown;  ///< of a plain pair of numbers
    double unit_x = 0, unit_y = 0;  ///< their last places; 0: not known
    std::optional<bool> may_be_sexagesimal;  ///< of two numbers with four decimals: all digit pairs are below 60
    std::optional<std::string> crs;  ///< what the row itself states, by the mapping's crs_column and crs_codes
};

/// From columns, or the file's geometry, as the mapping says.
SourcePlace read_source_place(const formats::RawRow& row, const PlaceSource& source, char decimal);

struct Place {
    std::optional<GeoGeometry> geometry;  ///< absent when any finding is an error
    Findings findings;
    std::string operation;
    std::optional<double> accuracy_m;
};

/// Converts and repairs: rings are closed, invalid polygons made valid, each with a finding that tells before and
/// after. An error (outside_crs, axes_swapped, zero_coordinates, broken_ring) means that the row cannot be placed.
Place to_place(const formats::SourceGeometry& source, const geodesy::ToWgs84& crs);

/// The same geometry with x and y exchanged.
formats::SourceGeometry swap_axes(const formats::SourceGeometry& source);

}  // namespace cairn::intake
