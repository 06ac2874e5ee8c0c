#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cairn/core/error.hpp"
#include "cairn/simulate/scenario.hpp"

namespace cairn::simulate {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* small = R"({"name": "n", "title": "t", "as_of": "2010-01-01", "packages": []%s})";

std::string with(const std::string& more) {
    std::string text = small;
    return text.replace(text.find("%s"), 2, more);
}

std::vector<std::string> codes(const std::string& text) {
    const ScenarioResult result = parse_scenario(text, "s.json");
    std::vector<std::string> all;
    if (result) return all;
    for (const Finding& finding : result.error()) all.push_back(finding.code);
    return all;
}

TEST(Scenario, ASmallFileIsFilledUpWithDefaults) {
    const ScenarioResult result = parse_scenario(with(""), "s.json");
    ASSERT_TRUE(result);
    EXPECT_EQ(result->laying.fields, LayingPlan{}.fields);
    EXPECT_EQ(to_text(result->as_of), "2010-01-01");
}

TEST(Scenario, AnUnknownKeyIsAFindingThatNamesItAndWhatIsKnown) {
    const ScenarioResult result = parse_scenario(with(R"(, "laying": {"feilds": 3})"), "s.json");
    ASSERT_FALSE(result);
    const Finding& finding = result.error().front();
    EXPECT_EQ(finding.code, "unknown_key");
    EXPECT_EQ(finding.field, "laying.feilds");
    EXPECT_EQ(finding.file, "s.json");
    EXPECT_THAT(finding.expected, HasSubstr("fields"));
}

TEST(Scenario, EachKindOfMistakeHasItsCode) {
    EXPECT_THAT(codes(with(R"(, "laying": {"fields": "many"})")), ElementsAre("wrong_type"));
    EXPECT_THAT(codes(with(R"(, "laying": {"fields": 2.5})")), ElementsAre("wrong_type"));
    EXPECT_THAT(codes(with(R"(, "laying": {"fields": -1})")), ElementsAre("out_of_range"));
    EXPECT_THAT(codes(with(R"(, "laying": {"fields": 1e300})")), ElementsAre("wrong_type"));
    EXPECT_THAT(codes(with(R"(, "laying": {"fields": 99999999999999999999})")), ElementsAre("wrong_type"));
    EXPECT_THAT(codes(with(R"(, "ground": 7)")), ElementsAre("wrong_type"));
    EXPECT_THAT(codes(with(R"(, "seed": -3)")), ElementsAre("wrong_type"));
    EXPECT_THAT(codes(with(R"(, "claims": {})")), ElementsAre("wrong_type"));
    EXPECT_THAT(codes(with(R"(, "searches": {"recorded_share": 1.5})")), ElementsAre("out_of_range"));
    EXPECT_THAT(codes(with(R"(, "laying": {"from": 1995, "until": 1990})")), ElementsAre("contradiction"));
    EXPECT_THAT(codes(with(R"(, "accidents": {"gps_share": 0.8, "settlement_share": 0.3})")),
                ElementsAre("contradiction"));
    EXPECT_THAT(codes(R"({"name": "n", "title": "t", "packages": []})"), ElementsAre("missing_key"));
    EXPECT_THAT(codes(R"({"name": "n", "title": "t", "as_of": "2010-02-30", "packages": []})"),
                ElementsAre("impossible_date"));
    EXPECT_THAT(codes(R"({"name": "n", "title": "t", "as_of": "2010", "packages": []})"),
                ElementsAre("impossible_date"));
    EXPECT_THAT(codes("{"), ElementsAre("broken_json"));
    EXPECT_THAT(codes(""), ElementsAre("broken_json"));
    EXPECT_THAT(codes("[]"), ::testing::Contains("wrong_type"));
}

TEST(Scenario, AllMistakesAreToldAtOnce) {
    EXPECT_THAT(codes(with(R"(, "sed": 1, "laying": {"fields": "x", "from": 3}, "accidents": {"per_device": 2})")),
                ::testing::UnorderedElementsAre("unknown_key", "wrong_type", "out_of_range", "out_of_range"));
}

TEST(Scenario, PackagesAndClaimsAreCheckedAgainstEachOther) {
    const std::string package = R"({"id": "A", "from_party": "x", "to_party": "y", "date_received": "2000-01-01"})";
    const auto packages = [](const std::string& list) {
        return R"({"name": "n", "title": "t", "as_of": "2010-01-01", "packages": [)" + list + "]";
    };
    EXPECT_THAT(codes(packages(package) + "}"), ElementsAre());
    EXPECT_THAT(codes(packages(package + "," + package) + "}"), ElementsAre("contradiction"));
    EXPECT_THAT(codes(packages(R"({"id": "A"})") + "}"), ::testing::Each("missing_key"));
    const std::string claim = R"("id": "C", "party": "p", "statement": "s", "low": 0, "high": 1)";
    const auto claims = [&](const std::string& more) {
        return packages(package) + R"(, "claims": [{)" + claim + ", " + more + "}]}";
    };
    EXPECT_THAT(codes(claims(R"("measure": "records_confirmed_share", "package": "A")")), ElementsAre());
    EXPECT_THAT(codes(claims(R"("measure": "records_confirmed_share", "package": "B")")), ElementsAre("contradiction"));
    EXPECT_THAT(codes(claims(R"("measure": "accidents", "package": "A")")), ElementsAre("contradiction"));
    EXPECT_THAT(codes(claims(R"("measure": "truth")")), ElementsAre("unknown_code"));
}

TEST(Scenario, HostileTextsAreRefusedInWords) {
    EXPECT_THAT(codes(std::string(100'000, '[')), ElementsAre("broken_json"));
    // Well-formed and deep: printing what was found once ran out of stack.
    const std::string deep = std::string(400'000, '[') + std::string(400'000, ']');
    EXPECT_THAT(codes(R"({"name": )" + deep + "}"), ElementsAre("wrong_type"));
    EXPECT_THAT(codes(with(R"(, "tolerance_m": 1e999)")), ElementsAre("out_of_range"));
    EXPECT_THAT(codes(with(R"(, "name": ")" + std::string(10'000, 'x') + "\"")), ElementsAre("out_of_range"));
    EXPECT_THAT(codes("\xff\xfe{}"), ElementsAre("broken_json"));
    std::string list;
    for (int i = 0; i < 200; ++i) list += std::string(i == 0 ? "" : ",") + "{}";
    EXPECT_THAT(codes(with(", \"claims\": [" + list + "]")), ElementsAre("out_of_range"));
}

TEST(Scenario, AFileThatIsNotThereIsTheWorldFailing) {
    EXPECT_THROW(static_cast<void>(read_scenario("no/such/scenario.json")), WorldError);
}

TEST(Scenario, BundledOnesAreReadAndPlacedOverOpenSea) {
    EXPECT_THAT(bundled_scenarios(), ElementsAre("borne-out", "contradicted"));
    for (const std::string& name : bundled_scenarios()) {
        const std::optional<Scenario> scenario = find_bundled_scenario(name);
        ASSERT_TRUE(scenario) << name;
        EXPECT_EQ(scenario->name, name);
        // The South Pacific between 115° and 125° W, 40° and 45° S: no land within a thousand kilometres.
        EXPECT_GT(scenario->ground.centre.lon_deg, -125);
        EXPECT_LT(scenario->ground.centre.lon_deg, -115);
        EXPECT_GT(scenario->ground.centre.lat_deg, -45);
        EXPECT_LT(scenario->ground.centre.lat_deg, -40);
    }
    EXPECT_FALSE(find_bundled_scenario("none"));
}

TEST(Scenario, EveryKeyIsDescribedInTheManual) {
    std::ifstream file(std::filesystem::path(CAIRN_DOCS) / "simulate.md");
    const std::string manual{std::istreambuf_iterator<char>(file), {}};
    const ScenarioResult wrong = parse_scenario(
        R"({"?": 0, "ground": {"?": 0, "centre": {"?": 0}}, "laying": {"?": 0}, "searches": {"?": 0},
            "accidents": {"?": 0}, "packages": [{"?": 0}], "claims": [{"?": 0}]})",
        "s.json");
    ASSERT_FALSE(wrong);
    int keys = 0;
    for (const Finding& finding : wrong.error()) {
        if (finding.code != "unknown_key") continue;
        std::string rest = finding.expected + ", ";
        while (!rest.empty()) {
            const std::string key = rest.substr(0, rest.find(", "));
            rest.erase(0, key.size() + 2);
            EXPECT_THAT(manual, HasSubstr("`" + key + "`"));
            ++keys;
        }
    }
    EXPECT_GT(keys, 60);
}

}  // namespace
}  // namespace cairn::simulate
