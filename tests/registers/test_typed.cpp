#include <concepts>
#include <utility>

#include <gtest/gtest.h>

#include "cairn/registers/schema.hpp"
#include "cairn/registers/typed.hpp"

namespace cairn::registers {

/// Converts to everything, in types only: without internal linkage, because it is never defined.
struct Anything {
    template <class T>
    operator T() const;
};

namespace {

/// Number of members of an aggregate: the most initialisers that it takes.
template <class T, class... Members>
constexpr std::size_t members() {
    if constexpr (requires { T{Members{}..., Anything{}}; }) {
        return members<T, Members..., Anything>();
    } else {
        return sizeof...(Members);
    }
}

const Date day = parse_date("2004-05-17").value();
const GeoGeometry point = MultiPointOf<LonLat>{{18, 44}};
const GeoGeometry square = GeoMultiPolygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}, {}}};

/// Every member of `full` is set. `not_fields`: members that are no field (id, geometry).
template <class T>
void expect_same_fields(const T& full, const Entity& entity, std::size_t not_fields) {
    const Schemas& schemas = Schemas::built_in();
    const Schema* schema = schemas.find(entity.kind);
    ASSERT_NE(schema, nullptr) << entity.kind;
    for (const Finding& finding : check_entity(entity, *schema, schemas)) ADD_FAILURE() << finding.message;
    EXPECT_EQ(members<T>(), entity.fields.size() + not_fields) << entity.kind << ": a member has no field";
    (void)full;
}

template <class T>
void expect_round_trip(const T& full, T (*from)(const Entity&), std::size_t not_fields) {
    const Entity entity = to_entity(full);
    expect_same_fields(full, entity, not_fields);
    EXPECT_EQ(to_entity(from(entity)), entity) << entity.kind;
    const Entity blank = to_entity(from({.kind = entity.kind, .id = "x", .fields = {}, .geometry = {}}));
    EXPECT_LE(blank.fields.size(), 1U) << entity.kind;  // a name, a count or a status that has a default
}

TEST(Typed, EveryMemberHasItsFieldAndComesBack) {
    const auto ap = DeviceCategory::ap_mine;
    expect_round_trip<Package>({"p", "First", "A", "B", day, "paper", "all of it", 400}, to_package, 1);
    expect_round_trip<RecordedArea>({"r", "p", "F 1", "M", day, day, ap, 3, 5, LocationStatus::located, 20, square},
                                    to_recorded_area, 2);
    expect_round_trip<Hazard>({"h", "p", "M", "sha", "open", day, ap, square}, to_hazard, 2);
    expect_round_trip<Search>({"s", "p", "clearance", "completed", "manual", "M", day, day, 0.2, 0.9, 0.8, square},
                              to_search, 2);
    expect_round_trip<Find>({"f", "p", "s", "M", day, ap, 2, parse_date("1984").value(), 5, point}, to_find, 2);
    expect_round_trip<Accident>({"a", "p", "M", day, ap, 1, 2, "gps", 10, true, point}, to_accident, 2);
    expect_round_trip<Area>({"m", "M", "municipality", square}, to_area, 2);
    expect_round_trip<Place>({"v", "V", 120, point}, to_place, 2);
}

TEST(Typed, ARecordWithoutGeometryIsNeverLocated) {
    const Entity entity{.kind = "recorded-area", .id = "r", .fields = {}, .geometry = {}};
    EXPECT_EQ(to_recorded_area(entity).location_status, LocationStatus::place_only);
}

}  // namespace
}  // namespace cairn::registers
