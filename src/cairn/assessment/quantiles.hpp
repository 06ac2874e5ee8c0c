#pragma once
// Quantiles behind the intervals. Our own, because no C++ standard library has them.
//
// Accuracy, measured against published tables and a second library: relative error below 1e-9 for probabilities
// in [1e-6, 1 − 1e-6] and the stated parameters (tests/assessment/test_quantiles.cpp).

namespace cairn::assessment {

/// Regularised incomplete beta function I_x(a, b); a, b > 0, x in [0, 1] (continued fraction, DLMF 8.17.22).
double incomplete_beta(double a, double b, double x);

/// Standard normal quantile; p in (0, 1) (Wichura 1988, Algorithm AS 241, PPND16).
double normal_quantile(double p);

/// x with I_x(a, b) = p; a, b in [1e-3, 1e7], p in [0, 1].
double beta_quantile(double p, double a, double b);

/// Student's t quantile; p in (0, 1), degrees of freedom > 0, not necessarily whole.
double student_t_quantile(double p, double degrees);

/// Fisher's F quantile; p in (0, 1), both degrees of freedom > 0.
double f_quantile(double p, double numerator_degrees, double denominator_degrees);

}  // namespace cairn::assessment
