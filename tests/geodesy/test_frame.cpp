#include <cmath>
#include <numbers>
#include <vector>

#include <GeographicLib/Geodesic.hpp>
#include <gtest/gtest.h>

#include "cairn/core/error.hpp"
#include "cairn/core/random.hpp"
#include "cairn/geodesy/frame.hpp"
#include "cairn/geodesy/measure.hpp"

namespace cairn::geodesy {
namespace {

const std::vector<LonLat> centres{{0, 0}, {18, 44}, {-73, 4}, {46, -39}, {-150, 67}, {100, -79}};

LonLat direct(LonLat from, double azimuth_deg, double distance) {
    LonLat to;
    GeographicLib::Geodesic::WGS84().Direct(from.lat_deg, from.lon_deg, azimuth_deg, distance, to.lat_deg, to.lon_deg);
    return to;
}

double corrected_length_m(const LocalMetric& metric, EastNorth from, EastNorth to) {
    const double dx = to.east_m - from.east_m;
    const double dy = to.north_m - from.north_m;
    return std::hypot(metric.xx * dx + metric.xy * dy, metric.yx * dx + metric.yy * dy);
}

/// The largest relative error of a distance of `length_m`, over directions, `away_m` from every centre.
template <class Error>
double worst(double away_m, Error&& error) {
    double largest = 0;
    for (const LonLat centre : centres) {
        const Frame frame(centre);
        for (double azimuth = 0; azimuth < 360; azimuth += 30) {
            const LonLat here = direct(centre, azimuth, away_m);
            for (double heading = 0; heading < 360; heading += 15)
                largest = std::max(largest, std::abs(error(frame, here, heading)));
        }
    }
    return largest;
}

double raw_error(const Frame& frame, LonLat here, double heading, double length_m) {
    const EastNorth a = frame.to_plane(here);
    const EastNorth b = frame.to_plane(direct(here, heading, length_m));
    return corrected_length_m({}, a, b) / length_m - 1;
}

double metric_error(const Frame& frame, LonLat here, double heading, double length_m) {
    const EastNorth a = frame.to_plane(here);
    const EastNorth b = frame.to_plane(direct(here, heading, length_m));
    return corrected_length_m(frame.metric_at(a), a, b) / length_m - 1;
}

TEST(Frame, TheCentreIsTheOriginWithTrueDistancesAroundIt) {
    for (const LonLat centre : centres) {
        const Frame frame(centre);
        EXPECT_EQ(frame.centre(), centre);
        const EastNorth origin = frame.to_plane(centre);
        EXPECT_NEAR(origin.east_m, 0, 1e-6);
        EXPECT_NEAR(origin.north_m, 0, 1e-6);
        const EastNorth north = frame.to_plane(direct(centre, 0, 1000));
        EXPECT_NEAR(north.north_m, 1000, 1e-4);
        EXPECT_NEAR(north.east_m, 0, 1e-6);
        const EastNorth east = frame.to_plane(direct(centre, 90, 1000));
        EXPECT_NEAR(east.east_m, 1000, 1e-4);
    }
}

TEST(Frame, AgreesWithThePublishedExampleOfItsProjection) {
    // IOGP guidance note 7-2 (373-7-2), Lambert Azimuthal Equal Area: ETRS89-LAEA, 50° N 5° E, false origin taken off.
    // Its ellipsoid, GRS 1980, is WGS 84's to 0.1 mm.
    const EastNorth at = Frame({10, 52}).to_plane(LonLat{5, 50});
    EXPECT_NEAR(at.east_m, 3'962'799.45 - 4'321'000, 0.005);
    EXPECT_NEAR(at.north_m, 2'999'718.85 - 3'210'000, 0.005);
}

TEST(Frame, ThereAndBackIsTheSamePlaceToTwoMillimetres) {
    Random random(1);
    for (const LonLat centre : centres) {
        const Frame frame(centre);
        for (int i = 0; i < 200; ++i) {
            const LonLat there = direct(centre, random.uniform(0, 360), random.uniform(0, 2.9e6));
            EXPECT_LT(distance_m(frame.to_lon_lat(frame.to_plane(there)), there), 2e-3);
        }
    }
}

TEST(Frame, AreasAreExact) {
    for (const LonLat centre : centres) {
        const Frame frame(centre);
        for (const double away_m : {0.0, 500e3, 1500e3}) {
            // A small quadrangle with many vertices would still be one; 2 km keeps geodesic and straight
            // edges together.
            const LonLat at = direct(centre, 40, away_m);
            GeoRing ring;
            for (const double azimuth : {0.0, 90.0, 180.0, 270.0, 0.0}) ring.push_back(direct(at, azimuth, 1000));
            double twice = 0;
            for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
                const EastNorth a = frame.to_plane(ring[i]);
                const EastNorth b = frame.to_plane(ring[i + 1]);
                const EastNorth o = frame.to_plane(at);
                twice +=
                    (a.east_m - o.east_m) * (b.north_m - o.north_m) - (b.east_m - o.east_m) * (a.north_m - o.north_m);
            }
            const double truth = area_m2({{ring, {}}});
            EXPECT_NEAR(std::abs(twice) / 2, truth, 1e-6 * truth);
        }
    }
}

TEST(Frame, UncorrectedDistancesAreOffAsMuchAsTheHeaderSays) {
    EXPECT_LT(worst(180e3, [](auto&&... a) { return raw_error(a..., 100); }), 1.4e-4);
    EXPECT_LT(worst(850e3, [](auto&&... a) { return raw_error(a..., 100); }), 2.4e-3);
    // … and not much less: the figure is no empty bound.
    EXPECT_GT(worst(850e3, [](auto&&... a) { return raw_error(a..., 100); }), 2.3e-3);
}

TEST(Frame, TheLocalMetricGivesTrueDistances) {
    for (const double away_m : {0.0, 10.0, 100e3, 500e3, 1000e3, 1500e3}) {
        EXPECT_LT(worst(away_m, [](auto&&... a) { return metric_error(a..., 10); }), 1e-7) << away_m;
        EXPECT_LT(worst(away_m, [](auto&&... a) { return metric_error(a..., 1000); }), 6e-6) << away_m;
        EXPECT_LT(worst(away_m, [](auto&&... a) { return metric_error(a..., 10e3); }), 6e-5) << away_m;
    }
}

TEST(Frame, WholeGeometriesKeepTheirStructure) {
    const Frame frame({18, 44});
    const GeoGeometry polygon = GeoMultiPolygon{
        {{{18, 44}, {18.1, 44}, {18.1, 44.1}, {18, 44}}, {{{18.01, 44}, {18.02, 44}, {18.02, 44.01}, {18.01, 44}}}}};
    const auto plane = std::get<PlaneMultiPolygon>(frame.to_plane(polygon));
    ASSERT_EQ(plane.size(), 1U);
    EXPECT_EQ(plane[0].shell.size(), 4U);
    EXPECT_EQ(plane[0].holes.size(), 1U);
    EXPECT_EQ(plane[0].shell.front(), plane[0].shell.back());
    const auto back = std::get<GeoMultiPolygon>(frame.to_lon_lat(frame.to_plane(polygon)));
    EXPECT_LT(distance_m(back[0].shell[2], {18.1, 44.1}), 2e-3);
}

TEST(Frame, RefusesWhatLiesBeyondItsReach) {
    const Frame frame({18, 44});
    EXPECT_TRUE(frame.reaches({40, 50}));
    for (const LonLat far : {LonLat{-170, -40}, {18, 72}, {NAN, 44}, {18, 95}, {500'000, 44}}) {
        EXPECT_FALSE(frame.reaches(far));
        EXPECT_THROW(frame.to_plane(far), CallError);
    }
    EXPECT_THROW(frame.to_lon_lat(EastNorth{4e6, 0}), CallError);
    EXPECT_THROW(frame.metric_at({NAN, 0}), CallError);
    for (const LonLat centre : {LonLat{0, 85}, {181, 0}, {NAN, 0}}) EXPECT_THROW(Frame{centre}, CallError);
}

TEST(Frame, ItsDefinitionIsAPlaneThatOthersCanReadBack) {
    EXPECT_EQ(Frame({18.25, -44}).definition(),
              "+proj=laea +lat_0=-44 +lon_0=18.25 +x_0=0 +y_0=0 +datum=WGS84 +units=m +no_defs");
}

}  // namespace
}  // namespace cairn::geodesy
