// Ground where work is only planned is ground that nobody has looked at.

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "end_to_end/program.hpp"

namespace cairn::tests {
namespace {

using Json = nlohmann::json;

std::string square(const std::string& west, const std::string& east) {
    return "\"POLYGON ((" + west + " 45, " + east + " 45, " + east + " 45.01, " + west + " 45.01, " + west + " 45))\"";
}

/// The assessment of one recorded area and two searches; the second, which is larger, has the given status and share.
Json assess(const std::string& status, const std::string& share) {
    const Folder folder;
    write_text(folder / "areas.csv", "no,wkt\nR-1," + square("10", "10.01") + "\n");
    write_text(folder / "searches.csv", "no,activity,status,coverage_share,wkt\nC-1,clearance,completed,1," +
                                            square("10.02", "10.03") + "\nC-2,clearance," + status + "," + share + "," +
                                            square("10", "10.02") + "\n");
    const Ran ran = run_cairn({"run", folder / "s.gpkg", "--recorded", folder / "areas.csv", "--searched",
                               folder / "searches.csv", "--crs", "EPSG:4326", "-o", folder / "out", "--json", "-y"});
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    const Ran assessed = run_cairn({"assess", folder / "s.gpkg", "--json"});
    EXPECT_EQ(assessed.exit_code, 0) << assessed.err;
    return Json::parse(assessed.out);
}

/// Square metres of searched ground.
double searched_ground(const Json& answer) {
    for (const Json& measure : answer.at("measures"))
        if (measure.at("measure") == "searched_area_within" && measure.at("package").is_null() &&
            measure.at("area").is_null())
            return measure.at("denominator").get<double>();
    ADD_FAILURE() << "no searched_area_within";
    return -1;
}

bool is_told(const Json& answer) { return answer.at("cautions").dump().find("searches_not_done") != std::string::npos; }

TEST(PlannedSearch, CountsAsNotLookedAt) {
    const Json done = assess("completed", "");
    EXPECT_FALSE(is_told(done));
    const double both = searched_ground(done);
    EXPECT_NEAR(searched_ground(assess("", "")), both, 1e-6 * both) << "nobody said that it was not done";
    for (const char* status : {"planned", "in-progress", "suspended"}) {
        const Json answer = assess(status, "");
        EXPECT_NEAR(searched_ground(answer), both / 3, 1e-3 * both) << status;
        EXPECT_TRUE(is_told(answer)) << status;
    }
    EXPECT_FALSE(is_told(assess("suspended", "0.5"))) << "its share is stated";
    EXPECT_TRUE(is_told(assess("planned", "1"))) << "what is planned has no share";
}

}  // namespace
}  // namespace cairn::tests
