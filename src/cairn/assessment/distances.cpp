#include "cairn/assessment/distances.hpp"

#include <algorithm>
#include <utility>

#include "cairn/geometry/plane.hpp"

namespace cairn::assessment {
namespace {

std::vector<std::size_t> list_located(const Input& input, const std::optional<std::string>& package) {
    std::vector<std::size_t> located;
    for (std::size_t i = 0; i < input.footprints.size(); ++i) {
        const auto& geometry = input.footprints[i].geometry;
        if (package && input.footprints[i].package != package) continue;
        if (geometry && geometry::find_bounds(*geometry)) located.push_back(i);
    }
    return located;
}

std::vector<PlaneGeometry> geometries_of(const Input& input, const std::vector<std::size_t>& located) {
    std::vector<PlaneGeometry> out;
    out.reserve(located.size());
    for (const std::size_t i : located) out.push_back(*input.footprints[i].geometry);
    return out;
}

}  // namespace

geometry::Metric metric_at(const Input& input, EastNorth position) {
    return input.metric_at ? input.metric_at(position) : geometry::Metric{};
}

RecordIndex::RecordIndex(const Input& input, std::vector<std::size_t> located)
    : input_(&input), located_(std::move(located)), index_(geometries_of(input, located_)) {}
RecordIndex::RecordIndex(const Input& input) : RecordIndex(input, list_located(input, std::nullopt)) {}
RecordIndex::RecordIndex(const Input& input, const std::string& package)
    : RecordIndex(input, list_located(input, package)) {}

PointDistances RecordIndex::measure(EastNorth position, double reach_m) const {
    PointDistances out;
    const geometry::Metric metric = metric_at(*input_, position);
    for (const geometry::Nearest& near : index_.find_within(position, reach_m, metric)) {
        const std::size_t footprint = located_[near.index];
        out.near.push_back({footprint, near.distance_m});
        if (near.distance_m < out.nearest_m) {
            out.nearest_m = near.distance_m;
            out.nearest = footprint;
        }
    }
    if (!out.nearest) {
        if (const auto nearest = index_.find_nearest(position, metric)) {
            out.nearest_m = nearest->distance_m;
            out.nearest = located_[nearest->index];
        }
    }
    return out;
}

double RecordIndex::nearest_m(EastNorth position) const {
    const auto nearest = index_.find_nearest(position, metric_at(*input_, position));
    return nearest ? nearest->distance_m : unreachable;
}

double distance_within(const PointDistances& distances, const Input& input, const std::optional<std::string>& package) {
    if (!package) return distances.nearest_m;
    double least = unreachable;
    for (const NearFootprint& near : distances.near)
        if (input.footprints[near.footprint].package == package) least = std::min(least, near.distance_m);
    return least;
}

}  // namespace cairn::assessment
