#pragma once
// How every layer is drawn, in one place: the styles of QGIS, SLD and KML are made from it. What each look means stands
// in docs/styles.md. Ground that nobody looked at never looks like ground where nothing was found: the first is
// hatched, the second is pale blue with dots, and nothing is green.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/core/layer_style.hpp"
#include "cairn/registers/schema.hpp"

namespace cairn::registers {

/// By the name of a table ("recorded_area") or of a layer of results ("records_result", "public_cell"). Absent where
/// nothing can be drawn ("package") or a programme made the layer itself.
std::optional<LayerStyle> style_of(std::string_view layer);

/// All of them, from below to above.
std::vector<LayerStyle> all_styles();

/// A style file of QGIS (QML, rule-based renderer), as 3.16 and later read it. `kind` is point, line or polygon: a
/// layer of QGIS has one.
std::string to_qml(const LayerStyle& style, GeometryKind kind);

/// The renderer alone, for a project file.
std::string to_qgis_renderer(const LayerStyle& style, GeometryKind kind);

/// OGC 05-078r4 (Styled Layer Descriptor 1.1) with 05-077r4 (Symbology Encoding 1.1). Patterns are named as GeoServer
/// and QGIS know them (shape://slash, shape://dot).
std::string to_sld(const LayerStyle& style, GeometryKind kind);

}  // namespace cairn::registers
