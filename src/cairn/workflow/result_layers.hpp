#pragma once
// The layers of results.gpkg: what the report's maps show, for a GIS.

#include <string>
#include <vector>

#include "cairn/formats/writer.hpp"
#include "cairn/workflow/assessed.hpp"

namespace cairn::workflow {

/// records_result, accidents_result, searched_ground and measures. Restricted: device locations are not in them,
/// but record and accident positions are.
std::vector<formats::Layer> result_layers(const Assessed& assessed);

/// Tables of the same assessment, those that hold rows: measures, shifts, test_next.
std::vector<formats::Layer> result_tables(const Assessment& assessment);

/// Rows as a table: the id, then the fields by name, each with the type of its first value that is not blank.
formats::Layer to_table(std::string name, std::string description, std::vector<Entity> rows);

}  // namespace cairn::workflow
