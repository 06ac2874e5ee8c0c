// Where: the whole study area, then the places with most evidence at a scale at which records have a shape.

#include "cairn/report/sections.hpp"
#include "cairn/report/svg_map.hpp"

namespace cairn::report {

std::string map_title(const Page& page) {
    const auto& ground = page.ground;
    if (!ground || ground->study_m2 <= 0) return page.words.text("map.title_no_area");
    const double unseen = 1 - ground->searched_m2 / ground->study_m2;
    return page.words.text("map.title",
                           {{"unseen", page.numbers.percent(unseen)}, {"study", page.numbers.area(ground->study_m2)}});
}

std::string map_description(const Page& page) {
    const MapData& map = page.input.map;
    const auto n = [&](const auto& features) { return page.numbers.count(static_cast<double>(features.size())); };
    return page.words.text("map.description", page.slots({{"records", n(map.footprints)},
                                                          {"searches", n(map.searches)},
                                                          {"finds", n(map.finds)},
                                                          {"accidents", n(map.accidents)}}));
}

namespace {

bool applies(const Page& page) { return window_of(page.input.map).has_value(); }

void write_close_ups(Page& page, const std::vector<CloseUp>& close_ups) {
    if (close_ups.empty()) return;
    page.out.element("h3", page.words.plural("map.close_ups", static_cast<double>(close_ups.size()),
                                             {{"n", page.numbers.count(static_cast<double>(close_ups.size()))}}));
    page.out.open("div", {{"class", "two"}});
    for (std::size_t i = 0; i < close_ups.size(); ++i) {
        const std::string number = std::to_string(i + 1);
        const std::string name =
            close_ups[i].name.empty()
                ? page.words.text("map.close_up", {{"number", number}})
                : page.words.text("map.close_up_near", {{"number", number}, {"place", close_ups[i].name}});
        const MapPicture picture{.id = "map-" + number,
                                 .title = name,
                                 .description = map_description(page),
                                 .window = close_ups[i].window,
                                 .width = 480,
                                 .max_height = 360,
                                 .labels = 12,
                                 .close_ups = {}};
        page.out.open("figure").element("figcaption", name);
        write_map(page, picture);
        write_map_legend(page, picture);
        page.out.close("figure");
    }
    page.out.close("div");
}

void write(Page& page) {
    const auto close_ups = find_close_ups(page.input.map, 4);
    write_message(page, "p", "sub", "map.lead");
    write_map_definitions(page.out);
    const MapPicture picture{.id = "map-all",
                             .title = map_title(page),
                             .description = map_description(page),
                             .window = *window_of(page.input.map),
                             .close_ups = close_ups};
    write_map_legend(page, picture);
    page.out.open("figure", {{"class", "scroll"}, {"tabindex", "0"}, {"role", "group"}});
    write_map(page, picture);
    page.out.close("figure");
    write_message(page, "p", "src", "map.note");
    write_close_ups(page, close_ups);
}

}  // namespace

const Section map_section{"map", applies, map_title, write};

}  // namespace cairn::report
