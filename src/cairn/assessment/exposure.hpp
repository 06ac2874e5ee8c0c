#pragma once
// Where people go. Accidents happen where devices and people meet, so chance levels and the blurred densities of
// `accidents_outside_adjusted` weigh the ground by this. An assumption, said wherever it is used.

#include <vector>

#include "cairn/assessment/input.hpp"

namespace cairn::assessment {

/// Relative density of people: Σ weight · exp(−distance / 2 km) over settlements, plus a twentieth of its mean so
/// that no ground has none. Uniform without settlements.
class Exposure {
   public:
    /// `ground`: positions over the study area, from which the mean is taken.
    Exposure(const std::vector<Settlement>& settlements, const std::vector<EastNorth>& ground);
    double at(EastNorth position) const;
    bool is_uniform() const { return settlements_.empty(); }

   private:
    double from_settlements(EastNorth position) const;
    std::vector<Settlement> settlements_;
    double floor_ = 0;
};

}  // namespace cairn::assessment
