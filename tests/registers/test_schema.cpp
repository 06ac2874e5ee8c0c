#include <set>

#include <gtest/gtest.h>

#include "cairn/registers/fold.hpp"
#include "cairn/registers/schema.hpp"

namespace cairn::registers {
namespace {

const Schemas& all() { return Schemas::built_in(); }

TEST(Schema, EveryKindIsThereWithTheFieldsThatAllShare) {
    for (const char* kind : {"package", "recorded-area", "hazard", "search", "find", "accident", "area", "place"}) {
        const Schema* schema = all().find(kind);
        ASSERT_NE(schema, nullptr) << kind;
        for (const char* field :
             {"source_file", "source_row", "source_id", "position_as_written", "position_crs", "position_operation",
              "position_accuracy_m", "possible_duplicate_group", "shared_coordinate_group", "sensitivity"}) {
            EXPECT_NE(schema->find(field), nullptr) << kind << "." << field;
        }
    }
    EXPECT_EQ(all().find("clearance"), nullptr);
}

TEST(Schema, EveryFieldAndCodeHasALabelADefinitionAndASource) {
    for (const Schema& schema : all().all()) {
        EXPECT_TRUE(schema.labels.contains("en")) << schema.kind;
        EXPECT_FALSE(schema.definition.empty()) << schema.kind;
        for (const Field& field : schema.fields) {
            EXPECT_TRUE(field.labels.contains("en")) << schema.kind << "." << field.name;
            EXPECT_FALSE(field.definition.empty()) << schema.kind << "." << field.name;
            EXPECT_FALSE(field.source.empty()) << schema.kind << "." << field.name;
        }
    }
    for (const CodeList& list : all().code_lists()) {
        EXPECT_FALSE(list.definition.empty()) << list.name;
        for (const CodeValue& value : list.values) EXPECT_TRUE(value.labels.contains("en")) << value.value;
    }
}

TEST(Schema, NoColumnNameMeansTwoFieldsOfOneKind) {
    for (const Schema& schema : all().all()) {
        std::map<std::string, std::string> owner;
        const auto claim = [&](const std::string& text, const std::string& field) {
            const auto [at, is_new] = owner.emplace(fold(text), field);
            EXPECT_TRUE(is_new || at->second == field)
                << schema.kind << ": \"" << text << "\" means " << at->second << " and " << field;
        };
        for (const Field& field : schema.fields) {
            claim(field.name, field.name);
            for (const auto& synonym : field.synonyms) claim(synonym, field.name);
            for (const auto& [language, label] : field.labels) claim(label, field.name);
        }
        for (const char* part : {"lon", "lat", "x", "y", "wkt"}) {
            EXPECT_FALSE(all().coordinate_synonyms(part).empty());
            for (const auto& synonym : all().coordinate_synonyms(part)) claim(synonym, part);
        }
    }
}

TEST(Schema, NoTextMeansTwoCodeValues) {
    for (const CodeList& list : all().code_lists()) {
        std::map<std::string, std::string> owner;
        for (const CodeValue& value : list.values) {
            std::vector<std::string> texts = value.synonyms;
            texts.push_back(value.value);
            for (const auto& [language, label] : value.labels) texts.push_back(label);
            for (const std::string& text : texts) {
                const auto [at, is_new] = owner.emplace(fold(text), value.value);
                EXPECT_TRUE(is_new || at->second == value.value) << list.name << ": " << text;
            }
        }
    }
}

TEST(CodeList, FindsValuesAsImportersWriteThem) {
    const CodeList* categories = all().find_code_list("device-category");
    ASSERT_NE(categories, nullptr);
    for (const char* text : {"ap-mine", "AP Mine", "Anti-Personnel Mine", "APM", "Mina antipersona"}) {
        ASSERT_NE(categories->find(text), nullptr) << text;
        EXPECT_EQ(categories->find(text)->value, "ap-mine");
    }
    EXPECT_EQ(categories->find("teapot"), nullptr);
    EXPECT_EQ(categories->find(""), nullptr);
    EXPECT_EQ(categories->find_value("APM"), nullptr);
}

TEST(CodeList, MappedHazardClassesAreTheTwoOfTheStandard) {
    const CodeList* classes = all().find_code_list("hazard-class");
    EXPECT_EQ(classes->find("Suspected Minefield")->value, "sha");
    EXPECT_EQ(classes->find("Confirmed Hazardous Area")->value, "cha");
}

TEST(Extension, AddsFieldsAndCodes) {
    const std::string text =
        R"({"fields": {"hazard": [{"name": "donor", "type": "text", "code_list": "donor-kind"}]},
        "codes": {"device-category": [{"value": "rocket-pod", "synonyms": ["pod"]}]},
        "code_lists": {"donor-kind": [{"value": "state"}, {"value": "private"}]}})";
    const auto schemas = Schemas::with_extension_text(text, "own.json");
    ASSERT_TRUE(schemas.has_value()) << schemas.error().message;
    EXPECT_NE(schemas->find("hazard")->find("donor"), nullptr);
    EXPECT_EQ(schemas->find_code_list("device-category")->find("POD")->value, "rocket-pod");
    EXPECT_EQ(schemas->extension_text(), text);
    EXPECT_EQ(all().find("hazard")->find("donor"), nullptr);
}

