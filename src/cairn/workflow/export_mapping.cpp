#include "cairn/workflow/export_mapping.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace cairn::workflow {
namespace {

bool has_column(const formats::Layer& layer, const std::string& name) {
    return std::any_of(layer.columns.begin(), layer.columns.end(),
                       [&name](const formats::Column& column) { return column.name == name; });
}

}  // namespace

intake::Mapping reading_mapping(const registers::Schema& schema, const formats::Layer& layer, bool place_is_wkt) {
    intake::Mapping mapping;
    mapping.kind = schema.kind;
    mapping.shared_coordinate_rows = 1'000'000'000;
    const bool has_place =
        std::any_of(layer.rows.begin(), layer.rows.end(), [](const Entity& row) { return row.geometry.has_value(); });
    if (has_place) {
        mapping.crs = "EPSG:4326";
        mapping.place.kind = place_is_wkt ? intake::PlaceSource::Kind::wkt : intake::PlaceSource::Kind::file;
        if (place_is_wkt) mapping.place.first = "geometry_wkt";
    }
    for (const registers::Field& field : schema.fields) {
        if (!field.imported || !has_column(layer, field.name)) continue;
        if (field.name == "source_id") {
            mapping.id_column = field.name;
        } else if (field.refers_to == "package") {
            mapping.package_column = field.name + "_name";
        } else {
            intake::FieldSource source;
            const std::string name = field.refers_to ? field.name + "_source_id" : field.name;
            source.column = has_column(layer, name) ? name : field.name;
            mapping.fields[field.name] = source;
        }
    }
    return mapping;
}

intake::Mapping with_columns(intake::Mapping mapping, const std::function<std::string(const std::string&)>& rename) {
    for (auto* column : {&mapping.id_column, &mapping.package_column, &mapping.crs_column}) {
        if (*column) *column = rename(**column);
    }
    for (auto* column : {&mapping.place.first, &mapping.place.second, &mapping.place.third}) {
        if (!column->empty()) *column = rename(*column);
    }
    std::map<std::string, std::vector<std::string>> where;
    for (auto& [column, texts] : mapping.where) where[rename(column)] = std::move(texts);
    mapping.where = std::move(where);
    for (auto& [field, source] : mapping.fields) {
        if (source.column) source.column = rename(*source.column);
    }
    return mapping;
}

const registers::Schema* find_schema(const formats::Layer& layer, const registers::Schemas& schemas) {
    const auto& all = schemas.all();
    const auto at = std::find_if(all.begin(), all.end(), [&](const auto& s) { return s.table == layer.name; });
    return at == all.end() ? nullptr : &*at;
}

}  // namespace cairn::workflow
