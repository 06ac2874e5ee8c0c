#pragma once
// What readers say about a geometry that is there and cannot be used.

#include <string>

#include "cairn/core/finding.hpp"

namespace cairn::formats {

/// Not null, but without any position: code `empty_geometry`.
Finding empty_geometry();

/// Code `geometry_unreadable`; `why` continues "The geometry cannot be read: ".
Finding unreadable_geometry(const std::string& why, const std::string& standard);

}  // namespace cairn::formats
