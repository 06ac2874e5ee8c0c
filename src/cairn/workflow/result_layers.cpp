#include "cairn/workflow/result_layers.hpp"

#include <map>
#include <utility>

#include "cairn/report/tables.hpp"

namespace cairn::workflow {
namespace {

using Type = formats::Column::Type;

Value or_blank(const std::optional<double>& value) { return value ? Value(*value) : Value(); }
Value or_blank(const std::optional<std::string>& value) { return value ? Value(*value) : Value(); }

formats::Layer records_layer(const Assessed& assessed) {
    formats::Layer layer{
        .name = "records_result",
        .description = "What the evidence says of each record at T0. Not tested is not the same as not confirmed.",
        .columns = {{"id", Type::text},
                    {"package", Type::text},
                    {"searched_share", Type::real},
                    {"state", Type::text},
                    {"nearest_find_m", Type::real}},
        .rows = {}};
    for (std::size_t i = 0; i < assessed.assessment.records.size(); ++i) {
        const auto& footprint = assessed.evidence.input.footprints.at(i);
        const RecordResult& result = assessed.assessment.records[i];
        Entity row{.kind = layer.name, .id = result.id, .fields = {}, .geometry = {}};
        row.fields["package"] = or_blank(footprint.package);
        row.fields["searched_share"] = result.searched_share;
        row.fields["state"] = std::string(!result.is_tested     ? "not tested"
                                          : result.is_confirmed ? "tested, confirmed"
                                                                : "tested, not confirmed");
        row.fields["nearest_find_m"] = or_blank(result.nearest_find_m);
        if (footprint.geometry) row.geometry = assessed.evidence.frame->to_lon_lat(*footprint.geometry);
        layer.rows.push_back(std::move(row));
    }
    return layer;
}

formats::Layer accidents_layer(const Assessed& assessed) {
    formats::Layer layer{.name = "accidents_result",
                         .description = "Distance of each accident to the nearest record",
                         .columns = {{"id", Type::text},
                                     {"distance_m", Type::real},
                                     {"is_outside", Type::boolean},
                                     {"sigma_m", Type::real}},
                         .rows = {}};
    for (std::size_t i = 0; i < assessed.assessment.accidents.size(); ++i) {
        const auto& accident = assessed.evidence.input.accidents.at(i);
        const AccidentResult& result = assessed.assessment.accidents[i];
        Entity row{.kind = layer.name, .id = result.id, .fields = {}, .geometry = {}};
        row.fields["distance_m"] = or_blank(result.distance_m);
        row.fields["is_outside"] = result.is_outside;
        row.fields["sigma_m"] = or_blank(accident.sigma_m);
        row.geometry = assessed.evidence.frame->to_lon_lat(PlaneGeometry(MultiPointOf<EastNorth>{accident.position}));
        layer.rows.push_back(std::move(row));
    }
    return layer;
}

formats::Layer searched_layer(const Assessed& assessed) {
    formats::Layer layer{
        .name = "searched_ground",
        .description = "Ground that was searched. A drawn boundary is the end of a search, never the end of danger.",
        .columns = {{"id", Type::text},
                    {"method", Type::text},
                    {"detection_probability", Type::real},
                    {"detection_is_stated", Type::boolean},
                    {"has_extent", Type::boolean}},
        .rows = {}};
    for (const auto& search : assessed.evidence.input.searches) {
        Entity row{.kind = layer.name, .id = search.id, .fields = {}, .geometry = {}};
        row.fields["method"] = or_blank(search.method);
        row.fields["detection_probability"] =
            search.detection_is_stated ? Value(search.detection_probability) : Value();
        row.fields["detection_is_stated"] = search.detection_is_stated;
        row.fields["has_extent"] = !search.geometry.empty();
        row.geometry = assessed.evidence.frame->to_lon_lat(search.geometry.empty()
                                                               ? PlaneGeometry(MultiPointOf<EastNorth>{search.place})
                                                               : PlaneGeometry(search.geometry));
        layer.rows.push_back(std::move(row));
    }
    return layer;
}

}  // namespace

std::vector<formats::Layer> result_layers(const Assessed& assessed) {
    std::vector<formats::Layer> layers;
    for (auto& layer : {records_layer(assessed), accidents_layer(assessed), searched_layer(assessed)})
        if (!layer.rows.empty()) layers.push_back(layer);
    return layers;
}

formats::Layer to_table(std::string name, std::string description, std::vector<Entity> rows) {
    formats::Layer layer{
        .name = std::move(name), .description = std::move(description), .columns = {}, .rows = std::move(rows)};
    std::map<std::string, formats::Column::Type> types;
    for (const Entity& row : layer.rows)
        for (const auto& [field, value] : row.fields) {
            auto type = formats::Column::Type::text;
            if (std::holds_alternative<bool>(value)) type = formats::Column::Type::boolean;
            if (std::holds_alternative<std::int64_t>(value)) type = formats::Column::Type::integer;
            if (std::holds_alternative<double>(value)) type = formats::Column::Type::real;
            if (std::holds_alternative<Date>(value)) type = formats::Column::Type::date;
            const auto [at, is_new] = types.try_emplace(field, type);
            if (!is_new && at->second == formats::Column::Type::text && !std::holds_alternative<std::monostate>(value))
                at->second = type;
        }
    layer.columns.push_back({"id", formats::Column::Type::text});
    for (const auto& [field, type] : types) layer.columns.push_back({field, type});
    return layer;
}

std::vector<formats::Layer> result_tables(const Assessment& assessment) {
    std::vector<formats::Layer> tables{
        to_table("measures", "Every measure, with its numerator, denominator, range and definition",
                 report::measures_table(assessment)),
        to_table("shifts", "Whether a common shift explains where things were found", report::shifts_table(assessment)),
        to_table("test_next", "Where a test would tell most", report::plan_table(assessment))};
    std::erase_if(tables, [](const formats::Layer& table) { return table.rows.empty(); });
    return tables;
}

}  // namespace cairn::workflow
