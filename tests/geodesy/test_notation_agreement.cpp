// Written positions against the tools of those who made the notations: GeoConvert (GeographicLib) and cs2cs (PROJ), on
// 10 000 places for each notation, with the largest distance between the two answers. docs/notations.md shows these
// distances; a limit here is at most three times what is shown.

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <unistd.h>
#include <vector>

#include <gtest/gtest.h>

#include "cairn/core/random.hpp"
#include "cairn/geodesy/measure.hpp"
#include "cairn/geodesy/notation.hpp"
#include "cairn/geodesy/written_systems.hpp"

namespace cairn::geodesy::notation_agreement_tests {
namespace {

constexpr int places = 10'000;

bool has(const std::string& tool) { return std::system(("command -v " + tool + " >/dev/null").c_str()) == 0; }

/// Feeds lines to a tool and hands back its lines.
std::vector<std::string> run(const std::string& command, const std::vector<std::string>& lines) {
    const auto file = std::filesystem::path(testing::TempDir()) / ("cairn-notation-" + std::to_string(::getpid()));
    {
        std::ofstream out(file);
        for (const auto& line : lines) out << line << '\n';
    }
    std::vector<std::string> answers;
    FILE* pipe = ::popen((command + " < '" + file.string() + "' 2>/dev/null").c_str(), "r");
    std::string line;
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) {
        if (c != '\n') {
            line += static_cast<char>(c);
            continue;
        }
        answers.push_back(line);
        line.clear();
    }
    ::pclose(pipe);
    std::filesystem::remove(file);
    return answers;
}

std::string text(const char* format, double a, double b) {
    char buffer[200];
    std::snprintf(buffer, sizeof buffer, format, a, b);
    return buffer;
}

/// Evenly over the sphere between two latitudes; every twentieth on a meridian where things go wrong.
std::vector<LonLat> make_places(double south_deg, double north_deg, std::uint64_t seed) {
    Random random(seed);
    const double s = std::sin(south_deg * M_PI / 180), n = std::sin(north_deg * M_PI / 180);
    std::vector<LonLat> out;
    const double edges[] = {-180, -179.9999999, -6, -0.0000001, 0, 3, 6, 9, 12, 21, 33, 42, 48, 54, 174, 179.9999999};
    for (int i = 0; i < places; ++i) {
        LonLat p{-180 + 360 * random.uniform(), std::asin(s + (n - s) * random.uniform()) * 180 / M_PI};
        if (i % 20 == 0) p.lon_deg = edges[static_cast<std::size_t>(i / 20) % std::size(edges)];
        if (i % 100 == 1) p.lat_deg = std::clamp(8.0 * std::round(p.lat_deg / 8), south_deg, north_deg);
        if (i % 100 == 2) p = {2 + 10 * random.uniform(), 55 + 10 * random.uniform()};  // south-west Norway
        if (i % 100 == 3) p = {42 * random.uniform(), 71.5 + 12.4 * random.uniform()};  // Svalbard
        p.lat_deg = std::clamp(p.lat_deg, south_deg, north_deg);
        out.push_back(p);
    }
    return out;
}

LonLat parse_lat_lon_line(const std::string& line) {
    std::istringstream in(line);
    LonLat p;
    in >> p.lat_deg >> p.lon_deg;
    return p;
}

class NotationAgreement : public testing::Test {
   protected:
    void SetUp() override {
        if (!has("GeoConvert") || !has("cs2cs") || !has("cct"))
            GTEST_SKIP() << "GeoConvert, cs2cs or cct is not installed (geographiclib-tools, proj-bin)";
    }

    /// The reading of this notation, placed on the stated system.
    LonLat place(WrittenSystems& systems, const std::string& written, Notation notation) {
        const auto readings = parse_position(written);
        if (!readings) {
            ADD_FAILURE() << written << ": " << readings.error().message;
            return {};
        }
        for (const Reading& reading : *readings) {
            if (reading.notation != notation) continue;
            const auto placed = systems.place(reading);
            if (placed) return placed->position;
            ADD_FAILURE() << written << ": " << placed.error().message;
            return {};
        }
        ADD_FAILURE() << written << " was not read as " << to_text(notation);
        return {};
    }

