#include "cairn/assessment/chance.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <unordered_map>

#include "cairn/geometry/plane.hpp"

namespace cairn::assessment {
namespace {

constexpr std::size_t most_cells_by_package = 20'000'000;  ///< packages × points × tolerances, in floats

/// A footprint about its own centre, so that points are brought to it instead of it to the points: its index is
/// built once for all relocations.
struct Shape {
    geometry::NearestIndex index;
    double radius_m = 0;
    std::size_t footprint = 0;
    std::size_t package = 0;
};

class PlaceDraw {
   public:
    explicit PlaceDraw(const WeightedGround& ground) : ground_(ground), sums_(ground.weights.size()) {
        std::partial_sum(ground.weights.begin(), ground.weights.end(), sums_.begin());
    }
    EastNorth draw(Random& random) const {
        const double at = random.uniform() * sums_.back();
        const auto found = std::upper_bound(sums_.begin(), sums_.end(), at);
        const auto i = std::min(static_cast<std::size_t>(found - sums_.begin()), sums_.size() - 1);
        const double half = ground_.spacing_m / 2;
        return {ground_.positions[i].east_m + random.uniform(-half, half),
                ground_.positions[i].north_m + random.uniform(-half, half)};
    }

   private:
    const WeightedGround& ground_;
    std::vector<double> sums_;
};

/// Points by their east coordinate: those within a square are a slice, filtered by north.
class PointOrder {
   public:
    explicit PointOrder(const std::vector<ChancePoint>& points) : order_(points.size()), points_(points) {
        std::iota(order_.begin(), order_.end(), std::size_t{0});
        std::sort(order_.begin(), order_.end(),
                  [&](std::size_t a, std::size_t b) { return points[a].position.east_m < points[b].position.east_m; });
    }
    template <class F>
    void for_each_near(EastNorth centre, double reach, F&& f) const {
        auto at = std::lower_bound(order_.begin(), order_.end(), centre.east_m - reach,
                                   [&](std::size_t i, double east) { return points_[i].position.east_m < east; });
        for (; at != order_.end() && points_[*at].position.east_m <= centre.east_m + reach; ++at) {
            const EastNorth p = points_[*at].position;
            const double east = p.east_m - centre.east_m, north = p.north_m - centre.north_m;
            const double d2 = east * east + north * north;
            if (d2 <= reach * reach) f(*at, std::sqrt(d2));
        }
    }

