#pragma once
// Footprints along front lines and positions near them: what the benchmarks of the daily jobs work on.

#include <algorithm>
#include <vector>

#include "cairn/core/geometry.hpp"

namespace cairn::bench {

struct Data {
    std::vector<PlaneGeometry> footprints;
    std::vector<EastNorth> positions;
    std::vector<double> sigmas_m;  ///< of the positions; empty when it is not known
};

/// FOOTPRINTS.csv ends each row with a quoted WKT, POSITIONS.csv with sigma,x,y.
Data read_data(const char* footprints, const char* positions);

/// Star polygons of 5 to 40 corners, a twentieth with a hole, and positions, in 400 km × 400 km, from a fixed seed:
/// 10^5 and 10^6, divided by `divisor`. σ is log-normal about 50 m, from 5 to 2 000 m.
Data make_data(int divisor = 1);

/// The least and greatest east or north of what make_data makes lies within this.
constexpr double world_m = 400'000;

struct Answer {
    long inside = 0, within_100 = 0, within_500 = 0, within_1000 = 0;
    double sum_m = 0, max_m = 0;
    void add(double d) {
        inside += d == 0;
        within_100 += d <= 100;
        within_500 += d <= 500;
        within_1000 += d <= 1000;
        sum_m += d;
        max_m = std::max(max_m, d);
    }
};

double cpu_s();  ///< of this process so far

}  // namespace cairn::bench