    void report(const std::string& name, double worst_m) {
        RecordProperty(name, std::to_string(worst_m * 1e6) + " µm");
        std::printf("%s: largest distance over %d places %.3g m\n", name.c_str(), places, worst_m);
    }
};

TEST_F(NotationAgreement, AnglesAreThoseThatGeoConvertReads) {
    auto systems = WrittenSystems::from("EPSG:4326");
    ASSERT_TRUE(systems.has_value());
    const auto points = make_places(-90, 90, 1);
    const auto dm = [](double deg) {
        const double minutes = std::abs(deg) * 60;
        const double whole = std::floor(minutes / 60);
        char buffer[64];
        std::snprintf(buffer, sizeof buffer, "%.0fd%.7f'", whole, minutes - whole * 60);
        return std::string(buffer);
    };
    std::vector<std::string> decimal, minutes;
    for (const LonLat& p : points) {
        decimal.push_back(text("%.10f %.10f", p.lat_deg, p.lon_deg));
        const std::string lat = dm(p.lat_deg), lon = dm(p.lon_deg);
        if (lat.find("d60.") != std::string::npos || lon.find("d60.") != std::string::npos)
            minutes.push_back("0d0.0'N 0d0.0'E");
        else
            minutes.push_back(lat + (p.lat_deg < 0 ? "S " : "N ") + lon + (p.lon_deg < 0 ? "W" : "E"));
    }
    const auto compare = [&](const std::vector<std::string>& written, Notation notation, const std::string& name) {
        const auto read = run("GeoConvert -g -p 9", written);
        ASSERT_EQ(read.size(), written.size());
        double worst = 0;
        for (std::size_t i = 0; i < written.size(); ++i) {
            // GeoConvert takes latitude first, as we do unless a number tells otherwise.
            worst = std::max(worst, distance_m(parse_lat_lon_line(read[i]), place(*systems, written[i], notation)));
        }
        report(name, worst);
        EXPECT_LT(worst, 1e-8);
    };
    const auto degrees = [](double deg) {
        char buffer[32];
        std::snprintf(buffer, sizeof buffer, "%.10f", std::abs(deg));
        return std::string(buffer);
    };
    std::vector<std::string> with_letters;
    for (const LonLat& p : points) {
        const bool south = p.lat_deg < 0, west = p.lon_deg < 0;
        with_letters.push_back(degrees(p.lat_deg) + (south ? "S " : "N ") + degrees(p.lon_deg) + (west ? "W" : "E"));
    }
    compare(with_letters, Notation::decimal_degrees, "decimal degrees");
    compare(minutes, Notation::degrees_minutes, "degrees and minutes");
    compare(run("GeoConvert -d -p 5", decimal), Notation::degrees_minutes_seconds, "degrees, minutes, seconds");
}

TEST_F(NotationAgreement, UtmIsThatOfGeoConvert) {
    auto systems = WrittenSystems::from("EPSG:4326");
    ASSERT_TRUE(systems.has_value());
    const auto points = make_places(-79.9, 83.9, 2);
    std::vector<std::string> decimal;
    for (const LonLat& p : points) decimal.push_back(text("%.12f %.12f", p.lat_deg, p.lon_deg));
    const auto utm = run("GeoConvert -u -p 6", decimal);
    const auto back = run("GeoConvert -g -p 9", utm);
    ASSERT_EQ(back.size(), points.size());
    double worst = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        // "33n" and "33s": GeoConvert's letter is the hemisphere.
        std::string written = utm[i];
        const auto letter = written.find_first_of("ns");
        written.replace(letter, 1, written[letter] == 'n' ? " north" : " south");
        worst = std::max(worst, distance_m(parse_lat_lon_line(back[i]), place(*systems, written, Notation::utm)));
    }
    report("UTM", worst);
    EXPECT_LT(worst, 1e-6);
}

TEST_F(NotationAgreement, MgrsAtOneMetreIsTheCentreOfTheSquare) {
    auto systems = WrittenSystems::from("EPSG:4326");
    ASSERT_TRUE(systems.has_value());
    const auto points = make_places(-90, 90, 3);
    std::vector<std::string> decimal;
    for (const LonLat& p : points) decimal.push_back(text("%.12f %.12f", p.lat_deg, p.lon_deg));
    const auto mgrs = run("GeoConvert -m -p 0", decimal);
    const auto centres = run("GeoConvert -g -p 9", mgrs);
    ASSERT_EQ(centres.size(), points.size());
    double from_place = 0, from_centre = 0;
    int polar = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const LonLat read = place(*systems, mgrs[i], Notation::mgrs);
        polar += std::isdigit(static_cast<unsigned char>(mgrs[i][0])) == 0 ? 1 : 0;
        from_centre = std::max(from_centre, distance_m(parse_lat_lon_line(centres[i]), read));
        // The metres of the grid are up to 0.6 % shorter or longer than those of the ground, at the poles too.
        from_place = std::max(from_place, distance_m(points[i], read));
    }
    report("MGRS, from GeoConvert's centre", from_centre);
    report("MGRS, from the place", from_place);
    EXPECT_GT(polar, 50);
    EXPECT_LT(from_centre, 2e-7);
    EXPECT_LT(from_place, std::sqrt(0.5) * 1.008);
}

