#pragma once
// Exact two-sided binomial probability of a count at least as far out as the one seen.

#include <algorithm>
#include <cmath>

namespace cairn::simulate::test {

inline double log_choose(double n, double k) {
    return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1);
}

/// Doubled smaller tail; 1 when p is 0 or 1 and the count fits it.
inline double binomial_p_value(int successes, int trials, double p) {
    if (p <= 0) return successes == 0 ? 1 : 0;
    if (p >= 1) return successes == trials ? 1 : 0;
    double low = 0;
    double high = 0;
    for (int k = 0; k <= trials; ++k) {
        const double mass = std::exp(log_choose(trials, k) + k * std::log(p) + (trials - k) * std::log1p(-p));
        if (k <= successes) low += mass;
        if (k >= successes) high += mass;
    }
    return std::min(1.0, 2 * std::min(low, high));
}

}  // namespace cairn::simulate::test
