#include "cairn/assessment/searched.hpp"

#include <algorithm>
#include <map>

namespace cairn::assessment {
namespace {

constexpr double enough = 0.5;

bool meet(const geometry::Box& a, const geometry::Box& b) {
    return a.min_east_m <= b.max_east_m && b.min_east_m <= a.max_east_m && a.min_north_m <= b.max_north_m &&
           b.min_north_m <= a.max_north_m;
}

struct WeakSearch {
    const PlaneMultiPolygon* ground = nullptr;
    double miss = 1;  ///< 1 − f d
};

/// Ground covered by searches none of which is enough alone: split by how much is still missed. Few distinct
/// values of f·d occur, so pieces of the same level are kept together and their number stays small.
PlaneMultiPolygon combine_weak(const std::vector<WeakSearch>& weak, const PlaneMultiPolygon& ground) {
    std::map<double, PlaneMultiPolygon> by_miss;  // 1 − effectiveness so far → ground
    std::vector<PlaneMultiPolygon> reached;
    for (const auto& [searched, miss] : weak) {
        PlaneMultiPolygon fresh = geometry::intersect(*searched, ground);
        std::map<double, std::vector<PlaneMultiPolygon>> next;
        for (auto& [before, piece] : by_miss) {
            PlaneMultiPolygon both = geometry::intersect(piece, fresh);
            if (both.empty()) {
                next[before].push_back(std::move(piece));
                continue;
            }
            next[before].push_back(geometry::subtract(piece, fresh));
            fresh = geometry::subtract(fresh, both);
            if (1 - before * miss >= enough)
                reached.push_back(std::move(both));
            else
                next[before * miss].push_back(std::move(both));
        }
        for (const PlaneMultiPolygon& done : reached) fresh = geometry::subtract(fresh, done);
        next[miss].push_back(std::move(fresh));
        by_miss.clear();
        for (const auto& [level, pieces] : next) {
            PlaneMultiPolygon united = geometry::unite(pieces);
            if (!united.empty()) by_miss.emplace(level, std::move(united));
        }
    }
    return geometry::unite(reached);
}

std::vector<std::size_t> list_with_extent(const Input& input) {
    std::vector<std::size_t> list;
    for (std::size_t j = 0; j < input.searches.size(); ++j)
        if (geometry::find_bounds(input.searches[j].geometry)) list.push_back(j);
    return list;
}

std::vector<PlaneGeometry> geometries_of(const Input& input, const std::vector<std::size_t>& searches) {
    std::vector<PlaneGeometry> out;
    out.reserve(searches.size());
    for (const std::size_t j : searches) out.emplace_back(input.searches[j].geometry);
    return out;
}

}  // namespace

double effectiveness(const SearchedGround& search, const Settings& settings) {
    const double detection = search.detection_is_stated ? search.detection_probability : settings.assumed_detection;
    return std::clamp(search.coverage_share, 0.0, 1.0) * std::clamp(detection, 0.0, 1.0);
}

SearchIndex::SearchIndex(const Input& input, const Settings& settings)
    : with_extent_(list_with_extent(input)), ground_(geometries_of(input, with_extent_)) {
    for (const SearchedGround& search : input.searches)
        effectiveness_.push_back(assessment::effectiveness(search, settings));
    for (const std::size_t j : with_extent_) {
        const geometry::Box box = *geometry::find_bounds(input.searches[j].geometry);
        entries_.push_back({box, j});
        widest_m_ = std::max(widest_m_, box.max_east_m - box.min_east_m);
    }
    std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
        return a.box.min_east_m != b.box.min_east_m ? a.box.min_east_m < b.box.min_east_m : a.search < b.search;
    });
}

std::vector<std::size_t> SearchIndex::find_meeting(const geometry::Box& box) const {
    const auto first = std::lower_bound(entries_.begin(), entries_.end(), box.min_east_m - widest_m_,
                                        [](const Entry& entry, double east) { return entry.box.min_east_m < east; });
    std::vector<std::size_t> found;
    for (auto entry = first; entry != entries_.end() && entry->box.min_east_m <= box.max_east_m; ++entry)
        if (meet(entry->box, box)) found.push_back(entry->search);
    std::sort(found.begin(), found.end());
    return found;
}

std::vector<std::size_t> SearchIndex::find_covering(EastNorth position) const {
    std::vector<std::size_t> found;
    for (const geometry::Nearest& near : ground_.find_within(position, 0)) found.push_back(with_extent_[near.index]);
    return found;
}

double SearchIndex::effectiveness_at(EastNorth position) const {
    double miss = 1;
    for (const std::size_t j : find_covering(position)) miss *= 1 - effectiveness_[j];
    return 1 - miss;
}

PlaneMultiPolygon effectively_searched(const PlaneMultiPolygon& ground, const Input& input, const SearchIndex& index) {
    const auto box = geometry::find_bounds(ground);
    if (!box) return {};
    std::vector<PlaneMultiPolygon> strong;
    std::vector<WeakSearch> weak;
    for (const std::size_t j : index.find_meeting(*box)) {
        const PlaneMultiPolygon& searched = input.searches[j].geometry;
        if (index.effectiveness(j) >= enough)
            strong.push_back(searched);
        else
            weak.push_back({&searched, 1 - index.effectiveness(j)});
    }
    PlaneMultiPolygon done;
    if (!strong.empty()) done = geometry::intersect(geometry::unite(strong), ground);
    if (weak.size() < 2) return done;
    return geometry::unite({done, combine_weak(weak, geometry::subtract(ground, done))});
}

double searched_share(const PlaneGeometry& footprint, double tolerance_m, const Input& input,
                      const SearchIndex& index) {
    const PlaneMultiPolygon ground = geometry::buffer(footprint, std::max(tolerance_m, 1.0));
    const double all = geometry::area_m2(ground);
    if (!(all > 0)) return 0;
    return std::clamp(geometry::area_m2(effectively_searched(ground, input, index)) / all, 0.0, 1.0);
}

}  // namespace cairn::assessment
