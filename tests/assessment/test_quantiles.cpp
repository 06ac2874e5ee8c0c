#include <cmath>

#include <gtest/gtest.h>

#include "cairn/assessment/quantiles.hpp"

namespace cairn::assessment {
namespace {

void expect_close(double actual, double expected) {
    EXPECT_NEAR(actual / expected, 1, 1e-9) << actual << " against " << expected;
}

// Four-figure values as printed in every statistics textbook; nine figures from SciPy 1.10.
TEST(Quantiles, StudentsTAgreesWithPublishedTables) {
    expect_close(student_t_quantile(0.95, 1), 6.313751514800932);
    expect_close(student_t_quantile(0.95, 2.5), 2.5582186141360017);
    expect_close(student_t_quantile(0.95, 9), 1.8331129326536335);
    expect_close(student_t_quantile(0.975, 30), 2.0422724563012373);
    expect_close(student_t_quantile(0.999, 7), 4.785289628649168);
    expect_close(student_t_quantile(0.3, 4), -0.5686490630385523);
    expect_close(student_t_quantile(0.95, 1000), 1.6463788172854639);
    EXPECT_EQ(student_t_quantile(0.5, 3), 0);
}

TEST(Quantiles, StudentsTIsTheCauchyDistributionAtOneDegree) {
    for (const double p : {0.6, 0.75, 0.9, 0.99, 0.9999})
        expect_close(student_t_quantile(p, 1), std::tan(M_PI * (p - 0.5)));
}

TEST(Quantiles, BetaAgreesWithASecondLibrary) {
    expect_close(beta_quantile(0.05, 0.5, 10.5), 0.000191736288974476);
    expect_close(beta_quantile(0.95, 0.5, 10.5), 0.1707731082448478);
    expect_close(beta_quantile(0.95, 3.5, 2.5), 0.8722244005164037);
    expect_close(beta_quantile(0.5, 200.5, 0.5), 0.9988647247761718);
    expect_close(beta_quantile(0.01, 1000, 2000), 0.3134822002150808);
    expect_close(beta_quantile(1e-6, 0.5, 0.5), 2.46740110027031e-12);
}

TEST(Quantiles, BetaInvertsTheIncompleteBetaFunction) {
    for (const double a : {0.5, 1.0, 3.5, 40.0, 2000.0})
        for (const double b : {0.5, 1.0, 7.0, 300.0})
            for (const double p : {0.001, 0.05, 0.5, 0.95, 0.999})
                EXPECT_NEAR(incomplete_beta(a, b, beta_quantile(p, a, b)), p, 1e-8) << a << " " << b << " " << p;
}

TEST(Quantiles, FishersFAgreesWithPublishedTables) {
    expect_close(f_quantile(0.9, 2, 9), 3.0064524174002636);
    expect_close(f_quantile(0.9, 2, 4.5), 4.010758654966031);
    expect_close(f_quantile(0.95, 1, 12), 4.747225346722511);
    expect_close(f_quantile(0.99, 3, 200), 3.88102177262219);
}

TEST(Quantiles, NormalAgreesWithPublishedTables) {
    expect_close(normal_quantile(0.95), 1.6448536269514722);
    expect_close(normal_quantile(0.975), 1.959963984540054);
    expect_close(normal_quantile(1e-10), -6.361340902404056);
    expect_close(normal_quantile(0.6), 0.2533471031357997);
    EXPECT_EQ(normal_quantile(0.5), 0);
}

}  // namespace
}  // namespace cairn::assessment
