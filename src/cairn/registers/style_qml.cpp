// Styles as QGIS keeps them. Lengths are in points: 0.35 mm on paper for each px of the description.

#include <cstdlib>

#include <fmt/format.h>

#include "cairn/core/xml_text.hpp"
#include "cairn/registers/style.hpp"

namespace cairn::registers {
namespace {

int part(const std::string& colour, std::size_t at) {
    return static_cast<int>(std::strtol(colour.substr(at, 2).c_str(), nullptr, 16));
}

/// "155,28,59,255"
std::string rgba(const std::string& colour, double opacity = 1) {
    return fmt::format("{},{},{},{}", part(colour, 1), part(colour, 3), part(colour, 5),
                       static_cast<int>(opacity * 255 + 0.5));
}

constexpr const char* white = "#FFFFFF";

class SymbolText {
   public:
    /// `name` is the symbol's in its renderer: "0".
    explicit SymbolText(std::string name) : name_(std::move(name)) {}

    std::string polygon(const Symbol& symbol) {
        std::string layers;
        for (const Fill& fill : symbol.fills) layers += filled(fill);
        if (symbol.casing) layers += line(*symbol.casing);
        if (symbol.stroke) layers += line(*symbol.stroke);
        return wrapped("fill", name_, layers);
    }
    std::string polyline(const Symbol& symbol) {
        std::string layers;
        if (symbol.casing) layers += line(*symbol.casing);
        if (symbol.stroke) layers += line(*symbol.stroke);
        return wrapped("line", name_, layers);
    }
    std::string point(const Symbol& symbol) {
        return wrapped("marker", name_, symbol.mark ? mark(*symbol.mark) : std::string());
    }

   private:
    static std::string wrapped(const char* type, const std::string& name, const std::string& layers) {
        return fmt::format("<symbol type=\"{}\" name=\"{}\" alpha=\"1\" clip_to_extent=\"1\">{}</symbol>", type, name,
                           layers);
    }
    std::string layer(const char* type, const std::string& properties, const std::string& inner = {}) {
        ++layers_;
        return fmt::format("<layer class=\"{}\" enabled=\"1\" pass=\"0\" locked=\"0\">{}{}</layer>", type, properties,
                           inner);
    }
    static std::string prop(const char* key, const std::string& value) {
        return fmt::format("<prop k=\"{}\" v=\"{}\"/>", key, value);
    }
    static std::string length(const char* key, double px) {
        return prop(key, fmt::format("{}", px)) + prop((std::string(key) + "_unit").c_str(), "Point");
    }

    static std::string line_properties(const Stroke& stroke) {
        std::string dashes;
        for (const double px : stroke.dashes_px) dashes += (dashes.empty() ? "" : ";") + fmt::format("{}", px);
        return prop("line_color", rgba(stroke.colour)) + prop("line_style", "solid") +
               length("line_width", stroke.width_px) + prop("capstyle", "flat") + prop("joinstyle", "round") +
               prop("use_custom_dash", dashes.empty() ? "0" : "1") +
               (dashes.empty() ? "" : prop("customdash", dashes) + prop("customdash_unit", "Point"));
    }
    std::string line(const Stroke& stroke) { return layer("SimpleLine", line_properties(stroke)); }

    std::string simple_marker(const char* shape, const std::string& colour, const std::string& outline,
                              double outline_px, double size_px) {
        return layer("SimpleMarker",
                     prop("name", shape) + prop("color", rgba(colour)) +
                         (outline.empty() ? prop("outline_style", "no")
                                          : prop("outline_color", rgba(outline)) + prop("outline_style", "solid") +
                                                length("outline_width", outline_px)) +
                         length("size", size_px) + prop("scale_method", "diameter"));
    }

    /// Eight points: a square and the same on its corner, in white and larger below.
    std::string burst(const Mark& mark) {
        constexpr double side = 0.71;  // of a square, to its diagonal
        const double outer = mark.size_px + 2 * mark.halo_px;
        return simple_marker("square", white, {}, 0, outer * side) + simple_marker("diamond", white, {}, 0, outer) +
               simple_marker("square", mark.colour, {}, 0, mark.size_px * side) +
               simple_marker("diamond", mark.colour, {}, 0, mark.size_px);
    }

