#include "cairn/assessment/exposure.hpp"

#include <cmath>

namespace cairn::assessment {
namespace {
constexpr double scale_m = 2000;
constexpr double farthest_m = 10 * scale_m;  // beyond, the kernel is below 5e-5
constexpr double everywhere = 0.05;
}  // namespace

Exposure::Exposure(const std::vector<Settlement>& settlements, const std::vector<EastNorth>& ground) {
    for (const Settlement& settlement : settlements)
        if (settlement.weight > 0) settlements_.push_back(settlement);
    double sum = 0;
    for (const EastNorth& position : ground) sum += from_settlements(position);
    if (sum > 0)
        floor_ = everywhere * sum / static_cast<double>(ground.size());
    else
        settlements_.clear();  // nobody lives near any of this ground: nothing to weigh by
}

double Exposure::from_settlements(EastNorth position) const {
    double sum = 0;
    for (const Settlement& s : settlements_) {
        const double east = position.east_m - s.position.east_m;
        const double north = position.north_m - s.position.north_m;
        if (std::abs(east) > farthest_m || std::abs(north) > farthest_m) continue;
        sum += s.weight * std::exp(-std::hypot(east, north) / scale_m);
    }
    return sum;
}

double Exposure::at(EastNorth position) const {
    return settlements_.empty() ? 1.0 : floor_ + from_settlements(position);
}

}  // namespace cairn::assessment
