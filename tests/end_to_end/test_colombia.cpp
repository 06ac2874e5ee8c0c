// Judging forward in time: what was on record by a year, against the accidents that came after it.

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>

#include <GeographicLib/Geodesic.hpp>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "end_to_end/answers.hpp"
#include "end_to_end/program.hpp"
#include "support/real_data.hpp"

namespace cairn::tests {
namespace {

namespace fs = std::filesystem;

struct Event {
    int year;
    std::string type;
    double lat, lon;
};

/// The file has no quoted cells: a split at commas reads it.
std::vector<Event> read_events() {
    std::vector<Event> events;
    std::ifstream in(real_data() / "colombia/events_1990_2019.csv");
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        std::vector<std::string> cells;
        std::stringstream stream(line);
        for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
        events.push_back({std::stoi(cells.at(0)), cells.at(1), std::stod(cells.at(5)), std::stod(cells.at(6))});
    }
    return events;
}

/// Distance by brute force over geodesics, capped at 12 km.
double nearest_m(const Event& accident, const std::vector<Event>& records) {
    double nearest = 12'000;
    for (const Event& record : records) {
        if (std::abs(record.lat - accident.lat) > 0.12 || std::abs(record.lon - accident.lon) > 0.12) continue;
        double distance = 0;
        GeographicLib::Geodesic::WGS84().Inverse(accident.lat, accident.lon, record.lat, record.lon, distance);
        nearest = std::min(nearest, distance);
    }
    return nearest;
}

class Colombia : public testing::Test {
   protected:
    static void SetUpTestSuite() {
        const fs::path file = real_data() / "colombia/events_1990_2019.csv";
        if (!fs::exists(file)) return;
        folder_ = new Folder;
        error_ = run_cairn({"init", *folder_ / "s.gpkg"}).err;
        for (const auto& [kind, types] :
             std::map<std::string, std::string>{{"recorded-area", "8"}, {"accident", "1,2"}, {"search", "4"}}) {
            const Ran ran = run_cairn({"import", *folder_ / "s.gpkg", file.string(), "--as", kind, "--where",
                                       "event_type=" + types, "--crs", "EPSG:4326", "--json", "-y"});
            if (ran.exit_code != 0) error_ += ran.err;
            imports_[kind] = nlohmann::json::parse(ran.out, nullptr, false);
        }
    }
    static void TearDownTestSuite() { delete folder_; }
    void SetUp() override {
        CAIRN_REQUIRE_REAL_DATA("colombia");
        ASSERT_EQ(error_, "");
    }

    static inline Folder* folder_ = nullptr;
    static inline std::string error_;
    static inline std::map<std::string, nlohmann::json> imports_;
};

TEST_F(Colombia, OneFileHoldsThreeKindsAndEveryRowOfEachIsAccountedFor) {
    const std::map<std::string, int> read{{"recorded-area", 1698}, {"accident", 5397}, {"search", 16776}};
    for (const auto& [kind, rows] : read) {
        const auto f = imports_.at(kind).at("files").at(0);
        EXPECT_EQ(f.at("read"), rows);
        EXPECT_EQ(f.at("accepted").get<int>() + f.at("merged").get<int>() + f.at("set_aside").get<int>(), rows);
    }
}

TEST_F(Colombia, AFileWithoutAReferenceSystemIsAskedAbout) {
    const Ran ran = run_cairn({"import", *folder_ / "s.gpkg", (real_data() / "colombia/events_1990_2019.csv").string(),
                               "--as", "accident", "--json", "-y"});
    EXPECT_EQ(ran.exit_code, 2);
    EXPECT_NE(ran.err.find("--crs"), std::string::npos) << ran.err;
}

TEST_F(Colombia, LaterAccidentsNearWhatWasOnRecordEqualBruteForce) {
    const auto events = read_events();
    for (const int year : {2004, 2008, 2012}) {
        std::vector<Event> records;
        for (const Event& e : events)
            if (e.type == "8" && e.year <= year) records.push_back(e);
        std::vector<double> distances;
        for (const Event& e : events)
            if ((e.type == "1" || e.type == "2") && e.year > year) distances.push_back(nearest_m(e, records));
        const std::string y = std::to_string(year);
        const Ran ran = run_cairn({"assess", *folder_ / "s.gpkg", "--records-as-of", y, "--evidence-after", y,
                                   "--tolerances", "500,1000,2000,5000,10000", "--json"});
        ASSERT_EQ(ran.exit_code, 0) << ran.err;
        const auto answer = nlohmann::json::parse(ran.out);
        EXPECT_EQ(find_measure(answer, "accidents_on_record_points", std::nullopt).at("numerator").get<double>(),
                  static_cast<double>(std::count(distances.begin(), distances.end(), 0.0)));
        EXPECT_LT(find_measure(answer, "accidents_outside_without_shared_coordinates", 500).at("denominator"),
                  find_measure(answer, "accidents_outside", 500, nullptr, "raw", "event").at("denominator"));
        for (const double t : {500.0, 1000.0, 2000.0, 5000.0, 10'000.0}) {
            const auto m = find_measure(answer, "accidents_outside", t, nullptr, "raw", "event");
            const auto count = [&](double limit) {
                return static_cast<double>(
                    std::count_if(distances.begin(), distances.end(), [&](double d) { return d > limit; }));
            };
            EXPECT_EQ(m.at("denominator").get<double>(), static_cast<double>(distances.size()));
            // Between the counts at T ± 1e-4: points that lie on the limit to the accuracy of the plane.
            EXPECT_LE(m.at("numerator").get<double>(), count(t * (1 - 1e-4))) << year << ' ' << t;
            EXPECT_GE(m.at("numerator").get<double>(), count(t * (1 + 1e-4))) << year << ' ' << t;
        }
    }
}

}  // namespace
}  // namespace cairn::tests
