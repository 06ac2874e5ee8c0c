#include "cairn/assessment/evidence.hpp"

#include <algorithm>

namespace cairn::assessment {
namespace {

constexpr double tested_from = 0.5;

std::vector<double> list_tolerances(const Settings& settings) {
    std::vector<double> list = settings.tolerances_m;
    if (list.empty()) list = {0, 5, 10, 20, 50, 100, 200, 500, 1000, 2000};
    list.push_back(settings.tolerance_m);
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
    return list;
}

/// A box around all that was given, when no study area was.
PlaneMultiPolygon surround(const Input& input) {
    std::optional<geometry::Box> all;
    const auto add = [&all](const std::optional<geometry::Box>& box) {
        if (!box) return;
        if (!all) all = box;
        all->min_east_m = std::min(all->min_east_m, box->min_east_m);
        all->min_north_m = std::min(all->min_north_m, box->min_north_m);
        all->max_east_m = std::max(all->max_east_m, box->max_east_m);
        all->max_north_m = std::max(all->max_north_m, box->max_north_m);
    };
    const auto point = [](EastNorth p) { return geometry::Box{p.east_m, p.north_m, p.east_m, p.north_m}; };
    for (const auto& footprint : input.footprints)
        if (footprint.geometry) add(geometry::find_bounds(*footprint.geometry));
    for (const auto& search : input.searches) {
        const auto box = geometry::find_bounds(search.geometry);
        add(box ? box : point(search.place));
    }
    for (const auto& find : input.finds) add(point(find.position));
    for (const auto& accident : input.accidents) add(point(accident.position));
    if (!all) return {};
    constexpr double margin_m = 100;
    const double w = all->min_east_m - margin_m, s = all->min_north_m - margin_m;
    const double e = all->max_east_m + margin_m, n = all->max_north_m + margin_m;
    return {{{{w, s}, {e, s}, {e, n}, {w, n}, {w, s}}, {}}};
}

std::vector<std::vector<NearFind>> turn_round(const Input& input, const std::vector<PointDistances>& finds) {
    std::vector<std::vector<NearFind>> near(input.footprints.size());
    for (std::size_t k = 0; k < finds.size(); ++k)
        for (const NearFootprint& n : finds[k].near)
            near[n.footprint].push_back(
                {k, n.distance_m,
                 is_compatible(input.footprints[n.footprint].claimed_category, input.finds[k].category)});
    for (auto& list : near)
        std::sort(list.begin(), list.end(), [](const NearFind& a, const NearFind& b) {
            return a.distance_m != b.distance_m ? a.distance_m < b.distance_m : a.find < b.find;
        });
    return near;
}

template <class Point>
std::vector<ClusterPoint> to_cluster_points(const std::vector<Point>& points) {
    std::vector<ClusterPoint> out;
    out.reserve(points.size());
    for (const Point& point : points) out.push_back({point.position, point.sigma_m.value_or(0)});
    return out;
}

bool is_on_record_point(const Input& input, const PointDistances& distances) {
    return std::any_of(distances.near.begin(), distances.near.end(), [&](const NearFootprint& near) {
        return near.distance_m <= 0 &&
               std::holds_alternative<MultiPointOf<EastNorth>>(*input.footprints[near.footprint].geometry);
    });
}

}  // namespace

Evidence gather(const Input& input, const Settings& settings, Progress& progress) {
    Evidence out{.input = input,
                 .settings = settings,
                 .tolerances = list_tolerances(settings),
                 .study_area = input.study_area.empty() ? surround(input) : input.study_area,
                 .records = RecordIndex(input),
                 .searches = SearchIndex(input, settings)};
    out.reach_m = out.tolerances.back();
    out.study_area_m2 = geometry::area_m2(out.study_area);

    for (const FindPoint& find : input.finds) out.finds.push_back(out.records.measure(find.position, out.reach_m));
    for (const AccidentPoint& accident : input.accidents)
        out.accidents.push_back(out.records.measure(accident.position, out.reach_m));
    for (const PointDistances& accident : out.accidents)
        out.is_on_record_point.push_back(is_on_record_point(input, accident));
    out.near_finds = turn_round(input, out.finds);

    out.searched_share.assign(input.footprints.size(), 0.0);
    out.is_tested.assign(input.footprints.size(), false);
    progress.begin("searched ground", static_cast<std::int64_t>(out.records.located().size()));
    std::int64_t done = 0;
    for (const std::size_t i : out.records.located()) {
        progress.advance(++done);
        if (out.searches.is_empty()) continue;
        out.searched_share[i] =
            searched_share(*input.footprints[i].geometry, settings.tolerance_m, input, out.searches);
        out.is_tested[i] = out.searched_share[i] >= tested_from;
    }
    progress.end();

    out.record_place = group_records(input, out.records);
    const double t0 = settings.tolerance_m;
    out.find_place = cluster_points(to_cluster_points(input.finds), out.finds, out.record_place, input.settlements, t0,
                                    link_distance(input.finds.size(), out.study_area_m2));
    out.accident_place =
        cluster_points(to_cluster_points(input.accidents), out.accidents, out.record_place, input.settlements, t0,
                       link_distance(input.accidents.size(), out.study_area_m2));
    return out;
}

std::optional<double> nearest_compatible_m(const Evidence& evidence, std::size_t footprint) {
    for (const NearFind& near : evidence.near_finds[footprint])
        if (near.is_compatible) return near.distance_m;
    return std::nullopt;
}

}  // namespace cairn::assessment
