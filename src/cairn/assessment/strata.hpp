#pragma once
// Finds weighted for which ground was searched. Ground falls into strata by its distance to the nearest record (on it,
// up to 25, 50, 100, 200, 500 m, beyond), each near (2 km) or far from settlements. A find stands for
// 1 / (searched share of its stratum · f d) devices. A stratum that was never searched has no weight, so the coverage
// becomes a pair of bounds. So it does where the choice of ground within a stratum can matter: the range reaches from
// "searched ground is like the rest of its stratum" to "the rest holds nothing".

#include <array>
#include <cstddef>
#include <vector>

#include "cairn/assessment/areas.hpp"
#include "cairn/assessment/evidence.hpp"
#include "cairn/assessment/interval.hpp"
#include "cairn/assessment/subsets.hpp"
#include "cairn/core/measure.hpp"

namespace cairn::assessment {

struct Stratum {
    double ground_m2 = 0;
    double searched_m2 = 0;
    double devices = 0;  ///< finds, each weighted
    std::size_t finds = 0;
    /// How many devices there may be although none was found: see SearchStrata::bound_empty.
    double most_devices = 0;
};

class SearchStrata {
   public:
    static constexpr std::array<double, 6> edges_m{0, 25, 50, 100, 200, 500};
    static constexpr std::size_t bands = edges_m.size() + 1;
    static constexpr std::size_t count = 2 * bands;  ///< near settlements first

    SearchStrata(const Evidence& evidence, const GroundPoints& ground);

    const std::array<Stratum, count>& strata() const { return strata_; }
    /// 1 / (searched share · f d) by find; 0 for a find that is not on searched ground.
    const std::vector<double>& find_weights() const { return weights_; }
    std::vector<Measure> coverage(const Subset& subset) const;

   private:
    std::size_t stratum_at(EastNorth position, double record_distance_m) const;
    void add_ground(const GroundPoints& ground);
    void weigh_finds();
    void bound_empty();
    Measure row(const Subset& subset, double tolerance_m) const;
    void set_bounds(Measure& measure) const;
    static void allow_for_choice(Measure& measure, const std::vector<ShareItem>& items);

    const Evidence& evidence_;
    std::array<Stratum, count> strata_;
    std::vector<double> weights_;
};

}  // namespace cairn::assessment
