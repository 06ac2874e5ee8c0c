#pragma once
// What stands around and over a map: scale bar and north, ticks at round degrees, numbered close-ups.

#include <vector>

#include "cairn/report/svg_map.hpp"

namespace cairn::report {

void write_close_up_frames(Page& page, const View& view, const std::vector<CloseUp>& close_ups);
void write_scale_bar(Page& page, const View& view);
/// Ticks where round degrees meet the upper and right edge, with their numbers.
void write_graticule(Page& page, const View& view);

}  // namespace cairn::report
