#include "cairn/workflow/result_layers.hpp"

#include <utility>

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

}  // namespace cairn::workflow
