#pragma once
// The layers of results.gpkg: what the report's maps show, for a GIS.

#include <vector>

#include "cairn/formats/writer.hpp"
#include "cairn/workflow/assessed.hpp"

namespace cairn::workflow {

/// records_result, accidents_result, searched_ground and measures. Restricted: device locations are not in them,
/// but record and accident positions are.
std::vector<formats::Layer> result_layers(const Assessed& assessed);

}  // namespace cairn::workflow
