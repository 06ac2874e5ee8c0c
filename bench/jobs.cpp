// The daily job "how far is each accident from the nearest recorded area?", from files to sums, as one process for
// each way of doing it: bench/side_by_side.py runs them in turn and compares answers, CPU time and memory.
//
//     bench_jobs make DIR [DIVISOR]   footprints.csv, positions.csv, footprints.geojson (1 in 100 crosses itself)
//     bench_jobs cairn DIR            read, index, distances, sums
//     bench_jobs probability DIR      the same, with the probability under each position's σ of lying inside, and
//                                     within 100 m (slow where σ is wide and footprints crowd: try a DIVISOR of 100)
//     bench_jobs geos DIR             the same by GEOS's STRtree
//
// The last three print one line: inside, within 100, 500 and 1 000 m, the sum and the greatest of the distances.

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

#include <geos_c.h>

#include "cairn/core/random.hpp"
#include "cairn/geometry/nearest.hpp"
#include "cairn/geometry/probability_within.hpp"
#include "daily_data.hpp"
#include "geos_peer.hpp"

using namespace cairn;
using namespace cairn::bench;

namespace {

namespace fs = std::filesystem;

void print(const Answer& a) {
    std::printf("%ld %ld %ld %ld %.3f %.4f\n", a.inside, a.within_100, a.within_500, a.within_1000, a.sum_m, a.max_m);
}

std::string number(double value, int decimals) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    return text;
}

std::string wkt_of(const PlanePolygon& polygon) {
    std::string out;
    const auto add = [&out](const PlaneRing& ring) {
        out += out.empty() ? "POLYGON((" : ",(";
        for (std::size_t i = 0; i < ring.size(); ++i)
            out += (i == 0 ? "" : ",") + number(ring[i].east_m, 2) + " " + number(ring[i].north_m, 2);
        out += ")";
    };
    add(polygon.shell);
    for (const auto& hole : polygon.holes) add(hole);
    return out + ")";
}

/// Degrees, roughly: an import has to read them, not to be true to any country.
std::string degrees(EastNorth p) {
    return "[" + number(35 + p.east_m / 72'000, 7) + "," + number(47 + p.north_m / 111'200, 7) + "]";
}

std::string coordinates_of(PlanePolygon polygon, bool is_crossed) {
    if (is_crossed) std::swap(polygon.shell[1], polygon.shell[2]);
    std::string out = "[";
    const auto add = [&out](const PlaneRing& ring) {
        out += out.size() == 1 ? "[" : ",[";
        for (std::size_t i = 0; i < ring.size(); ++i) out += (i == 0 ? "" : ",") + degrees(ring[i]);
        out += "]";
    };
    add(polygon.shell);
    for (const auto& hole : polygon.holes) add(hole);
    return out + "]";
}

