#pragma once
// A store with every register, full of values that formats stumble over. All invented.

#include <gtest/gtest.h>

#include "cairn/store/store.hpp"
#include "support/temporary_folder.hpp"

namespace cairn::tests {

inline GeoMultiPolygon square_at(double lon, double lat, double size_deg) {
    return {
        {{{lon, lat}, {lon + size_deg, lat}, {lon + size_deg, lat + size_deg}, {lon, lat + size_deg}, {lon, lat}}, {}}};
}

inline Date date_at(const char* text) { return parse_date(text).value(); }

/// One entry of a kind with all of the fields that matter to a format.
inline std::vector<Entity> export_sample() {
    std::vector<Entity> all;
    const auto add = [&all](const char* kind, const char* id, std::optional<GeoGeometry> geometry,
                            std::map<std::string, Value, std::less<>> fields) {
        fields["source_id"] = "S/" + std::string(id);
        all.push_back({.kind = kind, .id = id, .fields = std::move(fields), .geometry = std::move(geometry)});
    };
    add("package", "Delivery 1", {}, {{"name", "Delivery 1"}, {"date_received", date_at("2023-11")}});
    auto with_hole = square_at(18.1, 43.9, 0.01);
    with_hole[0].holes.push_back({{18.102, 43.902}, {18.104, 43.904000000000003}, {18.104, 43.902}, {18.102, 43.902}});
    with_hole.push_back(square_at(18.2, 43.9, 0.0123456789)[0]);
    add("hazard", "h1", with_hole,
        {{"package", "Delivery 1"},
         {"name", "Ô \"field\" no 7, <b>&amp;</b>\nline two; Кириллица Հայերեն العربية"},
         {"hazard_class", "cha"},
         {"status", "open"},
         {"date_reported", date_at("2004-05-17")},
         {"device_category", "ap-mine"},
         {"reported_area_m2", 12345.678},
         {"comments", "=SUM(A1)"}});
    add("hazard", "h2", MultiLineOf<LonLat>{{{{18.3, 43.9}, {18.31, 43.91}}}},
        {{"hazard_class", "sha"}, {"status", "closed"}, {"date_reported", date_at("2004-05")}, {"name", "007"}});
    add("hazard", "h3", MultiPointOf<LonLat>{{18.123456789012345, 43.98765432109876}},
        {{"date_reported", date_at("1999")}, {"sensitivity", "personal"}});
    add("recorded-area", "r1", square_at(18.15, 43.95, 0.002),
        {{"package", "Delivery 1"}, {"claimed_count_low", std::int64_t{12}}, {"sigma_m", 0.1}});
    add("recorded-area", "r2", {}, {{"location_status", "not-locatable"}, {"name", "Sheet 4"}});
    add("search", "s1", square_at(18.12, 43.92, 0.02),
        {{"activity", "clearance"}, {"status", "completed"}, {"date_end", date_at("2010-01-02")}, {"depth_m", 0.2}});
    add("search", "s2", square_at(18.18, 43.92, 0.02), {{"activity", "clearance"}, {"status", "planned"}});
    add("find", "f1", MultiPointOf<LonLat>{{18.13, 43.93}},
        {{"search", "s1"},
         {"device_category", "ap-mine"},
         {"count", std::int64_t{2}},
         {"date_found", date_at("2009")}});
    add("accident", "a1", MultiPointOf<LonLat>{{18.21, 43.97}},
        {{"date", date_at("2001-07")},
         {"killed", std::int64_t{1}},
         {"injured", std::int64_t{0}},
         {"demining", false},
         {"marked", true},
         {"circumstances", "told by a person"}});
    add("area", "study", square_at(18.05, 43.85, 0.3), {{"name", "Orvel valley"}, {"level", "study-area"}});
    add("place", "p1", MultiPointOf<LonLat>{{18.2, 43.95}}, {{"name", "Dol"}, {"population", std::int64_t{300}}});
    return all;
}

/// The store, in a folder of its own.
class ExportStore {
   public:
    ExportStore() : file((folder.path() / "world.gpkg").string()) {
        const auto store = store::create_store(file, {"tester", "init", "a new store"});
        const auto change = store->begin({"tester", "import", "sample"});
        for (const Entity& entity : export_sample()) change->put(entity);
        change->commit();
    }
    std::string operator/(const std::string& name) const { return (folder.path() / name).string(); }

    TemporaryFolder folder;
    std::string file;
};

}  // namespace cairn::tests
