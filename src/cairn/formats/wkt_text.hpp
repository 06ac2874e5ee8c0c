#pragma once
#include "cairn/core/geometry.hpp"

#include <string>

namespace cairn::formats {
std::string to_wkt(const GeoGeometry& geometry);
}
