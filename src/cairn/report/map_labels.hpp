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

/// At most `count` labels that do not overlap, in the order of `settlements`.
std::vector<MapLabel> place_labels(const View& view, const std::vector<MapFeature>& settlements, std::size_t count);

}  // namespace cairn::report