TEST_F(NotationAgreement, GaussKruegerIsThatOfCs2csAndItsShiftThatOfCct) {
    auto systems = WrittenSystems::from("EPSG:4284");
    ASSERT_TRUE(systems.has_value());
    Random random(4);
    std::map<int, std::vector<LonLat>> by_zone;
    for (int i = 0; i < places; ++i) {
        const int zone = 4 + i % 9;
        const double middle = 6 * zone - 3;
        by_zone[zone].push_back({middle - 3 + 6 * random.uniform(), 36 + 38 * random.uniform()});
    }
    std::map<std::string, std::vector<std::pair<LonLat, LonLat>>> by_operation;  // as SK-42, as read
    for (const auto& [zone, points] : by_zone) {
        std::vector<std::string> degrees;
        for (const LonLat& p : points) degrees.push_back(text("%.12f %.12f", p.lat_deg, p.lon_deg));
        const auto grid =
            run("cs2cs -f %.6f EPSG:4284 EPSG:284" + std::string(zone < 10 ? "0" : "") + std::to_string(zone), degrees);
        ASSERT_EQ(grid.size(), points.size());
        for (std::size_t i = 0; i < points.size(); ++i) {
            double north = 0, east = 0;
            std::istringstream(grid[i]) >> north >> east;
            const auto readings = parse_position(text("x=%.6f y=%.6f", north, east));
            ASSERT_TRUE(readings.has_value()) << grid[i];
            bool is_there = false;
            for (const Reading& reading : *readings) {
                if (reading.grid.kind != WrittenGrid::Kind::gauss_kruger || reading.grid.zone != zone ||
                    reading.grid.width_deg != 6 || reading.y != north)
                    continue;
                const auto placed = systems->place(reading);
                ASSERT_TRUE(placed.has_value()) << placed.error().message;
                is_there = true;
                by_operation[placed->system->operation()].emplace_back(points[i], placed->position);
            }
            EXPECT_TRUE(is_there) << grid[i];
        }
    }
    const std::map<std::string, std::string> codes{
        {"Pulkovo 1942 to WGS 84 (6)", "1290"},  {"Pulkovo 1942 to WGS 84 (10)", "1303"},
        {"Pulkovo 1942 to WGS 84 (12)", "1334"}, {"Pulkovo 1942 to WGS 84 (14)", "1808"},
        {"Pulkovo 1942 to WGS 84 (15)", "1809"}, {"Pulkovo 1942 to WGS 84 (16)", "15865"},
        {"Pulkovo 1942 to WGS 84 (17)", "1267"}, {"Pulkovo 1942 to WGS 84 (20)", "5044"},
        {"Pulkovo 1942 to WGS 84 (21)", "6899"}};
    // The shift itself: the same operation by its name, carried out by PROJ's own tool.
    double worst = 0;
    std::size_t compared = 0;
    for (const auto& [name, pairs] : by_operation) {
        const auto plus = name.find("Pulkovo 1942 to WGS 84 (");
        ASSERT_NE(plus, std::string::npos) << name;
        const std::string shift = name.substr(plus);
        std::vector<std::string> degrees;
        for (const auto& pair : pairs)
            degrees.push_back(text("%.12f %.12f 0 0", pair.first.lat_deg, pair.first.lon_deg));
        const auto code = codes.find(shift);
        ASSERT_NE(code, codes.end()) << name;
        const auto shifted = run("cct -d 12 'urn:ogc:def:coordinateOperation:EPSG::" + code->second + "'", degrees);
        ASSERT_EQ(shifted.size(), pairs.size());
        std::printf("  %s: %zu places\n", name.c_str(), pairs.size());
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            worst = std::max(worst, distance_m(parse_lat_lon_line(shifted[i]), pairs[i].second));
            ++compared;
        }
    }
    report("Gauss-Krüger on SK-42", worst);
    // cs2cs wrote micrometres: half of one on each axis, 0.71 along the diagonal.
    EXPECT_LT(worst, 1e-6);
    EXPECT_EQ(compared, static_cast<std::size_t>(places));
}

}  // namespace
}  // namespace cairn::geodesy::notation_agreement_tests
