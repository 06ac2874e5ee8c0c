#pragma once
// Names on the map: the most important first, and none over another.

#include <cstddef>
#include <string>
#include <vector>

#include "cairn/report/map_view.hpp"

namespace cairn::report {

struct MapLabel {
    std::string text;
    double place_x = 0, place_y = 0;  ///< of the settlement, pixels
    double x = 0, y = 0;              ///< where the text begins, on its base line
};

/// A rectangle of the picture, pixels.
struct Box {
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    bool meets(const Box& o) const { return x0 < o.x1 && o.x0 < x1 && y0 < o.y1 && o.y0 < y1; }
};

/// At most `count` labels, in the order of `settlements`, that overlap neither each other nor what is `taken`. They
/// keep off `symbols` too where there is room.
std::vector<MapLabel> place_labels(const View& view, const std::vector<MapFeature>& settlements, std::size_t count,
                                   std::vector<Box> taken = {}, const std::vector<Box>& symbols = {});

}  // namespace cairn::report
