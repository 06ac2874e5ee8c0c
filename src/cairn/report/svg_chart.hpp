#pragma once
// A share over the tolerance: log axis from 5 m to 2 km with 0 beside it, band for the range, chance dashed, the
// called-out tolerance marked, names on the lines. Order and dash tell the lines apart, colour only repeats it.

#include <string>
#include <vector>

#include "cairn/report/page.hpp"

namespace cairn::report {

struct Curve {
    std::string label;
    std::vector<const Measure*> points;  ///< ascending tolerance
    bool shows_chance = false;
};

struct CurveChart {
    std::string id;           ///< unique on the page
    std::string title;        ///< for people who do not see the picture
    std::string description;  ///< what it shows, in a sentence with its figures
    std::vector<Curve> curves;  ///< at most 3
};

/// The picture, and the numbers behind it as a table that unfolds.
void write_curve_chart(Page& page, const CurveChart& chart);

/// Horizontal position of a tolerance in the chart, user units; metres >= 0, clamped at 2 000 m.
double tolerance_x(double tolerance_m);

}  // namespace cairn::report