TEST(Extension, IsRefusedWithFileAndFieldWhenItIsWrong) {
    const std::pair<const char*, const char*> wrong[] = {
        {"", nullptr},
        {"[", ""},
        {"[]", "extension"},
        {R"({"tables": {}})", "extension"},
        {R"({"fields": []})", "fields"},
        {R"({"fields": {"dragon": []}})", "fields.dragon"},
        {R"({"fields": {"hazard": [{"name": "status", "type": "text"}]}})", "hazard.status"},
        {R"({"fields": {"hazard": [{"name": "fid", "type": "text"}]}})", "hazard.fid"},
        {R"({"fields": {"hazard": [{"name": "Donor", "type": "text"}]}})", "hazard.Donor"},
        {R"({"fields": {"hazard": [{"name": "x\" TEXT); DROP", "type": "text"}]}})", "hazard.x\" TEXT); DROP"},
        {R"({"fields": {"hazard": [{"name": "donor", "type": "prose"}]}})", "hazard.donor"},
        {R"({"fields": {"hazard": [{"name": "donor"}]}})", "hazard.donor"},
        {R"({"fields": {"hazard": [{"name": "donor", "type": "text", "colour": 1}]}})", "hazard.donor"},
        {R"({"fields": {"hazard": [{"name": "donor", "type": "text", "mandatory": true}]}})", "hazard.donor"},
        {R"({"fields": {"hazard": [{"name": "donor", "type": "text", "code_list": "none"}]}})", "hazard.donor"},
        {R"({"fields": {"hazard": [5]}})", "hazard"},
        {R"({"codes": {"none": [{"value": "a"}]}})", "codes.none"},
        {R"({"codes": {"hazard-class": [{"value": "sha"}]}})", "hazard-class.sha"},
        {R"({"code_lists": {"hazard-class": []}})", "code_lists.hazard-class"},
    };
    for (const auto& [text, field] : wrong) {
        const auto schemas = Schemas::with_extension_text(text, "own.json");
        if (field == nullptr) {
            EXPECT_TRUE(schemas.has_value());
            continue;
        }
        ASSERT_FALSE(schemas.has_value()) << text;
        EXPECT_EQ(schemas.error().code, "bad_schema_extension");
        EXPECT_EQ(schemas.error().file, "own.json");
        EXPECT_EQ(schemas.error().field, field) << text;
    }
}

TEST(Extension, HostileTextIsRefused) {
    std::string deep = R"({"fields": )";
    deep.append(400'000, '[');
    deep.append(400'000, ']');
    for (const std::string& text : {deep + "}", std::string(2'000'000, ' '), std::string("{\"fields\": \"\xFF\"}"),
                                    std::string(100'000, '{'), std::string(R"({"codes": {"x": "\\\"[[[["}})")}) {
        EXPECT_FALSE(Schemas::with_extension_text(text, "x").has_value());
    }
}

TEST(Extension, AMissingFileIsAFinding) {
    const auto schemas = Schemas::with_extension("there/is/no/such.json");
    ASSERT_FALSE(schemas.has_value());
    EXPECT_EQ(schemas.error().file, "there/is/no/such.json");
}

}  // namespace
}  // namespace cairn::registers
