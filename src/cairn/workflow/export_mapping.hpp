#pragma once
// How a register that was exported is read again.

#include <functional>
#include <string>

#include "cairn/formats/writer.hpp"
#include "cairn/intake/mapping.hpp"
#include "cairn/registers/schema.hpp"

namespace cairn::workflow {

/// From the columns that went out to the fields that they were: the source's id stays the source's id, deliveries are
/// told by their name, other references by the source's id of what they refer to. Positions that many rows share stay
/// as they are.
intake::Mapping reading_mapping(const registers::Schema& schema, const formats::Layer& layer, bool place_is_wkt);

/// The same for a table whose columns are called otherwise. Not for one of points (`points` keeps its columns).
intake::Mapping with_columns(intake::Mapping mapping, const std::function<std::string(const std::string&)>& rename);

/// Whose register the layer holds; null: no register's.
const registers::Schema* find_schema(const formats::Layer& layer, const registers::Schemas& schemas);

}  // namespace cairn::workflow
