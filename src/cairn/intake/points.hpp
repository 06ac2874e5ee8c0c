#pragma once
// Polygons from a table with one row for each turning point, as IMSMA NG exports them (docs/formats/point-table.md).

#include <string>
#include <vector>

#include "cairn/intake/positions.hpp"
#include "cairn/intake/source_row.hpp"

namespace cairn::intake {

/// Text of the polygon's id; empty when the row has none.
std::string polygon_id_of(const SourceRow& row, const PointTable& points);

/// What is wrong with the mapping's `points` by itself: bearings without a north, magnetic ones without a declination,
/// units that are none.
Findings check_points(const PointTable& points);

/// The polygons of rows that share an id, one for each part. Points with coordinates stand where these say; the others
/// are reached by bearing and distance from the point that they name, or from the one before. Landmarks, benchmarks and
/// reference points are stations on the way and no corners. Errors: unknown_point_type, point_without_position,
/// bearing_out_of_range, distance_out_of_range, point_order_repeated, too_few_points, ring_crosses_itself,
/// shape_is_no_polygon, and those of the positions themselves. Told: misclosure, leg_disagrees, several_geometries.
AssembledPlace assemble(const std::vector<SourceRow>& rows, const Mapping& mapping, Positions& positions);

}  // namespace cairn::intake
