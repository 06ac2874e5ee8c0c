// A find names its search by the id that the source gave it; what the store keeps leads to the search itself.

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "end_to_end/program.hpp"

namespace cairn::tests {
namespace {

using Json = nlohmann::json;

constexpr const char* finds_csv =
    "find_id,lon,lat,clearance_id\nF-1,10,45,C-1\nF-2,10.001,45,C-9\nF-3,10.002,45,\nF-4,10.003,45,C-2\n";
constexpr const char* searches_csv = "no,lon,lat,sheet\nC-1,10,45,A\nC-2,10,45,A\nC-2,10.1,45,B\n";
constexpr const char* search_mapping =
    R"({"kind":"search","crs":"EPSG:4326","place":{"lon":"lon","lat":"lat"},"id":"no","package_column":"sheet"})";

TEST(References, ARunReadsSearchesBeforeTheFindsThatNameThemAndTellsWhatLeadsNowhere) {
    const Folder folder;
    write_text(folder / "finds.csv", finds_csv);
    write_text(folder / "searches.csv", searches_csv);
    write_text(folder / "searches.mapping.json", search_mapping);
    const Ran ran = run_cairn({"run", folder / "s.gpkg", "--finds", folder / "finds.csv", "--searched",
                               folder / "searches.csv", "--crs", "EPSG:4326", "-o", folder / "out", "--json", "-y"});
    ASSERT_EQ(ran.exit_code, 0) << ran.err;
    const Json answer = Json::parse(ran.out);
    std::map<std::string, Json> told;
    for (const Json& finding : answer.at("import").at("findings"))
        if (finding.at("field") == "search") told[finding.at("code")] = finding;
    ASSERT_EQ(told.size(), 2U) << Json(told).dump(1);
    const Json& unknown = told.at("unknown_reference");
    EXPECT_EQ(unknown.at("row"), 2);
    EXPECT_EQ(unknown.at("found"), "C-9");
    EXPECT_EQ(unknown.at("severity"), "warning");
    EXPECT_NE(unknown.at("expected").get<std::string>().find("id of a search"), std::string::npos);
    EXPECT_EQ(told.at("ambiguous_reference").at("row"), 4);
    EXPECT_NE(told.at("ambiguous_reference").at("expected").get<std::string>().find("B/C-2"), std::string::npos);
}

}  // namespace
}  // namespace cairn::tests
