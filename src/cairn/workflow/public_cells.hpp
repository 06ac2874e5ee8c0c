#pragma once
// What everybody may see of hazards and searches: cells of 1 km, with a state and nothing else.

#include <optional>

#include "cairn/core/date.hpp"
#include "cairn/formats/writer.hpp"
#include "cairn/store/store.hpp"

namespace cairn::workflow {

constexpr double public_cell_m = 1000;  ///< side of a cell

/// The layer "public_cell": squares of the metric plane of the study area, or of the reach of all entries where there
/// is none. "hazard": a hazardous area that is not closed, a recorded area or an accident touches the cell, whatever
/// was searched since. "searched": searches that are not planned, unfinished or suspended, and of which nobody says
/// that they left some of their ground out, cover all of it. "not looked at": all others. No dates, kinds, counts or
/// names. Empty when nothing in the store has a place; throws CallError when the entries lie too far apart for one
/// plane.
formats::Layer public_cells(const store::Store& store, const std::optional<Date>& as_of);

}  // namespace cairn::workflow