    std::string mark(const Mark& mark) {
        switch (mark.shape) {
            case Mark::Shape::burst: return burst(mark);
            case Mark::Shape::cross: return simple_marker("cross2", mark.colour, mark.colour, 1.4, mark.size_px);
            case Mark::Shape::square: return simple_marker("square", mark.colour, white, mark.halo_px, mark.size_px);
            case Mark::Shape::open_disc: return simple_marker("circle", white, mark.colour, mark.halo_px, mark.size_px);
            case Mark::Shape::disc: break;
        }
        return simple_marker("circle", mark.colour, white, mark.halo_px, mark.size_px);
    }

    std::string filled(const Fill& fill) {
        const std::string inner = "@" + name_ + "@" + std::to_string(layers_);
        if (fill.pattern == Fill::Pattern::plain) {
            return layer("SimpleFill", prop("color", rgba(fill.colour, fill.opacity)) + prop("style", "solid") +
                                           prop("outline_style", "no"));
        }
        if (fill.pattern == Fill::Pattern::lines) {
            const Stroke stroke{fill.colour, fill.weight_px};
            const std::string lines = fmt::format(
                "<layer class=\"SimpleLine\" enabled=\"1\" pass=\"0\" "
                "locked=\"0\">{}</layer>",
                line_properties(stroke));
            return layer("LinePatternFill",
                         prop("angle", "45") + prop("color", rgba(fill.colour)) + length("distance", fill.spacing_px) +
                             length("line_width", fill.weight_px),
                         wrapped("line", inner, lines));
        }
        const std::string dot = "<layer class=\"SimpleMarker\" enabled=\"1\" pass=\"0\" locked=\"0\">" +
                                prop("name", "circle") + prop("color", rgba(fill.colour)) +
                                prop("outline_style", "no") + length("size", fill.weight_px) + "</layer>";
        return layer("PointPatternFill",
                     length("distance_x", fill.spacing_px) + length("distance_y", fill.spacing_px) +
                         length("displacement_x", 0) + length("displacement_y", 0),
                     wrapped("marker", inner, dot));
    }

    std::string name_;
    std::size_t layers_ = 0;
};

std::string quoted_sql(const std::string& text) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'') out += '\'';
        out += c;
    }
    return out + "'";
}

/// Blank fields fit no rule that names a field.
std::string condition(const StyleRule& rule) {
    std::string values;
    for (const auto& value : rule.values) values += (values.empty() ? "" : ", ") + quoted_sql(value);
    return fmt::format("coalesce(to_string(\"{}\"), '') IN ({})", rule.field, values);
}

/// The renderer draws every rule that fits; ours is the first that does.
std::string filter(const LayerStyle& style, std::size_t at) {
    const StyleRule& rule = style.rules[at];
    if (rule.field.empty() && at == 0) return {};
    if (rule.field.empty()) return "ELSE";
    std::string text = condition(rule);
    for (std::size_t i = 0; i < at; ++i) text += " AND NOT (" + condition(style.rules[i]) + ")";
    return text;
}

std::string symbol_text(const StyleRule& rule, std::size_t number, GeometryKind kind) {
    SymbolText text(std::to_string(number));
    if (kind == GeometryKind::point) return text.point(rule.symbol);
    return kind == GeometryKind::line ? text.polyline(rule.symbol) : text.polygon(rule.symbol);
}

int qgis_kind(GeometryKind kind) {
    if (kind == GeometryKind::point) return 0;
    return kind == GeometryKind::line ? 1 : 2;
}

}  // namespace

std::string to_qgis_renderer(const LayerStyle& style, GeometryKind kind) {
    std::string rules, symbols;
    for (std::size_t i = 0; i < style.rules.size(); ++i) {
        const StyleRule& rule = style.rules[i];
        const std::string text = filter(style, i);
        rules += fmt::format("<rule key=\"{{{}}}\" symbol=\"{}\" label=\"{}\"{}/>", to_xml_text(rule.name), i,
                             to_xml_text(rule.label),
                             text.empty() ? std::string() : " filter=\"" + to_xml_text(text) + "\"");
        symbols += symbol_text(rule, i, kind);
    }
    return "<renderer-v2 type=\"RuleRenderer\" symbollevels=\"0\" forceraster=\"0\" enableorderby=\"0\"><rules "
           "key=\"{all}\">" +
           rules + "</rules><symbols>" + symbols + "</symbols></renderer-v2>";
}

std::string to_qml(const LayerStyle& style, GeometryKind kind) {
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.22\" "
           "styleCategories=\"Symbology\">" +
           to_qgis_renderer(style, kind) +
           fmt::format("<blendMode>0</blendMode><layerGeometryType>{}</layerGeometryType></qgis>\n", qgis_kind(kind));
}

}  // namespace cairn::registers
