#include <gtest/gtest.h>

#include "cairn/core/error.hpp"
#include "cairn/intake/mapping.hpp"
#include "support/temporary_folder.hpp"

using namespace cairn::intake;

namespace {

constexpr const char* whole = R"({
  "kind": "find",
  "crs": "EPSG:32633",
  "where": {
    "status": [
      "done",
      "open"
    ]
  },
  "place": {
    "x": "east",
    "y": "north"
  },
  "id": "find_no",
  "package_column": "sheet",
  "fields": {
    "comments": "remarks",
    "date_found": {
      "column": "found_on",
      "format": "dd.mm.yyyy"
    },
    "depth_m": {
      "column": "depth",
      "unit": "cm"
    },
    "device_category": {
      "column": "type",
      "codes": {
        "7": "ap-mine",
        "?": null
      }
    },
    "sigma_m": {
      "constant": "10"
    }
  },
  "default_sigma_m": 20.5,
  "shared_coordinate_rows": 3,
  "shared_coordinate_sigma_m": 1500.0,
  "decimal": ","
}
)";

std::string problem(std::string_view json) {
    const auto mapping = parse_mapping(json);
    return mapping ? "" : mapping.error().code + ": " + mapping.error().field;
}

}  // namespace

TEST(Mapping, WritesWhatItReads) {
    const auto mapping = parse_mapping(whole);
    ASSERT_TRUE(mapping) << mapping.error().message;
    EXPECT_EQ(to_json(*mapping), whole);
    EXPECT_EQ(parse_mapping(to_json(*mapping)), *mapping);
    EXPECT_EQ(mapping->fields.at("device_category").codes.at("?"), std::nullopt);
    EXPECT_EQ(mapping->decimal, ',');
}

TEST(Mapping, EveryFormOfPlaceAndIdIsRead) {
    EXPECT_EQ(parse_mapping(R"({"kind":"find","place":"file"})")->place.kind, PlaceSource::Kind::file);
    EXPECT_EQ(parse_mapping(R"({"kind":"find","place":"none"})")->place.kind, PlaceSource::Kind::none);
    EXPECT_EQ(parse_mapping(R"({"kind":"find","place":{"wkt":"g"}})")->place.first, "g");
    EXPECT_EQ(parse_mapping(R"({"kind":"find","place":{"lat":"a","lon":"b"}})")->place.first, "b");
    EXPECT_TRUE(parse_mapping(R"({"kind":"find","id":{"feature_id":true}})")->feature_id);
    EXPECT_EQ(parse_mapping(R"({"kind":"find","where":{"a":"x"}})")->where.at("a"), std::vector<std::string>{"x"});
}

TEST(Mapping, WhatIsWrongIsNamed) {
    EXPECT_EQ(problem("{"), "broken_mapping: the text");
    EXPECT_EQ(problem("[]"), "broken_mapping: the mapping");
    EXPECT_EQ(problem("{}"), "broken_mapping: kind");
    EXPECT_EQ(problem(R"({"kind":7})"), "broken_mapping: kind");
    EXPECT_EQ(problem(R"({"kind":"find","colour":1})"), "broken_mapping: colour");
    EXPECT_EQ(problem(R"({"kind":"find","fields":{"a":{"colum":"x"}}})"), "broken_mapping: fields.a.colum");
    EXPECT_EQ(problem(R"({"kind":"find","fields":{"a":{}}})"), "broken_mapping: fields.a");
    EXPECT_EQ(problem(R"({"kind":"find","fields":{"a":{"unit":"cm"}}})"), "broken_mapping: fields.a");
    EXPECT_EQ(problem(R"({"kind":"find","fields":{"a":{"column":"x","codes":{"1":2}}}})"),
              "broken_mapping: fields.a.codes.1");
    EXPECT_EQ(problem(R"({"kind":"find","place":{"lon":"x"}})"), "broken_mapping: place");
    EXPECT_EQ(problem(R"({"kind":"find","place":{"lon":"x","lat":3}})"), "broken_mapping: place.lat");
    EXPECT_EQ(problem(R"({"kind":"find","place":"here"})"), "broken_mapping: place");
    EXPECT_EQ(problem(R"({"kind":"find","where":{"a":[1]}})"), "broken_mapping: where.a");
    EXPECT_EQ(problem(R"({"kind":"find","default_sigma_m":-1})"), "broken_mapping: default_sigma_m");
    EXPECT_EQ(problem(R"({"kind":"find","shared_coordinate_rows":1})"), "broken_mapping: shared_coordinate_rows");
    EXPECT_EQ(problem(R"({"kind":"find","decimal":";"})"), "broken_mapping: decimal");
    EXPECT_EQ(problem(R"({"kind":"find","id":5})"), "broken_mapping: id");
    EXPECT_EQ(problem(std::string(5000, '[')), "broken_mapping: the mapping") << "nothing deep is built";
}

TEST(Mapping, LiesBesideItsData) {
    const cairn::tests::TemporaryFolder folder;
    const auto data = folder.write("finds.csv", "a\n");
    EXPECT_FALSE(find_mapping_beside(data));
    const auto beside = folder.write("finds.mapping.json", whole);
    EXPECT_EQ(find_mapping_beside(data), beside);
    EXPECT_TRUE(read_mapping(beside));
    EXPECT_THROW(static_cast<void>(read_mapping(folder.path() / "none.json")), cairn::WorldError);
    EXPECT_EQ(read_mapping(folder.write("big.json", std::string(1'100'000, ' '))).error().code, "broken_mapping");
}

TEST(Mapping, NamesItsColumnsOnce) {
    const auto mapping = parse_mapping(whole);
    EXPECT_EQ(columns_of(*mapping), (std::vector<std::string>{"east", "north", "find_no", "sheet", "status", "remarks",
                                                              "found_on", "depth", "type"}));
}
