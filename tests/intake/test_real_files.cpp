// Real files, as their makers left them: nulls, invalid rings, repeats.

#include <gtest/gtest.h>

#include "intake/import_text.hpp"
#include "support/real_data.hpp"

using namespace cairn;

namespace {

tests::Imported import_real(const std::string& name, const std::string& mapping) {
    intake::ImportRequest request;
    request.file = tests::real_data() / name;
    request.mapping = tests::mapping_of(mapping);
    return tests::import_file(std::move(request));
}

std::int64_t count(const std::map<std::string, std::int64_t>& counts, const std::string& code) {
    const auto at = counts.find(code);
    return at == counts.end() ? 0 : at->second;
}

}  // namespace

// Null geometries and repeats were counted beforehand with another JSON reader.
TEST(RealFiles, BosniasSuspectedAreasAddUp) {
    CAIRN_REQUIRE_REAL_DATA("bosnia");
    const auto done = import_real(
        "bosnia/suspected_areas.geojson",
        R"({"kind":"hazard","place":"file","package_column":"fileId","fields":{"hazard_class":"typeArea"}})");
    const ImportSummary& s = done.summary();
    EXPECT_EQ(s.read, 7515);
    EXPECT_EQ(count(s.set_aside_by_reason, "missing_geometry"), 2078);
    EXPECT_EQ(s.merged, 0);
    EXPECT_EQ(s.possible_duplicates, 8);
    EXPECT_EQ(count(s.set_aside_by_reason, "empty_geometry"), 1);
    EXPECT_EQ(s.accepted, 7515 - 2078 - 1);
    EXPECT_GT(count(s.findings_by_code, "ring_repaired"), 0);
    EXPECT_EQ(done.result.packages.size(), 57U);
}

TEST(RealFiles, BosniasClearedAreasAddUp) {
    CAIRN_REQUIRE_REAL_DATA("bosnia");
    const auto done =
        import_real("bosnia/cleared_areas.geojson", R"({"kind":"search","place":"file","package_column":"fileId"})");
    const ImportSummary& s = done.summary();
    EXPECT_EQ(s.read, 4451);
    EXPECT_EQ(count(s.set_aside_by_reason, "missing_geometry"), 60);
    EXPECT_EQ(count(s.set_aside_by_reason, "empty_geometry"), 3);
    EXPECT_EQ(s.merged, 0);
    EXPECT_LE(s.possible_duplicates, 144);
    EXPECT_GE(s.possible_duplicates, 140) << "a repeat without ground is set aside";
}

TEST(RealFiles, BosniasAccidentsAndLiftedFieldsAreAllKept) {
    CAIRN_REQUIRE_REAL_DATA("bosnia");
    const auto accidents =
        import_real("bosnia/accidents.geojson", R"({"kind":"accident","place":"file","package_column":"fileId"})")
            .summary();
    EXPECT_EQ(accidents.accepted, 837);
    EXPECT_EQ(accidents.possible_duplicates, 176);
    const auto lifted =
        import_real("bosnia/lifted_minefields.geojson", R"({"kind":"find","place":"file","package_column":"fileId"})")
            .summary();
    EXPECT_EQ(lifted.accepted, 635);
    EXPECT_EQ(lifted.possible_duplicates, 103);
}

TEST(RealFiles, ColombiasAccidentsAtTownCentresGetTheSigmaOfTheirMunicipality) {
    CAIRN_REQUIRE_REAL_DATA("colombia");
    std::vector<intake::AdminUnit> units;
    intake::ImportRequest areas;
    areas.file = tests::real_data() / "colombia/municipalities.geojson";
    areas.mapping = tests::mapping_of(
        R"({"kind":"area","place":"file","id":"MPIO_CCNCT","fields":{"name":"MPIO_CNMBR","level":{"constant":"municipality"}}})");
    const auto done = tests::import_file(areas);
    for (const auto& row : done.rows) {
        if (row.entity)
            units.push_back({text_of(*row.entity, "name").value(), std::get<GeoMultiPolygon>(*row.entity->geometry)});
    }
    EXPECT_GT(units.size(), 1000U);

    intake::ImportRequest request;
    request.file = tests::real_data() / "colombia/events_1990_2019.csv";
    request.mapping = tests::mapping_of(R"({"kind":"accident","crs":"EPSG:4326","place":{"lon":"lon","lat":"lat"},
        "where":{"event_type":["1","2"]},
        "fields":{"date":"year","admin_unit":"municipality","device_category":{"column":"event_type","codes":{"1":"ap-mine","2":"uxo"}}}})");
    request.units = std::move(units);
    const auto events = tests::import_file(std::move(request));
    const ImportSummary& s = events.summary();
    EXPECT_EQ(s.rows_in_file, 26815);
    EXPECT_EQ(s.read, 5217 + 180);
    EXPECT_EQ(s.accepted, s.read);
    EXPECT_EQ(count(s.findings_by_code, "shared_coordinate"), 2288);
    double least = 1e9;
    for (const auto& row : events.rows) {
        if (find_value(*row.entity, "shared_coordinate_group") == nullptr) continue;
        least = std::min(least, number_of(*row.entity, "sigma_m").value());
    }
    EXPECT_GT(least, 500) << "no municipality is that small";
}

TEST(RealFiles, TheGuessNeedsOnlyTheReferenceSystem) {
    CAIRN_REQUIRE_REAL_DATA("bosnia");
    const auto profile = intake::profile_file(tests::real_data() / "bosnia/suspected_areas.geojson").value();
    const auto guess = intake::guess_mapping(profile, "hazard", registers::Schemas::built_in());
    EXPECT_EQ(guess.mapping.package_column, "fileId");
    EXPECT_EQ(guess.mapping.fields.at("hazard_class").column, "typeArea");
    EXPECT_TRUE(guess.questions.empty());
    const auto events = intake::profile_file(tests::real_data() / "colombia/events_1990_2019.csv").value();
    const auto asked = intake::guess_mapping(events, "accident", registers::Schemas::built_in());
    EXPECT_EQ(asked.mapping.fields.at("date").column, "year");
    EXPECT_EQ(asked.mapping.place.kind, intake::PlaceSource::Kind::lon_lat);
    EXPECT_EQ(asked.questions.back().code, "crs_not_stated");
}
