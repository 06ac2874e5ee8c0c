#pragma once
// accidents_outside_adjusted: what distance_profile.hpp needs, from footprints and exposure.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cairn/assessment/areas.hpp"
#include "cairn/assessment/distance_profile.hpp"
#include "cairn/assessment/evidence.hpp"
#include "cairn/assessment/exposure.hpp"
#include "cairn/assessment/subsets.hpp"
#include "cairn/core/measure.hpp"
#include "cairn/core/progress.hpp"

namespace cairn::assessment {

/// For each accident whose σ exceeds 50 m: exposure in each band of distance to the records, blurred over where it may
/// truly lie inside the study area. Made once for all subsets.
class BlurredAccidents {
   public:
    BlurredAccidents(const Evidence& evidence, const GroundPoints& ground, const Exposure& exposure,
                     Progress& progress);

    /// A row for each tolerance, from all accidents of the subset; one without a stated σ counts where it is reported.
    /// Where no σ matters (σ > T/2 and > 50 m) the row repeats the plain share, with the caution
    /// "positions_precise_enough".
    std::vector<Measure> curve(const Subset& subset) const;

   private:
    using ByBand = std::vector<double>;

    void blur(std::size_t accident);
    std::size_t band_of(double distance_m) const;
    void expose(Progress& progress);
    void expose_study_area(ByBand& exposed, std::vector<bool>& is_thin,
                           const std::optional<std::string>& package) const;
    BlurredAccident place_in_bands(std::size_t accident, const Subset& subset, const ByBand& exposed) const;
    std::optional<DistanceProfile> fit(const std::vector<std::size_t>& accidents, const Subset& subset) const;
    void set_plain(Measure& measure, const std::vector<std::size_t>& accidents, const Subset& subset) const;

    const Evidence& evidence_;
    const GroundPoints& ground_;
    const Exposure& exposure_;
    geometry::NearestIndex study_area_;
    std::vector<double> farthest_m_;  ///< of each band but the last, ascending; every tolerance is among them
    std::vector<std::map<std::optional<std::string>, ByBand>>
        blurred_;  ///< by accident, by package; empty when exact or off the study area
    std::map<std::optional<std::string>, ByBand>
        exposed_;  ///< by package: of each band; empty where no accident is blurred
};

}  // namespace cairn::assessment
