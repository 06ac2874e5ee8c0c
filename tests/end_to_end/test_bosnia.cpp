// The main job on real data: what a national map looks like today. Every row accounted for, and the shares equal
// to an independent computation.

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "end_to_end/answers.hpp"
#include "end_to_end/independent.hpp"
#include "end_to_end/program.hpp"
#include "support/real_data.hpp"

namespace cairn::tests {
namespace {

namespace fs = std::filesystem;

/// One run for all tests of this file: it is the same answer that each looks at.
class Bosnia : public testing::Test {
   protected:
    static void SetUpTestSuite() {
        if (!fs::exists(real_data() / "bosnia")) return;
        folder_ = new Folder;
        const std::string data = (real_data() / "bosnia").string() + "/";
        const Ran ran =
            run_cairn({"run", *folder_ / "s.gpkg", "--recorded", data + "suspected_areas.geojson", "--searched",
                       data + "cleared_areas.geojson", "--finds", data + "lifted_minefields.geojson", "--accidents",
                       data + "accidents.geojson", "--areas", data + "municipalities.geojson", "--package-column",
                       "fileId", "-o", *folder_ / "out", "--json", "-y"});
        exit_code_ = ran.exit_code;
        error_ = ran.err;
        answer_ = nlohmann::json::parse(ran.out, nullptr, false);
    }
    static void TearDownTestSuite() { delete folder_; }

    void SetUp() override {
        CAIRN_REQUIRE_REAL_DATA("bosnia");
        ASSERT_EQ(exit_code_, 0) << error_;
        ASSERT_FALSE(answer_.is_discarded());
    }

    static nlohmann::json file(const std::string& name) {
        for (const auto& f : answer_.at("import").at("files"))
            if (fs::path(f.at("path").get<std::string>()).filename() == name) return f;
        ADD_FAILURE() << "no file " << name;
        return {};
    }

