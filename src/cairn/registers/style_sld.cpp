// Styles as OGC's Symbology Encoding has them.

#include <fmt/format.h>

#include "cairn/core/xml_text.hpp"
#include "cairn/registers/style.hpp"

namespace cairn::registers {
namespace {

std::string parameter(const char* name, const std::string& value) {
    return fmt::format("<se:SvgParameter name=\"{}\">{}</se:SvgParameter>", name, value);
}

std::string stroke_text(const Stroke& stroke) {
    std::string dashes;
    for (const double px : stroke.dashes_px) dashes += (dashes.empty() ? "" : " ") + fmt::format("{}", px);
    return "<se:Stroke>" + parameter("stroke", stroke.colour) +
           parameter("stroke-width", fmt::format("{}", stroke.width_px)) +
           (dashes.empty() ? "" : parameter("stroke-dasharray", dashes)) + "</se:Stroke>";
}

std::string pattern_text(const Fill& fill) {
    const bool is_lines = fill.pattern == Fill::Pattern::lines;
    return fmt::format(
        "<se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>{}</se:WellKnownName><se:Stroke>{}{}</se:Stroke>"
        "</se:Mark><se:Size>{}</se:Size></se:Graphic></se:GraphicFill>",
        is_lines ? "shape://slash" : "shape://dot", parameter("stroke", fill.colour),
        parameter("stroke-width", fmt::format("{}", fill.weight_px)), fill.spacing_px);
}

std::string fill_text(const Fill& fill) {
    if (fill.pattern != Fill::Pattern::plain) return "<se:Fill>" + pattern_text(fill) + "</se:Fill>";
    return "<se:Fill>" + parameter("fill", fill.colour) + parameter("fill-opacity", fmt::format("{}", fill.opacity)) +
           "</se:Fill>";
}

constexpr const char* in_pixels = " uom=\"http://www.opengeospatial.org/se/units/pixel\"";

std::string symbolizer(const char* name, const std::string& content) {
    return fmt::format("<se:{}Symbolizer{}>{}</se:{}Symbolizer>", name, in_pixels, content, name);
}

std::string mark_text(const Mark& mark) {
    const bool is_open = mark.shape == Mark::Shape::open_disc;
    const char* shape = "circle";
    if (mark.shape == Mark::Shape::burst) shape = "star";
    if (mark.shape == Mark::Shape::square) shape = "square";
    if (mark.shape == Mark::Shape::cross) shape = "x";
    const bool has_own_outline = is_open || mark.shape == Mark::Shape::cross;
    return fmt::format(
        "<se:Graphic><se:Mark><se:WellKnownName>{}</se:WellKnownName><se:Fill>{}</se:Fill>{}</se:Mark><se:Size>{}"
        "</se:Size></se:Graphic>",
        shape, parameter("fill", is_open ? "#FFFFFF" : mark.colour),
        stroke_text({has_own_outline ? mark.colour : "#FFFFFF", mark.halo_px}), mark.size_px);
}

std::string symbol_text(const Symbol& symbol, GeometryKind kind) {
    if (kind == GeometryKind::point) return symbol.mark ? symbolizer("Point", mark_text(*symbol.mark)) : std::string();
    std::string text;
    if (kind == GeometryKind::polygon)
        for (const Fill& fill : symbol.fills) text += symbolizer("Polygon", fill_text(fill));
    if (symbol.casing) text += symbolizer("Line", stroke_text(*symbol.casing));
    if (symbol.stroke) text += symbolizer("Line", stroke_text(*symbol.stroke));
    return text;
}

std::string one_of(const StyleRule& rule) {
    std::string each;
    for (const auto& value : rule.values) {
        each += fmt::format(
            "<ogc:PropertyIsEqualTo><ogc:PropertyName>{}</ogc:PropertyName><ogc:Literal>{}</ogc:Literal>"
            "</ogc:PropertyIsEqualTo>",
            to_xml_text(rule.field), to_xml_text(value));
    }
    return rule.values.size() == 1 ? each : "<ogc:Or>" + each + "</ogc:Or>";
}

/// The first rule that fits draws; the last is the ElseFilter of the standard.
std::string filter(const LayerStyle& style, std::size_t at) {
    const StyleRule& rule = style.rules[at];
    if (rule.field.empty()) return at == 0 ? std::string() : "<se:ElseFilter/>";
    std::string text = one_of(rule);
    for (std::size_t i = 0; i < at; ++i) text += "<ogc:Not>" + one_of(style.rules[i]) + "</ogc:Not>";
    return "<ogc:Filter>" + (at == 0 ? text : "<ogc:And>" + text + "</ogc:And>") + "</ogc:Filter>";
}

}  // namespace

std::string to_sld(const LayerStyle& style, GeometryKind kind) {
    std::string rules;
    for (std::size_t i = 0; i < style.rules.size(); ++i) {
        const StyleRule& rule = style.rules[i];
        rules += fmt::format(
            "<se:Rule><se:Name>{}</se:Name><se:Description><se:Title>{}</se:Title></se:Description>{}{}</se:Rule>",
            to_xml_text(rule.name), to_xml_text(rule.label), filter(style, i), symbol_text(rule.symbol, kind));
    }
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<StyledLayerDescriptor xmlns=\"http://www.opengis.net/sld\" "
        "xmlns:ogc=\"http://www.opengis.net/ogc\" xmlns:se=\"http://www.opengis.net/se\" version=\"1.1.0\"><NamedLayer>"
        "<se:Name>{0}</se:Name><UserStyle><se:Name>{0}</se:Name><se:FeatureTypeStyle>{1}</se:FeatureTypeStyle>"
        "</UserStyle></NamedLayer></StyledLayerDescriptor>\n",
        to_xml_text(style.name), rules);
}

}  // namespace cairn::registers
