#include "cairn/geometry/nearest.hpp"

#include <algorithm>
#include <cmath>

#include "cairn/core/error.hpp"
#include "cairn/geometry/nearest_many.hpp"
#include "cairn/geometry/part_distance.hpp"

namespace cairn::geometry {
namespace {

void require_finite(EastNorth p, const char* function) {
    if (!std::isfinite(p.east_m) || !std::isfinite(p.north_m))
        throw CallError(std::string(function) + ": the position is not a number.");
}

template <class ToMetres>
std::vector<Nearest> all_within(const FootprintParts& all, EastNorth p, double limit_m, double stretch2,
                                const ToMetres& to_metres) {
    const double limit2 = limit_m * limit_m * bound_slack;
    const double above = limit2 * (1 + 1e-15) + std::numeric_limits<double>::min();
    const double bound_m2 = limit2 / stretch2 * bound_slack;
    std::vector<Nearest> found;
    all.tree.for_each_near(p, bound_m2, [&](std::size_t place, bool is_near) {
        const double d2 = part_distance2(all, all.parts[place], is_near, p, above, to_metres);
        if (d2 <= limit2 && d2 < HUGE_VAL) found.push_back({all.parts[place].footprint, std::sqrt(d2)});
    });
    std::ranges::sort(found, [](const Nearest& a, const Nearest& b) {
        return a.index != b.index ? a.index < b.index : a.distance_m < b.distance_m;
    });
    const auto repeated = std::ranges::unique(found, {}, &Nearest::index);
    found.erase(repeated.begin(), repeated.end());
    std::erase_if(found, [limit_m](const Nearest& n) { return !(n.distance_m <= limit_m); });
    return found;
}

}  // namespace

NearestIndex::NearestIndex(const std::vector<PlaneGeometry>& geometries)
    : impl_(std::make_unique<Impl>(Impl{cut_footprints(geometries)})) {}
NearestIndex::NearestIndex(NearestIndex&&) noexcept = default;
NearestIndex& NearestIndex::operator=(NearestIndex&&) noexcept = default;
NearestIndex::~NearestIndex() = default;

std::optional<Nearest> NearestIndex::find_nearest(EastNorth position, const Metric& metric, double limit_m) const {
    require_finite(position, "NearestIndex::find_nearest");
    return find_one(impl_->all, position, metric, stretch_of(metric), limit_m, HUGE_VAL);
}

std::vector<std::optional<Nearest>> NearestIndex::find_nearest(std::span<const EastNorth> positions,
                                                               std::span<const Metric> metrics, double limit_m) const {
    if (!metrics.empty() && metrics.size() != positions.size())
        throw CallError("NearestIndex::find_nearest: the numbers of positions and metrics differ.");
    for (const EastNorth p : positions) require_finite(p, "NearestIndex::find_nearest");
    return find_many(impl_->all, positions, metrics, limit_m);
}

std::vector<Nearest> NearestIndex::find_within(EastNorth position, double distance_m, const Metric& metric) const {
    require_finite(position, "NearestIndex::find_within");
    if (metric == Metric{}) return all_within(impl_->all, position, distance_m, 1, PlainMetric{});
    return all_within(impl_->all, position, distance_m, stretch_of(metric).least2, LinearMetric{metric});
}

}  // namespace cairn::geometry
