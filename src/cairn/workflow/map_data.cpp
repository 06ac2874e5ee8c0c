#include "cairn/workflow/map_data.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <string_view>
#include <utility>

#include <fmt/format.h>

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

struct Extent {
    double west = 180, east = -180, south = 90, north = -90;
};

Extent find_extent(const Evidence& evidence) {
    Extent extent;
    const auto widen = [&](EastNorth place) {
        const LonLat p = evidence.frame->to_lon_lat(place);
        extent.west = std::min(extent.west, p.lon_deg);
        extent.east = std::max(extent.east, p.lon_deg);
        extent.south = std::min(extent.south, p.lat_deg);
        extent.north = std::max(extent.north, p.lat_deg);
    };
    for (const auto& footprint : evidence.input.footprints)
        if (footprint.geometry) for_each_position<EastNorth>(*footprint.geometry, widen);
    for (const auto& search : evidence.input.searches) widen(search.place);
    for (const auto& find : evidence.input.finds) widen(find.position);
    for (const auto& accident : evidence.input.accidents) widen(accident.position);
    for_each_position<EastNorth>(PlaneGeometry(evidence.input.study_area), widen);
    return extent;
}

/// The roundest step that leaves about four lines over the extent.
double graticule_step(double span_deg) {
    constexpr std::array steps{0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0};
    for (const double step : steps)
        if (span_deg / step <= 5) return step;
    return 30;
}

std::string degree_label(double value, double step, const char* positive, const char* negative) {
    const int decimals = step < 0.1 ? 2 : step < 1 ? 1 : 0;
    return fmt::format("{:.{}f}° {}", std::abs(value), decimals, value < 0 ? negative : positive);
}

void add_graticule(MapData& map, const Evidence& evidence) {
    const Extent e = find_extent(evidence);
    if (e.east < e.west) return;
    const double step = graticule_step(std::max(e.east - e.west, e.north - e.south));
    constexpr int pieces = 24;  // a parallel is a curve in this plane
    const auto add_line = [&](std::string label, auto position_at) {
        LineOf<EastNorth> line;
        for (int i = 0; i <= pieces; ++i)
            line.positions.push_back(evidence.frame->to_plane(position_at(static_cast<double>(i) / pieces)));
        map.graticule.emplace_back(std::move(label), MultiLineOf<EastNorth>{std::move(line)});
    };
    const double margin = step / 2;
    for (double lon = std::ceil((e.west - margin) / step) * step; lon <= e.east + margin; lon += step)
        add_line(degree_label(lon, step, "E", "W"),
                 [&](double t) { return LonLat{lon, e.south - margin + t * (e.north - e.south + 2 * margin)}; });
    for (double lat = std::ceil((e.south - margin) / step) * step; lat <= e.north + margin; lat += step)
        add_line(degree_label(lat, step, "N", "S"),
                 [&](double t) { return LonLat{e.west - margin + t * (e.east - e.west + 2 * margin), lat}; });
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
    add_graticule(map, evidence);
    return map;
}

}  // namespace cairn::workflow
