#include "cairn/simulate/files.hpp"

#include <utility>

#include "cairn/simulate/files_mapping.hpp"
#include "cairn/simulate/files_truth.hpp"
#include "cairn/simulate/truth.hpp"

namespace cairn::simulate {
namespace {

using Type = FileColumn::Type;

template <class T>
Value or_blank(const std::optional<T>& value) {
    return value ? Value(*value) : Value();
}

Value whole(const std::optional<double>& value) { return value ? Value(static_cast<std::int64_t>(*value)) : Value(); }

/// How this office writes categories of devices.
Value kind_text(const std::optional<DeviceCategory>& category) {
    if (!category) return {};
    switch (*category) {
        case DeviceCategory::ap_mine: return std::string("AP");
        case DeviceCategory::av_mine: return std::string("AT");
        case DeviceCategory::submunition: return std::string("submunition");
        case DeviceCategory::uxo: return std::string("UXO");
        case DeviceCategory::axo: return std::string("AXO");
        case DeviceCategory::ied: return std::string("IED");
        case DeviceCategory::booby_trap: return std::string("booby-trap");
    }
    return {};
}

void put_position(Entity& row, const std::optional<GeoGeometry>& geometry) {
    const auto& point = std::get<MultiPointOf<LonLat>>(*geometry).front();
    row.fields["longitude"] = point.lon_deg;
    row.fields["latitude"] = point.lat_deg;
}

FileTable packages_table(const World& world) {
    FileTable table{.path = "packages.csv", .import_kind = "package", .description = "Deliveries of records."};
    table.columns = {{"ref"},
                     {"title"},
                     {"handed_over_by"},
                     {"received_by"},
                     {"handover_date", Type::date},
                     {"medium"},
                     {"scope_claimed"},
                     {"devices_claimed", Type::integer}};
    for (const Package& package : world.packages) {
        Entity row{.kind = "package", .id = package.id};
        row.fields = {{"ref", package.id},
                      {"title", package.name},
                      {"handed_over_by", or_blank(package.from_party)},
                      {"received_by", or_blank(package.to_party)},
                      {"handover_date", or_blank(package.date_received)},
                      {"medium", or_blank(package.medium)},
                      {"scope_claimed", or_blank(package.scope)},
                      {"devices_claimed", whole(package.claimed_count)}};
        table.rows.push_back(std::move(row));
    }
    return table;
}

FileTable recorded_areas_table(const World& world) {
    FileTable table{.path = "recorded_areas.geojson",
                    .import_kind = "recorded-area",
                    .description = "What the delivered maps show as mined."};
    table.columns = {{"record_id"},
                     {"delivery"},
                     {"site_name"},
                     {"municipality"},
                     {"mine_type"},
                     {"number_of_mines", Type::integer},
                     {"mines_max", Type::integer},
                     {"date_of_laying", Type::date},
                     {"map_date", Type::date},
                     {"position_status"}};
    for (const RecordedArea& area : world.recorded_areas) {
        const bool is_located = area.location_status == LocationStatus::located;
        Entity row{.kind = "recorded-area", .id = area.id};
        row.fields = {{"record_id", area.id},
                      {"delivery", or_blank(area.package)},
                      {"site_name", or_blank(area.name)},
                      {"municipality", or_blank(area.admin_unit)},
                      {"mine_type", kind_text(area.device_category)},
                      {"number_of_mines", whole(area.claimed_count_low)},
                      {"mines_max", whole(area.claimed_count_high)},
                      {"date_of_laying", or_blank(area.date_laid)},
                      {"map_date", or_blank(area.date_recorded)},
                      {"position_status", std::string(is_located ? "coordinates" : "place name")}};
        row.geometry = area.geometry;
        table.rows.push_back(std::move(row));
    }
    return table;
}

FileTable searches_table(const World& world) {
    FileTable table{.path = "searches.geojson", .import_kind = "search", .description = "Ground that was searched."};
    table.columns = {{"local_id"},
                     {"type_of_activity"},
                     {"method_used"},
                     {"municipality"},
                     {"date_started", Type::date},
                     {"date_completed", Type::date},
                     {"clearance_depth", Type::real},
                     {"probability_of_detection", Type::real},
                     {"share_searched", Type::real}};
    for (const Search& search : world.searches) {
        Entity row{.kind = "search", .id = search.id};
        const bool is_clearance = search.activity == "clearance";
        row.fields = {{"local_id", search.id},
                      {"type_of_activity", std::string(is_clearance ? "Clearance" : "Technical survey")},
                      {"method_used", or_blank(search.method)},
                      {"municipality", or_blank(search.admin_unit)},
                      {"date_started", or_blank(search.date_start)},
                      {"date_completed", or_blank(search.date_end)},
                      {"clearance_depth", or_blank(search.depth_m)},
                      {"probability_of_detection", or_blank(search.detection_probability)},
                      {"share_searched", or_blank(search.coverage_share)}};
        row.geometry = search.geometry;
        table.rows.push_back(std::move(row));
    }
    return table;
}

FileTable finds_table(const World& world) {
    FileTable table{.path = "finds.csv", .import_kind = "find", .description = "Devices that searches found."};
    table.crs = "EPSG:4326";
    table.columns = {{"ref"},
                     {"clearance_id"},
                     {"date_of_find", Type::date},
                     {"item_type"},
                     {"qty", Type::integer},
                     {"year_of_production", Type::date},
                     {"municipality"},
                     {"longitude", Type::real},
                     {"latitude", Type::real},
                     {"gps_accuracy", Type::real}};
    for (const Find& find : world.finds) {
        Entity row{.kind = "find", .id = find.id};
        row.fields = {{"ref", find.id},
                      {"clearance_id", or_blank(find.search)},
                      {"date_of_find", or_blank(find.date_found)},
                      {"item_type", kind_text(find.device_category)},
                      {"qty", whole(find.count)},
                      {"year_of_production", or_blank(find.mark_date)},
                      {"municipality", or_blank(find.admin_unit)},
                      {"gps_accuracy", or_blank(find.sigma_m)}};
        put_position(row, find.geometry);
        table.rows.push_back(std::move(row));
    }
    return table;
}

Value precision_text(const std::optional<std::string>& precision) {
    if (!precision) return {};
    if (*precision == "gps") return std::string("GPS");
    return std::string(*precision == "map" ? "map reading" : "village");
}

FileTable accidents_table(const World& world) {
    FileTable table{.path = "accidents.csv", .import_kind = "accident", .description = "Accidents with devices."};
    table.crs = "EPSG:4326";
    table.columns = {{"case_number"},
                     {"date_of_accident", Type::date},
                     {"municipality"},
                     {"cause"},
                     {"fatalities", Type::integer},
                     {"wounded", Type::integer},
                     {"longitude", Type::real},
                     {"latitude", Type::real},
                     {"position_source"},
                     {"accuracy_m", Type::real}};
    for (const Accident& accident : world.accidents) {
        Entity row{.kind = "accident", .id = accident.id};
        row.fields = {{"case_number", accident.id},
                      {"date_of_accident", or_blank(accident.date)},
                      {"municipality", or_blank(accident.admin_unit)},
                      {"cause", kind_text(accident.device_category)},
                      {"fatalities", whole(accident.killed)},
                      {"wounded", whole(accident.injured)},
                      {"position_source", precision_text(accident.precision)},
                      {"accuracy_m", or_blank(accident.sigma_m)}};
        put_position(row, accident.geometry);
        table.rows.push_back(std::move(row));
    }
    return table;
}

FileTable areas_table(const std::vector<Area>& areas, std::string path, std::string description) {
    FileTable table{.path = std::move(path), .import_kind = "area", .description = std::move(description)};
    table.columns = {{"ref"}, {"unit_name"}, {"area_level"}};
    for (const Area& area : areas) {
        Entity row{.kind = "area", .id = area.id};
        row.fields = {{"ref", area.id}, {"unit_name", area.name}, {"area_level", or_blank(area.level)}};
        row.geometry = area.geometry;
        table.rows.push_back(std::move(row));
    }
    return table;
}

FileTable settlements_table(const World& world) {
    FileTable table{.path = "settlements.geojson", .import_kind = "place", .description = "Towns and villages."};
    table.columns = {{"ref"}, {"settlement_name"}, {"inhabitants", Type::integer}};
    for (const Place& place : world.settlements) {
        Entity row{.kind = "place", .id = place.id};
        row.fields = {{"ref", place.id}, {"settlement_name", place.name}, {"inhabitants", whole(place.population)}};
        row.geometry = place.geometry;
        table.rows.push_back(std::move(row));
    }
    return table;
}

FileTable claims_table(const World& world) {
    FileTable table{.path = "claims.csv", .description = "Invented statements of the invented parties."};
    table.columns = {{"ref"},
                     {"party"},
                     {"statement"},
                     {"about"},
                     {"delivery"},
                     {"from_value", Type::real},
                     {"to_value", Type::real}};
    for (const ClaimPlan& claim : world.scenario.claims) {
        Entity row{.kind = "claim", .id = claim.id};
        row.fields = {{"ref", claim.id},
                      {"party", claim.party},
                      {"statement", claim.statement},
                      {"about", std::string(to_text(claim.measure))},
                      {"delivery", or_blank(claim.package)},
                      {"from_value", claim.low},
                      {"to_value", claim.high}};
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace

WorldFiles to_files(const World& world) {
    WorldFiles files;
    files.tables = {areas_table({world.study_area}, "study_area.geojson", "The ground that this is about."),
                    areas_table(world.municipalities, "municipalities.geojson", "Municipalities."),
                    settlements_table(world),
                    packages_table(world),
                    recorded_areas_table(world),
                    searches_table(world),
                    finds_table(world),
                    accidents_table(world),
                    claims_table(world)};
    for (FileTable& table : truth_tables(world)) files.tables.push_back(std::move(table));
    files.texts = mapping_texts();
    files.texts.push_back({"truth/truth.json", to_json(world, measure_truth(world))});
    return files;
}

}  // namespace cairn::simulate
