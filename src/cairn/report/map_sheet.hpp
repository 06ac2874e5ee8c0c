#pragma once
// The main map alone on one sheet of paper, at a place on it that is known, so that what is printed can be placed on
// earth.

#include <optional>
#include <string>

#include "cairn/report/map_view.hpp"

namespace cairn::report {

struct MapSheet {
    std::string html;   ///< one page of ReportInput::paper, upright or across, whichever draws the map larger
    std::string title;
    /// The map on the sheet, from its upper left corner; whole pixels of CSS (1/96 inch), because browsers round to
    /// them.
    double left_px = 0, top_px = 0, width_px = 0, height_px = 0;
    Window window;  ///< all that the map shows, in the plane of MapData
};

/// The map with title, legend, scale, grid, north, dates and cautions; absent when there is nothing to draw. It draws
/// the MapData of the report and nothing else. The same input gives the same bytes.
std::optional<MapSheet> write_map_sheet(const ReportInput& input);

}  // namespace cairn::report
