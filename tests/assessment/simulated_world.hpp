#pragma once
// A small world with known truth: fields that are recorded, displaced, invented or left out; searches in frames
// around the paper's place and elsewhere; clustered finds; accidents clustered by exposure, reported with mixed
// precision. All ground is invented. Independent of the library under test, also in its geometry.

#include <cstdint>
#include <vector>

#include "cairn/assessment/input.hpp"
#include "cairn/core/random.hpp"

namespace cairn::assessment::tests {

/// A rectangle anywhere, turned by `angle`.
struct Box {
    EastNorth centre;
    double half_length = 0, half_width = 0;
    double angle = 0;
};
double distance_to(const Box& box, EastNorth position);  ///< 0 inside
EastNorth in_box(const Box& box, double along, double across);  ///< along, across in [−1, 1]
PlaneMultiPolygon outline(const Box& box, double margin_m = 0);

struct WorldPlan {
    double width_m = 20'000, height_m = 15'000;
    double fields = 70;                 ///< mean number
    double recorded = 0.65;             ///< share of fields that have a record
    double fictitious = 0.2;            ///< records without a field, as a share of the recorded fields
    double devices = 18, device_shape = 1.5;  ///< per field, negative binomial
    double scattered = 10;
    EastNorth shift{0, 0};              ///< of the truth against the paper: move footprints by this
    double residual_m = 15;             ///< per record and axis, on top
    double record_searched = 0.5;       ///< share of records searched, with a frame
    double searched_by_size = 0;  ///< adds this · (log half-length − log 80 m) to the log odds of being searched
    double fictitious_scale = 1;  ///< invented records are this much as long
    double random_searches = 0;  ///< mean number of squares of 400 m put down anywhere
    double frame_m = 60;
    double field_searched_elsewhere = 0.25;  ///< fields found by other ways, searched whole
    double detection = 0.9;
    double find_sd_m = 3;
    double accidents_per_device = 0.05;
    double exposure_sd_log = 0.8;
    double gps_share = 0.5, gps_sd_m = 10;
    double map_share = 0.4, map_sd_m = 100;  ///< the rest is coarse
    double coarse_sd_m = 300;
    double claimed_sd_log = 0.3;  ///< of claimed over laid
};

struct SimulatedWorld {
    Input input;
    std::vector<Box> records;
    std::vector<Box> grounds;  ///< what was searched
    std::vector<EastNorth> devices;  ///< all that were laid
    std::vector<EastNorth> accident_truth;  ///< where the accidents really were
};

SimulatedWorld simulate_world(const WorldPlan& plan, Random random);

}  // namespace cairn::assessment::tests
