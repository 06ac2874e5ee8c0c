#pragma once
// Where strips may lie: stations along a path times lanes beside it.

#include <span>
#include <vector>

#include "cairn/simulate/laying.hpp"

namespace cairn::simulate {

/// About `wanted` slots beside the path, in lanes on both sides, as near to it as the number allows and at most
/// 1 500 m away; each with a
/// length and width drawn around the plan's. `margin_m` is kept free at both ends of the path.
std::vector<Slot> make_slots(const Path& path, const LayingPlan& plan, std::size_t wanted, double margin_m,
                             const Random& random);

/// Draws all slots in an order in which a heavier one comes earlier (Efraimidis & Spirakis 2006).
std::vector<Slot> draw_in_order(std::vector<Slot> slots, std::span<const double> weights, const Random& random);

}  // namespace cairn::simulate