   private:
    std::vector<std::size_t> order_;
    const std::vector<ChancePoint>& points_;
};

std::vector<Shape> make_shapes(const Evidence& evidence, const std::map<std::string, std::size_t>& packages) {
    std::vector<Shape> shapes;
    for (const std::size_t i : evidence.records.located()) {
        const Footprint& footprint = evidence.input.footprints[i];
        const EastNorth centre = geometry::centroid(*footprint.geometry);
        double radius = 0;
        PlaneGeometry centred = map_positions<EastNorth>(*footprint.geometry, [&](EastNorth p) {
            const EastNorth q{p.east_m - centre.east_m, p.north_m - centre.north_m};
            radius = std::max(radius, std::hypot(q.east_m, q.north_m));
            return q;
        });
        const auto package = footprint.package ? packages.find(*footprint.package) : packages.end();
        shapes.push_back({geometry::NearestIndex({std::move(centred)}), radius, i,
                          package == packages.end() ? packages.size() : package->second});
    }
    return shapes;
}

/// Adds one to every tolerance that is at least `distance`.
void count_within(Chance::ByTolerance& counts, const std::vector<double>& tolerances, double distance) {
    const auto from = std::lower_bound(tolerances.begin(), tolerances.end(), distance);
    for (auto i = static_cast<std::size_t>(from - tolerances.begin()); i < counts.size(); ++i) counts[i] += 1;
}

void divide(std::vector<Chance::ByTolerance>& counts, double by) {
    for (auto& row : counts)
        for (float& value : row) value = static_cast<float>(value / by);
}

}  // namespace

std::optional<double> chance_within(const Chance& chance, std::size_t point, const std::optional<std::string>& package,
                                    std::size_t tolerance) {
    if (!chance.is_known()) return std::nullopt;
    if (!package) return chance.within[point][tolerance];
    const auto found = chance.within_package.find(*package);
    if (found == chance.within_package.end()) return std::nullopt;
    return found->second[point][tolerance];
}

Chance relocate(const Evidence& evidence, const std::vector<ChancePoint>& points, const WeightedGround& ground,
                Random random, Progress& progress) {
    Chance out;
    if (points.empty() || ground.positions.empty() || evidence.records.located().empty()) return out;
    const std::vector<double>& tolerances = evidence.tolerances;
    const Chance::ByTolerance zeros(tolerances.size(), 0.0F);

    std::map<std::string, std::size_t> packages;
    if (evidence.input.packages.size() * points.size() * tolerances.size() <= most_cells_by_package)
        for (const std::string& package : evidence.input.packages) packages.emplace(package, packages.size());
    const std::vector<Shape> shapes = make_shapes(evidence, packages);
    const PlaceDraw places(ground);
    const PointOrder order(points);

    out.within.assign(points.size(), zeros);
    out.met.assign(evidence.input.footprints.size(), zeros);
    std::vector<std::vector<Chance::ByTolerance>> by_package(packages.size(), out.within);
    std::vector<double> least(points.size());
    std::vector<std::vector<double>> least_of_package(packages.size(), least);
    const int rounds = std::max(evidence.settings.relocations, 1);
    progress.begin("chance levels", rounds);
    for (int round = 0; round < rounds; ++round) {
        std::fill(least.begin(), least.end(), unreachable);
        for (auto& list : least_of_package) std::fill(list.begin(), list.end(), unreachable);
        for (const Shape& shape : shapes) {
            const EastNorth centre = places.draw(random);
            const double angle = random.uniform(0, 2 * M_PI);
            const double c = std::cos(angle), s = std::sin(angle);
            const bool counts_here = evidence.is_tested[shape.footprint];
            double met = unreachable;
            order.for_each_near(centre, shape.radius_m + evidence.reach_m, [&](std::size_t k, double d) {
                const bool can_meet =
                    counts_here && points[k].confirms &&
                    is_compatible(evidence.input.footprints[shape.footprint].claimed_category, points[k].category);
                double* const own = shape.package < packages.size() ? &least_of_package[shape.package][k] : nullptr;
                const double at_least = d - shape.radius_m;  // no part of it is nearer
                if (at_least >= least[k] && (!own || at_least >= *own) && (!can_meet || at_least >= met)) return;
                const double east = points[k].position.east_m - centre.east_m;
                const double north = points[k].position.north_m - centre.north_m;
                const auto near =
                    shape.index.find_nearest({c * east + s * north, c * north - s * east}, {}, evidence.reach_m);
                if (!near) return;
                least[k] = std::min(least[k], near->distance_m);
                if (own) *own = std::min(*own, near->distance_m);
                if (can_meet) met = std::min(met, near->distance_m);
            });
            if (counts_here) count_within(out.met[shape.footprint], tolerances, met);
        }
        for (std::size_t k = 0; k < points.size(); ++k) {
            count_within(out.within[k], tolerances, least[k]);
            for (std::size_t p = 0; p < by_package.size(); ++p)
                count_within(by_package[p][k], tolerances, least_of_package[p][k]);
        }
        progress.advance(round + 1);
    }
    progress.end();
    divide(out.within, rounds);
    divide(out.met, rounds);
    for (const auto& [package, index] : packages) {
        divide(by_package[index], rounds);
        out.within_package.emplace(package, std::move(by_package[index]));
    }
    return out;
}

}  // namespace cairn::assessment
