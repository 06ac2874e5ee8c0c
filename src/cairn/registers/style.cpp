#include "cairn/registers/style.hpp"

#include <algorithm>

namespace cairn::registers {
namespace {

// Colours by what they mean. Their lightness falls in steps, so that the order survives grey; every state has a second
// channel (dash, hatch, dots, shape) beside.
constexpr const char* ink = "#16211F";
constexpr const char* ink_2 = "#43504C";
constexpr const char* edge = "#7F8A85";
constexpr const char* crimson = "#9B1C3B";
constexpr const char* searched_line = "#1C6A8A";
constexpr const char* searched_ground = "#D9EAF1";
constexpr const char* unseen = "#7B8682";
constexpr const char* written = "#4F5B57";
constexpr const char* unrecorded = "#C0601C";
constexpr const char* white = "#FFFFFF";

Fill hatch() {
    return {.pattern = Fill::Pattern::lines, .colour = unseen, .opacity = 1, .spacing_px = 7, .weight_px = 1.2};
}

Fill plain(const char* colour, double opacity) {
    return {.pattern = Fill::Pattern::plain, .colour = colour, .opacity = opacity};
}

Symbol searched() {
    return {.fills = {plain(searched_ground, 1),
                      {.pattern = Fill::Pattern::dots,
                       .colour = searched_line,
                       .opacity = 1,
                       .spacing_px = 7,
                       .weight_px = 1.4}},
            .casing = {},
            .stroke = Stroke{searched_line, 1.6},
            .mark = Mark{Mark::Shape::square, searched_line, 7, 0.9}};
}

Symbol outlined(const char* colour, double width, std::vector<double> dashes, Mark mark) {
    return {.fills = {}, .casing = {}, .stroke = Stroke{colour, width, std::move(dashes)}, .mark = std::move(mark)};
}

Symbol as_written() {
    return {.fills = {},
            .casing = Stroke{white, 3.2},
            .stroke = Stroke{written, 1.2, {3.2, 2.2}},
            .mark = Mark{Mark::Shape::open_disc, written, 6, 1.2}};
}

Symbol burst(const char* colour, double size) {
    return {.fills = {}, .casing = {}, .stroke = {}, .mark = Mark{Mark::Shape::burst, colour, size, 1.6}};
}

LayerStyle area() {
    return {.name = "area",
            .title = "Areas",
            .level = 0,
            .rules = {{.name = "study-area",
                       .label = "Study area: not looked at, where nothing else is drawn",
                       .field = "level",
                       .values = {"study-area"},
                       .symbol = {.fills = {hatch()}, .casing = {}, .stroke = Stroke{ink_2, 1, {8, 3, 2, 3}}}},
                      {.name = "unit",
                       .label = "Administrative unit or map sheet",
                       .field = {},
                       .symbol = {.fills = {}, .casing = {}, .stroke = Stroke{edge, 0.8}}}}};
}

LayerStyle search() {
    return {.name = "search",
            .title = "Searches",
            .level = 1,
            .rules = {{.name = "planned",
                       .label = "Search planned: not looked at yet",
                       .field = "status",
                       .values = {"planned"},
                       .symbol = outlined(unseen, 1, {1, 3}, {Mark::Shape::cross, unseen, 7, 0.9})},
                      {.name = "unfinished",
                       .label = "Search not finished",
                       .field = "status",
                       .values = {"in-progress", "suspended"},
                       .symbol = outlined(searched_line, 1.6, {7, 4}, {Mark::Shape::cross, searched_line, 7, 0.9})},
                      {.name = "searched",
                       .label = "Searched: finds are drawn apart; a boundary ends the search, never the danger",
                       .field = {},
                       .symbol = searched()}}};
}

LayerStyle hazard() {
    return {.name = "hazard",
            .title = "Hazardous areas",
            .level = 3,
            .rules = {{.name = "closed",
                       .label = "Hazardous area, closed by the authority",
                       .field = "status",
                       .values = {"closed"},
                       .symbol = outlined(crimson, 1, {10, 3, 1.5, 3}, {Mark::Shape::open_disc, crimson, 6, 1})},
                      {.name = "confirmed",
                       .label = "Confirmed hazardous area (CHA)",
                       .field = "hazard_class",
                       .values = {"cha"},
                       .symbol = {.fills = {plain(crimson, 0.1)},
                                  .casing = Stroke{white, 4},
                                  .stroke = Stroke{crimson, 2.2},
                                  .mark = Mark{Mark::Shape::square, crimson, 9, 1.2}}},
                      {.name = "suspected",
                       .label = "Suspected hazardous area (SHA), or class not stated",
                       .field = {},
                       .symbol = outlined(crimson, 2, {7, 4}, {Mark::Shape::open_disc, crimson, 9, 2})}}};
}

LayerStyle one_look(const char* name, const char* title, int level, const char* label, Symbol symbol) {
    return {.name = name,
            .title = title,
            .level = level,
            .rules = {{.name = "all", .label = label, .field = {}, .symbol = std::move(symbol)}}};
}

LayerStyle records_result() {
    Symbol confirmed = outlined(ink, 1.8, {}, {Mark::Shape::disc, ink, 7, 1.2});
    confirmed.fills = {plain(written, 0.16)};
    confirmed.casing = Stroke{white, 3.2};
    Symbol untested = as_written();
    untested.fills = {hatch()};
    return {.name = "records_result",
            .title = "Records, held against what was found",
            .level = 5,
            .rules = {{.name = "confirmed",
                       .label = "Tested, confirmed by a find",
                       .field = "state",
                       .values = {"tested, confirmed"},
                       .symbol = confirmed},
                      {.name = "not-confirmed",
                       .label = "Tested, not confirmed",
                       .field = "state",
                       .values = {"tested, not confirmed"},
                       .symbol = outlined(unrecorded, 1.8, {7, 4}, {Mark::Shape::open_disc, unrecorded, 7, 1.8})},
                      {.name = "not-tested",
                       .label = "Not tested: too little of it was looked at",
                       .field = {},
                       .symbol = untested}}};
}

LayerStyle accidents_result() {
    return {.name = "accidents_result",
            .title = "Accidents, held against the records",
            .level = 8,
            .rules = {{.name = "outside",
                       .label = "Accident outside every record",
                       .field = "is_outside",
                       .values = {"true", "1"},
                       .symbol = burst(unrecorded, 15)},
                      {.name = "inside", .label = "Accident on a record", .field = {}, .symbol = burst(ink, 11)}}};
}

LayerStyle public_cell() {
    return {.name = "public_cell",
            .title = "What is known of each cell of a coarse grid",
            .level = 2,
            .rules = {{.name = "hazard",
                       .label = "Hazard recorded or suspected in this cell",
                       .field = "state",
                       .values = {"hazard"},
                       .symbol = {.fills = {plain(crimson, 0.62)}, .casing = {}, .stroke = Stroke{crimson, 1}}},
                      {.name = "searched",
                       .label = "Searched all over: a boundary ends the search, never the danger",
                       .field = "state",
                       .values = {"searched"},
                       .symbol = searched()},
                      {.name = "not-looked-at",
                       .label = "Not looked at, or not all of it",
                       .field = {},
                       .symbol = {.fills = {hatch()}, .casing = {}, .stroke = Stroke{unseen, 0.5}}}}};
}

LayerStyle searched_result() {
    return one_look("searched_ground", "Searched ground", 1, "Searched: a boundary ends the search, never the danger",
                    searched());
}

}  // namespace

std::vector<LayerStyle> all_styles() {
    const Symbol place{
        .fills = {}, .casing = {}, .stroke = Stroke{ink_2, 1}, .mark = Mark{Mark::Shape::open_disc, ink_2, 5, 1}};
    const Symbol device = outlined(ink, 1.2, {}, {Mark::Shape::disc, ink, 5.2, 0.9});
    std::vector<LayerStyle> styles{
        area(),
        search(),
        searched_result(),
        public_cell(),
        hazard(),
        one_look("recorded_area", "Recorded areas, as written", 4, "Recorded area, as written", as_written()),
        records_result(),
        one_look("find", "Devices found", 6, "Device found", device),
        one_look("accident", "Accidents", 7, "Accident", burst(ink, 15)),
        accidents_result(),
        one_look("place", "Places", 9, "Place", place)};
    std::stable_sort(styles.begin(), styles.end(),
                     [](const LayerStyle& a, const LayerStyle& b) { return a.level < b.level; });
    return styles;
}

std::optional<LayerStyle> style_of(std::string_view layer) {
    for (LayerStyle& style : all_styles())
        if (style.name == layer) return std::move(style);
    return std::nullopt;
}

}  // namespace cairn::registers
