#include <cmath>
#include <limits>
#include <numbers>

#include <gtest/gtest.h>

#include "cairn/core/error.hpp"
#include "cairn/core/random.hpp"
#include "cairn/geometry/boundary_pieces.hpp"
#include "cairn/geometry/nearest.hpp"
#include "cairn/geometry/probability_within.hpp"

namespace cairn::geometry {
namespace {

double normal_left_of(double x) { return 0.5 * std::erfc(-x / std::numbers::sqrt2); }

PlanePolygon upright(double west, double south, double east, double north) {
    return {{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}};
}

PlanePolygon crowd_star(Random& random, EastNorth centre, double size) {
    PlanePolygon out;
    const auto corners = static_cast<int>(5 + random.below(10));
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners;
        const double r = size * random.uniform(0.4, 1.3);
        out.shell.push_back({centre.east_m + r * std::cos(angle), centre.north_m + r * std::sin(angle)});
    }
    out.shell.push_back(out.shell.front());
    if (random.bernoulli(0.3)) {
        out.holes.push_back(out.shell);
        for (EastNorth& p : out.holes[0])
            p = {centre.east_m + 0.5 * (p.east_m - centre.east_m), centre.north_m + 0.5 * (p.north_m - centre.north_m)};
    }
    return out;
}

/// The mean of "within" over a grid of the normal law's probability, position by position.
double by_quadrature(const std::vector<PlaneGeometry>& footprints, EastNorth p, double sigma_m, double within_m) {
    constexpr int steps = 480;
    constexpr double reach = 4.5;
    const NearestIndex index(footprints);
    std::vector<EastNorth> places;
    std::vector<double> weights;
    for (int i = 0; i < steps; ++i) {
        for (int j = 0; j < steps; ++j) {
            const double x = reach * (2 * (i + 0.5) / steps - 1), y = reach * (2 * (j + 0.5) / steps - 1);
            places.push_back({p.east_m + sigma_m * x, p.north_m + sigma_m * y});
            const double cell = 2 * reach / steps;
            weights.push_back(std::exp(-(x * x + y * y) / 2) / (2 * std::numbers::pi) * cell * cell);
        }
    }
    const auto found = index.find_nearest(places, {}, within_m);
    double sum = 0;
    for (std::size_t i = 0; i < found.size(); ++i)
        if (found[i]) sum += weights[i];
    return sum;
}

void expect_near(double expected, const Probability& found, double slack = 0) {
    EXPECT_NEAR(found.value, expected, found.error + slack);
    EXPECT_LE(found.error, 1e-3);
}

Probability ask(const std::vector<PlaneGeometry>& footprints, EastNorth p, double sigma_m, double within_m) {
    return ProbabilityWithin(footprints, within_m).at(p, sigma_m);
}

TEST(ProbabilityWithin, ofAHalfPlane) {
    // A square so large that only one of its sides is felt.
    const std::vector<PlaneGeometry> footprints({PlaneMultiPolygon{upright(0, -1e5, 1e5, 1e5)}});
    for (const double sigma : {1.0, 50.0, 2000.0})
        for (const double x : {-4.0, -1.5, -0.3, -1e-9, 0.0, 1e-9, 0.2, 1.0, 3.0})
            for (const double within : {0.0, 0.1, 1.0, 3.0})
                expect_near(normal_left_of(x + within), ask(footprints, {x * sigma, 17}, sigma, within * sigma));
}

TEST(ProbabilityWithin, ofARectangle) {
    const std::vector<PlaneGeometry> footprints({PlaneMultiPolygon{upright(-30, -10, 30, 10)}});
    for (const double x : {0.0, 10.0, 30.0, 55.0})
        for (const double y : {0.0, 9.0, 10.0, 40.0})
            for (const double sigma : {2.0, 15.0, 300.0}) {
                const double expected = (normal_left_of((30 - x) / sigma) - normal_left_of((-30 - x) / sigma)) *
                                        (normal_left_of((10 - y) / sigma) - normal_left_of((-10 - y) / sigma));
                expect_near(expected, ask(footprints, {x, y}, sigma, 0));
            }
}

TEST(ProbabilityWithin, ofADiscAboutAPoint) {
    const std::vector<PlaneGeometry> point{MultiPointOf<EastNorth>{{5, 5}}};
    for (const double radius : {0.1, 1.0, 2.5}) {
        expect_near(1 - std::exp(-radius * radius / 2), ask(point, {5, 5}, 1, radius));
        for (const double away : {0.5, 1.0, 2.5, 4.0})
            expect_near(by_quadrature(point, {5 + away, 5}, 1, radius), ask(point, {5 + away, 5}, 1, radius), 4e-4);
    }
    EXPECT_EQ(ask(point, {5, 5}, 1, 0).value, 0) << "a point has no inside";
}

TEST(ProbabilityWithin, overlapsCountOnce) {
    const PlanePolygon left = upright(-10, -5, 0, 5), right = upright(0, -5, 10, 5), both = upright(-10, -5, 10, 5);
    const std::vector<PlaneGeometry> whole{PlaneMultiPolygon{both}};
    const std::vector<PlaneGeometry> halves{PlaneMultiPolygon{left}, PlaneMultiPolygon{right}};
    const std::vector<PlaneGeometry> again{PlaneMultiPolygon{both}, PlaneMultiPolygon{left}, PlaneMultiPolygon{both}};
    for (const EastNorth p : {EastNorth{0, 0}, EastNorth{1, 2}, EastNorth{-9, 6}, EastNorth{14, 0}})
        for (const double within : {0.0, 0.7, 6.0, 25.0}) {
            const Probability expected = ask(whole, p, 4, within);
            expect_near(expected.value, ask(halves, p, 4, within), expected.error);
            expect_near(expected.value, ask(again, p, 4, within), expected.error);
        }
}

TEST(ProbabilityWithin, agreesWithQuadratureWhereFootprintsCrowd) {
    Random random(11);
    double worst = 0;
    for (int scene = 0; scene < 15; ++scene) {
        std::vector<PlaneGeometry> footprints;
        for (auto n = 1 + random.below(5); n > 0; --n) {
            const EastNorth centre{random.uniform(-60, 60), random.uniform(-60, 60)};
            footprints.emplace_back(PlaneMultiPolygon{crowd_star(random, centre, random.uniform(10, 60))});
        }
        if (scene % 3 == 0)
            footprints.emplace_back(MultiLineOf<EastNorth>{{{{-50, -20}, {0, 10}, {20, -30}, {25, 40}}}});
        if (scene % 4 == 0) footprints.emplace_back(MultiPointOf<EastNorth>{{15, -15}, {18, -12}});
        const EastNorth p{random.uniform(-60, 60), random.uniform(-60, 60)};
        const double sigma = random.uniform(5, 40);
        const double within = scene % 2 == 0 ? random.uniform(1, 50) : 0;
        const double expected = by_quadrature(footprints, p, sigma, within);
        const Probability found = ask(footprints, p, sigma, within);
        EXPECT_NEAR(found.value, expected, 1e-3) << "scene " << scene;
        EXPECT_LE(found.error, 1e-3) << "scene " << scene;
        worst = std::max(worst, std::abs(found.value - expected));
    }
    RecordProperty("worst", std::to_string(worst));
    EXPECT_LT(worst, 1e-3);
}

// Boundaries that lie on one another: each hid the other, or neither did.

TEST(ProbabilityWithin, partsOfOneFootprintThatCoincideCountOnce) {
    const MultiLineOf<EastNorth> there_and_back{{{{0, 0}, {100, 0}, {0, 0}}}};
    const MultiLineOf<EastNorth> closed{{{{0, 0}, {100, 0}, {50, 86.6}, {0, 0}}}};
    const MultiLineOf<EastNorth> meeting{{{{-200, 0}, {0, 0}}}, {{{0, 0}, {0, -200}}}};
    const PlaneMultiPolygon triangles{{{{0, 0}, {100, 0}, {86.6, 50}, {0, 0}}, {}},
                                      {{{0, 0}, {50, 86.6}, {0, 100}, {0, 0}}, {}}};
    const PlaneMultiPolygon halves{upright(-50, -50, 0, 50), upright(0, -50, 50, 50)};
    struct Case {
        PlaneGeometry footprint;
        double within_m, sigma_m;
        EastNorth position;
    };
    for (const Case& each :
         {Case{MultiPointOf<EastNorth>{{0, 0}, {0, 0}}, 100, 50, {0, 0}}, Case{there_and_back, 50, 50, {50, 0}},
          Case{closed, 50, 50, {-30, -20}}, Case{meeting, 50, 30, {20, 20}}, Case{triangles, 50, 40, {-20, -20}},
          Case{triangles, 0, 40, {-20, -20}}, Case{halves, 10, 20, {3, 1}}}) {
        const Probability found = ask({each.footprint}, each.position, each.sigma_m, each.within_m);
        // Quadrature is off by up to half a step where a boundary follows its grid.
        EXPECT_NEAR(found.value, by_quadrature({each.footprint}, each.position, each.sigma_m, each.within_m), 3e-3)
            << each.within_m << ' ' << each.sigma_m;
        EXPECT_LE(found.error, 1e-3);
    }
}

TEST(ProbabilityWithin, copiesThatDifferInTheirLastDigitsCountOnce) {
    const auto square = [](double more) {
        return PlaneMultiPolygon{upright(-50 - more, -50 - more, 50 + more, 50 + more)};
    };
    for (const double within : {0.0, 1e-10, 10.0}) {
        const double expected = ask({square(0)}, {0, 0}, 50, within).value;
        EXPECT_NEAR(ask({square(0), square(0.9e-9), square(1.5e-9)}, {0, 0}, 50, within).value, expected, 1e-5);
        EXPECT_NEAR(ask({square(0), square(0)}, {0, 0}, 50, within).value, expected, 1e-5);
        Random random(8);
        for (int scene = 0; scene < 40; ++scene) {
            std::vector<PlaneGeometry> copies;
            for (int k = 0; k < 5; ++k) {
                PlanePolygon copy = upright(-50, 4'999'950, 50, 5'000'050);
                for (std::size_t i = 0; i < 4; ++i) {
                    copy.shell[i].east_m += random.uniform(-3e-9, 3e-9);
                    copy.shell[i].north_m += random.uniform(-3e-9, 3e-9);
                }
                copy.shell.back() = copy.shell.front();
                copies.emplace_back(PlaneMultiPolygon{copy});
            }
            EXPECT_NEAR(ask(copies, {0, 5'000'000}, 50, within).value, expected, 1e-5) << scene;
        }
    }
}

TEST(ProbabilityWithin, gapsOfMicrometresAreNone) {
    for (const double gap : {1e-9, 0.5e-6, 1.5e-6, 2.5e-6, 2e-5, 5e-5, 1e-3}) {
        const std::vector<PlaneGeometry> three{PlaneMultiPolygon{upright(0, -50, 50, 50)},
                                               PlaneMultiPolygon{upright(50, -50, 100, 50)},
                                               PlaneMultiPolygon{upright(-50, -50, -gap, 50)}};
        const std::vector<PlaneGeometry> one{PlaneMultiPolygon{upright(-50, -50, 100, 50)}};
        for (const EastNorth p : {EastNorth{10, 0}, EastNorth{0, 0}, EastNorth{0, 50}, EastNorth{50, -50}})
            EXPECT_NEAR(ask(three, p, 20, 0).value, ask(one, p, 20, 0).value, 1e-4) << gap << ' ' << p.east_m;
    }
}

TEST(ProbabilityWithin, onASharpCornerItIsWhatItIsBesideIt) {
    for (int turn = 0; turn < 40; ++turn) {
        const double c = std::cos(0.157 * turn), s = std::sin(0.157 * turn);
        const auto turned = [&](std::vector<EastNorth> ring) {
            for (EastNorth& p : ring) p = {c * p.east_m - s * p.north_m, s * p.east_m + c * p.north_m};
            return ring;
        };
        const PlanePolygon notched{
            turned({{-100, -100}, {100, -100}, {100, 100}, {10, 100}, {0, 0}, {-10, 100}, {-100, 100}, {-100, -100}}),
            {}};
        const PlanePolygon holed{turned({{-100, -100}, {100, -100}, {100, 100}, {-100, 100}, {-100, -100}}),
                                 {turned({{0, 0}, {50, 86.6}, {-50, 86.6}, {0, 0}})}};
        const PlanePolygon spike{turned({{0, 0}, {100, -5}, {100, 5}, {0, 0}}), {}};
        // The angle of ground about the corner over a whole turn, where nothing else is near.
        EXPECT_NEAR(ask({PlaneMultiPolygon{notched}}, {0, 0}, 10, 0).value, 1 - std::atan(0.1) / std::numbers::pi,
                    5e-4);
        EXPECT_NEAR(ask({PlaneMultiPolygon{holed}}, {0, 0}, 10, 0).value, 5.0 / 6, 5e-4);
        EXPECT_NEAR(ask({PlaneMultiPolygon{spike}}, {0, 0}, 10, 0).value, std::atan(0.05) / std::numbers::pi, 5e-4);
    }
}

TEST(ProbabilityWithin, itsErrorIsHonestForPositionsKnownToMillimetresAndOnTheBoundary) {
    const std::vector<PlaneGeometry> ground{PlaneMultiPolygon{upright(0, -1e5, 1e5, 1e5)}};
    for (const double sigma : {0.001, 0.005, 0.1, 5.0})
        for (const double within : {0.0, 10.0}) {
            const Probability found = ask(ground, {-within, 3}, sigma, within);
            EXPECT_NEAR(found.value, 0.5, found.error) << sigma;
        }
    const std::vector<PlaneGeometry> point{MultiPointOf<EastNorth>{{0, 0}}};
    EXPECT_NEAR(ask(point, {1e5, 0}, 0.01, 1e5 + 0.005).value, normal_left_of(0.5), 1e-3)
        << "a wide disc is a half-plane";
}

TEST(BoundaryPieces, areTheSumOfTheirParts) {
    // Short pieces are summed by a simpler rule: a whole piece and its thousandths meet both.
    Random random(5);
    for (int i = 0; i < 2000; ++i) {
        const Vec a{random.uniform(-4, 4), random.uniform(-4, 4)};
        const double length = random.uniform(0.01, 1.5), angle = random.uniform(0, 6);
        const Vec d = length * Vec{std::cos(angle), std::sin(angle)};
        double sum = 0;
        for (int k = 0; k < 1000; ++k) sum += under_edge(a + (k / 1000.0) * d, a + ((k + 1) / 1000.0) * d);
        EXPECT_NEAR(under_edge(a, a + d), sum, 3e-7);
        const double turn = random.uniform(0.01, 3), radius = random.uniform(0.01, 2);
        sum = 0;
        for (int k = 0; k < 1000; ++k) sum += under_arc(a, radius, angle + k * turn / 1000, turn / 1000);
        EXPECT_NEAR(under_arc(a, radius, angle, turn), sum, 3e-7);
    }
}

TEST(ProbabilityWithin, manyAtOnceAreTheSame) {
    Random random(3);
    std::vector<PlaneGeometry> footprints;
    for (int i = 0; i < 200; ++i)
        footprints.emplace_back(PlaneMultiPolygon{
            crowd_star(random, {random.uniform(0, 2000), random.uniform(0, 2000)}, random.uniform(10, 80))});
    std::vector<EastNorth> positions;
    std::vector<double> sigmas;
    for (int i = 0; i < 500; ++i) {
        positions.push_back({random.uniform(-500, 2500), random.uniform(-500, 2500)});
        sigmas.push_back(std::exp(random.uniform(1, 6)));
    }
    // Corners of footprints, where a position is on the boundary.
    for (std::size_t i = 0; i < 100; ++i) positions[i] = std::get<PlaneMultiPolygon>(footprints[i])[0].shell[1];
    for (const double within : {0.0, 30.0}) {
        const ProbabilityWithin probability(footprints, within);
        const auto all = probability.at(positions, sigmas);
        for (std::size_t i = 0; i < all.size(); ++i) {
            EXPECT_EQ(all[i].value, probability.at(positions[i], sigmas[i]).value) << i;
            EXPECT_LE(all[i].error, 1e-3) << i;
        }
        for (std::size_t i = 0; i < all.size(); i += 25)
            EXPECT_NEAR(all[i].value, by_quadrature(footprints, positions[i], sigmas[i], within), 1e-3) << i;
    }
}

TEST(ProbabilityWithin, isCertainWhereNothingElseIsPossible) {
    const std::vector<PlaneGeometry> footprints({PlaneMultiPolygon{upright(-100, -100, 100, 100)}});
    EXPECT_NEAR(ask(footprints, {0, 0}, 1, 0).value, 1, 1e-4);
    EXPECT_NEAR(ask(footprints, {0, 0}, 1, 500).value, 1, 1e-4);
    EXPECT_EQ(ask(footprints, {1000, 0}, 1, 100).value, 0);
    EXPECT_EQ(ask({}, {0, 0}, 1, 100).value, 0);
}

TEST(ProbabilityWithin, refusesWhatIsNoQuestion) {
    const std::vector<PlaneGeometry> footprints({PlaneMultiPolygon{upright(0, 0, 1, 1)}});
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THROW(ask(footprints, {nan, 0}, 1, 0), CallError);
    EXPECT_THROW(ask(footprints, {0, 0}, 0, 0), CallError);
    EXPECT_THROW(ask(footprints, {0, 0}, nan, 0), CallError);
    EXPECT_THROW(ask(footprints, {0, 0}, 1, -1), CallError);
}

}  // namespace
}  // namespace cairn::geometry
