// Patterns, symbols and their legend. Shape, dash and pattern carry the meaning; colour repeats it.

#include <cmath>
#include <numbers>

#include "cairn/report/css.hpp"
#include "cairn/report/svg_map.hpp"

namespace cairn::report {
namespace {

std::string burst(double outer, double inner) {
    std::string d;
    for (int i = 0; i < 16; ++i) {
        const double r = i % 2 == 0 ? outer : inner;
        const double angle = std::numbers::pi * i / 8;
        d += (i == 0 ? "M" : "L") + css_number(r * std::sin(angle)) + " " + css_number(-r * std::cos(angle));
    }
    return d + "Z";
}

void write_pattern(Markup& out, std::string_view id, bool is_hatch) {
    Attributes attributes{{"id", std::string(id)}, {"width", "7"}, {"height", "7"}, {"patternUnits", "userSpaceOnUse"}};
    if (is_hatch) attributes.push_back({"patternTransform", "rotate(45)"});
    out.open("pattern", attributes);
    if (is_hatch) {
        out.leaf("path", {{"d", "M0 0V7"}, {"class", "hatchline"}});
    } else {
        out.leaf("circle", {{"cx", "3.5"}, {"cy", "3.5"}, {"r", "0.9"}, {"class", "dotfill"}});
    }
    out.close("pattern");
}

void write_symbol(Markup& out, std::string_view id, const std::string& d, std::string_view css_class) {
    out.leaf("path", {{"id", std::string(id)}, {"d", d}, {"class", std::string(css_class)}});
}

enum class Swatch { path, use };

void write_key(Page& page, Swatch kind, std::string_view what, const std::string& name, const std::string& note) {
    Markup& out = page.out;
    out.open("li").open("svg", {{"width", "30"}, {"height", "20"}, {"viewBox", "0 0 30 20"}, {"aria-hidden", "true"}});
    if (kind == Swatch::use) {
        if (what == "outside") out.leaf("use", {{"href", "#accident"}, {"x", "15"}, {"y", "9"}});
        out.leaf("use", {{"href", "#" + std::string(what)}, {"x", "15"}, {"y", what == "outside" ? "9" : "10"}});
    } else {
        out.leaf("path", {{"d", "M2 3H28V17H2Z"}, {"class", std::string(what == "ground" ? "ground outline" : what)}});
        if (what == "searched") out.leaf("path", {{"d", "M2 3H28V17H2Z"}, {"class", "dotted"}});
    }
    out.close("svg").open("span").element("b", name);
    if (!note.empty()) out.text(" ").element("span", {{"class", "mut"}}, note);
    out.close("span").close("li");
}

std::string count_of(const Page& page, const std::vector<MapFeature>& features) {
    return page.numbers.count(static_cast<double>(features.size()));
}

}  // namespace

void write_map_definitions(Markup& out) {
    out.open("svg", {{"class", "defs"}, {"width", "0"}, {"height", "0"}, {"aria-hidden", "true"}}).open("defs");
    write_pattern(out, "hatch", true);
    write_pattern(out, "dots", false);
    write_symbol(out, "find", "M-2.6 0a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0-5.2 0Z", "sym find");
    write_symbol(out, "accident", burst(7.5, 3.2), "sym burst");
    write_symbol(out, "accident-rough", burst(7.5, 3.6), "sym rough");
    write_symbol(out, "outside", "M-6.5 10.5h13", "sym under");
    write_symbol(out, "cluster", "M-8 0a8 8 0 1 0 16 0a8 8 0 1 0-16 0Z", "cluster of-accidents");
    write_symbol(out, "confirmed", "M-3.5-3.5h7v7h-7z", "sym yes");
    write_symbol(out, "unconfirmed", "M-4-4L4 4M-4 4L4-4", "sym not");
    write_symbol(out, "search-place", "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z", "sym place-only");
    out.close("defs").close("svg").line();
}

void write_map_legend(Page& page) {
    const MapData& map = page.input.map;
    const auto word = [&](std::string_view key) { return page.words.text(key); };
    page.out.open("ul", {{"class", "legend"}});
    write_key(page, Swatch::path, "ground", word("state.unseen.name"), word("legend.unseen"));
    write_key(page, Swatch::path, "searched", word("state.searched.name"),
              page.words.text("legend.searched", {{"n", count_of(page, map.searches)}}));
    write_key(page, Swatch::path, map.footprints_are_hazards ? "hazard" : "written",
              word(map.footprints_are_hazards ? "legend.hazard" : "legend.written"), count_of(page, map.footprints));
    write_key(page, Swatch::use, "confirmed", page.words.text("legend.confirmed", page.slots()), "");
    write_key(page, Swatch::use, "unconfirmed", page.words.text("legend.unconfirmed", page.slots()), "");
    write_key(page, Swatch::use, "find", word("legend.find"), count_of(page, map.finds));
    write_key(page, Swatch::use, "accident", word("legend.accident"), count_of(page, map.accidents));
    if (map.accidents.size() > cluster_above || map.finds.size() > cluster_above) {
        write_key(page, Swatch::use, "cluster", word("legend.cluster"), "");
    }
    write_key(page, Swatch::use, "outside", page.words.text("legend.outside", page.slots()), "");
    write_key(page, Swatch::use, "accident-rough", word("legend.rough"), word("legend.rough_note"));
    write_key(page, Swatch::use, "search-place", word("legend.search_place"), word("legend.search_place_note"));
    page.out.close("ul").line();
}

}  // namespace cairn::report
