#include "cairn/intake/rounding.hpp"

#include <cmath>

namespace cairn::intake {
namespace {

constexpr double coarse_m = 25;

double to_three_digits(double value) {
    if (!(value > 0)) return value;
    const double step = std::pow(10, std::floor(std::log10(value)) - 2);
    // Divide by a whole number where the step is below 1: 0.3, not 0.30000000000000004.
    return step >= 1 ? std::round(value / step) * step : std::round(value / step) / std::round(1 / step);
}

}  // namespace

double added_sigma_m(const Entity& entity) {
    return std::hypot(number_of(entity, "position_rounding_m").value_or(0),
                      number_of(entity, "position_accuracy_m").value_or(0));
}

double combine_sigma_m(double stated_m, double added_m) {
    return added_m == 0 ? stated_m : to_three_digits(std::hypot(stated_m, added_m));
}

void add_rounding(std::optional<double> rounding_m, Entity& entity) {
    if (rounding_m) entity.fields["position_rounding_m"] = to_three_digits(*rounding_m);
    const double added = added_sigma_m(entity);
    const auto stated = number_of(entity, "sigma_m");
    if (added == 0 || (!stated && added < coarse_m)) return;
    entity.fields["sigma_m"] = combine_sigma_m(stated.value_or(0), added);
}

}  // namespace cairn::intake
