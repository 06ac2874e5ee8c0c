#pragma once
// Do intervals that claim 90 % hold 90 %? Exact binomial tests over many worlds, Holm over all quantities.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "assessment/simulated_world.hpp"

namespace cairn::assessment::tests {

/// Two-sided exact binomial p-value: the probability of all counts that are no likelier than this one.
double binomial_p(int hits, int n, double share);
/// P(at most `hits`).
double binomial_lower_p(int hits, int n, double share);

/// Numerator and denominator, summed over an independent sample of worlds.
struct Total {
    double numerator = 0, denominator = 0;
    double value() const { return numerator / denominator; }
};

/// What the process brings forth on average, as ratios of means, counted by brute force without the library: keys such
/// as "coverage@50".
using Truth = std::map<std::string, Total>;
void add_truth(Truth& truth, const SimulatedWorld& world);

struct Quantity {
    int covered = 0, n = 0;
    double below = 0, above = 0;   ///< truth below the interval, above it
    double width = 0, value = 0, truth = 0;
    int without_value = 0;
    bool may_cover_more = false;   ///< bounds: only too little is a fault
};

class Calibration {
   public:
    void add(const std::string& name, double truth, double low, double high, std::optional<double> value);
    void add(const std::string& name, bool is_covered, double width);
    void take(const Calibration& other) { quantities_.insert(other.quantities_.begin(), other.quantities_.end()); }
    void allow_more(const std::string& name) { quantities_[name].may_cover_more = true; }
    /// Prints every quantity; returns the names that Holm's step-down rejects at `level`.
    std::vector<std::string> reject(double level) const;
    const std::map<std::string, Quantity>& quantities() const { return quantities_; }

   private:
    std::map<std::string, Quantity> quantities_;
};

}  // namespace cairn::assessment::tests
