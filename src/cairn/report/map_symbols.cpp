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

void write_map_legend(Page& page, const MapPicture& picture) {
    const MapData& map = page.input.map;
    const MapCounts shown = count_shown(map, picture);
    const auto word = [&](std::string_view key) { return page.words.text(key, page.slots()); };
    const auto count = [&](std::size_t n) { return page.numbers.count(static_cast<double>(n)); };
    const auto key_if = [&](std::size_t n, Swatch kind, std::string_view what, std::string_view name,
                            const std::string& note) {
        if (n > 0) write_key(page, kind, what, word(name), note);
    };
    page.out.open("ul", {{"class", "legend"}});
    write_key(page, Swatch::path, "ground", word("state.unseen.name"), word("legend.unseen"));
    write_key(page, Swatch::path, "searched", word("state.searched.name"),
              page.words.text("legend.searched", {{"n", count(shown.searches)}}));
    write_key(page, Swatch::path, map.footprints_are_hazards ? "hazard" : "written",
              word(map.footprints_are_hazards ? "legend.hazard" : "legend.written"), count(shown.footprints));
    key_if(shown.confirmed, Swatch::use, "confirmed", "legend.confirmed", "");
    key_if(shown.unconfirmed, Swatch::use, "unconfirmed", "legend.unconfirmed", "");
    key_if(shown.finds, Swatch::use, "find", "legend.find", count(shown.finds));
    key_if(shown.accidents, Swatch::use, "accident", "legend.accident", count(shown.accidents));
    key_if(shown.has_clusters ? 1 : 0, Swatch::use, "cluster", "legend.cluster", "");
    key_if(shown.outside, Swatch::use, "outside", "legend.outside", "");
    key_if(shown.rough, Swatch::use, "accident-rough", "legend.rough", word("legend.rough_note"));
    key_if(shown.search_places, Swatch::use, "search-place", "legend.search_place", word("legend.search_place_note"));
    key_if(shown.has_study_edge ? 1 : 0, Swatch::path, "study", "legend.study", "");
    key_if(shown.areas, Swatch::path, "area", "legend.area", "");
    key_if(picture.close_ups.size(), Swatch::path, "closeup", "legend.close_up", "");
    page.out.close("ul").line();
}

}  // namespace cairn::report
