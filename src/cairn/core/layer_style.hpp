#pragma once
// How a layer is drawn: plain values, from which the styles of QGIS, of OGC's SLD and of KML are made. What each kind
// of entry looks like stands in registers/style.hpp.

#include <optional>
#include <string>
#include <vector>

namespace cairn {

/// Lengths are px of the screen at 96 dpi; on paper one px is 0.35 mm, a point.
struct Stroke {
    std::string colour;  ///< "#rrggbb"
    double width_px = 1;
    std::vector<double> dashes_px = {};  ///< dash, gap, dash, gap …; empty: solid
};

struct Fill {
    enum class Pattern { plain, lines, dots } pattern = Pattern::plain;
    std::string colour;  ///< "#rrggbb"
    double opacity = 1;  ///< (0, 1]
    double spacing_px = 7;  ///< between lines (which run at 45°), or between dots
    double weight_px = 1.2;  ///< width of the lines, diameter of the dots
};

struct Mark {
    enum class Shape { disc, open_disc, burst, square, cross } shape = Shape::disc;
    std::string colour;  ///< "#rrggbb"
    double size_px = 6;
    double halo_px = 0.9;  ///< white around it
};

/// Of polygons, lines and points alike: fills from below to above, then the casing, then the stroke.
struct Symbol {
    std::vector<Fill> fills = {};
    std::optional<Stroke> casing = {};
    std::optional<Stroke> stroke = {};
    std::optional<Mark> mark = {};
};

/// The first rule that fits an entry draws it.
struct StyleRule {
    std::string name;  ///< "hazard-confirmed": unique in its layer, letters, digits and hyphens
    std::string label;  ///< in words, for the legend
    std::string field;  ///< empty: fits every entry
    std::vector<std::string> values = {};  ///< texts of that field, any of them
    Symbol symbol = {};
};

struct LayerStyle {
    std::string name;  ///< "hazard"
    std::string title;  ///< "Hazardous areas"
    int level = 0;  ///< a higher one is drawn above
    std::vector<StyleRule> rules = {};  ///< the last one fits every entry
};

}  // namespace cairn
