#include "cairn/assessment/quantiles.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace cairn::assessment {
namespace {

/// Lentz's method on the continued fraction; converges fast for x < (a + 1) / (a + b + 2).
double beta_fraction(double a, double b, double x) {
    constexpr double tiny = 1e-300;
    constexpr int most_steps = 100'000;  // about sqrt(max(a, b)) steps are needed: ample for 1e7
    double c = 1;
    double d = 1 - (a + b) * x / (a + 1);
    d = 1 / (std::abs(d) < tiny ? tiny : d);
    double h = d;
    const auto step = [&](double numerator) {
        d = 1 + numerator * d;
        d = 1 / (std::abs(d) < tiny ? tiny : d);
        c = 1 + numerator / c;
        if (std::abs(c) < tiny) c = tiny;
        h *= d * c;
        return d * c;
    };
    for (int i = 1; i <= most_steps; ++i) {
        const double m = i;
        step(m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)));
        const double change = step(-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)));
        if (std::abs(change - 1) < 1e-15) break;
    }
    return h;
}

template <std::size_t N>
double polynomial(const std::array<double, N>& coefficients, double x) {
    double sum = 0;
    for (std::size_t i = N; i-- > 0;) sum = sum * x + coefficients[i];
    return sum;
}

}  // namespace

double incomplete_beta(double a, double b, double x) {
    if (x <= 0) return 0;
    if (x >= 1) return 1;
    const double log_front =
        std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x);
    if (x < (a + 1) / (a + b + 2)) return std::exp(log_front) * beta_fraction(a, b, x) / a;
    return 1 - std::exp(log_front) * beta_fraction(b, a, 1 - x) / b;
}

double normal_quantile(double p) {
    static constexpr std::array<double, 8> a{
        3.3871328727963666080e0,  1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
        4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3};
    static constexpr std::array<double, 8> b{1.0,
                                             4.2313330701600911252e+1,
                                             6.8718700749205790830e+2,
                                             5.3941960214247511077e+3,
                                             2.1213794301586595867e+4,
                                             3.9307895800092710610e+4,
                                             2.8729085735721942674e+4,
                                             5.2264952788528545610e+3};
    static constexpr std::array<double, 8> c{
        1.42343711074968357734e0, 4.63033784615654529590e0,  5.76949722146069140550e0,  3.64784832476320460504e0,
        1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4};
    static constexpr std::array<double, 8> d{1.0,
                                             2.05319162663775882187e0,
                                             1.67638483018380384940e0,
                                             6.89767334985100004550e-1,
                                             1.48103976427480074590e-1,
                                             1.51986665636164571966e-2,
                                             5.47593808499534494600e-4,
                                             1.05075007164441684324e-9};
    static constexpr std::array<double, 8> e{
        6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,  2.96560571828504891230e-1,
        2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7};
    static constexpr std::array<double, 8> f{1.0,
                                             5.99832206555887937690e-1,
                                             1.36929880922735805310e-1,
                                             1.48753612908506148525e-2,
                                             7.86869131145613259100e-4,
                                             1.84631831751005468180e-5,
                                             1.42151175831644588870e-7,
                                             2.04426310338993978564e-15};
    const double q = p - 0.5;
    if (std::abs(q) <= 0.425) {
        const double r = 0.180625 - q * q;
        return q * polynomial(a, r) / polynomial(b, r);
    }
    double r = std::sqrt(-std::log(std::min(p, 1 - p)));
    double x = 0;
    if (r <= 5) {
        r -= 1.6;
        x = polynomial(c, r) / polynomial(d, r);
    } else {
        r -= 5;
        x = polynomial(e, r) / polynomial(f, r);
    }
    return q < 0 ? -x : x;
}

double beta_quantile(double p, double a, double b) {
    if (p <= 0) return 0;
    if (p >= 1) return 1;
    double low = 0;
    double high = 1;
    double x = a / (a + b);
    // Newton on I_x(a, b) − p, kept inside a shrinking bracket: slow but it cannot fail.
    for (int i = 0; i < 400; ++i) {
        const double excess = incomplete_beta(a, b, x) - p;
        (excess > 0 ? high : low) = x;
        const double log_density =
            std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + (a - 1) * std::log(x) + (b - 1) * std::log1p(-x);
        double next = x - excess * std::exp(-log_density);
        // The geometric mean as fallback reaches quantiles of 1e-200 in few steps.
        if (!(next > low && next < high))
            next = low > 0 && high / low > 4 ? std::sqrt(low * high) : low == 0 ? high / 64 : (low + high) / 2;
        if (std::abs(next - x) <= 1e-15 * x || next <= std::numeric_limits<double>::min()) return next;
        x = next;
    }
    return x;
}

double student_t_quantile(double p, double degrees) {
    if (p == 0.5) return 0;
    if (degrees > 1e6) return normal_quantile(p);  // differs by less than 1e-6 relative there
    // T² / (ν + T²) ~ Beta(½, ν/2); the tail that is small is the one solved for.
    const double tail = 2 * std::min(p, 1 - p);
    const double y = beta_quantile(tail, degrees / 2, 0.5);  // ν / (ν + T²)
    const double t = std::sqrt(degrees * (1 - y) / y);
    return p < 0.5 ? -t : t;
}

double f_quantile(double p, double numerator_degrees, double denominator_degrees) {
    const double y = beta_quantile(1 - p, denominator_degrees / 2, numerator_degrees / 2);
    return denominator_degrees * (1 - y) / (numerator_degrees * y);
}

}  // namespace cairn::assessment
