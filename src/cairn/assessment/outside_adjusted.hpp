#pragma once
// accidents_outside_adjusted: the blurred densities that adjusted.hpp needs, from footprints and exposure.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cairn/assessment/areas.hpp"
#include "cairn/assessment/evidence.hpp"
#include "cairn/assessment/exposure.hpp"
#include "cairn/assessment/subsets.hpp"
#include "cairn/core/measure.hpp"
#include "cairn/core/progress.hpp"

namespace cairn::assessment {

/// For each accident with a stated σ: exposure within each tolerance of a record, blurred over where it may truly
/// lie. Made once for all subsets. Ground beyond the study area is taken to be like that inside.
class BlurredAccidents {
   public:
    BlurredAccidents(const Evidence& evidence, const GroundPoints& ground, const Exposure& exposure,
                     Progress& progress);

    /// A row for each tolerance. Where no σ matters (σ > T/2 and > 50 m) the row repeats the plain share of the
    /// accidents whose σ is stated, with the caution "positions_precise_enough".
    std::vector<Measure> curve(const Subset& subset) const;

   private:
    using ByAccident = std::vector<std::vector<float>>;  ///< by accident, by tolerance

    void blur(std::size_t accident);
    double exposed_within(const std::optional<std::string>& package, double tolerance_m) const;
    double blurred_within(std::size_t accident, const std::optional<std::string>& package, std::size_t t) const;
    Measure row(const Subset& subset, std::size_t t) const;

    const Evidence& evidence_;
    const GroundPoints& ground_;
    const Exposure& exposure_;
    double exposed_all_ = 0;
    std::vector<double> ground_exposure_;       ///< by position of ground_.study
    std::vector<double> blurred_all_;           ///< by accident; 0 when σ is not stated or does not matter anywhere
    std::map<std::optional<std::string>, ByAccident> within_;
    mutable std::map<std::pair<std::optional<std::string>, double>, double> exposed_;
};

}  // namespace cairn::assessment
