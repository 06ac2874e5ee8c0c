#include "cairn/assessment/shift_evidence.hpp"

#include <algorithm>
#include <map>

#include "cairn/assessment/spread.hpp"

namespace cairn::assessment {
namespace {

constexpr std::size_t domain_positions = 400;
constexpr double without_search_m = 500;  ///< how far around a record points can still be its own

std::vector<EastNorth> keep_nearest_to(const Evidence& evidence, std::size_t footprint,
                                       const std::vector<EastNorth>& positions) {
    std::vector<EastNorth> kept;
    for (const EastNorth& position : positions) {
        const PointDistances distances = evidence.records.measure(position, evidence.settings.tolerance_m);
        if (distances.nearest == footprint) kept.push_back(position);
    }
    return kept;
}

/// Spreads positions over the ground that belongs to the record; false when none does.
bool set_domain(const Evidence& evidence, RecordEvidence& record, const PlaneMultiPolygon& ground) {
    const GroundSample sample = spread_over(ground, domain_positions);
    record.domain = keep_nearest_to(evidence, record.footprint, sample.positions);
    record.domain_each_m2 = sample.each_m2;
    return !record.domain.empty();
}

/// Searches that touch the record's footprint within T0.
std::vector<std::size_t> own_searches(const Evidence& evidence, std::size_t footprint) {
    const PlaneMultiPolygon around =
        geometry::buffer(*evidence.input.footprints[footprint].geometry, std::max(evidence.settings.tolerance_m, 1.0));
    std::vector<std::size_t> own;
    for (const std::size_t j : evidence.searches.find_meeting(*geometry::find_bounds(around)))
        if (!geometry::intersect(around, evidence.input.searches[j].geometry).empty()) own.push_back(j);
    return own;
}

}  // namespace

std::vector<RecordEvidence> finds_on_searched_ground(const Evidence& evidence) {
    std::map<std::size_t, std::vector<std::size_t>> by_record;
    for (std::size_t k = 0; k < evidence.finds.size(); ++k)
        if (evidence.finds[k].nearest && !evidence.searches.find_covering(evidence.input.finds[k].position).empty())
            by_record[*evidence.finds[k].nearest].push_back(k);
    std::vector<RecordEvidence> out;
    for (const auto& [footprint, finds] : by_record) {
        const std::vector<std::size_t> own = own_searches(evidence, footprint);
        if (own.empty()) continue;
        RecordEvidence record{.footprint = footprint, .geometry = &*evidence.input.footprints[footprint].geometry};
        for (const std::size_t k : finds) {
            const auto covering = evidence.searches.find_covering(evidence.input.finds[k].position);
            const bool is_own = std::any_of(covering.begin(), covering.end(), [&](std::size_t j) {
                return std::binary_search(own.begin(), own.end(), j);
            });
            const FindPoint& find = evidence.input.finds[k];
            const auto& claimed = evidence.input.footprints[footprint].claimed_category;
            if (is_own && is_compatible(claimed, find.category))
                record.points.push_back({find.position, find.sigma_m.value_or(0)});
        }
        std::vector<PlaneMultiPolygon> grounds;
        for (const std::size_t j : own) grounds.push_back(evidence.input.searches[j].geometry);
        if (!record.points.empty() && set_domain(evidence, record, geometry::unite(grounds)))
            out.push_back(std::move(record));
    }
    return out;
}

std::vector<RecordEvidence> points_near_records(const Evidence& evidence, const std::vector<RecordPoint>& points,
                                                const std::vector<PointDistances>& distances) {
    std::map<std::size_t, std::vector<RecordPoint>> by_record;
    for (std::size_t k = 0; k < points.size(); ++k)
        if (distances[k].nearest && distances[k].nearest_m <= without_search_m)
            by_record[*distances[k].nearest].push_back(points[k]);
    std::vector<RecordEvidence> out;
    for (auto& [footprint, own] : by_record) {
        RecordEvidence record{.footprint = footprint,
                              .geometry = &*evidence.input.footprints[footprint].geometry,
                              .points = std::move(own)};
        if (set_domain(evidence, record, geometry::buffer(*record.geometry, without_search_m)))
            out.push_back(std::move(record));
    }
    return out;
}

}  // namespace cairn::assessment