    static inline Folder* folder_ = nullptr;
    static inline int exit_code_ = -1;
    static inline std::string error_;
    static inline nlohmann::json answer_;
};

TEST_F(Bosnia, EveryRowIsAccountedFor) {
    const std::map<std::string, std::pair<int, int>> read_and_null{{"suspected_areas.geojson", {7515, 2078}},
                                                                   {"cleared_areas.geojson", {4451, 60}},
                                                                   {"lifted_minefields.geojson", {635, 0}},
                                                                   {"accidents.geojson", {837, 0}}};
    for (const auto& [name, expected] : read_and_null) {
        const auto f = file(name);
        EXPECT_EQ(f.at("read"), expected.first) << name;
        EXPECT_EQ(f.at("read").get<int>(),
                  f.at("accepted").get<int>() + f.at("merged").get<int>() + f.at("set_aside").get<int>())
            << name;
        EXPECT_GE(f.at("set_aside").get<int>(), expected.second) << name << ": null geometries are set aside";
        EXPECT_EQ(f.at("merged"), 0) << name << ": likeness is no reason to merge";
    }
    // Rows that repeat another with geometry in every value, counted with a script of a few lines.
    EXPECT_GT(file("accidents.geojson").at("possible_duplicates").get<int>(), 112);
}

TEST_F(Bosnia, SharesOutsideEqualAnIndependentComputation) {
    const auto points = read_points(real_data() / "bosnia/accidents.geojson", "fileId");
    const auto polygons = read_features(real_data() / "bosnia/suspected_areas.geojson", "fileId");
    const auto any = nearest_distances(points, polygons, 2'100, [](const auto&, const auto&) { return true; });
    for (const double t : {0.0, 50.0, 100.0, 500.0, 1000.0, 2000.0}) {
        const auto outside = std::count_if(any.begin(), any.end(), [&](double d) { return d > t; });
        const auto m = find_measure(answer_, "accidents_outside", t, nullptr, "raw", "event");
        EXPECT_EQ(m.at("denominator").get<double>(), 837);
        // Frame distances are right to 1e-4: only a point within that of the limit could fall on the other side.
        const auto near =
            std::count_if(any.begin(), any.end(), [&](double d) { return std::abs(d - t) < 1e-4 * t + 0.01; });
        EXPECT_NEAR(m.at("numerator").get<double>(), static_cast<double>(outside),
                    t == 0 ? 0 : static_cast<double>(near))
            << t;
        EXPECT_LE(m.at("low").get<double>(), m.at("value").get<double>());
        EXPECT_GE(m.at("high").get<double>(), m.at("value").get<double>());
        EXPECT_FALSE(m.at("chance").is_null());
    }
}

TEST_F(Bosnia, FindsWithinARecordEqualAnIndependentComputation) {
    const auto points = read_points(real_data() / "bosnia/lifted_minefields.geojson", "fileId");
    const auto polygons = read_features(real_data() / "bosnia/suspected_areas.geojson", "fileId");
    const auto any = nearest_distances(points, polygons, 2'100, [](const auto&, const auto&) { return true; });
    for (const double t : {0.0, 50.0, 500.0, 2000.0}) {
        const auto within = std::count_if(any.begin(), any.end(), [&](double d) { return d <= t; });
        const auto m = find_measure(answer_, "coverage", t);
        EXPECT_EQ(m.at("numerator").get<double>(), static_cast<double>(within)) << t;
        EXPECT_EQ(m.at("denominator").get<double>(), 635);
    }
}

TEST_F(Bosnia, TheFirstParagraphSaysThatThesePolygonsAreTodaysResidue) {
    const std::string page = read_text(*folder_ / "out/report.html");
    const auto at = page.find("residue");
    ASSERT_NE(at, std::string::npos);
    EXPECT_LT(page.find("<p"), at);
    EXPECT_EQ(page.substr(0, at).find("</section>"), std::string::npos) << "it stands in the first section";
}

TEST_F(Bosnia, EachSheetAndMunicipalityHasItsShare) {
    std::set<std::string> packages;
    std::set<std::string> areas;
    for (const auto& m : answer_.at("measures")) {
        if (m.at("measure") != "accidents_outside") continue;
        if (m.at("package").is_string()) packages.insert(m.at("package").get<std::string>());
        if (m.at("area").is_string()) areas.insert(m.at("area").get<std::string>());
    }
    EXPECT_GE(packages.size(), 40U);
    EXPECT_GE(areas.size(), 60U);
    EXPECT_FALSE(answer_.at("shifts").empty());
}

/// Counts are whole and rise in jumps: where they are within 5 % of the most, none is better than another, and the
/// middle of these offsets is the peak.
struct Peak {
    double east_m = 0, north_m = 0;
    int most = 0, unmoved = 0;
};
Peak find_peak(const std::vector<OffsetCount>& counts) {
    Peak peak;
    for (const OffsetCount& c : counts) {
        peak.most = std::max(peak.most, c.inside);
        if (c.east_m == 0 && c.north_m == 0) peak.unmoved = c.inside;
    }
    int level_with_it = 0;
    for (const OffsetCount& c : counts) {
        if (c.inside < 0.95 * peak.most) continue;
        ++level_with_it;
        peak.east_m += c.east_m;
        peak.north_m += c.north_m;
    }
    peak.east_m /= level_with_it;
    peak.north_m /= level_with_it;
    return peak;
}

TEST_F(Bosnia, TheShiftOfAccidentsIsWhereMostOfThemFallIntoPolygons) {
    const auto points = read_points(real_data() / "bosnia/accidents.geojson", "fileId");
    const auto polygons = read_features(real_data() / "bosnia/suspected_areas.geojson", "fileId");
    const Peak peak = find_peak(count_inside_by_offset(points, polygons, 200, 25));
    EXPECT_GE(peak.most, 1.25 * peak.unmoved);

    for (const auto& shift : answer_.at("shifts")) {
        if (shift.at("evidence") != "accidents" || !shift.at("package").is_null() || !shift.at("area").is_null())
            continue;
        EXPECT_FALSE(shift.at("contains_zero").get<bool>());
        const double east = shift.at("east_m").get<double>(), north = shift.at("north_m").get<double>();
        EXPECT_LT(std::hypot(east - peak.east_m, north - peak.north_m), 30)
            << "estimated (" << east << ", " << north << "), counted (" << peak.east_m << ", " << peak.north_m << ")";
        return;
    }
    FAIL() << "no shift by accidents of the whole";
}

TEST_F(Bosnia, TheStoreVerifiesAndImportingAgainChangesNothing) {
    EXPECT_EQ(run_cairn({"verify", *folder_ / "s.gpkg"}).exit_code, 0);
    const std::string data = (real_data() / "bosnia").string() + "/";
    const Ran again =
        run_cairn({"import", *folder_ / "s.gpkg", data + "accidents.geojson", "--as", "accident", "--json", "-y"});
    ASSERT_EQ(again.exit_code, 0) << again.err;
    const auto f = nlohmann::json::parse(again.out).at("files").at(0);
    EXPECT_EQ(f.at("accepted"), 0);
    EXPECT_EQ(f.at("read"), f.at("merged"));
}

}  // namespace
}  // namespace cairn::tests
