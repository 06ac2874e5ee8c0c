#pragma once
// Private to this module: reference systems as PROJ's objects.

#include <optional>
#include <string>
#include <string_view>

#include "cairn/geodesy/crs.hpp"
#include "cairn/geodesy/proj_handle.hpp"

namespace cairn::geodesy {

/// What `text` names, as a two-dimensional system; fails like parse_crs.
Result<Pj> make_crs(PJ_CONTEXT* context, std::string_view text);

CrsDescription describe(PJ_CONTEXT* context, const PJ* crs);

/// Radians in one unit of the system's axes; 0 when they are lengths.
double axis_unit_rad(PJ_CONTEXT* context, const PJ* crs);

/// Of a system or an operation; absent when the registry does not say.
std::optional<GeoExtent> area_of_use(PJ_CONTEXT* context, const PJ* object);

std::string text_or_empty(const char* text);

}  // namespace cairn::geodesy
