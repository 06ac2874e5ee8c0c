#pragma once
// What is true of a world, by stated definitions, to hold a report against. Each is computed from the devices
// and the footprints as written, not from what was found.

#include <optional>
#include <string>
#include <vector>

#include "cairn/simulate/world.hpp"

namespace cairn::simulate {

/// A true number with the sentence that defines it.
struct TrueMeasure {
    std::string measure;
    std::optional<std::string> package;  ///< id; absent for the whole
    std::optional<double> numerator, denominator;
    std::optional<double> value;  ///< absent when the denominator is 0
    std::string definition;
    std::string compare_with;  ///< the measure of `cairn assess` that estimates it; empty when none does
};

struct TrueClaim {
    ClaimPlan claim;
    std::optional<double> value;  ///< what is true
    bool is_borne_out = false;
};

struct Truth {
    std::vector<TrueMeasure> measures;  ///< the whole first, then package by package
    std::vector<TrueClaim> claims;
};

Truth measure_truth(const World& world);

/// The truth as JSON: scenario, packages with their faults as asked and as realised, measures, claims.
std::string to_json(const World& world, const Truth& truth);

}  // namespace cairn::simulate
