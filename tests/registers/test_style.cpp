// Styles hold what the design promises: no green, three states that never look alike, an order that survives grey, a
// second channel beside each colour; and every text is XML.

#include <cmath>
#include <cstdlib>
#include <expat.h>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "cairn/registers/style.hpp"

using namespace cairn;
using namespace cairn::registers;

namespace {

struct Rgb {
    int red, green, blue;
};

Rgb rgb_of(const std::string& colour) {
    const auto part = [&](std::size_t at) {
        return static_cast<int>(std::strtol(colour.substr(at, 2).c_str(), nullptr, 16));
    };
    return {part(1), part(3), part(5)};
}

/// CIE L*, 0 black to 100 white, of an sRGB colour.
double lightness(const std::string& colour) {
    const auto linear = [](int value) {
        const double share = value / 255.0;
        return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
    };
    const Rgb c = rgb_of(colour);
    const double y = 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
    return y > 0.008856 ? 116 * std::cbrt(y) - 16 : 903.3 * y;
}

std::vector<std::string> symbol_colours(const Symbol& symbol) {
    std::vector<std::string> all;
    for (const Fill& fill : symbol.fills) all.push_back(fill.colour);
    if (symbol.casing) all.push_back(symbol.casing->colour);
    if (symbol.stroke) all.push_back(symbol.stroke->colour);
    if (symbol.mark) all.push_back(symbol.mark->colour);
    return all;
}

/// What is left of a symbol in print without colour: patterns, dashes, shapes.
std::string second_channel(const Symbol& symbol) {
    std::string text;
    for (const Fill& fill : symbol.fills) text += "fill " + std::to_string(static_cast<int>(fill.pattern)) + " ";
    if (symbol.stroke) {
        text += "stroke";
        for (const double px : symbol.stroke->dashes_px) text += " " + std::to_string(px);
    }
    if (symbol.mark)
        text += " mark " + std::to_string(static_cast<int>(symbol.mark->shape)) + " " +
                std::to_string(symbol.mark->size_px);
    return text;
}

const StyleRule& style_rule(const char* layer, const char* name) {
    static const auto styles = all_styles();
    for (const auto& style : styles)
        for (const auto& each : style.rules)
            if (style.name == layer && each.name == name) return each;
    throw std::runtime_error(std::string(layer) + "." + name);
}

bool is_xml(const std::string& text) {
    XML_Parser parser = XML_ParserCreate(nullptr);
    const bool is_good = XML_Parse(parser, text.data(), static_cast<int>(text.size()), XML_TRUE) == XML_STATUS_OK;
    XML_ParserFree(parser);
    return is_good;
}

TEST(Style, EveryKindWithAGeometryHasOneAndItsFieldsAndCodesExist) {
    for (const Schema& schema : Schemas::built_in().all()) {
        const auto style = style_of(schema.table);
        EXPECT_EQ(style.has_value(), schema.geometry != GeometryKind::none) << schema.kind;
        if (!style) continue;
        for (const auto& each : style->rules) {
            if (each.field.empty()) continue;
            const Field* field = schema.find(each.field);
            ASSERT_NE(field, nullptr) << each.field;
            const CodeList* codes = Schemas::built_in().find_code_list(field->code_list.value_or(""));
            ASSERT_NE(codes, nullptr) << each.field;
            for (const auto& value : each.values) EXPECT_NE(codes->find_value(value), nullptr) << value;
        }
    }
}

TEST(Style, TheLastRuleFitsEveryEntryAndNamesAreUnique) {
    for (const auto& style : all_styles()) {
        ASSERT_FALSE(style.rules.empty());
        std::set<std::string> names;
        for (const auto& each : style.rules) EXPECT_TRUE(names.insert(each.name).second) << style.name << each.name;
        EXPECT_TRUE(style.rules.back().field.empty()) << style.name;
    }
}

TEST(Style, ResultsAreDrawnOverWhatTheyJudgeAndEverythingOverTheHatch) {
    EXPECT_GT(style_of("records_result")->level, style_of("recorded_area")->level);
    EXPECT_GT(style_of("accidents_result")->level, style_of("accident")->level);
    for (const auto& style : all_styles()) {
        if (style.name != "area") {
            EXPECT_GT(style.level, style_of("area")->level) << style.name;
        }
    }
}

TEST(Style, NothingIsGreen) {
    for (const auto& style : all_styles())
        for (const auto& each : style.rules)
            for (const auto& colour : symbol_colours(each.symbol)) {
                const Rgb c = rgb_of(colour);
                EXPECT_FALSE(c.green > c.red + 24 && c.green > c.blue + 24) << style.name << " " << colour;
            }
}

TEST(Style, NotLookedAtIsHatchedAndOnlyWhatWasSearchedToItsEndHidesTheHatch) {
    const auto has = [](const StyleRule& each, Fill::Pattern pattern) {
        for (const Fill& fill : each.symbol.fills)
            if (fill.pattern == pattern) return true;
        return false;
    };
    for (const auto& unseen : {style_rule("area", "study-area"), style_rule("public_cell", "not-looked-at")}) {
        EXPECT_TRUE(has(unseen, Fill::Pattern::lines));
        EXPECT_FALSE(has(unseen, Fill::Pattern::dots));
    }
    for (const auto& searched : {style_rule("search", "searched"), style_rule("public_cell", "searched")}) {
        EXPECT_TRUE(has(searched, Fill::Pattern::dots));
        EXPECT_FALSE(has(searched, Fill::Pattern::lines));
        EXPECT_EQ(searched.symbol.fills.front().opacity, 1) << "cuts its window into the hatch";
    }
    EXPECT_TRUE(style_rule("search", "planned").symbol.fills.empty()) << "a plan lets the hatch through";
    EXPECT_TRUE(style_rule("search", "unfinished").symbol.fills.empty());
    EXPECT_TRUE(style_rule("hazard", "closed").symbol.fills.empty());
}

TEST(Style, StatesOfALayerDifferInPrintWithoutColour) {
    for (const auto& style : all_styles()) {
        std::map<std::string, std::string> seen;
        for (const auto& each : style.rules) {
            const auto [at, is_new] = seen.emplace(second_channel(each.symbol), each.name);
            EXPECT_TRUE(is_new) << style.name << ": " << each.name << " looks like " << at->second;
        }
    }
}

TEST(Style, HazardsAreDarkerThanSearchedGroundInGrey) {
    EXPECT_LT(lightness(style_rule("hazard", "confirmed").symbol.stroke->colour) + 40,
              lightness(style_rule("search", "searched").symbol.fills.front().colour));
}

TEST(Style, QmlSldAndRendererAreXmlForEveryKindOfGeometry) {
    for (const auto& style : all_styles())
        for (const GeometryKind kind : {GeometryKind::point, GeometryKind::line, GeometryKind::polygon}) {
            EXPECT_TRUE(is_xml(to_qml(style, kind))) << style.name;
            EXPECT_TRUE(is_xml(to_sld(style, kind))) << style.name;
            EXPECT_TRUE(is_xml(to_qgis_renderer(style, kind))) << style.name;
        }
}

TEST(Style, QgisDrawsTheFirstRuleThatFitsAlone) {
    const std::string qml = to_qml(*style_of("hazard"), GeometryKind::polygon);
    EXPECT_NE(
        qml.find("label=\"Confirmed hazardous area (CHA)\" filter=\"coalesce(to_string(&quot;hazard_class&quot;), "
                 "'') IN ('cha') AND NOT (coalesce(to_string(&quot;status&quot;), '') IN ('closed'))\""),
        std::string::npos)
        << qml;
    EXPECT_NE(qml.find("filter=\"ELSE\""), std::string::npos);
}

}  // namespace
