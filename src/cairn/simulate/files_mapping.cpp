#include "cairn/simulate/files_mapping.hpp"

#include <nlohmann/json.hpp>

namespace cairn::simulate {
namespace {

using Json = nlohmann::ordered_json;

FileText mapping(const std::string& table, const char* kind, const char* id, Json fields) {
    Json json;
    json["kind"] = kind;
    json["crs"] = "EPSG:4326";
    json["place"] = {{"lon", "longitude"}, {"lat", "latitude"}};
    json["id"] = id;
    json["fields"] = std::move(fields);
    return {table + ".mapping.json", json.dump(2) + "\n"};
}

}  // namespace

std::vector<FileText> mapping_texts() {
    const Json find_fields{{"search", "clearance_id"},
                           {"admin_unit", "municipality"},
                           {"date_found", "date_of_find"},
                           {"device_category", "item_type"},
                           {"count", "qty"},
                           {"mark_date", "year_of_production"},
                           {"sigma_m", "gps_accuracy"}};
    const Json accident_fields{{"admin_unit", "municipality"}, {"date", "date_of_accident"},
                               {"device_category", "cause"},   {"killed", "fatalities"},
                               {"injured", "wounded"},         {"precision", "position_source"},
                               {"sigma_m", "accuracy_m"}};
    return {mapping("finds", "find", "ref", find_fields),
            mapping("accidents", "accident", "case_number", accident_fields)};
}

}  // namespace cairn::simulate
