#include <limits>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cairn/report/tables.hpp"
#include "report/sample.hpp"

namespace cairn::report {
namespace {

TEST(Json, HasTheDocumentedKeysOfEveryMeasure) {
    const Assessment a = tests::sample_report().assessment;
    const auto json = nlohmann::json::parse(to_json(a));
    EXPECT_EQ(json.at("as_of"), "2024-03-31");
    ASSERT_EQ(json.at("measures").size(), a.measures.size());
    for (const auto& m : json.at("measures")) {
        for (const char* key :
             {"measure", "package", "area", "tolerance_m", "unit", "numerator", "denominator", "value", "low", "high",
              "level", "interval", "clusters", "n_effective", "weighting", "chance", "definition"}) {
            EXPECT_TRUE(m.contains(key)) << key;
        }
        EXPECT_DOUBLE_EQ(m.at("level"), 0.9);
    }
}

TEST(Json, KeepsNumbersExactlyAndWritesNullForWhatIsNotKnown) {
    Assessment a;
    Measure m;
    m.measure = "coverage";
    m.unit = CountUnit::square_metre;
    m.value = 0.1 + 0.2;
    m.low = std::numeric_limits<double>::quiet_NaN();
    m.high = std::numeric_limits<double>::infinity();
    a.measures = {m};
    const auto json = nlohmann::json::parse(to_json(a)).at("measures").at(0);
    EXPECT_EQ(json.at("value").get<double>(), 0.1 + 0.2);
    EXPECT_EQ(json.at("unit"), "m2");
    EXPECT_EQ(json.at("weighting"), "raw");
    for (const char* key : {"low", "high", "package", "area", "tolerance_m", "numerator", "chance"})
        EXPECT_TRUE(json.at(key).is_null()) << key;
}

TEST(Json, SurvivesTextThatIsNotUtf8) {
    Assessment a;
    a.scored = "\xFF\xFE";
    const auto json = nlohmann::json::parse(to_json(a));
    EXPECT_EQ(json.at("scored"), "\uFFFD\uFFFD");
}

TEST(Json, OfImportsHasTheDocumentedShape) {
    const auto imports = tests::sample_report().imports;
    const auto json = nlohmann::json::parse(imports_to_json(imports));
    ASSERT_EQ(json.at("files").size(), imports.size());
    for (const auto& file : json.at("files")) {
        EXPECT_EQ(file.at("read"),
                  file.at("accepted").get<int>() + file.at("merged").get<int>() + file.at("set_aside").get<int>());
        for (const char* key : {"path", "sha256", "possible_duplicates"}) EXPECT_TRUE(file.contains(key)) << key;
    }
    ASSERT_FALSE(json.at("findings").empty());
    for (const char* key : {"code", "severity", "message", "file", "row", "field", "found", "expected"}) {
        EXPECT_TRUE(json.at("findings").at(0).contains(key)) << key;
    }
    EXPECT_EQ(json.at("findings").at(0).at("severity"), "error");
}

TEST(Tables, HaveOneRowEachWithTheSameFields) {
    Assessment a = tests::sample_report().assessment;
    a.records = {
        {.id = "1-046", .searched_share = 0.7, .is_tested = true, .is_confirmed = false, .nearest_find_m = 81.5},
        {.id = "1-047"}};
    a.accidents = {{.id = "a1", .distance_m = 12, .is_outside = false},
                   {.id = "a2", .distance_m = {}, .is_outside = true}};
    const auto check = [](const std::vector<Entity>& rows, std::size_t n, const char* kind) {
        ASSERT_EQ(rows.size(), n) << kind;
        for (std::size_t i = 0; i < n; ++i) {
            EXPECT_EQ(rows[i].kind, kind);
            EXPECT_EQ(rows[i].id, std::to_string(i + 1));
            ASSERT_EQ(rows[i].fields.size(), rows[0].fields.size());
            for (const auto& [name, value] : rows[0].fields) EXPECT_TRUE(rows[i].fields.contains(name)) << name;
        }
    };
    check(measures_table(a), a.measures.size(), "measure");
    check(shifts_table(a), 3, "shift");
    check(plan_table(a), 2, "next-test");
    check(records_table(a), 2, "record-result");
    check(accidents_table(a), 2, "accident-result");
    check(imports_table(tests::sample_report().imports), 5, "import");
    EXPECT_EQ(number_of(records_table(a)[0], "nearest_find_m"), 81.5);
    EXPECT_EQ(find_value(records_table(a)[1], "nearest_find_m"), nullptr);
    EXPECT_EQ(bool_of(accidents_table(a)[1], "is_outside"), true);
}

}  // namespace
}  // namespace cairn::report