void make(const fs::path& folder, int divisor) {
    fs::create_directories(folder);
    const Data data = make_data(divisor);
    std::ofstream csv(folder / "footprints.csv");
    std::ofstream json(folder / "footprints.geojson");
    csv << "id,wkt\n";
    json << "{\"type\":\"FeatureCollection\",\"features\":[\n";
    for (std::size_t i = 0; i < data.footprints.size(); ++i) {
        const PlanePolygon& polygon = std::get<PlaneMultiPolygon>(data.footprints[i]).front();
        csv << i << ",\"" << wkt_of(polygon) << "\"\n";
        json << (i == 0 ? "" : ",\n") << R"({"type":"Feature","properties":{"id":)" << i << R"(,"package":)" << i % 10
             << R"(},"geometry":{"type":"Polygon","coordinates":)" << coordinates_of(polygon, i % 100 == 7) << "}}";
    }
    json << "\n]}\n";
    std::ofstream positions(folder / "positions.csv");
    positions << "id,package,admin,sigma,x,y\n";
    for (std::size_t i = 0; i < data.positions.size(); ++i) {
        const EastNorth p = data.positions[i];
        const int unit = static_cast<int>(p.north_m / 20'000) * 20 + static_cast<int>(p.east_m / 20'000);
        // In EPSG:32637, which import and ogr2ogr are told.
        positions << i << ',' << i % 10 << ',' << unit << ',' << number(data.sigmas_m[i], 1) << ','
                  << number(200'000 + p.east_m, 2) << ',' << number(5'200'000 + p.north_m, 2) << '\n';
    }
}

Data read(const fs::path& folder) {
    Data data = read_data((folder / "footprints.csv").c_str(), (folder / "positions.csv").c_str());
    for (EastNorth& p : data.positions) p = {p.east_m - 200'000, p.north_m - 5'200'000};
    return data;
}

void run_cairn(const Data& data) {
    const geometry::NearestIndex index(data.footprints);
    Answer answer;
    for (const auto& nearest : index.find_nearest(data.positions)) answer.add(nearest->distance_m);
    print(answer);
}

/// Also prints the sums of both probabilities, the greatest error that is stated with one, and how many are none.
void run_probability(const Data& data) {
    const geometry::NearestIndex index(data.footprints);
    const geometry::ProbabilityWithin within_100(data.footprints, 100), within_0(data.footprints, 0);
    Answer answer;
    const auto found = index.find_nearest(data.positions);
    for (const auto& nearest : found) answer.add(nearest->distance_m);
    const auto p_within = within_100.at(data.positions, data.sigmas_m),
               p_inside = within_0.at(data.positions, data.sigmas_m);
    double inside = 0, within = 0, error = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
        inside += p_inside[i].value;
        within += p_within[i].value;
        error = std::max({error, p_inside[i].error, p_within[i].error});
    }
    print(answer);
    std::printf("%.2f %.2f %.1e\n", inside, within, error);
}

/// Holds the probabilities of lying inside and within 100 m against 10 000 draws for each of about 500 positions.
/// Prints the root of the mean squared difference over what the draws' own chance lets expect (near 1), and the
/// greatest difference.
void check_probability(const Data& data) {
    constexpr int draws = 10'000;
    const geometry::NearestIndex index(data.footprints);
    Random random(7);
    double squares = 0, expected = 0, greatest = 0;
    for (const double within_m : {0.0, 100.0}) {
        const geometry::ProbabilityWithin probability(data.footprints, within_m);
        for (std::size_t i = 0; i < data.positions.size(); i += std::max<std::size_t>(data.positions.size() / 500, 1)) {
            const EastNorth p = data.positions[i];
            const double sigma_m = data.sigmas_m[i];
            int within = 0;
            for (int k = 0; k < draws; ++k)
                within +=
                    index.find_nearest({p.east_m + sigma_m * random.normal(), p.north_m + sigma_m * random.normal()},
                                       {}, within_m)
                        ? 1
                        : 0;
            const double value = probability.at(p, sigma_m).value;
            const double off = std::abs(value - 1.0 * within / draws);
            squares += off * off;
            expected += value * (1 - value) / draws;
            greatest = std::max(greatest, off);
        }
    }
    std::printf("%.3f %.4f\n", std::sqrt(squares / expected), greatest);
}

void run_geos(const Data& data) {
    initGEOS(nullptr, nullptr);
    const auto shapes = to_geos(data.footprints);
    GEOSSTRtree* tree = GEOSSTRtree_create(10);
    for (GEOSGeometry* shape : shapes) GEOSSTRtree_insert(tree, shape, shape);
    Answer answer;
    for (const EastNorth p : data.positions) {
        GEOSGeometry* point = GEOSGeom_createPointFromXY(p.east_m, p.north_m);
        const auto* nearest =
            static_cast<const GEOSGeometry*>(GEOSSTRtree_nearest_generic(tree, point, point, geos_distance, nullptr));
        double distance = 0;
        GEOSDistance(nearest, point, &distance);
        answer.add(distance);
        GEOSGeom_destroy(point);
    }
    print(answer);
}

}  // namespace

int main(int argc, char** argv) {
    const std::string job = argc > 2 ? argv[1] : "";
    if (job == "make") {
        make(argv[2], argc > 3 ? std::max(1, std::atoi(argv[3])) : 1);
    } else if (job == "cairn") {
        run_cairn(read(argv[2]));
    } else if (job == "probability") {
        run_probability(read(argv[2]));
    } else if (job == "check-probability") {
        check_probability(read(argv[2]));
    } else if (job == "geos") {
        run_geos(read(argv[2]));
    } else {
        std::fputs(
            "usage: bench_jobs make DIR [DIVISOR] | cairn DIR | probability DIR | check-probability DIR | geos DIR\n",
            stderr);
        return 2;
    }
}
