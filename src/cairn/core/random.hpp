#pragma once
// Our own samplers: the same numbers from every compiler and library for the same seed.
// std:: distributions are not portable and are not used.

#include <array>
#include <cstdint>

namespace cairn {

/// xoshiro256** 1.0 (Blackman & Vigna 2021, ACM TOMS 47:36), seeded by splitmix64.
class Random {
   public:
    explicit Random(std::uint64_t seed);

    /// A generator whose stream does not depend on how much this one has drawn: one per topic.
    Random stream(std::uint64_t topic) const;

    std::uint64_t bits();
    double uniform();                           ///< [0, 1), 53 bits
    double uniform(double low, double high);    ///< [low, high)
    std::uint64_t below(std::uint64_t n);       ///< 0 … n − 1, unbiased; n > 0
    bool bernoulli(double p);
    double normal();                            ///< standard normal (polar method; one value per pair is kept)
    double exponential();                       ///< mean 1
    double gamma(double shape);                 ///< scale 1, shape > 0 (Marsaglia & Tsang 2000)
    double beta(double a, double b);
    std::uint64_t poisson(double mean);         ///< mean in [0, 1e9]

   private:
    std::uint64_t seed_;
    std::array<std::uint64_t, 4> state_{};
    double spare_normal_ = 0;
    bool has_spare_ = false;
};

}  // namespace cairn
