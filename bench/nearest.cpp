// How long does the distance to the nearest of many footprints take, against GEOS's STRtree in the same run?
//
//     bench_nearest [FOOTPRINTS.csv POSITIONS.csv] [--geos N] [--many-only]
//
// Without files it makes 10^5 star polygons of 5 to 40 corners along front lines and 10^6 positions near them, in
// 400 km × 400 km, from a fixed seed. FOOTPRINTS.csv ends each row with a quoted WKT, POSITIONS.csv with x,y.
// GEOS answers for the first N positions (default 50 000), and its time is scaled up. All times are CPU seconds.

#include "cairn/geometry/nearest.hpp"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iterator>
#include <numbers>
#include <string>
#include <vector>

#include <geos_c.h>

#include "cairn/core/random.hpp"
#include "cairn/core/wkt.hpp"

using namespace cairn;

namespace {

double cpu_s() {
    timespec t{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

struct Data {
    std::vector<PlaneGeometry> footprints;
    std::vector<EastNorth> positions;
};

std::string read_file(const char* path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

template <class F>
void for_each_line(const std::string& text, F&& f) {
    std::size_t begin = text.find('\n') + 1;  // the header
    for (std::size_t end; (end = text.find('\n', begin)) != std::string::npos; begin = end + 1)
        f(std::string_view(text).substr(begin, end - begin));
}

Data read_data(const char* footprints, const char* positions) {
    Data data;
    for_each_line(read_file(footprints), [&](std::string_view line) {
        const std::size_t quote = line.find('"');
        const auto geometry = parse_wkt(line.substr(quote + 1, line.rfind('"') - quote - 1));
        data.footprints.push_back(map_positions<EastNorth>(geometry.value(), [](XY p) { return EastNorth{p.x, p.y}; }));
    });
    for_each_line(read_file(positions), [&](std::string_view line) {
        const std::size_t y = line.rfind(',') + 1;
        const std::size_t x = line.rfind(',', y - 2) + 1;
        EastNorth p;
        std::from_chars(line.data() + x, line.data() + y - 1, p.east_m);
        std::from_chars(line.data() + y, line.data() + line.size(), p.north_m);
        data.positions.push_back(p);
    });
    return data;
}

constexpr double world_m = 400'000;

double in_world(double x) { return std::min(std::max(x, 3'000.0), world_m - 3'000.0); }

std::vector<EastNorth> front_lines(Random& random) {
    std::vector<EastNorth> line;
    for (int front = 0; front < 6; ++front) {
        EastNorth p{random.uniform(0.05, 0.95) * world_m, random.uniform(0.05, 0.95) * world_m};
        double heading = random.uniform(0, 2 * std::numbers::pi);
        for (int i = 0; i < 2000; ++i) {
            heading += 0.12 * random.normal();
            p = {in_world(p.east_m + world_m / 1500 * std::cos(heading)),
                 in_world(p.north_m + world_m / 1500 * std::sin(heading))};
            line.push_back(p);
        }
    }
    return line;
}

Data make_data() {
    Random random(20240601);
    const auto front = front_lines(random);
    const auto near_front = [&](double spread) {
        const EastNorth p = front[random.below(front.size())];
        return EastNorth{in_world(p.east_m + spread * random.normal()), in_world(p.north_m + spread * random.normal())};
    };
    const auto anywhere = [&] { return EastNorth{random.uniform(0, world_m), random.uniform(0, world_m)}; };
    Data data;
    std::vector<std::pair<EastNorth, double>> centres;
    for (int i = 0; i < 100'000; ++i) {
        const EastNorth c = random.bernoulli(0.8) ? near_front(4'000) : anywhere();
        const double radius = std::clamp(150 * std::exp(0.7 * random.normal()), 15.0, 2'500.0);
        const auto corners = std::min<std::uint64_t>(5 + random.poisson(7), 40);
        PlanePolygon star;
        for (std::uint64_t k = 0; k < corners; ++k) {
            const double angle = (static_cast<double>(k) + random.uniform(-0.35, 0.35)) * 2 * std::numbers::pi /
                                 static_cast<double>(corners);
            const double r = radius * random.uniform(0.6, 1.3);
            star.shell.push_back({c.east_m + r * std::cos(angle), c.north_m + r * std::sin(angle)});
        }
        star.shell.push_back(star.shell.front());
        if (random.bernoulli(0.05)) {
            star.holes.push_back(star.shell);
            for (EastNorth& p : star.holes[0])
                p = {c.east_m + 0.4 * (p.east_m - c.east_m), c.north_m + 0.4 * (p.north_m - c.north_m)};
        }
        data.footprints.push_back(PlaneMultiPolygon{star});
        centres.emplace_back(c, radius);
    }
    for (int i = 0; i < 1'000'000; ++i) {
        const double kind = random.uniform();
        const auto& [c, radius] = centres[random.below(centres.size())];
        if (kind < 0.4)
            data.positions.push_back(
                {c.east_m + 1.2 * radius * random.normal(), c.north_m + 1.2 * radius * random.normal()});
        else
            data.positions.push_back(kind < 0.8 ? near_front(5'000) : anywhere());
    }
    return data;
}

struct Answer {
    long inside = 0, within_100 = 0, within_500 = 0, within_1000 = 0;
    double sum_m = 0, max_m = 0;
    void add(double d) {
        inside += d == 0;
        within_100 += d <= 100;
        within_500 += d <= 500;
        within_1000 += d <= 1000;
        sum_m += d;
        max_m = std::max(max_m, d);
    }
};

void print(const char* name, double seconds, const Answer& a) {
    std::printf("%-12s %8.3f s   inside %ld  100 m %ld  500 m %ld  1 km %ld  sum %.4f m  max %.4f m\n", name, seconds,
                a.inside, a.within_100, a.within_500, a.within_1000, a.sum_m, a.max_m);
}

int geos_distance(const void* a, const void* b, double* distance, void*) {
    return GEOSDistance(static_cast<const GEOSGeometry*>(a), static_cast<const GEOSGeometry*>(b), distance);
}

std::vector<GEOSGeometry*> to_geos(const std::vector<PlaneGeometry>& footprints) {
    const auto ring = [](const PlaneRing& positions) {
        GEOSCoordSequence* sequence = GEOSCoordSeq_create(static_cast<unsigned>(positions.size()), 2);
        for (unsigned i = 0; i < positions.size(); ++i)
            GEOSCoordSeq_setXY(sequence, i, positions[i].east_m, positions[i].north_m);
        return GEOSGeom_createLinearRing(sequence);
    };
    std::vector<GEOSGeometry*> result;
    for (const PlaneGeometry& footprint : footprints) {
        const PlanePolygon& polygon = std::get<PlaneMultiPolygon>(footprint).at(0);
        std::vector<GEOSGeometry*> holes;
        for (const PlaneRing& hole : polygon.holes) holes.push_back(ring(hole));
        result.push_back(
            GEOSGeom_createPolygon(ring(polygon.shell), holes.data(), static_cast<unsigned>(holes.size())));
    }
    return result;
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
