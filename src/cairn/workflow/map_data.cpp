#include "cairn/workflow/map_data.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>

#include "cairn/geodesy/frame.hpp"
#include "cairn/geodesy/measure.hpp"

namespace cairn::workflow {
namespace {

using report::MapData;
using report::MapFeature;

template <class Result>
std::map<std::string_view, const Result*> by_id(const std::vector<Result>& results) {
    std::map<std::string_view, const Result*> index;
    for (const Result& result : results) index[result.id] = &result;
    return index;
}

void add_footprints(MapData& map, const Evidence& evidence, const Assessment& assessment) {
    const auto results = by_id(assessment.records);
    for (const auto& footprint : evidence.input.footprints) {
        if (!footprint.geometry) continue;
        MapFeature feature{.id = footprint.id, .label = {}, .geometry = *footprint.geometry};
        if (const auto at = results.find(footprint.id); at != results.end()) {
            feature.is_tested = at->second->is_tested;
            feature.is_confirmed = at->second->is_confirmed;
        }
        map.footprints.push_back(std::move(feature));
    }
}

void add_events(MapData& map, const Evidence& evidence, const Assessment& assessment) {
    const auto results = by_id(assessment.accidents);
    for (const auto& accident : evidence.input.accidents) {
        MapFeature feature{.id = accident.id,
                           .label = {},
                           .geometry = MultiPointOf<EastNorth>{accident.position},
                           .sigma_m = accident.sigma_m.value_or(0)};
        if (const auto at = results.find(accident.id); at != results.end()) feature.is_outside = at->second->is_outside;
        map.accidents.push_back(std::move(feature));
    }
    for (const auto& find : evidence.input.finds)
        map.finds.push_back({.id = find.id,
                             .label = {},
                             .geometry = MultiPointOf<EastNorth>{find.position},
                             .sigma_m = find.sigma_m.value_or(0)});
}

void add_settlements(MapData& map, const Evidence& evidence) {
    const auto& settlements = evidence.input.settlements;
    std::vector<std::size_t> order(settlements.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return settlements[a].weight > settlements[b].weight; });
    for (const std::size_t at : order)
        map.settlements.push_back({.id = {},
                                   .label = evidence.settlement_names[at],
                                   .geometry = MultiPointOf<EastNorth>{settlements[at].position}});
}

/// Positions beyond the frame's reach have no place on a map.
report::MapProjection projection_of(const std::shared_ptr<const geodesy::Frame>& frame) {
    constexpr double reach_m = 2'900'000;
    return {.to_plane = [frame](LonLat p) -> std::optional<EastNorth> {
                if (!frame->reaches(p)) return std::nullopt;
                return frame->to_plane(p);
            },
            .to_lon_lat = [frame](EastNorth p) -> std::optional<LonLat> {
                if (!(std::hypot(p.east_m, p.north_m) < reach_m)) return std::nullopt;
                return frame->to_lon_lat(p);
            },
            .distance_m = geodesy::distance_m};
}

}  // namespace

MapData make_map(const Evidence& evidence, const Assessment& assessment) {
    MapData map;
    map.study_area = evidence.input.study_area;
    map.footprints_are_hazards = evidence.input.scored == "hazard";
    map.frame_definition = evidence.frame->definition();
    add_footprints(map, evidence, assessment);
    for (const auto& search : evidence.input.searches)
        map.searches.push_back({.id = search.id,
                                .label = search.method.value_or(""),
                                .geometry = search.geometry.empty()
                                                ? PlaneGeometry(MultiPointOf<EastNorth>{search.place})
                                                : PlaneGeometry(search.geometry)});
    add_events(map, evidence, assessment);
    add_settlements(map, evidence);
    for (std::size_t i = 0; i < evidence.area_outlines.size(); ++i)
        map.areas.push_back({.id = evidence.input.areas[i],
                             .label = evidence.area_names.at(evidence.input.areas[i]),
                             .geometry = evidence.area_outlines[i]});
    map.projection = projection_of(evidence.frame);
    return map;
}

}  // namespace cairn::workflow
