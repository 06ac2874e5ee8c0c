// How long does the distance to the nearest of many footprints take, against GEOS's STRtree in the same run?
//
//     bench_nearest [FOOTPRINTS.csv POSITIONS.csv] [--geos N] [--many-only]
//
// Without files it makes 10^5 star polygons of 5 to 40 corners along front lines and 10^6 positions near them, in
// 400 km × 400 km, from a fixed seed. FOOTPRINTS.csv ends each row with a quoted WKT, POSITIONS.csv with x,y.
// GEOS answers for the first N positions (default 50 000), and its time is scaled up. All times are CPU seconds.

#include "cairn/geometry/nearest.hpp"

#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include <geos_c.h>

#include "daily_data.hpp"
#include "geos_peer.hpp"

using namespace cairn;
using namespace cairn::bench;

namespace {

void print(const char* name, double seconds, const Answer& a) {
    std::printf("%-12s %8.3f s   inside %ld  100 m %ld  500 m %ld  1 km %ld  sum %.4f m  max %.4f m\n", name, seconds,
                a.inside, a.within_100, a.within_500, a.within_1000, a.sum_m, a.max_m);
}

double run_geos(const Data& data, std::size_t count) {
    initGEOS(nullptr, nullptr);
    const auto shapes = to_geos(data.footprints);
    double start = cpu_s();
    GEOSSTRtree* tree = GEOSSTRtree_create(10);
    for (GEOSGeometry* shape : shapes) GEOSSTRtree_insert(tree, shape, shape);
    Answer answer;
    double build = 0;
    for (std::size_t i = 0; i < count; ++i) {
        GEOSGeometry* point = GEOSGeom_createPointFromXY(data.positions[i].east_m, data.positions[i].north_m);
        const auto* nearest =
            static_cast<const GEOSGeometry*>(GEOSSTRtree_nearest_generic(tree, point, point, geos_distance, nullptr));
        double distance = 0;
        GEOSDistance(nearest, point, &distance);
        answer.add(distance);
        GEOSGeom_destroy(point);
        if (i == 0) {  // the first query builds the tree
            build = cpu_s() - start;
            start = cpu_s();
        }
    }
    const double query = cpu_s() - start;
    print("GEOS", build + query, answer);
    return build + query * static_cast<double>(data.positions.size()) / static_cast<double>(count);
}

}  // namespace

int main(int argc, char** argv) {
    std::size_t geos_count = 50'000;
    bool many_only = false;
    std::vector<const char*> files;
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--geos") == 0 && i + 1 < argc)
            geos_count = std::stoul(argv[++i]);
        else if (std::strcmp(argv[i], "--many-only") == 0)
            many_only = true;
        else
            files.push_back(argv[i]);
    }
    double start = cpu_s();
    const Data data = files.size() == 2 ? read_data(files[0], files[1]) : make_data();
    const double reading = cpu_s() - start;
    std::printf("%zu footprints, %zu positions: %.3f s to %s\n", data.footprints.size(), data.positions.size(), reading,
                files.size() == 2 ? "read" : "make");

    start = cpu_s();
    const geometry::NearestIndex index(data.footprints);
    const double build = cpu_s() - start;
    std::printf("%-12s %8.3f s\n", "build", build);

    double single = 0;
    if (!many_only) {
        start = cpu_s();
        Answer one_by_one;
        for (const EastNorth p : data.positions) one_by_one.add(index.find_nearest(p)->distance_m);
        single = cpu_s() - start;
        print("one by one", single, one_by_one);
    }

    const auto run_many = [&](const char* name, const std::vector<geometry::Metric>& metrics) {
        start = cpu_s();
        const auto found = index.find_nearest(data.positions, metrics);
        const double seconds = cpu_s() - start;
        Answer answer;
        for (const auto& nearest : found) answer.add(nearest->distance_m);
        print(name, seconds, answer);
        return seconds;
    };
    run_many("with metrics", std::vector<geometry::Metric>(data.positions.size(), {1.0001, 0.0002, -0.0001, 0.9999}));
    const double many = run_many("all at once", {});

    if (geos_count > 0) {
        const double geos = run_geos(data, std::min(geos_count, data.positions.size()));
        std::printf("GEOS for all: %.2f s, ", geos);
        if (!many_only) std::printf("%.1f times build and one by one, ", geos / (build + single));
        std::printf("%.1f times build and all at once\n", geos / (build + many));
    }
}
