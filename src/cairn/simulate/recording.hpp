#pragma once
// How packages tell of the fields: what they leave out, invent, misplace and miscount.

#include <vector>

#include "cairn/core/random.hpp"
#include "cairn/simulate/chart.hpp"
#include "cairn/simulate/laying.hpp"
#include "cairn/simulate/world.hpp"

namespace cairn::simulate {

/// Fills packages, recorded areas and the truth behind them, and marks fields that were lifted. Needs fields;
/// `unused` are places along the front where nothing lies.
void record_fields(World& world, std::vector<Slot> unused, const Chart& chart, const Random& random);

/// Middle of a strip: the mean of its corners.
EastNorth middle_of(const PlanePolygon& polygon);

}  // namespace cairn::simulate
