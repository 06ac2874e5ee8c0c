#pragma once
// Registers as tables in the shape of IMSMA NG: its object types and names, its ids kept (docs/formats/imsma.md).

#include <string>
#include <vector>

#include "cairn/formats/writer.hpp"
#include "cairn/intake/mapping.hpp"
#include "cairn/registers/schema.hpp"

namespace cairn::workflow {

/// From layers of registers (export_layers.hpp) to tables without geometry: hazard, hazreduc, hazreducdeviceinfo,
/// accident, gazetteer, location; the links …_has_geospatialinfo; geospatialinfo (a row for each point, line, shell and
/// hole) and geopoint (a row for each turning point; a ring's first point is not repeated at its end). What IMSMA has
/// no field for stands in a column "cairn_…", and the whole place once more in "cairn_geometry_wkt". Layers of kinds
/// that have no counterpart keep their name, with "cairn_" before.
std::vector<formats::Layer> imsma_tables(const std::vector<formats::Layer>& layers, const registers::Schemas& schemas);

struct ImsmaMapping {
    std::string name;  ///< the table's; the layer's, where several registers stand in one table
    intake::Mapping mapping;
};
/// How each of the tables that hold a register is read again.
std::vector<ImsmaMapping> imsma_mappings(const std::vector<formats::Layer>& layers, const registers::Schemas& schemas);

}  // namespace cairn::workflow
