#include "cairn/assessment/areas.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "cairn/assessment/measures.hpp"

namespace cairn::assessment {
namespace {

constexpr std::size_t study_positions = 15'000;
constexpr std::size_t searched_positions = 15'000;
constexpr std::size_t recorded_positions = 150'000;
constexpr std::size_t hull_positions = 50'000;
constexpr double hull_link_m = 100;
constexpr double hull_margin_m = 10;  ///< half a lane: one find alone has ground too
constexpr double enough = 0.5;

/// So many positions for one of `parts` shapes that all together make about `all`.
std::size_t share_of(std::size_t all, std::size_t parts, std::size_t least, std::size_t most) {
    return std::clamp(all / std::max<std::size_t>(parts, 1), least, most);
}

/// Totals of one share of ground for every tolerance, by cluster.
class GroundShares {
   public:
    explicit GroundShares(std::size_t tolerances) : tolerances_(tolerances) {}
    void add(std::size_t cluster, double weight, double distance, const std::vector<double>& tolerances) {
        Row& row = rows_[cluster];
        if (row.beyond.empty()) row.beyond.assign(tolerances_, 0.0);
        row.weight += weight;
        row.squares += weight * weight;
        for (std::size_t i = 0; i < tolerances_ && tolerances[i] < distance; ++i) row.beyond[i] += weight;
    }
    /// The ground of a place varies together; how finely it is cut plays no part.
    std::vector<ClusterTotal> beyond(std::size_t tolerance) const {
        std::vector<ClusterTotal> out;
        for (const auto& [cluster, row] : rows_) out.push_back({row.beyond[tolerance], row.weight, row.squares});
        return out;
    }

