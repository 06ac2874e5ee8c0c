#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cairn/core/random.hpp"
#include "cairn/report/map_clusters.hpp"
#include "cairn/report/map_labels.hpp"
#include "cairn/report/map_view.hpp"
#include "cairn/report/svg_chart.hpp"
#include "cairn/report/svg_map.hpp"
#include "cairn/report/svg_shift.hpp"
#include "report/sample.hpp"
#include "report/well_formed.hpp"

namespace cairn::report {
namespace {

struct Pixel {
    double x, y;
};

/// Reads "M1 2l3-4 5 6z" back into absolute positions.
std::vector<Pixel> read_path(const std::string& d) {
    // a minus also begins a number
    std::string out;
    for (const char c : d) {
        if (c == 'M' || c == 'l' || c == 'z') {
            out += ' ';
        } else {
            if (c == '-') out += ' ';
            out += c;
        }
    }
    std::istringstream in(out);
    std::vector<Pixel> points;
    for (double x = 0, y = 0; in >> x >> y;) {
        if (!points.empty()) x += points.back().x, y += points.back().y;
        points.push_back({x, y});
    }
    return points;
}

double distance(Pixel p, Pixel a, Pixel b) {
    const double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
    const double t = length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0;
    return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

TEST(View, ShowsTheWholeWindowAtOneScaleWithNorthUp) {
    const View view({-500, -200, 1'500, 800}, 1000, 900);
    EXPECT_DOUBLE_EQ(view.width(), 1000);
    EXPECT_DOUBLE_EQ(view.height(), 500);
    EXPECT_DOUBLE_EQ(view.x(-500), 0);
    EXPECT_DOUBLE_EQ(view.x(1'500), 1000);
    EXPECT_DOUBLE_EQ(view.y(800), 0);
    EXPECT_DOUBLE_EQ(view.y(-200), 500);
    const View tall({0, 0, 100, 10'000}, 1000, 900);
    EXPECT_DOUBLE_EQ(tall.height(), 900);
    EXPECT_NEAR(tall.y(10'000), 0, 1e-9);
    EXPECT_NEAR(tall.y(0), 900, 1e-9);
    const View flat({0, 0, 10'000, 1}, 1000, 900);
    EXPECT_GE(flat.height(), 333);
    const View point({5, 5, 5, 5}, 1000, 900);
    EXPECT_TRUE(std::isfinite(point.x(5)) && std::isfinite(point.y(5)));
}

TEST(PathData, StaysWithinHalfAPixelOfEveryVertex) {
    Random random(5);
    const View view({-2'000, -2'000, 2'000, 2'000}, 1000, 1000);
    for (int trial = 0; trial < 50; ++trial) {
        PlanePolygon polygon;
        const int n = 3 + static_cast<int>(random.below(400));
        for (int i = 0; i < n; ++i) {
            const double t = 2 * std::numbers::pi * i / n, r = 900 + 200 * random.uniform();
            polygon.shell.push_back({r * std::cos(t), r * std::sin(t)});
        }
        polygon.shell.push_back(polygon.shell.front());
        auto path = read_path(path_data(view, PlaneMultiPolygon{polygon}));
        ASSERT_GE(path.size(), 3U);
        path.push_back(path.front());
        for (const EastNorth& p : polygon.shell) {
            double nearest = 1e9;
            for (std::size_t i = 1; i < path.size(); ++i) {
                nearest = std::min(nearest, distance({view.x(p.east_m), view.y(p.north_m)}, path[i - 1], path[i]));
            }
            // 0.35 for simplification, 0.3 for merged neighbours, 0.05 for one decimal
            EXPECT_LT(nearest, 0.7);
        }
    }
}

TEST(PathData, LeavesOutWhatNoPixelShows) {
    PlanePolygon circle;
    for (int i = 0; i <= 20'000; ++i) {
        const double t = 2 * std::numbers::pi * i / 20'000;
        circle.shell.push_back({1'000 * std::cos(t), 1'000 * std::sin(t)});
    }
    const View view({-2'000, -2'000, 2'000, 2'000}, 1000, 1000);
    EXPECT_LT(path_data(view, PlaneMultiPolygon{circle}).size(), 1'500U);
}

TEST(PathData, SurvivesPositionsThatAreNoNumbers) {
    const double nan = std::nan("");
    const PlaneMultiPolygon broken{{{{0, 0}, {nan, 5}, {10, 1e300}, {10, 0}, {0, 0}}, {}}};
    const View view({0, 0, 100, 100}, 1000, 1000);
    const std::string d = path_data(view, broken);
    EXPECT_EQ(d.find("nan"), std::string::npos);
    EXPECT_EQ(path_data(view, PlaneMultiPolygon{}), "");
}

TEST(Specks, StandOncePerTwoPixels) {
    Specks specks;
    for (int i = 0; i < 100; ++i) specks.add(10 + 0.001 * i, 20, 4);
    EXPECT_EQ(std::count(specks.path().begin(), specks.path().end(), 'M'), 1);
    specks.add(14, 20, 4);
    specks.add(std::nan(""), 20, 4);
    EXPECT_EQ(std::count(specks.path().begin(), specks.path().end(), 'M'), 2);
}

struct Drawn {
    tests::Document document;
};

Drawn draw(const ReportInput& input) { return {tests::parse_page(write_report(input))}; }

std::size_t first_with_class(const tests::Document& d, std::string_view tag, std::string_view css_class,
                             std::size_t from) {
    for (std::size_t i = from; i < d.elements.size(); ++i) {
        const auto at = d.elements[i].attributes.find("class");
        if (d.elements[i].tag == tag && at != d.elements[i].attributes.end() && at->second == css_class) return i;
    }
    return d.elements.size();
}

TEST(Map, CutsSearchesIntoGroundThatNobodyLookedAt) {
    const Drawn drawn = draw(tests::sample_report());
    const std::size_t map = first_with_class(drawn.document, "svg", "map", 0);
    const std::size_t ground = first_with_class(drawn.document, "path", "ground", map);
    const std::size_t searched = first_with_class(drawn.document, "path", "searched", map);
    const std::size_t written = first_with_class(drawn.document, "path", "written", map);
    ASSERT_LT(written, drawn.document.elements.size());
    EXPECT_LT(ground, searched);   // an opaque window over the hatch
    EXPECT_LT(searched, written);  // records over both
}

TEST(Map, HatchesAllGroundInViewWhereNoStudyAreaWasGiven) {
    ReportInput input = tests::sample_report();
    input.map.study_area.clear();
    const Drawn drawn = draw(input);
    EXPECT_LT(first_with_class(drawn.document, "rect", "ground", 0), drawn.document.elements.size());
}

TEST(Map, TellsTestedAndConfirmedApartByShape) {
    ReportInput input = tests::sample_report();
    input.map.searches.clear();
    const auto count = [](const Drawn& d, std::string_view symbol) {
        const std::size_t map = first_with_class(d.document, "svg", "map", 0);
        std::size_t n = 0;
        for (std::size_t i = map; i < d.document.elements.size(); ++i) {
            const auto& e = d.document.elements[i];
            if (i > map && e.depth <= d.document.elements[map].depth) break;
            n += e.tag == "use" && e.attributes.at("href") == "#" + std::string(symbol) ? 1U : 0U;
        }
        return n;
    };
    const auto wanted = [&](bool confirmed) {
        return static_cast<std::size_t>(
            std::count_if(input.map.footprints.begin(), input.map.footprints.end(),
                          [&](const MapFeature& f) { return f.is_tested && f.is_confirmed == confirmed; }));
    };
    const Drawn drawn = draw(input);
    EXPECT_EQ(count(drawn, "confirmed"), wanted(true));
    EXPECT_EQ(count(drawn, "unconfirmed"), wanted(false));
    EXPECT_EQ(count(drawn, "accident") + count(drawn, "accident-rough"), 26U);
    EXPECT_EQ(count(drawn, "accident-rough"), 7U);  // sigma above 100 m
    EXPECT_EQ(count(drawn, "outside"), 17U);
}

TEST(Map, ClustersAboveEightHundredAndLosesNone) {
    const Drawn drawn{tests::parse_page(tests::country_page())};
    const std::size_t map = first_with_class(drawn.document, "svg", "map", 0);
    long total = 0, single = 0;
    for (std::size_t i = map + 1; drawn.document.elements[i].depth > drawn.document.elements[map].depth; ++i) {
        const auto& e = drawn.document.elements[i];
        const auto css_class = e.attributes.find("class");
        if (e.tag == "text" && css_class != e.attributes.end() && css_class->second == "count of-accidents")
            total += std::stol(e.text);
        if (e.tag == "use" && e.attributes.at("href") == "#accident") ++single;
    }
    EXPECT_EQ(total + single, 837);
    EXPECT_GT(total, single);
}

TEST(Clusters, HoldEveryPointOnceAndDoNotOverlap) {
    Random random(9);
    for (const int n : {0, 1, 2, 50, 3'000}) {
        std::vector<std::pair<double, double>> points;
        for (int i = 0; i < n; ++i) points.emplace_back(random.uniform(0, 1'000), 400 + 80 * random.normal());
        const auto clusters = cluster_points(points);
        std::size_t total = 0;
        for (std::size_t i = 0; i < clusters.size(); ++i) {
            total += clusters[i].count;
            for (std::size_t k = 0; k < i; ++k) {
                const double gap = std::hypot(clusters[i].x - clusters[k].x, clusters[i].y - clusters[k].y);
                EXPECT_GE(gap, clusters[i].radius + clusters[k].radius);
            }
        }
        EXPECT_EQ(total, points.size());
    }
}

TEST(CloseUps, DoNotOverlapAndHoldEvidence) {
    const MapData map = tests::country_report().map;
    const auto close_ups = find_close_ups(map, 4);
    ASSERT_EQ(close_ups.size(), 4U);
    for (std::size_t i = 0; i < close_ups.size(); ++i) {
        std::size_t inside = 0;
        for (const auto* layer : {&map.finds, &map.accidents}) {
            for (const MapFeature& f : *layer)
                inside += close_ups[i].window.contains(middle_of(*window_of(f.geometry))) ? 1U : 0U;
        }
        EXPECT_GE(inside, 2U);
        for (std::size_t k = 0; k < i; ++k) EXPECT_FALSE(close_ups[i].window.meets(close_ups[k].window));
    }
}

TEST(CloseUps, AreNotNeededWhereTheOverviewShowsShapes) {
    MapData map = tests::sample_report().map;
    map.study_area = {};
    map.footprints.resize(5);
    map.searches.clear();
    map.finds.clear();
    map.accidents.clear();
    EXPECT_TRUE(find_close_ups(map, 4).empty());
    EXPECT_TRUE(find_close_ups({}, 4).empty());
}

TEST(Labels, KeepTheImportantOnesAndNeverOverlap) {
    const MapData map = tests::country_report().map;
    const View view(*window_of(map), 1000, 900);
    const auto labels = place_labels(view, map.settlements, 40);
    ASSERT_EQ(labels.size(), 40U);
    EXPECT_EQ(labels.front().text, "Town 0");
    for (std::size_t i = 0; i < labels.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            const double width = 6.0 * static_cast<double>(std::min(labels[i].text.size(), labels[k].text.size()));
            EXPECT_FALSE(std::abs(labels[i].x - labels[k].x) < width && std::abs(labels[i].y - labels[k].y) < 11)
                << labels[i].text;
        }
    }
}

TEST(Chart, ToleranceAxisRunsFromZeroToTwoKilometres) {
    double last = -1;
    for (const double t : {0.0, 1.0, 5.0, 5.1, 20.0, 50.0, 1999.0, 2000.0}) {
        EXPECT_GT(tolerance_x(t), last) << t;
        last = tolerance_x(t);
    }
    EXPECT_EQ(tolerance_x(5'000), tolerance_x(2'000));
    EXPECT_EQ(tolerance_x(-1), tolerance_x(0));
    EXPECT_EQ(tolerance_x(std::nan("")), tolerance_x(0));
    // equal ratios are equal steps
    EXPECT_NEAR(tolerance_x(20) - tolerance_x(10), tolerance_x(200) - tolerance_x(100), 1e-9);
}

TEST(Shift, RoundsLengthsDown) {
    EXPECT_EQ(round_length(99), 50);
    EXPECT_EQ(round_length(100), 100);
    EXPECT_EQ(round_length(0.3), 0.2);
    EXPECT_EQ(round_length(4'999), 2'000);
    EXPECT_EQ(round_length(0), 1);
}

TEST(Shift, SpeaksInCompassDirections) {
    ReportInput input = tests::sample_report();
    const Drawn west = draw(input);
    EXPECT_THAT(west.document.find_id("shift-title")->text, testing::HasSubstr("to the west"));
    input.assessment.shifts[0].east_m = 70;
    input.assessment.shifts[0].north_m = -70;
    EXPECT_THAT(draw(input).document.find_id("shift-title")->text, testing::HasSubstr("to the south-east"));
    for (auto& shift : input.assessment.shifts) shift.contains_zero = true;
    EXPECT_THAT(draw(input).document.find_id("shift-title")->text,
                testing::HasSubstr("no common shift can be told from none"));
}

TEST(Shift, ATitleNamesTheDeliveryOfWhichAShiftIsTold) {
    ReportInput input = tests::sample_report();
    ShiftEstimate own = input.assessment.shifts[0];
    for (auto& shift : input.assessment.shifts) shift.contains_zero = true;
    own.package = input.packages.at(0).id;
    own.contains_zero = false;
    input.assessment.shifts.push_back(own);
    EXPECT_THAT(draw(input).document.find_id("shift-title")->text,
                testing::HasSubstr(input.packages.at(0).name + ": By the"));
}

}  // namespace
}  // namespace cairn::report
