#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cairn/registers/schema.hpp"

namespace cairn::registers {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

std::vector<std::string> codes(const Entity& entity) {
    const Schemas& schemas = Schemas::built_in();
    std::vector<std::string> out;
    for (const Finding& finding : check_entity(entity, *schemas.find(entity.kind), schemas))
        out.push_back(finding.code);
    return out;
}

Entity accident() {
    Entity entity{.kind = "accident", .id = "a1", .fields = {}, .geometry = MultiPointOf<LonLat>{{18, 44}}};
    entity.fields["killed"] = std::int64_t{2};
    entity.fields["device_category"] = std::string("ap-mine");
    entity.fields["date"] = parse_date("2004-05").value();
    entity.fields["sigma_m"] = 30.0;
    return entity;
}

TEST(CheckEntity, FindsNothingInAnEntityThatHoldsTogether) { EXPECT_THAT(codes(accident()), IsEmpty()); }

TEST(CheckEntity, ABlankFieldIsNoField) {
    Entity entity = accident();
    entity.fields["injured"] = std::monostate{};
    EXPECT_THAT(codes(entity), IsEmpty());
}

TEST(CheckEntity, NamesEachThingThatDoesNotHold) {
    const auto with = [](const char* field, Value value) {
        Entity entity = accident();
        entity.fields[field] = std::move(value);
        return codes(entity);
    };
    EXPECT_THAT(with("killed", std::string("two")), ElementsAre("wrong_type"));
    EXPECT_THAT(with("killed", 2.5), ElementsAre("wrong_type"));
    EXPECT_THAT(with("killed", std::int64_t{-1}), ElementsAre("number_out_of_range"));
    EXPECT_THAT(with("sigma_m", std::numeric_limits<double>::quiet_NaN()), ElementsAre("number_out_of_range"));
    EXPECT_THAT(with("sigma_m", std::int64_t{5}), IsEmpty());
    EXPECT_THAT(with("device_category", std::string("AP mine")), ElementsAre("unknown_code"));
    EXPECT_THAT(with("comments", std::string("\xFF")), ElementsAre("broken_text"));
    EXPECT_THAT(with("comments", std::string(longest_text + 1, 'a')), ElementsAre("text_too_long"));
    EXPECT_THAT(with("colour", std::string("blue")), ElementsAre("unknown_field"));
    EXPECT_THAT(with("date", std::string("2004")), ElementsAre("wrong_type"));
}

TEST(CheckEntity, WantsMandatoryFieldsAndAnId) {
    EXPECT_THAT(codes({.kind = "package", .id = "", .fields = {}, .geometry = {}}),
                UnorderedElementsAre("missing_id", "missing_mandatory"));
    EXPECT_THAT(codes({.kind = "area", .id = "m", .fields = {{"name", std::string("M")}}, .geometry = {}}),
                ElementsAre("missing_geometry"));
}

TEST(CheckEntity, WantsTheGeometryOfItsKindWellFormed) {
    const auto with = [](GeoGeometry geometry) {
        Entity entity = accident();
        entity.geometry = std::move(geometry);
        return codes(entity);
    };
    const GeoRing ring{{0, 0}, {1, 0}, {1, 1}, {0, 0}};
    EXPECT_THAT(with(GeoMultiPolygon{{ring, {}}}), ElementsAre("wrong_geometry_kind"));
    EXPECT_THAT(with(MultiPointOf<LonLat>{}), ElementsAre("broken_geometry"));
    EXPECT_THAT(with(MultiPointOf<LonLat>{{181, 0}}), ElementsAre("broken_geometry"));
    EXPECT_THAT(with(MultiPointOf<LonLat>{{0, std::numeric_limits<double>::quiet_NaN()}}),
                ElementsAre("broken_geometry"));
    Entity hazard{.kind = "hazard", .id = "h", .fields = {}, .geometry = GeoMultiPolygon{{ring, {}}}};
    EXPECT_THAT(codes(hazard), IsEmpty());
    hazard.geometry = GeoMultiPolygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}, {}}};
    EXPECT_THAT(codes(hazard), ElementsAre("broken_geometry"));
    hazard.geometry = GeoMultiPolygon{{ring, {{{0, 0}, {0, 0}}}}};
    EXPECT_THAT(codes(hazard), ElementsAre("broken_geometry"));
}

TEST(CheckEntity, DatesAndCountsInTheWrongOrderAreEvidenceAndNotRefused) {
    Entity entity{.kind = "recorded-area", .id = "r", .fields = {}, .geometry = {}};
    entity.fields["date_laid"] = parse_date("1995").value();
    entity.fields["date_recorded"] = parse_date("1994-12-31").value();
    entity.fields["claimed_count_low"] = std::int64_t{5};
    entity.fields["claimed_count_high"] = std::int64_t{4};
    const Schemas& schemas = Schemas::built_in();
    const Findings findings = check_entity(entity, *schemas.find("recorded-area"), schemas);
    ASSERT_EQ(findings.size(), 2U);
    for (const Finding& finding : findings) EXPECT_EQ(finding.severity, Severity::warning);
    entity.fields["date_recorded"] = parse_date("1995-01").value();
    EXPECT_THAT(codes(entity), ElementsAre("counts_out_of_order"));
}

}  // namespace
}  // namespace cairn::registers
