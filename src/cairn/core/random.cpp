#include "cairn/core/random.hpp"

#include <bit>
#include <cmath>

namespace cairn {
namespace {

std::uint64_t splitmix(std::uint64_t& state) {
    state += 0x9e3779b97f4a7c15ULL;
    std::uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

}  // namespace

Random::Random(std::uint64_t seed) : seed_(seed) {
    std::uint64_t mix = seed;
    for (auto& word : state_) word = splitmix(mix);
}

Random Random::stream(std::uint64_t topic) const {
    std::uint64_t mix = seed_ ^ (topic * 0xd1342543de82ef95ULL + 0x2545f4914f6cdd1dULL);
    return Random(splitmix(mix));
}

std::uint64_t Random::bits() {
    const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
    const std::uint64_t t = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= t;
    state_[3] = std::rotl(state_[3], 45);
    return result;
}

double Random::uniform() { return static_cast<double>(bits() >> 11) * 0x1.0p-53; }
double Random::uniform(double low, double high) { return low + (high - low) * uniform(); }

std::uint64_t Random::below(std::uint64_t n) {
    const std::uint64_t reject_below = (0 - n) % n;  // 2^64 mod n: what would make small values likelier
    for (;;) {
        const std::uint64_t draw = bits();
        if (draw >= reject_below) return draw % n;
    }
}

bool Random::bernoulli(double p) { return uniform() < p; }

double Random::normal() {
    if (has_spare_) {
        has_spare_ = false;
        return spare_normal_;
    }
    for (;;) {
        const double u = 2 * uniform() - 1;
        const double v = 2 * uniform() - 1;
        const double s = u * u + v * v;
        if (s >= 1 || s == 0) continue;
        const double factor = std::sqrt(-2 * std::log(s) / s);
        spare_normal_ = v * factor;
        has_spare_ = true;
        return u * factor;
    }
}

double Random::exponential() { return -std::log1p(-uniform()); }

double Random::gamma(double shape) {
    if (shape < 1) return gamma(shape + 1) * std::pow(1 - uniform(), 1 / shape);
    const double d = shape - 1.0 / 3;
    const double c = 1 / std::sqrt(9 * d);
    for (;;) {
        const double x = normal();
        const double root = 1 + c * x;
        if (root <= 0) continue;
        const double v = root * root * root;
        if (std::log(1 - uniform()) < 0.5 * x * x + d - d * v + d * std::log(v)) return d * v;
    }
}

double Random::beta(double a, double b) {
    const double x = gamma(a);
    const double y = gamma(b);
    return x / (x + y);
}

std::uint64_t Random::poisson(double mean) {
    // Halve large means through a gamma waiting time (Ahrens & Dieter 1974), then count exponentials.
    std::uint64_t count = 0;
    while (mean > 30) {
        const double m = std::floor(mean * 7 / 8);
        const double wait = gamma(m);
        if (wait > mean) {
            // m-th event comes after the end: the m − 1 before it are binomial(m − 1, mean / wait)
            const double p = mean / wait;
            for (std::uint64_t i = 1; i < static_cast<std::uint64_t>(m); ++i) count += bernoulli(p) ? 1U : 0U;
            return count;
        }
        count += static_cast<std::uint64_t>(m);
        mean -= wait;
    }
    const double limit = std::exp(-mean);
    double product = 1 - uniform();
    while (product > limit) {
        ++count;
        product *= 1 - uniform();
    }
    return count;
}

}  // namespace cairn
