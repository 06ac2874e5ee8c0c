#pragma once
// What stands around and over a map: scale bar and north, ticks at round degrees, numbered close-ups.

#include <vector>

#include "cairn/report/svg_map.hpp"

namespace cairn::report {

void write_close_up_frames(Page& page, const View& view, const std::vector<CloseUp>& close_ups);
/// A bar of a round length, true along the parallel through the middle of the picture, and an arrow to true north
/// there.
void write_scale_bar(Page& page, const View& view);
/// Pixels of `length_m` (> 0) on the ellipsoid, measured east across the middle of the picture.
double scale_bar_pixels(const MapProjection& projection, const View& view, double length_m);
/// From the picture's upward direction to true north at its middle, clockwise, degrees.
double north_bearing_deg(const MapProjection& projection, const View& view);

/// A meridian or parallel at a round degree: "46.52° E".
struct GridLine {
    std::string label;
    std::vector<EastNorth> places;
};
/// Of the finest round step whose lines are 100 pixels or more apart; empty when the projection is not known.
std::vector<GridLine> graticule_of(const MapProjection& projection, const View& view);
void write_grid_lines(Page& page, const View& view, const std::vector<GridLine>& lines);
/// Ticks where the lines meet the upper and right edge, with their numbers.
void write_grid_labels(Page& page, const View& view, const std::vector<GridLine>& lines);

}  // namespace cairn::report