   private:
    struct Row {
        double weight = 0, squares = 0;
        std::vector<double> beyond;
    };
    std::size_t tolerances_;
    std::map<std::size_t, Row> rows_;
};

PlaneMultiPolygon hull_of(const std::vector<EastNorth>& group) {
    if (const auto hull = geometry::convex_hull(group))
        return geometry::buffer(PlaneMultiPolygon{*hull}, hull_margin_m);
    const auto [first, last] = std::minmax_element(group.begin(), group.end(), [](EastNorth a, EastNorth b) {
        return a.east_m != b.east_m ? a.east_m < b.east_m : a.north_m < b.north_m;
    });
    if (*first == *last) return geometry::buffer(MultiPointOf<EastNorth>{*first}, hull_margin_m);
    return geometry::buffer(MultiLineOf<EastNorth>{{{*first, *last}}}, hull_margin_m);
}

/// A row for each tolerance.
void add_within_rows(const Evidence& evidence, const std::vector<GroundPoint>& ground, const Subset& subset,
                     std::string_view name, std::vector<Measure>& out) {
    double all = 0;
    std::vector<double> within(evidence.tolerances.size(), 0.0);
    for (const GroundPoint& point : ground) {
        all += point.weight_m2;
        const double distance = distance_within(point.records, evidence.input, subset.package);
        for (std::size_t t = within.size(); t-- > 0 && distance <= evidence.tolerances[t];)
            within[t] += point.weight_m2;
    }
    for (std::size_t t = 0; t < within.size(); ++t) {
        out.push_back(
            start_measure(name, subset, CountUnit::square_metre, evidence.tolerances[t], evidence.settings.level));
        set_census(out.back(), within[t], all, name == "area_within" ? "no_study_area" : "no_searches");
    }
}

}  // namespace

GroundPoints spread_ground(const Evidence& evidence) {
    GroundPoints out;
    const GroundSample study = spread_over(evidence.study_area, study_positions);
    out.study_spacing_m = study.spacing_m;
    for (const EastNorth& position : study.positions)
        out.study.push_back({position, study.each_m2, evidence.records.measure(position, evidence.reach_m)});

    double all = 0;
    for (const std::size_t j : evidence.searches.with_extent())
        all += geometry::area_m2(evidence.input.searches[j].geometry);
    for (const std::size_t j : evidence.searches.with_extent()) {
        const PlaneMultiPolygon& polygons = evidence.input.searches[j].geometry;
        const double share = geometry::area_m2(polygons) / all * static_cast<double>(searched_positions);
        const GroundSample sample = spread_over(polygons, std::max<std::size_t>(static_cast<std::size_t>(share), 4));
        out.searched_spacing_m = std::max(out.searched_spacing_m, sample.spacing_m);
        for (const EastNorth& position : sample.positions) {
            const auto covering = static_cast<double>(evidence.searches.find_covering(position).size());
            out.searched.push_back({position, sample.each_m2 / std::max(covering, 1.0),
                                    evidence.records.measure(position, evidence.reach_m)});
        }
    }
    return out;
}

GroundNearRecord::GroundNearRecord(const PlaneGeometry& footprint, double tolerance_m) {
    const auto* polygons = std::get_if<PlaneMultiPolygon>(&footprint);
    // Lines and points have no ground of their own: half a metre about them.
    const bool as_drawn = polygons != nullptr && tolerance_m <= 0;
    reach_m_ = as_drawn ? 0 : std::max(tolerance_m, 0.5);
    ground_ = as_drawn ? *polygons : geometry::buffer(footprint, reach_m_);
}

void GroundNearRecord::spread(const RecordIndex& records, std::size_t positions, std::vector<GroundPoint>& out) const {
    const GroundSample sample = spread_over(ground_, share_of(positions, records.located().size(), 30, 600));
    for (const EastNorth& position : sample.positions) {
        PointDistances distances = records.measure(position, reach_m_);
        const auto sharing = static_cast<double>(distances.near.size());
        out.push_back({position, sample.each_m2 / std::max(sharing, 1.0), std::move(distances)});
    }
}

std::vector<GroundPoint> spread_near_records(const Evidence& evidence, double tolerance_m) {
    constexpr std::size_t positions = 100'000;
    std::vector<GroundPoint> out;
    for (const std::size_t i : evidence.records.located())
        GroundNearRecord(*evidence.input.footprints[i].geometry, tolerance_m).spread(evidence.records, positions, out);
    return out;
}

std::vector<Measure> area_within(const Evidence& evidence, const GroundPoints& ground, const Subset& subset) {
    std::vector<Measure> out;
    if (subset.area || subset.period) return out;
    add_within_rows(evidence, ground.study, subset, "area_within", out);
    add_within_rows(evidence, ground.searched, subset, "searched_area_within", out);
    return out;
}

std::vector<RecordedPoint> spread_recorded(const Evidence& evidence) {
    std::vector<RecordedPoint> out;
    if (evidence.searches.is_empty()) return out;
    PlaneGeometry finds = MultiPointOf<EastNorth>{};
    for (const FindPoint& find : evidence.input.finds)
        std::get<MultiPointOf<EastNorth>>(finds).push_back(find.position);
    const bool has_finds = !evidence.input.finds.empty();
    const geometry::NearestIndex index(has_finds ? std::vector<PlaneGeometry>{finds} : std::vector<PlaneGeometry>{});
    const std::size_t each = share_of(recorded_positions, evidence.records.located().size(), 30, 800);
    for (const std::size_t i : evidence.records.located()) {
        const auto* polygons = std::get_if<PlaneMultiPolygon>(&*evidence.input.footprints[i].geometry);
        if (polygons == nullptr || evidence.searches.find_meeting(*geometry::find_bounds(*polygons)).empty()) continue;
        const GroundSample sample = spread_over(*polygons, each);
        for (const EastNorth& position : sample.positions) {
            if (evidence.searches.effectiveness_at(position) < enough) continue;
            double showing = 0, in_package = 0;
            for (const NearFootprint& near : evidence.records.measure(position, 0).near) {
                ++showing;
                if (evidence.input.footprints[near.footprint].package == evidence.input.footprints[i].package)
                    ++in_package;
            }
            const auto nearest = index.find_nearest(position, metric_at(evidence.input, position));
            out.push_back({i, sample.each_m2 / std::max(showing, 1.0), sample.each_m2 / std::max(in_package, 1.0),
                           nearest ? nearest->distance_m : unreachable});
        }
    }
    return out;
}

std::vector<Measure> area_commission(const Evidence& evidence, const std::vector<RecordedPoint>& recorded,
                                     const Subset& subset) {
    GroundShares shares(evidence.tolerances.size());
    for (const RecordedPoint& point : recorded) {
        if (!is_in(subset, evidence.input.footprints[point.footprint])) continue;
        shares.add(evidence.record_place[point.footprint],
                   subset.package ? point.weight_in_package_m2 : point.weight_m2, point.nearest_find_m,
                   evidence.tolerances);
    }
    std::vector<Measure> out;
    for (std::size_t t = 0; t < evidence.tolerances.size(); ++t) {
        out.push_back(start_measure("area_commission", subset, CountUnit::square_metre, evidence.tolerances[t],
                                    evidence.settings.level));
        set_share(out.back(), shares.beyond(t),
                  evidence.searches.is_empty() ? "no_searches" : "no_searched_recorded_ground");
    }
    return out;
}

std::vector<FindHull> spread_hulls(const Evidence& evidence) {
    std::vector<EastNorth> positions;
    for (const FindPoint& find : evidence.input.finds) positions.push_back(find.position);
    Groups groups(positions.size());
    join_near(groups, positions, hull_link_m);
    std::map<std::size_t, std::vector<EastNorth>> members;
    for (std::size_t k = 0; k < positions.size(); ++k) members[groups.root(k)].push_back(positions[k]);
    std::vector<FindHull> out;
    const std::size_t each = share_of(hull_positions, members.size(), 40, 400);
    for (const auto& [first, group] : members) {
        const GroundSample sample = spread_over(hull_of(group), each);
        FindHull entry{first, {}};
        for (const EastNorth& position : sample.positions)
            entry.ground.push_back({position, sample.each_m2, evidence.records.measure(position, evidence.reach_m)});
        out.push_back(std::move(entry));
    }
    return out;
}

std::vector<Measure> area_omission(const Evidence& evidence, const std::vector<FindHull>& hulls, const Subset& subset) {
    GroundShares shares(evidence.tolerances.size());
    for (const FindHull& hull : hulls) {
        if (!is_in(subset, evidence.input.finds[hull.first_find])) continue;
        for (const GroundPoint& point : hull.ground)
            shares.add(evidence.find_place[hull.first_find], point.weight_m2,
                       distance_within(point.records, evidence.input, subset.package), evidence.tolerances);
    }
    std::vector<Measure> out;
    for (std::size_t t = 0; t < evidence.tolerances.size(); ++t) {
        out.push_back(start_measure("area_omission", subset, CountUnit::square_metre, evidence.tolerances[t],
                                    evidence.settings.level));
        set_share(out.back(), shares.beyond(t), "no_finds");
    }
    return out;
}

}  // namespace cairn::assessment
