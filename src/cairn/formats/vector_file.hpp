#pragma once
// Vector formats that the geodata library reads: one driver by its name for each, never whichever takes the file.
// See docs/formats/ for each.

#include <filesystem>
#include <optional>
#include <string>

#include "cairn/formats/reader.hpp"
#include "cairn/formats/table_list.hpp"

namespace cairn::formats {

enum class VectorFormat { shapefile, gml, gpx, flatgeobuf, mapinfo, file_geodatabase, esri_json };

/// As people call it: "Shapefile", "GML" …
const char* name_of(VectorFormat format);

/// Its layers. Fails when the file is not of this format, or is broken. `file` has its companions beside it and lies
/// in a folder where nothing else is.
Result<TableList> list_vector_file(const std::filesystem::path& file, VectorFormat format, const Limits& limits);

/// One layer; all of them as one table, with the column _layer, when `layer` is absent. Rows are numbered in the layer.
Result<RawTable> read_vector_file(const std::filesystem::path& file, VectorFormat format,
                                  const std::optional<std::string>& layer, const std::function<bool(RawRow&&)>& on_row,
                                  const Limits& limits);

}  // namespace cairn::formats
