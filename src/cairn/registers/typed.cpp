#include "cairn/registers/typed.hpp"

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

namespace cairn::registers {
namespace {

std::optional<DeviceCategory> category_of(const Entity& entity) {
    const auto text = text_of(entity, "device_category");
    return text ? parse_device_category(*text) : std::nullopt;
}

/// Collects the members that are there.
struct Writer {
    Entity entity;

    void put(const char* field, const std::optional<std::string>& value) {
        if (value) entity.fields[field] = *value;
    }
    void put(const char* field, const std::optional<Date>& value) {
        if (value) entity.fields[field] = *value;
    }
    void put(const char* field, std::optional<DeviceCategory> value) {
        if (value) entity.fields[field] = std::string(to_text(*value));
    }
    void put_real(const char* field, std::optional<double> value) {
        if (value) entity.fields[field] = *value;
    }
    void put_count(const char* field, std::optional<double> value) {
        if (value) entity.fields[field] = static_cast<std::int64_t>(std::llround(*value));
    }
};

Writer start(const char* kind, const std::string& id, std::optional<GeoGeometry> geometry = std::nullopt) {
    return {{.kind = kind, .id = id, .fields = {}, .geometry = std::move(geometry)}};
}

}  // namespace

Package to_package(const Entity& entity) {
    return {.id = entity.id,
            .name = text_of(entity, "name").value_or(entity.id),
            .from_party = text_of(entity, "from_party"),
            .to_party = text_of(entity, "to_party"),
            .date_received = date_of(entity, "date_received"),
            .medium = text_of(entity, "medium"),
            .scope = text_of(entity, "scope"),
            .claimed_count = number_of(entity, "claimed_count")};
}

RecordedArea to_recorded_area(const Entity& entity) {
    const auto stated = text_of(entity, "location_status");
    const auto status = stated ? parse_location_status(*stated) : std::nullopt;
    return {.id = entity.id,
            .package = text_of(entity, "package"),
            .name = text_of(entity, "name"),
            .admin_unit = text_of(entity, "admin_unit"),
            .date_laid = date_of(entity, "date_laid"),
            .date_recorded = date_of(entity, "date_recorded"),
            .device_category = category_of(entity),
            .claimed_count_low = number_of(entity, "claimed_count_low"),
            .claimed_count_high = number_of(entity, "claimed_count_high"),
            .location_status = status.value_or(entity.geometry ? LocationStatus::located : LocationStatus::place_only),
            .sigma_m = number_of(entity, "sigma_m"),
            .geometry = entity.geometry};
}

Hazard to_hazard(const Entity& entity) {
    return {.id = entity.id,
            .package = text_of(entity, "package"),
            .admin_unit = text_of(entity, "admin_unit"),
            .hazard_class = text_of(entity, "hazard_class"),
            .status = text_of(entity, "status"),
            .date_reported = date_of(entity, "date_reported"),
            .device_category = category_of(entity),
            .geometry = entity.geometry};
}

Search to_search(const Entity& entity) {
    return {.id = entity.id,
            .package = text_of(entity, "package"),
            .activity = text_of(entity, "activity"),
            .status = text_of(entity, "status"),
            .method = text_of(entity, "method"),
            .admin_unit = text_of(entity, "admin_unit"),
            .date_start = date_of(entity, "date_start"),
            .date_end = date_of(entity, "date_end"),
            .depth_m = number_of(entity, "depth_m"),
            .detection_probability = number_of(entity, "detection_probability"),
            .coverage_share = number_of(entity, "coverage_share"),
            .geometry = entity.geometry};
}

Find to_find(const Entity& entity) {
    return {.id = entity.id,
            .package = text_of(entity, "package"),
            .search = text_of(entity, "search"),
            .admin_unit = text_of(entity, "admin_unit"),
            .date_found = date_of(entity, "date_found"),
            .device_category = category_of(entity),
            .count = number_of(entity, "count").value_or(1),
            .mark_date = date_of(entity, "mark_date"),
            .sigma_m = number_of(entity, "sigma_m"),
            .geometry = entity.geometry};
}

Accident to_accident(const Entity& entity) {
    return {.id = entity.id,
            .package = text_of(entity, "package"),
            .admin_unit = text_of(entity, "admin_unit"),
            .date = date_of(entity, "date"),
            .device_category = category_of(entity),
            .killed = number_of(entity, "killed"),
            .injured = number_of(entity, "injured"),
            .precision = text_of(entity, "precision"),
            .sigma_m = number_of(entity, "sigma_m"),
            .possible_duplicate = text_of(entity, "possible_duplicate_group").has_value(),
            .geometry = entity.geometry};
}

Area to_area(const Entity& entity) {
    return {.id = entity.id,
            .name = text_of(entity, "name").value_or(entity.id),
            .level = text_of(entity, "level"),
            .geometry = entity.geometry};
}

Place to_place(const Entity& entity) {
    return {.id = entity.id,
            .name = text_of(entity, "name").value_or(entity.id),
            .population = number_of(entity, "population"),
            .geometry = entity.geometry};
}

Entity to_entity(const Package& value) {
    Writer w = start("package", value.id);
    w.put("name", value.name);
    w.put("from_party", value.from_party);
    w.put("to_party", value.to_party);
    w.put("date_received", value.date_received);
    w.put("medium", value.medium);
    w.put("scope", value.scope);
    w.put_count("claimed_count", value.claimed_count);
    return std::move(w.entity);
}

Entity to_entity(const RecordedArea& value) {
    Writer w = start("recorded-area", value.id, value.geometry);
    w.put("package", value.package);
    w.put("name", value.name);
    w.put("admin_unit", value.admin_unit);
    w.put("date_laid", value.date_laid);
    w.put("date_recorded", value.date_recorded);
    w.put("device_category", value.device_category);
    w.put_count("claimed_count_low", value.claimed_count_low);
    w.put_count("claimed_count_high", value.claimed_count_high);
    w.put("location_status", std::string(to_text(value.location_status)));
    w.put_real("sigma_m", value.sigma_m);
    return std::move(w.entity);
}

Entity to_entity(const Hazard& value) {
    Writer w = start("hazard", value.id, value.geometry);
    w.put("package", value.package);
    w.put("admin_unit", value.admin_unit);
    w.put("hazard_class", value.hazard_class);
    w.put("status", value.status);
    w.put("date_reported", value.date_reported);
    w.put("device_category", value.device_category);
    return std::move(w.entity);
}

Entity to_entity(const Search& value) {
    Writer w = start("search", value.id, value.geometry);
    w.put("package", value.package);
    w.put("activity", value.activity);
    w.put("status", value.status);
    w.put("method", value.method);
    w.put("admin_unit", value.admin_unit);
    w.put("date_start", value.date_start);
    w.put("date_end", value.date_end);
    w.put_real("depth_m", value.depth_m);
    w.put_real("detection_probability", value.detection_probability);
    w.put_real("coverage_share", value.coverage_share);
    return std::move(w.entity);
}

Entity to_entity(const Find& value) {
    Writer w = start("find", value.id, value.geometry);
    w.put("package", value.package);
    w.put("search", value.search);
    w.put("admin_unit", value.admin_unit);
    w.put("date_found", value.date_found);
    w.put("device_category", value.device_category);
    w.put_count("count", value.count);
    w.put("mark_date", value.mark_date);
    w.put_real("sigma_m", value.sigma_m);
    return std::move(w.entity);
}

Entity to_entity(const Accident& value) {
    Writer w = start("accident", value.id, value.geometry);
    w.put("package", value.package);
    w.put("admin_unit", value.admin_unit);
    w.put("date", value.date);
    w.put("device_category", value.device_category);
    w.put_count("killed", value.killed);
    w.put_count("injured", value.injured);
    w.put("precision", value.precision);
    w.put_real("sigma_m", value.sigma_m);
    if (value.possible_duplicate) w.put("possible_duplicate_group", "unnamed");
    return std::move(w.entity);
}

Entity to_entity(const Area& value) {
    Writer w = start("area", value.id, value.geometry);
    w.put("name", value.name);
    w.put("level", value.level);
    return std::move(w.entity);
}

Entity to_entity(const Place& value) {
    Writer w = start("place", value.id, value.geometry);
    w.put("name", value.name);
    w.put_count("population", value.population);
    return std::move(w.entity);
}

}  // namespace cairn::registers
