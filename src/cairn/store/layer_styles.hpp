#pragma once
// The table layer_styles, where QGIS looks for how a layer is drawn. It is not part of the history: whoever wants other
// looks may keep their own there, from QGIS, and verify does not mind.

#include "cairn/registers/schema.hpp"
#include "cairn/store/sqlite.hpp"

namespace cairn::store {

inline constexpr const char* layer_styles_table = "layer_styles";

bool has_layer_styles(Database& database);
/// Makes and fills it: a style for each layer and kind of geometry that it may hold, in QML and SLD; the one for
/// polygons is the default where there are several. Precondition: there is none, and a transaction is open.
void add_layer_styles(Database& database, const registers::Schemas& schemas);

}  // namespace cairn::store
